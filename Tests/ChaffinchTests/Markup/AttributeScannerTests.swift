// Tests how the bytes behind a tag's name are cut into attributes.

import Testing

@testable import Chaffinch

@Suite("Attribute scanner")
struct AttributeScannerTests {
  /// Names, values and whole attributes as written.
  private func attributes(_ text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    let span = bytes.span
    var scanner = AttributeScanner(0..<bytes.count)
    var found: [[String]] = []
    while let attribute = scanner.next(span) {
      found.append([attribute.name, attribute.value, attribute.range].map { slice(bytes, $0) })
    }
    return found
  }

  @Test("Values stand in either quotes, in none, or are missing")
  func quotes() {
    #expect(
      attributes(" a=\"1 '>\" b='2 \"' c=3 d")
        == [
          ["a", "1 '>", "a=\"1 '>\""], ["b", "2 \"", "b='2 \"'"], ["c", "3", "c=3"],
          ["d", "", "d"],
        ])
  }

  @Test("White space may stand around the equals sign and is in the range")
  func space() {
    #expect(
      attributes("\ta \n=\r\u{C} 'b' c") == [["a", "b", "a \n=\r\u{C} 'b'"], ["c", "", "c"]])
    #expect(attributes("a = ") == [["a", "", "a = "]])
  }

  @Test("Slashes separate attributes but belong to values without quotes")
  func slashes() {
    #expect(attributes("/a/b=c/d /") == [["a", "", "a"], ["b", "c/d", "b=c/d"]])
  }

  @Test("An equals sign can begin a name; quotes and less-than signs are letters of names")
  func oddNames() {
    #expect(attributes(" =a==b") == [["=a", "=b", "=a==b"]])
    #expect(attributes("\"a\" <b='c'") == [["\"a\"", "", "\"a\""], ["<b", "c", "<b='c'"]])
  }

  @Test("Attributes need no space behind a closing quote")
  func adjacent() {
    #expect(attributes("a='1'b=\"2\"") == [["a", "1", "a='1'"], ["b", "2", "b=\"2\""]])
  }

  @Test("A value whose quote is never closed goes to the end")
  func openQuote() {
    #expect(attributes("a='b c") == [["a", "b c", "a='b c"]])
    #expect(attributes("a='") == [["a", "", "a='"]])
  }

  @Test("Nothing is found where nothing is")
  func empty() {
    #expect(attributes("").isEmpty)
    #expect(attributes(" / \n").isEmpty)
  }
}
