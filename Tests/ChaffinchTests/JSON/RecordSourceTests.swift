// Tests which member of a record is its article.

import Testing

@testable import Chaffinch

@Suite("The member that holds the article")
struct RecordSourceTests {
  /// The string that is the article of a record; `nil` where its paragraphs are.
  private func document(
    _ record: String, _ source: RecordSource = RecordSource(), wantsSpans: Bool = false
  ) throws -> String? {
    let bytes = Array(record.utf8)
    var paragraphs: [RecordParagraph] = []
    let members = try #require(
      try RecordReader.read(
        bytes.span, 0..<bytes.count, source, wantsSpans: wantsSpans, into: &paragraphs))
    return members.document.map { String(decoding: $0.utf8(in: bytes), as: UTF8.self) }
  }

  @Test(
    "It is paragraphs, else text, else html, in whatever order they stand; null is absent",
    arguments: [
      (#"{"html":"h","text":"t","paragraphs":[]}"#, nil), (#"{"html":"h","text":"t"}"#, "t"),
      (#"{"text":"t","html":"h"}"#, "t"), (#"{"html":"h","id":1}"#, "h"),
      (#"{"text":null,"paragraphs":null,"html":"h"}"#, "h"),
      (#"{"paragraphs":null,"text":"t"}"#, "t"), (#"{"\u0074ext":"t\n\u00e9"}"#, "t\né"),
      // What does not decide may be anything.
      (#"{"text":1,"text":[],"paragraphs":[]}"#, nil), (#"{"html":{},"html":1,"text":"t"}"#, "t"),
    ])
  func precedence(record: String, expected: String?) throws {
    #expect(try document(record) == expected)
  }

  @Test("A named member is the article whatever else is there, and no other stands in for it")
  func named() throws {
    let record = #"{"paragraphs":[1],"b\u006fdy":"b","text":"t","verdict":0}"#
    #expect(try document(record, RecordSource(member: "body")) == "b")
    #expect(try document(record, RecordSource(member: "text")) == "t")
    #expect(throws: RecordError.noMember("x")) {
      try document(record, RecordSource(member: "x"))
    }
    #expect(throws: RecordError.noText(paragraph: 1)) {
      try document(record, RecordSource(member: "paragraphs"))
    }
    #expect(throws: RecordError.notAString("body")) {
      try document(#"{"body":null,"text":"t"}"#, RecordSource(member: "body"))
    }
    #expect(throws: RecordError.duplicateKey("body")) {
      try document(#"{"body":"a","body":"a"}"#, RecordSource(member: "body"))
    }
    #expect(throws: RecordError.duplicateKey("text")) { try document(#"{"text":"a","text":1}"#) }
  }

  @Test("Spans point into a text or a page, never into paragraphs")
  func spans() throws {
    #expect(try document(#"{"paragraphs":["a"],"text":"t"}"#, wantsSpans: true) == "t")
    #expect(try document(#"{"html":"h","paragraphs":7}"#, wantsSpans: true) == "h")
    for record in [#"{"paragraphs":["a"]}"#, #"{"paragraphs":[],"text":null}"#] {
      #expect(throws: RecordError.noTextForSpans) { try document(record, wantsSpans: true) }
    }
    #expect(throws: RecordError.noTextForSpans) {
      try document(
        #"{"paragraphs":[],"text":"t"}"#, RecordSource(member: "paragraphs"), wantsSpans: true)
    }
    #expect(throws: RecordError.noArticle) { try document(#"{"id":1}"#, wantsSpans: true) }
    #expect(throws: RecordError.duplicateKey("id")) {
      try document(#"{"id":1,"text":"t","id":1}"#, wantsSpans: true)
    }
    #expect(try document(#"{"id":1,"text":"t","id":1}"#) == "t")
  }

  @Test("Text and html are what their names say; another member is what it looks like")
  func formats() throws {
    func isPage(_ record: String, _ source: RecordSource = RecordSource()) throws -> Bool? {
      let bytes = Array(record.utf8)
      return try JSONLinesTagger.article(0..<bytes.count, of: bytes, source: source)?.isPage
    }
    #expect(try isPage(#"{"text":"<p>a</p>"}"#) == false)
    #expect(try isPage(#"{"html":"a"}"#) == true)
    let body = RecordSource(member: "body")
    #expect(try isPage(#"{"body":"\u003cp>a</p>"}"#, body) == true)
    #expect(try isPage(#"{"body":"a <p>b</p>"}"#, body) == false)
    #expect(try isPage(#"{"body":"a"}"#, RecordSource(member: "body", format: .html)) == true)
    #expect(try isPage(#"{"text":"<p>a"}"#, RecordSource(member: "text", format: .html)) == true)
    #expect(try isPage(#"{"text":"<p>a"}"#, RecordSource(member: "text")) == false)
  }
}
