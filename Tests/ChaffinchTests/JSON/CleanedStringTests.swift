// Tests that cleaning a record's text or page cuts removed paragraphs out of the string and leaves every
// other byte as it is spelled.

import Testing

@testable import Chaffinch

@Suite("Cleaning texts and pages in JSON Lines")
struct CleanedStringTests {
  /// A cleaner that removes the paragraphs with an `x`.
  private let cleaner = JSONLinesCleaner(policy: CleaningPolicy(keep: [.content])) { article in
    article.paragraphs.map { paragraph in
      paragraph.text.contains("x")
        ? Prediction(label: .promo, probabilities: SIMD4(0, 0, 1, 0), paywall: 0)
        : Prediction(label: .content, probabilities: SIMD4(1, 0, 0, 0), paywall: 0)
    }
  }

  private func clean(_ record: String) throws -> String {
    let bytes = Array("<\(record)>".utf8)
    var output: [UInt8] = []
    try cleaner.clean(1..<bytes.count - 1, of: bytes, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "A paragraph of a text goes with what parts it from the next, or else from the one before",
    arguments: [
      (#"a\n\nb"#, #"a\n\nb"#), (#"x\n\nb\nc\n\n d \n"#, #"b\nc\n\n d \n"#),
      (#"a\n\nb \n \n\nx\n"#, #"a\n\nb\n"#), (#"a\r\nx\r\nb"#, #"a\r\nb"#),
      (#"a\u000ax y\u000Ab"#, #"a\u000ab"#), (#" \nx\n"#, ""), ("", ""), ("x", ""),
      // Every spelling of what stays, and cuts beside characters of every length.
      (#"\u00e9\/\"\n\nx\u00e9\n\n\ud83D\ude00é😀\t\\"#, #"\u00e9\/\"\n\n\ud83D\ude00é😀\t\\"#),
      (#"é\n\n\ud83d\ude00x\ud83d\ude00\u20AC\n\n\ud83d"#, #"é\n\n\ud83d"#),
    ])
  func texts(text: String, expected: String) throws {
    #expect(
      try clean(#" {"a":1.0, "text" : "\#(text)" ,"z":"x\u0041"} "#)
        == #" {"a":1.0, "text" : "\#(expected)" ,"z":"x\u0041"} "#)
  }

  @Test("A wrapped text whose blank line goes is joined, so that it stays one paragraph")
  func wrapped() throws {
    #expect(try clean(#"{"text":"a\nb \"c\"\n\nx"}"#) == #"{"text":"a b \"c\""}"#)
  }

  @Test("Cleaning what was cleaned changes nothing, and what is left are the kept paragraphs")
  func seeded() throws {
    var generator = SeededGenerator(seed: 5)
    let parts = ["a", "x", "\\n", "\\n\\n", " ", "- ", "\\u2029", "é", "\\ud83d\\ude00", "\\r\\n"]
    for _ in 0..<400 {
      let text = (0..<12).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      let record = #"{"text":"\#(text)"}"#
      let cleaned = try clean(record)
      #expect(try clean(cleaned) == cleaned)
      let kept = try paragraphs(record).filter { !$0.contains("x") }
      #expect(try paragraphs(cleaned) == kept, "\(text)")
    }
  }

  private func paragraphs(_ record: String) throws -> [String] {
    let bytes = Array(record.utf8)
    let article = try JSONLinesTagger.article(0..<bytes.count, of: bytes)
    return article?.paragraphs.map(\.text) ?? []
  }

  @Test("A page is cut as a file is, its escapes as they were")
  func pages() throws {
    #expect(
      try clean(#"{"html":"<div><p class=\"a\">a\u00e9<\/p>\n<p>x</p></div>"}"#)
        == #"{"html":"<div><p class=\"a\">a\u00e9<\/p>\n</div>"}"#)
    let html = "<body><h1>Head</h1><div><p>x one</p></div><p>a <b>two</b></p></body>"
    let article = try Article(html: Array(html.utf8))
    let file = CleanedArticle(
      article,
      predictions: article.paragraphs.map {
        Prediction(
          label: $0.text.contains("x") ? .promo : .content,
          probabilities: $0.text.contains("x") ? SIMD4(0, 0, 1, 0) : SIMD4(1, 0, 0, 0), paywall: 0)
      }, policy: CleaningPolicy(keep: [.content]))
    let expected = String(decoding: try #require(file.html), as: UTF8.self)
    #expect(expected != html)
    #expect(try clean(#"{"html":"\#(html)"}"#) == #"{"html":"\#(expected)"}"#)
  }

  @Test("Lone halves of a surrogate pair that a cut would join stay two characters")
  func surrogates() throws {
    let cleaned = try clean(#"{"html":"a\ud83d<p>x<\/p>\ude00b"}"#)
    let before = try paragraphs(#"{"html":"a\ud83d<p>x<\/p>\ude00b"}"#)
    #expect(try paragraphs(cleaned) == before.filter { !$0.contains("x") })
  }

  @Test("Texts and pages each have their own policy")
  func policies() throws {
    let classifier = SmallModels.classifier
    let all = CleaningPolicy(keep: Set(ParagraphLabel.allCases))
    let none = CleaningPolicy(keep: [], minimumProbability: 0)
    let bytes = Array(#"{"text":"By Anna"}{"html":"<p>By Anna</p>"}"#.utf8)
    var output: [UInt8] = []
    let cleaner = JSONLinesCleaner(classifier, policy: none, pagePolicy: all)
    try cleaner.clean(0..<18, of: bytes, to: &output)
    try cleaner.clean(18..<bytes.count, of: bytes, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == #"{"text":""}{"html":"<p>By Anna</p>"}"#)
  }
}
