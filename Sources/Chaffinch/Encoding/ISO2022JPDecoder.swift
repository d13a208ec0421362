// ISO-2022-JP: seven-bit Japanese whose escape sequences switch between sets. What the characters
// are is looked up by `MultibyteDecoder`.

/// The sets that an escape sequence can switch to.
private enum ISO2022JPSet {
  case ascii, roman, katakana, jis0208

  /// The set whose escape sequence's last two bytes are `first` and `second`.
  init?(_ first: UInt8, _ second: UInt8) {
    switch (first, second) {
    case (0x28, 0x42): self = .ascii
    case (0x28, 0x4A): self = .roman
    case (0x28, 0x49): self = .katakana
    case (0x24, 0x40), (0x24, 0x42): self = .jis0208
    default: return nil
    }
  }
}

extension MultibyteDecoder {
  /// Decodes `bytes` from `start` on. Escape sequences decode to nothing; two in a row are
  /// malformed, as the standard has it against markup hidden between them.
  mutating func decodeISO2022JP(
    _ bytes: [UInt8], from start: Int, into builder: inout DecodedTextBuilder
  ) {
    let source = bytes.span
    var set = ISO2022JPSet.ascii
    // Whether nothing was read since the last escape sequence.
    var isBehindEscape = false
    var position = start
    while position < source.count {
      let byte = source[position]
      if byte == 0x1B {
        if position + 2 < source.count,
          let next = ISO2022JPSet(source[position + 1], source[position + 2])
        {
          if isBehindEscape { builder.appendReplacement(from: position, count: 3) }
          set = next
          isBehindEscape = true
          position += 3
          continue
        }
        builder.appendReplacement(from: position, count: 1)
        position += 1
        isBehindEscape = false
        continue
      }
      isBehindEscape = false
      var count = 1
      var character: PackedUTF8?
      switch (set, byte) {
      case (.roman, 0x5C): character = PackedUTF8(0xA5)
      case (.roman, 0x7E): character = PackedUTF8(0x203E)
      case (.ascii, 0x00...0x7F), (.roman, 0x00...0x7F):
        // Shift out and shift in belong to encodings that this one is not.
        if byte != 0x0E, byte != 0x0F {
          builder.appendASCII(bytes, position..<position + 1)
          position += 1
          continue
        }
      case (.katakana, 0x21...0x5F):
        character = Self.halfWidthKatakana(byte + 0x80)
      case (.jis0208, 0x21...0x7E):
        if position + 1 < source.count, source[position + 1] != 0x1B {
          count = 2
          let trail = source[position + 1]
          if 0x21...0x7E ~= trail { character = jis0208(row: byte - 0x21, cell: trail - 0x21) }
        }
      default: break
      }
      if let character {
        builder.append(character, from: position, count: count)
      } else {
        builder.appendReplacement(from: position, count: count)
      }
      position += count
    }
  }
}
