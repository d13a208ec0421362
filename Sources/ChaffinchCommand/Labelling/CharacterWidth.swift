// How many columns a terminal gives a character, and texts without anything that a terminal would take
// for a command. Tables by ranges of scalars; no terminal is asked.

/// Columns of characters, after Unicode Standard Annex 11 (East Asian Width) and the emoji data of
/// Unicode Technical Standard 51.
enum CharacterWidth {
  /// 0 for what joins the character before it, 2 for wide characters, 1 for all others. Terminals
  /// differ over emoji that are put together of several; they count 2 here.
  static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return 1 }
    if isZeroWidth(first) { return 0 }
    if isWide(first) { return 2 }
    // A sign that is asked to look like an emoji.
    return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
  }

  /// Columns of a text.
  static func columns(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// `text` as a terminal may be sent it, each character with what joins it, on one line: control
  /// characters, marks that turn the direction of writing round and malformed characters become
  /// U+FFFD, line ends and tabs spaces; what is invisible goes; a heap of marks on one character ends
  /// after eight.
  static func harmless(_ text: String) -> [Character] {
    var result: [Character] = []
    result.reserveCapacity(text.utf8.count)
    for character in text {
      if let ascii = character.asciiValue {
        // A line end of two bytes is one character whose value is that of LF.
        switch ascii {
        case 0x09...0x0D: result.append(" ")
        case 0x20..<0x7F: result.append(character)
        default: result.append("\u{FFFD}")
        }
        continue
      }
      var scalars = String.UnicodeScalarView()
      for scalar in character.unicodeScalars.prefix(9) { append(scalar, to: &scalars) }
      // Marks that lost the character they stand on, and what the replacements may have parted.
      for part in String(scalars) where columns(of: part) > 0 { result.append(part) }
    }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to scalars: inout String.UnicodeScalarView) {
    switch scalar.value {
    case 0x85, 0x2028, 0x2029, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      scalars.append(scalar.value == 0x3000 ? scalar : " ")
    case 0..<0x20, 0x7F..<0xA0: scalars.append("\u{FFFD}")
    // Embeddings, overrides and isolates.
    case 0x202A...0x202E, 0x2066...0x2069: scalars.append("\u{FFFD}")
    // Joins inside emoji and scripts; alone they have no width.
    case 0x200C, 0x200D: scalars.append(scalar)
    default:
      if scalar.properties.generalCategory != .format { scalars.append(scalar) }
    }
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    // Vowels and final consonants of Hangul that are written apart.
    default: (0x1160...0x11FF).contains(scalar.value)
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]

  /// Whether a scalar takes two columns.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) }
  }
}
