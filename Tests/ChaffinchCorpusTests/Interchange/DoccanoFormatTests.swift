// Tests reading doccano's exports and writing what it imports.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct DoccanoFormatTests {
  @Test("An article is a text with spans in code points and metadata beside it")
  func writing() {
    #expect(
      written([smallArticle], .doccano) == #"""
        {"text":"Hi 😀\n\nPay now\n\nMenu","label":[[0,4,"content"],[6,13,"paywall"]],\#
        "site":"s.example","language":"en","chaffinch":"{\"id\":\"a1\",\"paragraphs\":[\#
        {\"start\":0,\"end\":4},{\"start\":6,\"end\":13},\#
        {\"start\":15,\"end\":19,\"notContent\":true}]}"}

        """#)
  }

  @Test("A paragraph is a text with a list of labels")
  func writingParts() {
    #expect(
      written([smallArticle], .doccano, .paragraph).hasPrefix(
        #"{"text":"Hi 😀","label":["content"],"article":"1","site":"s.example","language":"en","#))
  }

  @Test("Spans label paragraphs that they cover half of, in texts from elsewhere, too")
  func sequenceLabelling() throws {
    // Two paragraphs at 0…10 and 12…21; a span of words inside the second one labels nothing.
    let text = #"""
      {"id": 7, "text": "😀 it rains\n\nBuy today", "site": "s.example", "label": \#
      [[0, 6, "content"], [12, 15, "byline"], [13, 21, "ad"]], "Comments": ["see page 2"]}
      {"id": 8, "text": "One", "entities": [{"id": 1, "label": "ad", "start_offset": 0, \#
      "end_offset": 3}], "relations": []}
      {"id": 9, "text": "Two", "meta": {}, "labels": [[0, 3, "ad"]]}
      {"id": 10, "text": "Three", "label": []}
      """#
    let read = try exchange(.doccano, text, ["ad": .promo])
    #expect(
      try paragraphs(.doccano, text, ["ad": .promo]) == [
        ["content: 😀 it rains", "promo: Buy today"], ["promo: One"], ["promo: Two"],
        ["-: Three"],
      ])
    #expect(read.unusedSpans == 1)
    #expect(read.corpus.articles.map(\.id) == ["7", "8", "9", "10"])
    #expect(read.corpus.articles.map(\.site) == ["s.example", "", "", ""])
  }

  @Test("Classified texts are articles of one paragraph, in lines or in one array")
  func classification() throws {
    let first = #"{"id": 1, "text": "Buy", "label": ["promo"], "Comments": []}"#
    let second = #"{"id": 2, "text": "By Ann", "label": "byline"}"#
    let expected = [["promo: Buy"], ["byline: By Ann"]]
    #expect(try paragraphs(.doccano, first + "\n\n" + second) == expected)
    #expect(try paragraphs(.doccano, "[\(first),\n\(second)]") == expected)
  }

  @Test("Records in a row with the same 'article' are its paragraphs, unless they have spans")
  func parts() throws {
    let text = #"""
      {"text": "Rain", "label": ["content"], "article": 4}
      {"text": "Menu", "label": [], "article": 4}
      {"text": "Buy", "label": ["promo"], "article": 5}
      {"text": "Sell", "label": [[0, 4, "promo"]], "article": 5}
      """#
    #expect(
      try paragraphs(.doccano, text)
        == [["content: Rain", "-: Menu"], ["promo: Buy"], ["promo: Sell"]])
  }

  @Test("A text that was edited does not fit what is known of it")
  func edited() throws {
    let text = written([smallArticle], .doccano).replacing("Menu", with: "Me")
    #expect(refusal(.doccano, text)?.contains("span 3 is no place in the text") == true)
    let without = #"{"text":"a","label":[],"chaffinch":"{\"paragraphs\":[{},{}]}"}"#
    #expect(refusal(.doccano, without)?.contains("knows of 2 paragraphs and there are 1") == true)
  }

  @Test(
    "What is no record is refused",
    arguments: [
      #"{"label":[]}"#, #"{"text":3}"#, #"{"text":"a","label":3}"#, #"{"text":"a","label":[3]}"#,
      #"{"text":"a","label":[[0,1]]}"#, #"{"text":"a","label":[[0,2,"promo"]]}"#,
      #"{"text":"a","label":[[-1,1,"promo"]]}"#, #"{"text":"a","label":[[1,1,"promo"]]}"#,
      #"{"text":"a","label":[[0,99999999999999999999,"promo"]]}"#,
      #"{"text":"a","label":[[0,0.5,"promo"]]}"#, #"{"text":"a","label":["promo",[0,1,"promo"]]}"#,
      #"{"text":"","label":["promo"]}"#, #"{"text":"a","label":[[0,1,"ad"]]}"#, "[[]]", "no JSON",
      #"{"text":"ab","label":[],"chaffinch":{"paragraphs":[{"start":1,"end":2},{"start":0,"end":1}]}}"#,
      #"{"text":"ab","label":[],"chaffinch":{"paragraphs":[{"start":0,"end":1},{}]}}"#,
    ])
  func malformed(text: String) {
    #expect(refusal(.doccano, text)?.hasPrefix("file:1: ") == true)
  }

  @Test("Malformed records may be left out and counted")
  func skipping() throws {
    let reader = InterchangeReader(.doccano, skipsInvalid: true)
    let text = "{\"text\":\"a\",\"label\":[\"promo\"]}\nno JSON\n{\"text\":\"b\",\"label\":[]}\n"
    let corpus = try reader.read(Array(text.utf8), file: "file").corpus
    #expect(corpus.articles.count == 2)
    #expect(corpus.skipped.count == 1)
  }
}
