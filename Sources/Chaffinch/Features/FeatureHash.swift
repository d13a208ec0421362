// The frozen hashes of the feature space: FNV-1a and the mixing that turns a feature into 32 bits.
// Nothing here may change without raising `LocalFeatures.version`.

/// FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), fed value by value.
public struct FNV1a: Sendable {
  /// The hash of what was fed so far.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Feeds one value: a byte for the standard hash; tokens feed whole scalars, fingerprints words
  /// of eight bytes.
  @inline(__always)
  public mutating func update(_ next: UInt64) {
    value = (value ^ next) &* 0x0000_0100_0000_01b3
  }

  /// Feeds the bytes of `text` in UTF-8.
  public mutating func update(_ text: some StringProtocol) {
    for byte in text.utf8 { update(UInt64(byte)) }
  }

  /// The hash of some bytes, one step a byte: the standard's function.
  public static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    for byte in bytes { hash.update(UInt64(byte)) }
    return hash.value
  }

  /// The hash of some bytes taken as little-endian words of eight, the last one padded with zeros,
  /// then of their count: eight times as fast, for checksums of tensors.
  public static func wordHash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = FNV1a()
    var index = 0
    while index + 8 <= bytes.count {
      hash.update(
        UInt64(
          littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index += 8
    }
    if index < bytes.count {
      var word: UInt64 = 0
      for offset in index..<bytes.count {
        word |= UInt64(bytes[offset]) << UInt64(8 * (offset - index))
      }
      hash.update(word)
    }
    hash.update(UInt64(bytes.count))
    return hash.value
  }
}

/// Kinds of local features; the raw value seeds the feature's hash.
enum FeatureFamily: UInt64 {
  case word = 1
  case pair
  case characterGram
  case firstToken
  case lastToken
  case shape
  case markup
}

/// The 32-bit hash of a feature; a table of 2^n rows takes its upper n bits.
@inline(__always)
func featureHash(_ family: FeatureFamily, _ value: UInt64) -> UInt32 {
  // Fold the high half down, then multiply: the upper bits of the product depend on all others.
  var mixed = value ^ (family.rawValue &* 0xd6e8_feb8_6659_fd93)
  mixed ^= mixed >> 32
  mixed &*= 0x9e37_79b9_7f4a_7c15
  return UInt32(truncatingIfNeeded: mixed >> 32)
}
