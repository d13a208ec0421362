// Decodes UTF-16 in either byte order, as the Encoding Standard does. Byte-order marks are the
// caller's.

/// Decodes `bytes` from `start` on; lone surrogates and a last odd byte become U+FFFD.
func decodeUTF16(_ bytes: [UInt8], from start: Int, bigEndian: Bool) -> DecodedTextBuilder {
  var builder = DecodedTextBuilder(capacity: (bytes.count - start) / 4 * 3)
  let span = bytes.span
  let high = bigEndian ? 0 : 1
  /// The code unit whose first byte is at `position`, if it is whole.
  func unit(at position: Int) -> UInt32? {
    guard position + 1 < span.count else { return nil }
    return UInt32(span[position + high]) << 8 | UInt32(span[position + 1 - high])
  }
  var position = start
  while let first = unit(at: position) {
    switch first {
    case 0:
      builder.appendNull(from: position, count: 2)
    case 0xD800...0xDBFF:
      if let second = unit(at: position + 2), (0xDC00...0xDFFF).contains(second) {
        let scalar = 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
        builder.append(PackedUTF8(scalar), from: position, count: 4)
        position += 2
      } else {
        builder.appendReplacement(from: position, count: 2)
      }
    case 0xDC00...0xDFFF:
      builder.appendReplacement(from: position, count: 2)
    default:
      builder.append(PackedUTF8(first), from: position, count: 2)
    }
    position += 2
  }
  if position < bytes.count {
    builder.appendReplacement(from: position, count: bytes.count - position)
  }
  return builder
}
