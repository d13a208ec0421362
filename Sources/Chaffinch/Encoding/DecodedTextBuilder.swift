// Collects decoded characters together with where they came from. Decodes nothing itself.

/// What the decoders write into.
struct DecodedTextBuilder {
  private(set) var utf8: [UInt8] = []
  private(set) var map = OffsetMap()
  private(set) var replaced = 0

  /// A builder for about `capacity` bytes of UTF-8.
  init(capacity: Int) { utf8.reserveCapacity(capacity) }

  /// Appends the ASCII bytes `range` of `bytes` as they are.
  mutating func appendASCII(_ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    utf8.append(contentsOf: bytes[range])
    map.append(units: range.count, decoded: 1, source: 1, at: range.lowerBound)
  }

  /// Appends a character that takes `count` source bytes from `start`.
  @inline(__always)
  mutating func append(_ character: PackedUTF8, from start: Int, count: Int) {
    var bits = character.bits
    while bits != 0 {
      utf8.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
    // One unit also where both counts agree: a cut inside the character is no cut in its bytes.
    map.append(units: 1, decoded: character.count, source: count, at: start)
  }

  /// Appends U+0000, which no `PackedUTF8` can hold.
  mutating func appendNull(from start: Int, count: Int) {
    utf8.append(0)
    map.append(units: 1, decoded: 1, source: count, at: start)
  }

  /// Appends U+FFFD for `count` malformed source bytes from `start`.
  mutating func appendReplacement(from start: Int, count: Int) {
    append(.replacement, from: start, count: count)
    replaced += 1
  }
}
