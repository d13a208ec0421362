// What the 256 bytes of a single-byte encoding stand for, mostly asked from iconv. The loop that
// decodes with it stands in `SingleByteDecoder`.

/// The characters of a single-byte encoding whose lower half is ASCII.
struct SingleByteTable: Sendable {
  /// The UTF-8 of bytes 0x80 to 0xFF, in 128 entries; 0 where a byte stands for nothing.
  let upperHalf: [UInt32]

  private init(upperHalf: [UInt32]) { self.upperHalf = upperHalf }

  /// Asks iconv for each byte and corrects what the Encoding Standard has otherwise. `nil` when the
  /// system has no converter under any of `converters`.
  init?(_ encoding: CharacterEncoding, converters: [String]) {
    guard let converter = IconvConverter(converters) else { return nil }
    // Where Windows assigns nothing, the standard has the control of that number.
    let hasControls = encoding.name.hasPrefix("windows-")
    var table = (0x80...0xFF as ClosedRange<UInt32>).map { byte -> UInt32 in
      if let character = converter.utf8(of: byte, count: 1) {
        return UInt32(truncatingIfNeeded: character.bits)
      }
      return hasControls && byte < 0xA0 ? Self.packed(byte) : 0
    }
    for (byte, scalar) in Self.corrections(encoding) { table[byte - 0x80] = Self.packed(scalar) }
    upperHalf = table
  }

  /// Windows-1252, the web's fallback: never missing, whatever the system has.
  static let windows1252: SingleByteTable = {
    let differing: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]
    return SingleByteTable(upperHalf: (differing + (0xA0...0xFF)).map(packed))
  }()

  /// The encoding that keeps bytes apart in the private use area, U+F780 to U+F7FF.
  static let userDefined = SingleByteTable(upperHalf: (0xF780...0xF7FF).map(packed))

  private static func packed(_ scalar: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: PackedUTF8(scalar).bits)
  }

  /// Bytes that C libraries map differently from the standard, and from each other.
  private static func corrections(_ encoding: CharacterEncoding) -> [(byte: Int, scalar: UInt32)] {
    switch encoding.name {
    case "koi8-u": [(0xAE, 0x045E), (0xBE, 0x040E)]
    case "macintosh": [(0xC6, 0x2206), (0xDB, 0x20AC), (0xF0, 0xF8FF)]
    case "windows-1255": [(0xCA, 0x05BA)]
    case "x-mac-cyrillic": [(0xA2, 0x0490), (0xB6, 0x0491), (0xFF, 0x20AC)]
    default: []
    }
  }
}
