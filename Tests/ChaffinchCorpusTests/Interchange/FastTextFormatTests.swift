// Tests reading and writing fastText's training text.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct FastTextFormatTests {
  @Test("A label stands before its text, a blank line between articles")
  func writing() {
    #expect(
      written([smallArticle, smallArticle], .fastText) == """
        __label__content Hi 😀
        __label__paywall Pay now
        Menu

        __label__content Hi 😀
        __label__paywall Pay now
        Menu

        """)
  }

  @Test("Words that fastText would take for its own are changed")
  func ownWords() {
    let line = String(
      decoding: FastTextFormat.line("a\n__label__x\t</s> b__label__ x</s>"), as: UTF8.self)
    #expect(line == "a _label__x < /s> b__label__ x</s>")
  }

  @Test("Labels are read wherever they stand in a line")
  func reading() throws {
    let text =
      "__label__promo  Buy  it\r\nThe __label__content bridge\n\n \n__label__byline\tBy Ann\nbare"
    #expect(
      try paragraphs(.fastText, text)
        == [["promo: Buy  it", "content: The bridge"], ["byline: By Ann", "-: bare"]])
  }

  @Test("Two labels of a line must go together")
  func twoLabels() throws {
    #expect(try paragraphs(.fastText, "__label__promo __label__paywall Pay") == [["paywall: Pay"]])
    #expect(
      refusal(.fastText, "x\n__label__promo __label__content Pay")
        == "file:2: the labels promo and content exclude each other; leave one; mend or remove the line"
    )
  }

  @Test("Other labels are errors that name the known ones, or are mapped")
  func otherLabels() throws {
    let message = try #require(refusal(.fastText, "__label__ad Buy"))
    #expect(
      message.hasPrefix(
        "file:1: unknown label 'ad', expected one of content, caption, promo, byline, paywall, "
          + "not-content; map it to one of them"))
    #expect(
      try paragraphs(
        .fastText, "__label__ad Buy\n__label__unsure Sell", ["ad": .promo, "unsure": nil])
        == [["promo: Buy", "-: Sell"]])
    let other = try exchange(.fastText, "__label__boilerplate Menu", ["boilerplate": .notContent])
    #expect(other.corpus.articles.first?.paragraphs.first?.isNotContent == true)
  }

  @Test(
    "A line without text, and bytes that are no UTF-8, are refused",
    arguments: [Array("__label__promo ".utf8), [0x61, 0xFF]])
  func malformed(bytes: [UInt8]) {
    #expect(throws: CorpusError.self) {
      try InterchangeReader(.fastText).read(bytes, file: "file")
    }
  }

  @Test("A file without articles is refused by the format's name")
  func empty() {
    #expect(refusal(.fastText, "\n \n")?.contains("no articles in the format fasttext") == true)
  }
}
