// Appends pieces of arrays and fixed texts to bytes. A slice of an array would do the same, but counts a
// reference, twice a paragraph; so a pointer that lives no longer than the call.

extension [UInt8] {
  /// Appends `range` of `bytes`.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Appends a fixed text in UTF-8.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
