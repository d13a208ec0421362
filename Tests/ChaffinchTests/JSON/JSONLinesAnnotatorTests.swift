// Tests the rows that are written beside records: their form, and that spans cut the right text.

import Testing

@testable import Chaffinch

@Suite("Annotating JSON Lines")
struct JSONLinesAnnotatorTests {
  private let classifier = SmallModels.classifier

  private func row(_ record: String, _ source: RecordSource = RecordSource()) throws -> String {
    let bytes = Array(record.utf8)
    var output: [UInt8] = []
    _ = try JSONLinesAnnotator(classifier, source: source).apply(
      to: 0..<bytes.count, of: bytes, appendingTo: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The spans of all labels with these, in the text's order.
  private func spans(_ record: String) throws -> [(range: Range<Int>, label: String, share: String)]
  {
    let attributes = try #require(try JSONValue(parsing: Array(row(record).utf8))["attributes"])
    return ParagraphLabel.allCases.flatMap { label in
      (attributes["chaffinch__\(label.name)"]?.array ?? []).compactMap { span in
        guard let parts = span.array, case .number(let start) = parts[0],
          case .number(let end) = parts[1], case .number(let share) = parts[2]
        else { return nil }
        return ((Int(start) ?? -1)..<(Int(end) ?? -1), label.name, share)
      }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  @Test("A row has the record's id and source byte for byte, and all four attributes")
  func form() throws {
    let empty =
      #""attributes":{"chaffinch__content":[],"chaffinch__caption":[],"chaffinch__promo":[],"#
      + #""chaffinch__byline":[]}}"#
    #expect(
      try row(#"{ "source" :"w\u0065b", "text": "" , "id":{"a": 1.50e+1} ,"z":0}"#)
        == #"{"id":{"a": 1.50e+1},"source":"w\u0065b",\#(empty)"#)
    #expect(try row(#"{"text":" ","id":null}"#) == #"{"id":null,\#(empty)"#)
    #expect(try row(#"{"text":"\n"}"#) == "{\(empty)")
    #expect(try row(" \t") == " \t")
  }

  @Test("A span is a paragraph in code points, with its label's probability")
  func spanOfEach() throws {
    // Code points: a é 😀 (one, a pair of escapes) and a lone surrogate, 2 line ends, 東京.
    let record = #"{"text":"a\u00e9\ud83d\ude00\ud83d\r\n\r\n東京 e\u0301"}"#
    let article = Article(text: "aé😀\u{FFFD}\r\n\r\n東京 e\u{301}")
    let predictions = classifier.classify(article)
    let found = try spans(record)
    #expect(found.map(\.range) == [0..<4, 8..<13])
    #expect(found.map(\.label) == predictions.map(\.label.name))
    for (span, prediction) in zip(found, predictions) {
      let share = try #require(Float(span.share))
      #expect(abs(share - prediction.probability) < 2e-6)
    }
  }

  @Test("Spans cut the paragraphs out of any text, each once")
  func properties() throws {
    var generator = SeededGenerator(seed: 9)
    let parts = [
      "a", "Bb c", "\n", "\n\n", " ", "\r\n", "é", "東", "😀", "e\u{301}", "\u{2028}", "\u{FEFF}",
      "\"", "\\", "\u{2029}", "\u{A0}",
    ]
    for _ in 0..<200 {
      let text = (0..<14).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      var record = Array(#"{"text":"#.utf8)
      appendJSON(text, to: &record)
      record.append(UInt8(ascii: "}"))
      let scalars = Array(text.unicodeScalars)
      let cut = try spans(String(decoding: record, as: UTF8.self)).map { span in
        var cut = String.UnicodeScalarView()
        cut.append(contentsOf: scalars[span.range])
        return String(cut)
      }
      let article = Article(text: text)
      let utf8 = Array(text.utf8)
      let expected = article.paragraphs.map {
        String(decoding: utf8[$0.byteRange ?? 0..<0], as: UTF8.self)
      }
      #expect(cut.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }
  }

  @Test("Spans of a page point into its HTML")
  func pages() throws {
    #expect(
      try spans(#"{"html":"<p>ä <b>b</b> c<p>\u0064"}"#).map(\.range) == [3..<15, 18..<19])
  }

  @Test("Records without a text are refused, and the output stays as it was")
  func refused() {
    var output: [UInt8] = [7]
    let bytes = Array(#"{"id":"a","paragraphs":["By Anna"]}"#.utf8)
    #expect(throws: RecordError.noTextForSpans) {
      try JSONLinesAnnotator(classifier).apply(
        to: 0..<bytes.count, of: bytes, appendingTo: &output)
    }
    #expect(output == [7])
  }
}
