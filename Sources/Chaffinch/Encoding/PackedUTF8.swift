// A character's UTF-8 in one word, as the decoders' tables keep it. Holds no U+0000.

/// Up to eight bytes of UTF-8, the first in the lowest byte; the bytes above the last are 0.
struct PackedUTF8: Sendable, Equatable {
  let bits: UInt64

  /// U+FFFD, which stands for what is malformed.
  static let replacement = PackedUTF8(0xFFFD)

  init(bits: UInt64) { self.bits = bits }

  /// The scalar with value `scalar`, at most U+10FFFF, no surrogate and not 0.
  @inline(__always)
  init(_ scalar: UInt32) {
    let value = UInt64(scalar)
    let low = 0x80 | value & 0x3F
    switch scalar {
    case ..<0x80: bits = value
    case ..<0x800: bits = (0xC0 | value >> 6) | low << 8
    case ..<0x1_0000:
      bits = (0xE0 | value >> 12) | (0x80 | (value >> 6) & 0x3F) << 8 | low << 16
    default:
      bits =
        (0xF0 | value >> 18) | (0x80 | (value >> 12) & 0x3F) << 8
        | (0x80 | (value >> 6) & 0x3F) << 16 | low << 24
    }
  }

  /// How many bytes there are.
  @inline(__always)
  var count: Int { 8 - bits.leadingZeroBitCount / 8 }
}
