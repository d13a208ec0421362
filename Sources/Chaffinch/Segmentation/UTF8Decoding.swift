// Decodes UTF-8 scalar by scalar, naming what is malformed. Replaces nothing by itself.

/// One step of decoding: a scalar, or a malformed sequence, and the bytes it took.
struct DecodedScalar {
  /// The scalar's value; U+FFFD when the sequence was malformed.
  let value: UInt32
  /// Bytes consumed, 1 to 4.
  let length: Int
  /// Whether the bytes were a well-formed scalar.
  let isValid: Bool
}

/// Decodes the scalar that starts at `index`, which must lie inside `bytes`.
///
/// A malformed sequence takes its maximal well-formed prefix, at least one byte, as the Unicode
/// Standard recommends ("U+FFFD Substitution of Maximal Subparts", section 3.9).
@inline(__always)
func decodeScalar(_ bytes: Span<UInt8>, at index: Int) -> DecodedScalar {
  let lead = bytes[index]
  if lead < 0x80 { return DecodedScalar(value: UInt32(lead), length: 1, isValid: true) }
  return decodeMultibyteScalar(bytes, at: index, lead: lead)
}

private func decodeMultibyteScalar(_ bytes: Span<UInt8>, at index: Int, lead: UInt8)
  -> DecodedScalar
{
  // Well-formed scalars of two and three bytes first: nearly all.
  if index &+ 2 < bytes.count {
    let (second, third) = (UInt32(bytes[index &+ 1]) ^ 0x80, UInt32(bytes[index &+ 2]) ^ 0x80)
    if lead &- 0xC2 < 0x1E, second < 0x40 {
      return DecodedScalar(value: UInt32(lead & 0x1F) &<< 6 | second, length: 2, isValid: true)
    }
    if lead &- 0xE1 < 0x0F, lead != 0xED, second | third < 0x40 {
      return DecodedScalar(
        value: UInt32(lead & 0x0F) &<< 12 | second &<< 6 | third, length: 3, isValid: true)
    }
  }
  return decodeAnyScalar(bytes, at: index, lead: lead)
}

private func decodeAnyScalar(_ bytes: Span<UInt8>, at index: Int, lead: UInt8) -> DecodedScalar {
  // Second bytes are restricted after E0, ED, F0 and F4 (overlong forms, surrogates, > U+10FFFF).
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0:
    length = 3
    second = 0xA0...0xBF
  case 0xED:
    length = 3
    second = 0x80...0x9F
  case 0xE1...0xEF: length = 3
  case 0xF0:
    length = 4
    second = 0x90...0xBF
  case 0xF4:
    length = 4
    second = 0x80...0x8F
  case 0xF1...0xF3: length = 4
  default: return DecodedScalar(value: 0xFFFD, length: 1, isValid: false)
  }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for offset in 1..<length {
    guard index + offset < bytes.count else {
      return DecodedScalar(value: 0xFFFD, length: offset, isValid: false)
    }
    let byte = bytes[index + offset]
    guard (offset == 1 ? second : 0x80...0xBF).contains(byte) else {
      return DecodedScalar(value: 0xFFFD, length: offset, isValid: false)
    }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  return DecodedScalar(value: value, length: length, isValid: true)
}

/// The number of bytes that are not continuations: the characters of well-formed text.
func utf8Characters(in bytes: Span<UInt8>) -> Int {
  var continuations = 0
  var index = 0
  while index &+ 8 <= bytes.count {
    let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    // The upper bit is set and the one below it is not.
    continuations &+= (word & ~(word &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
    index &+= 8
  }
  while index < bytes.count {
    continuations &+= bytes[index] & 0xC0 == 0x80 ? 1 : 0
    index &+= 1
  }
  return bytes.count - continuations
}

/// The first offset in `range` that starts a malformed sequence, or `nil` when all is well-formed.
func firstMalformedUTF8(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
  var index = range.lowerBound
  while index < range.upperBound {
    if bytes[index] < 0x80 {
      index += 1
      continue
    }
    let scalar = decodeScalar(bytes, at: index)
    guard scalar.isValid, index + scalar.length <= range.upperBound else { return index }
    index += scalar.length
  }
  return nil
}

/// How many malformed sequences `bytes` have.
func malformedSequences(in bytes: [UInt8]) -> Int {
  let span = bytes.span
  guard utf8Validity(of: span) == .malformed else { return 0 }
  var count = 0
  var index = 0
  while let bad = firstMalformedUTF8(in: span, index..<span.count) {
    count += 1
    index = bad + decodeScalar(span, at: bad).length
  }
  return count
}
