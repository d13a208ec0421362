// Tests breaking texts into lines: small examples by hand, and that lines fit and nothing is lost.

import Testing

@testable import ChaffinchCommand

@Suite struct WrappedTextTests {
  @Test(
    "Lines end behind spaces and hyphens, beside wide characters, and inside long words",
    arguments: [
      ("", 5, [""]), ("one two", 7, ["one two"]), ("one two", 6, ["one", "two"]),
      ("one  two", 4, ["one", "two"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("well-known", 7, ["well-", "known"]), ("日本語", 4, ["日本", "語"]), ("a日本", 4, ["a日", "本"]),
      ("ab 日本", 5, ["ab 日", "本"]), ("to abcdef", 4, ["to", "abcd", "ef"]),
    ])
  func lines(text: String, columns: Int, expected: [String]) {
    #expect(WrappedText.lines(Array(text), columns: columns) == expected)
  }

  @Test("Lines fit, and together they are the text less spaces", arguments: 2...40)
  func properties(columns: Int) {
    let text =
      "The river rose, 日本語の長い段落 well-known-words 😀😀 abcdefghijklmnopqrstuvwxyz  e\u{301}nd "
    let lines = WrappedText.lines(Array(text), columns: columns)
    #expect(lines.allSatisfy { CharacterWidth.columns(of: $0) <= columns })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test(
    "A cut shows in the last column",
    arguments: [
      ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 4, "日…"), ("日本語", 5, "日本…"), ("ab", 1, "…"),
      ("ab", 0, ""),
    ])
  func cut(text: String, columns: Int, expected: String) {
    #expect(WrappedText.cut(text, columns: columns) == expected)
  }
}
