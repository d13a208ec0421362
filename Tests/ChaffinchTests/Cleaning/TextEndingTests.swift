// Tests how texts of several scripts end.

import Testing

@testable import Chaffinch

@Suite("Endings of texts")
struct TextEndingTests {
  private func ending(_ text: String) -> TextEnding {
    let bytes = Array(text.utf8)
    return TextEnding(bytes.span)
  }

  @Test(
    "A sentence ends in the punctuation of its script",
    arguments: [
      "It rained.", "Why?", "Stop! ", "雨が降った。", "वह गया।", "لماذا؟", "وہ گیا۔", "Նա գնաց։", "သွားပြီ။",
    ])
  func sentences(text: String) {
    #expect(ending(text) == .sentence)
  }

  @Test(
    "What a quotation mark or a bracket closes is ended",
    arguments: ["“It rained.”", "he said “no”", "(dpa)", "„Nein …“", "« non »", "“and then…”"])
  func closed(text: String) {
    #expect(ending(text) == .sentence)
  }

  @Test(
    "An ellipsis may stand in brackets but not in a quotation",
    arguments: ["and then he…", "and then he...", "and then [...]", "and then (…) ", "然后……"])
  func ellipses(text: String) {
    #expect(ending(text) == .ellipsis)
  }

  @Test("A colon announces something")
  func colons() {
    #expect(ending("Here is the list:") == .colon)
    #expect(ending("内容如下：") == .colon)
  }

  @Test(
    "Letters, digits and commas end nothing",
    arguments: ["and then he", "in 1998", "red, blue,", "他说", "а потом", "ไปแล้ว", "this –"])
  func open(text: String) {
    #expect(ending(text) == .open)
  }

  @Test("Symbols, blanks and malformed bytes say nothing")
  func other() {
    for text in ["", "  ", "22 €", "★", "”"] { #expect(ending(text) == .other) }
    let stray: [UInt8] = [0x61, 0xBF]
    #expect(TextEnding(stray.span) == .other)
    let cut: [UInt8] = [0x61, 0xE2, 0x80]
    #expect(TextEnding(cut.span) == .other)
  }
}
