// Tests one line of the JSON Lines format: what it must hold and how it is refused.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct JSONArticleTests {
  private func article(_ line: String) throws -> LabelledArticle? {
    let bytes = Array(line.utf8)
    return try JSONArticle.article(bytes, bytes.indices)
  }

  @Test("Members it does not know are ignored, in the article and in the paragraphs")
  func unknownMembers() throws {
    let article = try #require(
      try article(
        """
        {"title":"T","paragraphs":[{"tag":"p","text":"One","label":"caption","prediction":\
        {"label":"promo"}}],"language":"fr","id":"a","site":"s.example","extra":[1,{}]}
        """))
    #expect(
      article
        == LabelledArticle(
          id: "a", site: "s.example", language: "fr",
          paragraphs: [LabelledParagraph(text: "One", label: .caption)]))
  }

  @Test("Without a site, an id or a language they are empty")
  func defaults() throws {
    let paragraphs = #""paragraphs":[{"text":"One","label":"content"}]"#
    let identified = try #require(try article(#"{"id":"a",\#(paragraphs)}"#))
    #expect(identified.id == "a")
    #expect(identified.site == "")
    #expect(identified.language == "")
    let anonymous = try #require(try article("{\(paragraphs)}"))
    #expect(anonymous.id == "")
    #expect(anonymous.site == "")
  }

  @Test(
    "Only a promo with paywall true is a paywall",
    arguments: [
      (#""label":"promo""#, InnerLabel.promo),
      (#""label":"promo","paywall":true"#, .paywall),
      (#""label":"promo","paywall":false"#, .promo),
      (#""label":"promo","paywall":"true""#, .promo),
      (#""paywall":true,"label":"content""#, .content),
      (#""label":"paywall""#, .paywall),
    ])
  func paywall(members: String, expected: InnerLabel) throws {
    let article = try #require(try article(#"{"paragraphs":[{"text":"T",\#(members)}]}"#))
    #expect(article.paragraphs.map(\.label) == [expected])
  }

  @Test("Escapes in a text are resolved")
  func escapes() throws {
    let article = try #require(
      try article(#"{"paragraphs":[{"text":"a\tb\n\u00e9 \ud83d\udc26 \"","label":"content"}]}"#))
    #expect(article.paragraphs.map(\.text) == ["a\tb\né 🐦 \""])
  }

  @Test("A blank line is no article and no error", arguments: ["", " ", "\t \t"])
  func blank(line: String) throws {
    #expect(try article(line) == nil)
  }

  @Test(
    "What is no labelled article is refused with its reason",
    arguments: [
      ("[]", "not a JSON object"),
      ("{}", "no array 'paragraphs'"),
      (#"{"paragraphs":"One"}"#, "no array 'paragraphs'"),
      (#"{"paragraphs":[]}"#, "'paragraphs' is empty"),
      (#"{"paragraphs":["One"]}"#, "paragraph 1 has no string 'text'"),
      (
        #"{"paragraphs":[{"text":"One","label":"content"},{"text":1,"label":"promo"}]}"#,
        "paragraph 2 has no string 'text'"
      ),
      (
        #"{"paragraphs":[{"text":"","label":"content"}]}"#, "paragraph 1 has an empty 'text'"
      ),
      (#"{"paragraphs":[{"text":"One"}]}"#, "paragraph 1 has no string 'label'"),
      (#"{"paragraphs":[{"text":"One","label":null}]}"#, "paragraph 1 has no string 'label'"),
      (
        #"{"paragraphs":[{"text":"One","label":"Content"}]}"#,
        "unknown label 'Content', expected one of content, caption, promo, byline, paywall"
      ),
    ])
  func refusals(line: String, reason: String) throws {
    let error = try #require(throws: LineError.self) { try article(line) }
    #expect(error.reason == reason)
  }

  @Test("A JSON error's byte is counted from the start of the line")
  func errorOffset() throws {
    // The range starts at byte 4 of the file, the wrong byte is the sixth of the line: offset 5.
    let bytes = Array("{}  {\"a\":}\n".utf8)
    let error = try #require(throws: LineError.self) { try JSONArticle.article(bytes, 4..<10) }
    #expect(error.reason == "unexpected '}' at byte 5")
  }

  @Test("Malformed UTF-8 inside a string is refused")
  func malformedUTF8() throws {
    var bytes = Array(#"{"paragraphs":[{"text":"caf?","label":"content"}]}"#.utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "?")))
    bytes[place] = 0xE9
    let error = try #require(throws: LineError.self) {
      try JSONArticle.article(bytes, bytes.indices)
    }
    #expect(error.reason.contains("malformed UTF-8"))
  }
}
