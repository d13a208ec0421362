// Decodes the East Asian encodings: finds where a character's bytes end, as the Encoding Standard
// has it, and asks iconv what they mean. ISO-2022-JP's escapes stand in `ISO2022JPDecoder`.

/// Decodes one text in one multibyte encoding. Remembers the characters of two bytes that it met.
struct MultibyteDecoder: ~Copyable {
  private let scheme: MultibyteScheme
  private let converter: IconvConverter
  /// See `MultibyteScheme.supplements`; without it, characters that need it count as malformed.
  private let supplement: IconvConverter?
  /// The UTF-8 of two-byte characters by lead (from 0x80) and trail; 0 where not asked for yet.
  private var known: [UInt32]

  /// In `known`: iconv refuses these bytes. (No UTF-8 has four bytes FF.)
  private static let refused = UInt32.max

  /// `nil` when the system has no converter.
  init?(_ scheme: MultibyteScheme) {
    guard let converter = IconvConverter(scheme.converters) else { return nil }
    self.scheme = scheme
    self.converter = converter
    supplement = IconvConverter(scheme.supplements)
    known = [UInt32](repeating: 0, count: 0x8000)
  }

  /// Decodes `bytes` from `start` on; malformed sequences become U+FFFD, and an ASCII byte is never
  /// part of one.
  mutating func decode(_ bytes: [UInt8], from start: Int) -> DecodedTextBuilder {
    var builder = DecodedTextBuilder(capacity: bytes.count - start + (bytes.count - start) / 4)
    if scheme == .iso2022JP {
      decodeISO2022JP(bytes, from: start, into: &builder)
      return builder
    }
    let source = bytes.span
    var position = start
    while position < source.count {
      let end = asciiRunEnd(source, from: position)
      builder.appendASCII(bytes, position..<end)
      position = end
      guard position < source.count else { break }
      let next = Bytes(source, at: position)
      let (character, count) = character(next)
      if let character {
        builder.append(character, from: position, count: count)
      } else {
        builder.appendReplacement(from: position, count: count)
      }
      position += count
    }
    return builder
  }

  /// The next bytes of a text, up to four; behind its end they are 0, which is no trail byte.
  struct Bytes {
    let lead, second, third, fourth: UInt8
    /// How many there really are.
    let available: Int

    init(_ source: Span<UInt8>, at position: Int) {
      func byte(_ offset: Int) -> UInt8 {
        position + offset < source.count ? source[position + offset] : 0
      }
      (lead, second, third, fourth) = (byte(0), byte(1), byte(2), byte(3))
      available = min(source.count - position, 4)
    }

    /// The bytes of a malformed character whose first `count` bytes were looked at: its last one is
    /// left for the text when it is ASCII.
    func malformed(_ count: Int, last: UInt8) -> (PackedUTF8?, Int) {
      (nil, count <= available && last >= 0x80 ? count : min(count - 1, available))
    }
  }

  /// The character that starts with a byte outside ASCII and how many bytes it has; `nil` and their
  /// number when they are malformed.
  private mutating func character(_ next: Bytes) -> (PackedUTF8?, Int) {
    switch scheme {
    case .shiftJIS:
      switch next.lead {
      case 0x80: return (PackedUTF8(0x80), 1)
      case 0xA1...0xDF: return (Self.halfWidthKatakana(next.lead), 1)
      case 0x81...0x9F, 0xE0...0xFC:
        return pair(next, isTrail: next.second >= 0x40 && next.second != 0x7F && next.second < 0xFD)
      default: return (nil, 1)
      }
    case .eucJP:
      return eucJPCharacter(next)
    case .gb18030:
      if next.lead == 0x80 { return (PackedUTF8(0x20AC), 1) }
      if next.lead == 0xFF { return (nil, 1) }
      if 0x30...0x39 ~= next.second { return fourBytes(next) }
      return pair(next, isTrail: next.second >= 0x40 && next.second != 0x7F && next.second < 0xFF)
    case .big5, .iso2022JP:
      guard 0x81...0xFE ~= next.lead else { return (nil, 1) }
      let isTrail = 0x40...0x7E ~= next.second || 0xA1...0xFE ~= next.second
      return pair(next, isTrail: isTrail)
    case .eucKR:
      guard 0x81...0xFE ~= next.lead else { return (nil, 1) }
      return pair(next, isTrail: 0x41...0xFE ~= next.second)
    }
  }

  /// A character of two bytes, with the same bytes in iconv's encoding.
  private mutating func pair(_ next: Bytes, isTrail: Bool) -> (PackedUTF8?, Int) {
    guard isTrail, let character = lookUp(next.lead, next.second) else {
      return next.malformed(2, last: next.second)
    }
    return (character, 2)
  }

  private mutating func eucJPCharacter(_ next: Bytes) -> (PackedUTF8?, Int) {
    let isSecond = 0xA1...0xFE ~= next.second
    switch next.lead {
    case 0x8E where 0xA1...0xDF ~= next.second:
      return (Self.halfWidthKatakana(next.second), 2)
    case 0x8F where isSecond:
      let word = 0x8F_0000 | UInt32(next.second) << 8 | UInt32(next.third)
      if 0xA1...0xFE ~= next.third, let character = supplement?.utf8(of: word, count: 3) {
        return (character, 3)
      }
      return next.malformed(3, last: next.third)
    case 0xA1...0xFE where isSecond:
      guard let character = jis0208(row: next.lead - 0xA1, cell: next.second - 0xA1) else {
        return next.malformed(2, last: next.second)
      }
      return (character, 2)
    case 0x8E, 0x8F, 0xA1...0xFE:
      return next.malformed(2, last: next.second)
    default:
      return (nil, 1)
    }
  }

  /// GB 18030's characters of four bytes, all of Unicode that has no pair.
  private func fourBytes(_ next: Bytes) -> (PackedUTF8?, Int) {
    guard 0x81...0xFE ~= next.third, 0x30...0x39 ~= next.fourth else {
      // At the end of the text what has begun is one malformed character; else only the lead is.
      let isCutOff =
        next.available < 4 && (next.available < 3 || 0x81...0xFE ~= next.third)
      return (nil, isCutOff ? next.available : 1)
    }
    let word =
      UInt32(next.lead) << 24 | UInt32(next.second) << 16 | UInt32(next.third) << 8
      | UInt32(next.fourth)
    return (converter.utf8(of: word, count: 4), 4)
  }

  /// A character of JIS X 0208, by row and cell from 0, each below 94: Shift_JIS folds two rows
  /// into one lead byte.
  mutating func jis0208(row: UInt8, cell: UInt8) -> PackedUTF8? {
    let lead = row / 2 + (row < 62 ? 0x81 : 0xC1)
    let trail = row % 2 == 1 ? cell + 0x9F : cell + (cell < 63 ? 0x40 : 0x41)
    return lookUp(lead, trail)
  }

  /// Half-width katakana, from byte 0xA1 on.
  static func halfWidthKatakana(_ byte: UInt8) -> PackedUTF8 {
    PackedUTF8(0xFF61 + UInt32(byte) - 0xA1)
  }

  /// Asks iconv once for a pair whose lead is 0x80 or more.
  private mutating func lookUp(_ lead: UInt8, _ trail: UInt8) -> PackedUTF8? {
    let pair = UInt32(lead) << 8 | UInt32(trail)
    let index = Int(pair & 0x7FFF)
    let remembered = known[index]
    if remembered == Self.refused { return nil }
    if remembered != 0 { return PackedUTF8(bits: UInt64(remembered)) }
    guard let character = ask(pair) else {
      known[index] = Self.refused
      return nil
    }
    // Two of Big5's letters with marks take more than one word, and are asked for each time.
    if character.count <= 4 { known[index] = UInt32(truncatingIfNeeded: character.bits) }
    return character
  }

  /// Asks iconv, and corrects what the Encoding Standard has otherwise.
  private func ask(_ pair: UInt32) -> PackedUTF8? {
    switch scheme {
    case .gb18030 where pair == 0xA3A0:
      return PackedUTF8(0x3000)
    case .big5 where 0xA1...0xA3 ~= pair >> 8:
      return supplement?.utf8(of: pair, count: 2) ?? converter.utf8(of: pair, count: 2)
    case .big5:
      return converter.utf8(of: pair, count: 2) ?? supplement?.utf8(of: pair, count: 2)
    case .shiftJIS, .eucJP, .iso2022JP, .gb18030, .eucKR:
      return converter.utf8(of: pair, count: 2)
    }
  }
}
