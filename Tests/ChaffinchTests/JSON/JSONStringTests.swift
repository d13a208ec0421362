// Tests reading and writing the insides of JSON strings.

import Testing

@testable import Chaffinch

@Suite("JSON strings")
struct JSONStringTests {
  private func unescaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return unescapedJSON(bytes.span, 0..<bytes.count)
  }

  private func written(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendJSON(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "Escapes are resolved",
    arguments: [
      (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u0041\u00e9\u20AC"#, "Aé€"),
      (#"a\u0000b"#, "a\0b"), (#"\uFFFF\ud7ff\uE000"#, "\u{FFFF}\u{D7FF}\u{E000}"),
      (#"\\u0041"#, #"\u0041"#), ("é€😀", "é€😀"), ("", ""),
    ])
  func escapes(text: String, expected: String) {
    #expect(unescaped(text) == expected)
  }

  @Test(
    "Surrogate pairs become one character",
    arguments: [
      (#"\ud800\udc00"#, "\u{10000}"), (#"\uD83D\uDE00"#, "😀"), (#"\udbff\udfff"#, "\u{10FFFF}"),
      (#"x\ud83d\ude00y"#, "x😀y"),
    ])
  func surrogatePairs(text: String, expected: String) {
    #expect(unescaped(text) == expected)
  }

  @Test(
    "Each lone surrogate becomes U+FFFD and takes nothing with it",
    arguments: [
      (#"\ud800"#, "\u{FFFD}"), (#"\udc00"#, "\u{FFFD}"), (#"\ud800x"#, "\u{FFFD}x"),
      (#"\ud800\u0041"#, "\u{FFFD}A"), (#"\ud800\n"#, "\u{FFFD}\n"), (#"\ud800\\u"#, "\u{FFFD}\\u"),
      (#"\udc00\ud800"#, "\u{FFFD}\u{FFFD}"), (#"\ud800\ud83d\ude00"#, "\u{FFFD}😀"),
      (#"\ud83dudE00"#, "\u{FFFD}udE00"),
    ])
  func loneSurrogates(text: String, expected: String) {
    #expect(unescaped(text) == expected)
  }

  @Test("A pair that is cut by the end of the range is a lone surrogate")
  func rangeEnds() {
    let bytes = Array(#"\ud83d\ude00"#.utf8)
    #expect(unescapedJSON(bytes.span, 0..<6) == "\u{FFFD}")
    #expect(unescapedJSON(bytes.span, 6..<12) == "\u{FFFD}")
  }

  @Test("Only what must be escaped is escaped")
  func writing() {
    #expect(written("") == #""""#)
    #expect(written("a\"b\\c/d") == #""a\"b\\c/d""#)
    #expect(written("\n\r\t\u{8}\u{C}\0\u{1F}") == #""\n\r\t\u0008\u000c\u0000\u001f""#)
    #expect(written("é€😀\u{7F}\u{2028}") == "\"é€😀\u{7F}\u{2028}\"")
  }

  @Test("Every character comes back from writing and reading")
  func roundTrip() {
    for value in Array(UInt32(0)...0x2FF) + [0x2028, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x1F600] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(Character(scalar))\(Character(scalar))z"
      #expect(
        Array(unescaped(String(written(text).dropFirst().dropLast())).utf8) == Array(text.utf8))
    }
  }

  @Test(
    "A key is recognised however it is escaped",
    arguments: [
      ("text", true), (#"\u0074ext"#, true), (#"t\u0065\u0078t"#, true),
      (#"\u0074\u0065\u0078\u0074"#, true), (#"\u0054ext"#, false), ("Text", false), ("tex", false),
      ("texts", false), ("", false), (#"te\\xt"#, false), (#"te\nt"#, false),
    ])
  func keys(key: String, isText: Bool) {
    let bytes = Array(key.utf8)
    let found = isJSONString(bytes.span, 0..<bytes.count, "text")
    #expect(found == isText)
  }
}
