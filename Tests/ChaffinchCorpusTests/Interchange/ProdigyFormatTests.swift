// Tests reading Prodigy's annotations and writing tasks for it.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct ProdigyFormatTests {
  @Test("An article is a task with spans in code points; only short things are shown in meta")
  func writing() {
    #expect(
      written([smallArticle], .prodigy) == #"""
        {"text":"Hi 😀\n\nPay now\n\nMenu","spans":[{"start":0,"end":4,"label":"content"},\#
        {"start":6,"end":13,"label":"paywall"}],"meta":{"site":"s.example","language":"en"},\#
        "chaffinch":{"id":"a1","paragraphs":[{"start":0,"end":4},{"start":6,"end":13},\#
        {"start":15,"end":19,"notContent":true}]},"answer":"accept"}

        """#)
  }

  @Test("A paragraph is a task with a choice, answered where it has a label")
  func writingParts() {
    let lines = written([smallArticle], .prodigy, .paragraph).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[1].hasPrefix(
        #"{"text":"Pay now","options":[{"id":"content","text":"content"},"#))
    #expect(lines[1].contains(#""accept":["paywall"],"meta":{"article":"1","site":"s.example""#))
    #expect(lines[1].hasSuffix(#""answer":"accept"}"#))
    #expect(!lines[2].contains("accept"))
  }

  @Test("Spans, labels and choices are read as db-out writes them")
  func reading() throws {
    let text = #"""
      {"text":"It rains","meta":{"source":"wire"},"_input_hash":-874614165,"_task_hash":2136869442,\#
      "tokens":[{"text":"It","start":0,"end":2,"id":0,"ws":true},\#
      {"text":"rains","start":3,"end":8,"id":1,"ws":false}],"_view_id":"spans_manual",\#
      "spans":[{"start":0,"end":8,"token_start":0,"token_end":1,"label":"content"}],\#
      "answer":"accept","_timestamp":1700000000}
      {"text":"Buy","meta":{"score":0.7},"label":"promo","score":0.7,"spans":[],"answer":"accept"}
      {"text":"By Ann","options":[{"id":"byline","text":"by"},{"id":"promo","text":"ad"}],\#
      "accept":["byline"],"config":{"choice_style":"single"},"answer":"accept"}
      {"text":"Sell","options":[{"id":1,"text":"promo"}],"accept":[1],"answer":"accept"}
      {"text":"Rain","options":[{"id":"promo","text":"ad"}],"accept":[],"answer":"accept"}
      """#
    #expect(
      try paragraphs(.prodigy, text) == [
        ["content: It rains"], ["promo: Buy"], ["byline: By Ann"], ["promo: Sell"], ["-: Rain"],
      ])
    #expect(try exchange(.prodigy, text).corpus.articles.first?.source == "wire")
  }

  @Test("What was rejected or ignored has no label", arguments: ["reject", "ignore"])
  func undecided(answer: String) throws {
    let text = #"""
      {"text":"Buy","label":"nonsense","answer":"\#(answer)"}
      {"text":"Sell","spans":[{"start":0,"end":4,"label":"promo"}],"answer":"\#(answer)"}
      """#
    let read = try exchange(.prodigy, text)
    #expect(read.corpus.articles.count == 2)
    #expect(read.corpus.labels == [])
    #expect(read.undecidedRecords == 2)
  }

  @Test(
    "What is no task is refused",
    arguments: [
      #"{"html":"<b>a</b>"}"#, #"{"text":"a","answer":"maybe"}"#, #"{"text":"a","spans":3}"#,
      #"{"text":"a","spans":[{"start":0,"end":1}]}"#,
      #"{"text":"a","spans":[{"start":0,"end":2,"label":"promo"}]}"#,
      #"{"text":"a","spans":[{"start":"0","end":1,"label":"promo"}]}"#,
      #"{"text":"a","label":3}"#, #"{"text":"a","label":"ad"}"#, #"{"text":"a","accept":[{}]}"#,
      #"{"text":"a","accept":["promo","content"]}"#, "3",
    ])
  func malformed(text: String) {
    #expect(refusal(.prodigy, text)?.hasPrefix("file:1: ") == true)
  }
}
