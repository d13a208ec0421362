// The frozen hashes of the feature space: FNV-1a and the mixing that turns a feature into 32 bits.
// Nothing here may change without raising `LocalFeatures.version`.

/// FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), fed value by value.
public struct FNV1a: Sendable {
  /// The hash of what was fed so far.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Feeds one value: a byte for the standard hash; a text feeds its tokens, fingerprints words
  /// of eight bytes.
  @inline(__always)
  public mutating func update(_ next: UInt64) {
    value = (value ^ next) &* 0x0000_0100_0000_01b3
  }

  /// Feeds the bytes of `text` in UTF-8.
  public mutating func update(_ text: some StringProtocol) {
    // Bytes in a row, where they are, spare a call for each byte's place.
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes { update(UInt64(byte)) }
    }
    if isDone == nil { for byte in text.utf8 { update(UInt64(byte)) } }
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
  var mixed = value
  if family != .characterGram {
    // Fold the high half down, then multiply: the upper bits of the product depend on all others.
    mixed ^= family.rawValue &* 0xd6e8_feb8_6659_fd93
    mixed ^= mixed &>> 32
    mixed &*= 0x9e37_79b9_7f4a_7c15
  } else {
    // 5-grams are as many as letters and have 40 bits: the multiplication is enough.
    mixed &*= 0xd6e8_feb8_6659_fd93
  }
  return UInt32(truncatingIfNeeded: mixed &>> 32)
}

/// Five bytes of `word` from `place`, 0…3, as the value of a 5-gram's feature.
@inline(__always)
func characterGram(_ word: UInt64, _ place: Int) -> UInt64 {
  word &>> UInt64(truncatingIfNeeded: 8 &* place) & 0xFF_FFFF_FFFF
}

/// The hash of a token: its folded bytes in UTF-8, eight at a time.
struct TokenHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Bytes that were appended and not hashed, the first one lowest.
  private var bytes: UInt64 = 0
  private var count: UInt64 = 0

  /// Hashes eight bytes, or the token's last one to eight, padded with zeros.
  @inline(__always)
  mutating func update(_ word: UInt64) {
    value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    value ^= value >> 32
  }

  /// Appends a folded scalar; the hash is complete after ``end()``.
  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 {
      append(byte: UInt64(scalar))
    } else if scalar < 0x800 {
      append(byte: UInt64(0xC0 | scalar &>> 6))
      append(byte: UInt64(0x80 | scalar & 0x3F))
    } else {
      appendLong(scalar)
    }
  }

  /// Appends a folded scalar of three or four bytes.
  private mutating func appendLong(_ scalar: UInt32) {
    if scalar < 0x10000 {
      append(byte: UInt64(0xE0 | scalar &>> 12))
    } else {
      append(byte: UInt64(0xF0 | scalar &>> 18))
      append(byte: UInt64(0x80 | scalar &>> 12 & 0x3F))
    }
    append(byte: UInt64(0x80 | scalar &>> 6 & 0x3F))
    append(byte: UInt64(0x80 | scalar & 0x3F))
  }

  @inline(__always)
  private mutating func append(byte: UInt64) {
    if count == 8 { end() }
    bytes |= byte &<< (8 &* count)
    count &+= 1
  }

  /// Hashes the bytes that were appended and not hashed.
  mutating func end() {
    update(bytes)
    bytes = 0
    count = 0
  }

  /// The hash of a word of at most eight bytes, which are folded.
  @inline(__always)
  static func hash(ofWord folded: UInt64) -> UInt64 {
    var hash = TokenHash()
    hash.update(folded)
    return hash.value
  }

  /// The hash of a symbol, or of a character of a script without spaces: as no word's.
  @inline(__always)
  static func hash(of scalar: UInt32) -> UInt64 {
    var hash = TokenHash()
    hash.update(UInt64(scalar) | 1 << 63)
    return hash.value
  }
}

/// The newest five characters of a word, margins included, as the value of a 5-gram's feature.
struct ScalarGram {
  // Bytes for ASCII, as in ``FoldedBytes``; else twelve bits a scalar.
  private var narrow = FoldedBytes.mark << 32
  private var wide: UInt64 = 2
  /// A bit for each of the five that is beyond ASCII.
  private var beyondASCII: UInt8 = 0

  /// Takes the next character.
  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    narrow = narrow >> 8 | UInt64(scalar & 0x7F) << 32
    wide = wide << 12 | UInt64(scalar & 0xFFF)
    beyondASCII = beyondASCII << 1 | (scalar < 0x80 ? 0 : 1)
  }

  /// Takes the word's end.
  mutating func end() {
    narrow = narrow >> 8 | FoldedBytes.mark << 32
    wide = wide << 12 | 3
    beyondASCII <<= 1
  }

  /// The feature's value.
  var value: UInt64 {
    beyondASCII & 0x1F == 0 ? narrow : wide & 0xFFF_FFFF_FFFF_FFFF | 1 << 63
  }
}
