// Tests widths of characters and that nothing reaches a terminal that it would obey.

import Testing

@testable import ChaffinchCommand

@Suite struct CharacterWidthTests {
  @Test(
    "Columns of characters",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("Ж", 1), ("日", 2), ("한", 2), ("ｱ", 1), ("Ａ", 2),
      ("😀", 2), ("👩‍👩‍👧", 2), ("🇨🇭", 2), ("\u{2764}\u{FE0F}", 2), ("\u{2764}", 1), ("…", 1),
      ("\u{301}", 0), ("\u{200B}", 0), ("ไทย", 3), ("日本 a", 6),
    ])
  func columns(text: String, expected: Int) {
    #expect(CharacterWidth.columns(of: text) == expected)
  }

  @Test(
    "What a terminal would obey becomes a sign, what cannot be seen goes",
    arguments: [
      ("a\u{1B}[31mb", "a\u{FFFD}[31mb"), ("a\u{9B}2Jb", "a\u{FFFD}2Jb"), ("a\u{07}", "a\u{FFFD}"),
      ("a\r\nb\tc\u{0B}d", "a b c d"), ("a\u{202E}b\u{2066}", "a\u{FFFD}b\u{FFFD}"),
      ("a\u{2028}b\u{A0}c", "a b c"), ("a\u{200B}b\u{FEFF}c\u{AD}d", "abcd"), ("\u{0}", "\u{FFFD}"),
      ("\u{301}a", "a"), ("e\u{301}日👩‍👩‍👧", "e\u{301}日👩‍👩‍👧"), ("\u{E0041}x", "x"),
    ])
  func harmless(text: String, expected: String) {
    #expect(String(CharacterWidth.harmless(text)) == expected)
  }

  @Test("A heap of marks on one character ends")
  func heap() {
    let text = "a" + String(repeating: "\u{301}", count: 10_000) + "b"
    #expect(String(CharacterWidth.harmless(text)).unicodeScalars.count == 10)
  }

  @Test("No control character is left of all scalars below U+3100")
  func allScalars() {
    let text = String(
      String.UnicodeScalarView((0..<0x3100).compactMap(Unicode.Scalar.init)))
    for scalar in CharacterWidth.harmless(text).flatMap(\.unicodeScalars) {
      #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
      #expect(!(0x202A...0x202E).contains(scalar.value))
      #expect(!(0x2066...0x2069).contains(scalar.value))
    }
  }
}
