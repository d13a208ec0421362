// Tests records that are labelled: what they read, that all but labels stays, and lines that break off.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct LabellingRecordTests {
  private func record(_ line: String) throws -> LabellingRecord {
    let bytes = Array(line.utf8)
    return try #require(try LabellingRecord(bytes, 0..<bytes.count, file: "a.jsonl", line: 3))
  }

  private func labelled(_ line: String, _ labels: [InnerLabel?]) throws -> String {
    var output: [UInt8] = []
    try record(line).append(labels: labels, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "A label goes where the old one stands or behind the last member; the rest stays",
    arguments: [
      (
        #"{ "n":1.50, "paragraphs":["a\u0062"] }"#, InnerLabel.content,
        #"{ "n":1.50, "paragraphs":[{"text":"a\u0062","label":"content"}] }"#
      ),
      (
        #"{"paragraphs":[{"text":"a", "x":[{}] }]}"#, .byline,
        #"{"paragraphs":[{"text":"a", "x":[{}],"label":"byline" }]}"#
      ),
      (
        #"{"paragraphs":[{"label": null,"text":"a"}],"z":"é"}"#, .caption,
        #"{"paragraphs":[{"label": "caption","text":"a"}],"z":"é"}"#
      ),
      (
        #"{"paragraphs":["a"]}"#, .paywall,
        #"{"paragraphs":[{"text":"a","label":"promo","paywall":true}]}"#
      ),
      (
        #"{"paragraphs":[{"label":"content","text":"a"}]}"#, .paywall,
        #"{"paragraphs":[{"label":"promo","text":"a","paywall":true}]}"#
      ),
      (
        #"{"paragraphs":[{"text":"a","paywall":true,"label":"promo"}]}"#, .promo,
        #"{"paragraphs":[{"text":"a","paywall":false,"label":"promo"}]}"#
      ),
      (
        #"{"paragraphs":[{"text":"a","notContent":true,"label":null}]}"#, .promo,
        #"{"paragraphs":[{"text":"a","notContent":false,"label":"promo"}]}"#
      ),
      (
        #"{"paragraphs":[{"text":"a","label":"promo"}]}"#, nil,
        #"{"paragraphs":[{"text":"a","label":null}]}"#
      ),
    ] as [(String, InnerLabel?, String)])
  func edits(line: String, label: InnerLabel?, expected: String) throws {
    #expect(try labelled(line, [label]) == expected + "\n")
  }

  @Test("The reader of corpora reads the labels back, with site, elements and the rest")
  func roundTrip() throws {
    let line =
      #"{"id":"7","site":"s.example","elements":[["p","x",null]],"paragraphs":["#
      + #"{"text":"One","element":0,"linkDensity":0},"Two",{"text":"Three","label":"byline"}]}"#
    let text = try labelled(line, [.paywall, nil, .byline])
    let corpus = try CorpusReader().read(Array(text.utf8), file: "b.jsonl")
    let article = try #require(corpus.articles.first)
    #expect(article.paragraphs.map(\.label) == [.paywall, nil, .byline])
    #expect(article.id == "7")
    #expect(article.markup == (try record(line).article.markup))
    #expect(article.paragraphs.map(\.text) == ["One", "Two", "Three"])
  }

  @Test("Labels that a record has already written once more change nothing")
  func idempotence() throws {
    let once = try labelled(#"{"paragraphs":["a",{"text":"b"}]}"#, [.paywall, .content])
    #expect(try labelled(String(once.dropLast()), [.paywall, .content]) == once)
  }

  @Test(
    "A wrong line is refused with its place and the reason",
    arguments: [
      (#"{"paragraphs":7}"#, "no array 'paragraphs'"),
      (#"{"paragraphs":[7]}"#, "paragraph 1 has no string 'text'"),
      (#"{"paragraphs":["a",""]}"#, "paragraph 2 has an empty 'text'"),
      (
        #"{"paragraphs":[{"text":"a","label":"x","label":null,"label":"promo"}]}"#,
        "the key 'label' occurs twice in one object"
      ),
      (
        #"{"paragraphs":["a"],"paragraphs":["a"]}"#,
        "the key 'paragraphs' occurs twice in one object"
      ),
    ])
  func refusals(line: String, reason: String) throws {
    let error = #expect(throws: CorpusError.self) { try record(line) }
    #expect(error == .malformedLine(file: "a.jsonl", line: 3, reason: reason))
  }

  @Test("Every part of a line breaks off, the whole line and another file's text do not")
  func breaksOff() {
    let line = Array(#"{"paragraphs":["é日"],"n":-1.5}"#.utf8)
    for end in 1..<line.count { #expect(LabellingRecord.breaksOff(line, 0..<end), "\(end)") }
    #expect(!LabellingRecord.breaksOff(line, 0..<line.count))
    for text in ["", "hello", "[1,", "{1"] {
      #expect(!LabellingRecord.breaksOff(Array(text.utf8), 0..<text.utf8.count), "\(text)")
    }
  }
}
