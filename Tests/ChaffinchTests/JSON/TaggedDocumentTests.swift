// Tests that tagging a record with a text or a page adds paragraphs and a verdict and leaves every
// other byte alone.

import Testing

@testable import Chaffinch

@Suite("Tagging texts and pages in JSON Lines")
struct TaggedDocumentTests {
  private let classifier = ParagraphClassifier(SmallModels.bothVariants())

  private func tag(_ text: String, _ source: RecordSource = RecordSource()) throws -> String {
    var output: [UInt8] = []
    var scratch = JSONLinesTagger.Scratch()
    let bytes = Array(text.utf8)
    let counts = try JSONLinesTagger(classifier, source: source).tag(
      0..<bytes.count, of: bytes, to: &output, using: &scratch)
    #expect(counts.records == 1 && counts.bytes == bytes.count)
    return String(decoding: output, as: UTF8.self)
  }

  private func json(_ prediction: Prediction) -> String {
    var bytes: [UInt8] = []
    PredictionWriter().append(prediction, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func json(_ verdict: PaywallVerdict) -> String {
    var bytes: [UInt8] = []
    appendJSON(verdict, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("A text gets its paragraphs and a verdict behind the last member")
  func text() throws {
    let article = Article(text: "Straße\nzwei\n\nBy Anna 😀")
    let predictions = classifier.classify(article)
    #expect(article.paragraphs.count == 2)
    // “Straße” is 7 bytes, so that the first paragraph ends behind 7 + 1 + 4, the second is 14..<26.
    let expected =
      #"{"text":"Straße zwei","byteRange":[0,12],"prediction":\#(json(predictions[0]))},"#
      + #"{"text":"By Anna 😀","byteRange":[14,26],"prediction":\#(json(predictions[1]))}"#
    let verdict = json(PaywallVerdict(article, predictions: predictions))
    #expect(
      try tag(#" {"id":1.0, "text":"Stra\u00dfe\nzwei\n\nBy Anna \ud83d\ude00" } "#)
        == #" {"id":1.0, "text":"Stra\u00dfe\nzwei\n\nBy Anna \ud83d\ude00","paragraphs":[\#(expected)],"#
        + #""verdict":\#(verdict) } "#)
  }

  @Test("A page gets its paragraphs with their elements, judged as a page")
  func page() throws {
    let html = "<html><body><h1>One</h1><p>Two <a href=x>three</a></p></body></html>"
    let article = try Article(html: Array(html.utf8))
    let predictions = classifier.classify(article)
    let tagged = try tag(#"{"html":"\#(html)"}"#)
    #expect(tagged.hasPrefix(#"{"html":"\#(html)","paragraphs":[{"text":"One","element":"h1","#))
    #expect(
      tagged.contains(
        #""element":"p","byteRange":[27,46],"linkDensity":0.5556,"prediction":"#
          + json(predictions[1])))
    #expect(tagged.hasSuffix(json(PaywallVerdict(article, predictions: predictions)) + "}"))
  }

  @Test("Older paragraphs and verdicts are replaced where they stand, in either order")
  func replaces() throws {
    let empty = #"{"value":"unknown","evidence":[{"signal":"no-content"}]}"#
    let body = RecordSource(member: "body")
    #expect(
      try tag(#"{"verdict":1, "paragraphs" : ["a",7] ,"body":"","z":2}"#, body)
        == #"{"verdict":\#(empty), "paragraphs" : [] ,"body":"","z":2}"#)
    #expect(
      try tag(#"{"paragraphs":null,"body":"","verdict":{},"z":2}"#, body)
        == #"{"paragraphs":[],"body":"","verdict":\#(empty),"z":2}"#)
    #expect(
      try tag(#"{"verdict":0,"body":""}"#, body)
        == #"{"verdict":\#(empty),"body":"","paragraphs":[]}"#)
    #expect(
      try tag(#"{"body":"","paragraphs":0}"#, body)
        == #"{"body":"","paragraphs":[],"verdict":\#(empty)}"#)
  }

  @Test("Tagging what was tagged changes nothing: of a text at once, of a page under its name")
  func idempotence() throws {
    let text = try tag(#"{"text":"By Anna\n\nRead more today\n\nA long line \u2028 and \\ one"}"#)
    #expect(try tag(text) == text)
    #expect(try tag(text, RecordSource(member: "text")) == text)
    let page = try tag(#"{"html":"<p>One<p>Two <b>three</b>"}"#)
    #expect(try tag(page, RecordSource(member: "html")) == page)
  }

  @Test("Counts are those of the predictions")
  func counts() throws {
    let text = "By Anna\n\nRead more\n\nPhoto: dusk"
    let bytes = Array(#"{"text":"By Anna\n\nRead more\n\nPhoto: dusk"}"#.utf8)
    var output: [UInt8] = []
    var counts = RecordCounts()
    for _ in 0..<2 {
      counts += try JSONLinesTagger(classifier).apply(
        to: 0..<bytes.count, of: bytes, appendingTo: &output)
    }
    let predictions = classifier.classify(Article(text: text))
    for label in ParagraphLabel.allCases {
      #expect(counts.paragraphs(label) == 2 * predictions.count { $0.label == label })
    }
    #expect(counts.records == 2 && counts.bytes == 2 * bytes.count && counts.paragraphs == 6)
    counts += try JSONLinesTagger(classifier).apply(to: 0..<0, of: [], appendingTo: &output)
    #expect(counts.records == 2)
  }
}
