// Finds single bytes, eight or 32 at a time, and classes ASCII bytes. Knows nothing of markup itself.

/// A word whose lowest set bit lies in the first byte of `word` that is `byte`; zero when none is.
@inline(__always)
private func matches(_ word: UInt64, _ byte: UInt8) -> UInt64 {
  let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
  return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
}

@inline(__always)
private func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

/// The offset of the first `byte` in `bytes[start..<limit]`, `limit` when there is none.
@inline(__always)
func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
  let words = bytes.bytes
  var index = start
  while index &+ 8 <= limit {
    let found = matches(word(words, index), byte)
    if found != 0 { return index &+ found.trailingZeroBitCount &>> 3 }
    index &+= 8
  }
  while index < limit, bytes[index] != byte { index &+= 1 }
  return index
}

/// The same, faster where `byte` is mostly far away: in scripts and style sheets.
@inline(__always)
func firstFarIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
  let words = bytes.bytes
  let ones = SIMD4<UInt64>(repeating: 0x0101_0101_0101_0101)
  let highBits = SIMD4<UInt64>(repeating: 0x8080_8080_8080_8080)
  let pattern = SIMD4<UInt64>(repeating: 0x0101_0101_0101_0101 &* UInt64(byte))
  var index = start
  while index &+ 32 <= limit {
    let difference =
      words.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self) ^ pattern
    let found = (difference &- ones) & ~difference & highBits
    let half = found.lowHalf | found.highHalf
    guard half[0] | half[1] == 0 else { break }
    index &+= 32
  }
  return firstIndex(of: byte, in: bytes, from: index, to: limit)
}

/// The offset of the first of two bytes in `bytes[start..<limit]`, `limit` when there is neither.
@inline(__always)
func firstIndex(
  of byte: UInt8, or other: UInt8, in bytes: Span<UInt8>, from start: Int, to limit: Int
) -> Int {
  let words = bytes.bytes
  var index = start
  while index &+ 8 <= limit {
    let next = word(words, index)
    let found = matches(next, byte) | matches(next, other)
    if found != 0 { return index &+ found.trailingZeroBitCount &>> 3 }
    index &+= 8
  }
  while index < limit, bytes[index] != byte, bytes[index] != other { index &+= 1 }
  return index
}

/// A set of ASCII bytes below 64, a bit each.
struct LowASCIISet {
  let bits: UInt64

  /// White space of HTML: tab, line feed, form feed, carriage return, space.
  @inline(__always) static var space: Self { Self(bits: 0x1_0000_3600) }
  /// White space, `/` and `>`: what ends a tag's name.
  @inline(__always) static var tagNameEnd: Self { Self(bits: 0x4000_8001_0000_3600) }
  /// White space, `/`, `>` and `=`: what ends an attribute's name.
  @inline(__always) static var attributeNameEnd: Self { Self(bits: 0x6000_8001_0000_3600) }
  /// White space and `/`: what lies between attributes.
  @inline(__always) static var attributeSeparator: Self { Self(bits: 0x8001_0000_3600) }
  /// White space and `>`: what ends a value without quotes.
  @inline(__always) static var unquotedEnd: Self { Self(bits: 0x4000_0001_0000_3600) }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 && bits &>> UInt64(byte) & 1 != 0
  }
}

/// Whether a byte is an ASCII letter.
@inline(__always)
func isASCIILetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26
}

/// Whether a byte is an ASCII letter or digit.
@inline(__always)
func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || byte &- 0x30 < 10
}

/// A byte with ASCII capitals folded to small letters.
@inline(__always)
func lowercasedASCII(_ byte: UInt8) -> UInt8 {
  byte &- 0x41 < 26 ? byte | 0x20 : byte
}

/// Whether `bytes[start..<limit]` begins with `text`, byte for byte.
@inline(__always)
func hasPrefix(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ text: StaticString) -> Bool {
  let count = text.utf8CodeUnitCount
  guard count <= limit - start else { return false }
  return text.withUTF8Buffer { expected in
    for offset in 0..<count where bytes[start + offset] != expected[offset] { return false }
    return true
  }
}

/// Whether `bytes[start..<limit]` begins with `text`, which has no capitals, in any ASCII case.
@inline(__always)
func hasPrefixIgnoringCase(
  _ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ text: StaticString
) -> Bool {
  let count = text.utf8CodeUnitCount
  guard count <= limit - start else { return false }
  return text.withUTF8Buffer { expected in
    for offset in 0..<count where lowercasedASCII(bytes[start + offset]) != expected[offset] {
      return false
    }
    return true
  }
}
