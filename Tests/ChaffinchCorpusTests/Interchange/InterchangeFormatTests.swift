// Tests which formats are told from a file's beginning.

import Testing

@testable import ChaffinchCorpus

@Suite struct InterchangeFormatTests {
  @Test(
    "A first record that only one format has is recognised",
    arguments: [
      ("\u{FEFF}\n {\"paragraphs\":[]}", InterchangeFormat.jsonLines),
      ("# site: s\n", .tabSeparated), ("promo\tBuy", .tabSeparated), ("__label__x y", .fastText),
      ("[{\"data\":{\"text\":\"a\"}}, broken", .labelStudio), ("{\"data\":{}}", .labelStudio),
      ("{\"text\":\"a\",\"label\":[]}", .doccano), ("{\"text\":\"a\",\"labels\":[]}", .doccano),
      ("{\"text\":\"a\",\"spans\":[]}", .prodigy),
      ("[ {\"text\":\"a\",\"label\":\"x\",\"answer\":\"accept\"} ]", .prodigy),
    ])
  func known(text: String, format: InterchangeFormat) {
    #expect(InterchangeFormat(recognizing: Array(text.utf8)) == format)
  }

  @Test(
    "Nothing is guessed",
    arguments: [
      "", " \n", "{\"text\":\"a\",\"label\":\"promo\"}", "{\"text\":\"a\"}", "[]", "[", "{", "x\ty",
      "promo", "<p>", "[[[[",
    ])
  func unknown(text: String) {
    #expect(InterchangeFormat(recognizing: Array(text.utf8)) == nil)
  }
}
