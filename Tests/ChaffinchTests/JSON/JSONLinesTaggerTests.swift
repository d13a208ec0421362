// Tests that tagging a record adds predictions and leaves every other byte alone.

import Testing

@testable import Chaffinch

@Suite("Tagging JSON Lines")
struct JSONLinesTaggerTests {
  private let tagger = JSONLinesTagger(SmallModels.classifier)

  /// The record as it is tagged, but without the verdict, which tests of their own look at.
  private func tag(_ text: String) throws -> String {
    let tagged = try tagWhole(text)
    guard let members = try members(Array(tagged.utf8)), let verdict = members.verdict?.value,
      !text.contains("verdict")
    else { return tagged }
    var bytes = Array(tagged.utf8)
    bytes.removeSubrange(verdict.lowerBound - #","verdict":"#.utf8.count..<verdict.upperBound)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func members(_ bytes: [UInt8]) throws -> RecordMembers? {
    var found: [RecordParagraph] = []
    return try RecordReader.read(bytes.span, 0..<bytes.count, into: &found)
  }

  private func tagWhole(_ text: String) throws -> String {
    var output: [UInt8] = []
    var scratch = JSONLinesTagger.Scratch()
    let bytes = Array(text.utf8)
    try tagger.tag(0..<bytes.count, of: bytes, to: &output, using: &scratch)
    return String(decoding: output, as: UTF8.self)
  }

  /// The prediction of `text` as the record should hold it.
  private func prediction(_ text: String) throws -> String {
    let article = Article(paragraphs: [text])
    let prediction = try #require(SmallModels.classifier.classify(article).first)
    var bytes: [UInt8] = []
    PredictionWriter().append(prediction, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func paragraphs(_ bytes: [UInt8]) throws -> [RecordParagraph] {
    var found: [RecordParagraph] = []
    _ = try RecordReader.read(bytes.span, 0..<bytes.count, into: &found)
    return found
  }

  private static let records = [
    #"{"paragraphs":[]}"#,
    #"{"paragraphs":["Read more"]}"#,
    #" { "id" : 1.50e+2 , "paragraphs" : [ "Read more" , "By Anna" ] , "z" : "\u00e9" } "#,
    #"{"paragraphs":[{"text":"Photo: dusk"}],"a":1,"a":2}"#,
    #"{"paragraphs":[{"x":[],"text":"a \"b\" \ud83d\ude00","n":0.10 }, "c" ,{"text":""}]}"#,
    #"{"paragraphs":[{"text":"Straße","label":"content"}],"paragraph":null}"#,
  ]

  @Test("A string becomes an object with the same spelling of its text")
  func strings() throws {
    let expected = try prediction("Read “on” 😀")
    #expect(
      try tag(#"{"paragraphs":[ "Read “on” \ud83D\ude00" ]}"#)
        == #"{"paragraphs":[ {"text":"Read “on” \ud83D\ude00","prediction":"# + expected + "} ]}")
  }

  @Test("An object has its prediction behind its last member")
  func objects() throws {
    let expected = try prediction("By Anna")
    #expect(
      try tag(#"{"paragraphs":[{ "text" : "By Anna", "n":[1] }]}"#)
        == #"{"paragraphs":[{ "text" : "By Anna", "n":[1],"prediction":"# + expected + " }]}")
  }

  @Test("A prediction that is there is replaced where it stands")
  func replaces() throws {
    let expected = try prediction("By Anna")
    #expect(
      try tag(#"{"paragraphs":[{"prediction" : {"old":[1,2]} , "text":"By Anna"}]}"#)
        == #"{"paragraphs":[{"prediction" : "# + expected + #" , "text":"By Anna"}]}"#)
    #expect(
      try tag(#"{"paragraphs":[{"a":1,"predictio\u006e":null,"text":"By Anna"}]}"#)
        == #"{"paragraphs":[{"a":1,"predictio\u006e":"# + expected + #","text":"By Anna"}]}"#)
  }

  @Test("Keys and texts with escapes mean what they spell")
  func escapes() throws {
    let expected = try prediction("By Anna")
    #expect(
      try tag(#"{"\u0070aragraphs":[{"\u0074ext":"\u0042y Anna"}]}"#)
        == #"{"\u0070aragraphs":[{"\u0074ext":"\u0042y Anna","prediction":"# + expected + "}]}")
  }

  @Test("Taking the predictions out again gives the record back", arguments: records)
  func restores(record: String) throws {
    let before = try paragraphs(Array(record.utf8))
    var bytes = Array(try tag(record).utf8)
    let after = try paragraphs(bytes)
    #expect(after.count == before.count)
    // From the last to the first, so that the ranges before stay right.
    for (old, new) in zip(before, after).reversed() {
      let prediction = try #require(new.prediction)
      let member = prediction.lowerBound - #","prediction":"#.utf8.count
      if old.isString {
        bytes.removeSubrange(member..<new.value.upperBound)
        bytes.removeSubrange(new.value.lowerBound..<new.text.lowerBound - 1)
      } else {
        bytes.removeSubrange(member..<prediction.upperBound)
      }
    }
    #expect(String(decoding: bytes, as: UTF8.self) == record)
  }

  @Test("Tagging twice equals tagging once", arguments: records)
  func idempotence(record: String) throws {
    let once = try tagWhole(record)
    #expect(try tagWhole(once) == once)
  }

  @Test("The verdict goes behind the record's last member")
  func verdict() throws {
    #expect(
      try tagWhole(#"{"paragraphs":[ ] , "n":1 }"#)
        == #"{"paragraphs":[ ] , "n":1,"verdict":{"value":"unknown","evidence":["#
        + #"{"signal":"no-content"}]} }"#)
  }

  @Test("A verdict that is there is replaced where it stands, before the paragraphs or behind")
  func replacesVerdict() throws {
    let unknown = #"{"value":"unknown","evidence":[{"signal":"no-content"}]}"#
    #expect(
      try tagWhole(#"{"verdict" : null ,"paragraphs":[]}"#)
        == #"{"verdict" : \#(unknown) ,"paragraphs":[]}"#)
    #expect(
      try tagWhole(#"{"paragraphs":[],"verdict":{"a":[]}, "n":1}"#)
        == #"{"paragraphs":[],"verdict":\#(unknown), "n":1}"#)
    // With paragraphs between: what the verdict is does not matter here.
    let tagged = try tagWhole(#"{"verdict":0,"paragraphs":["By Anna"],"n":1}"#)
    #expect(tagged.hasPrefix(#"{"verdict":{"value":""#))
    #expect(tagged.hasSuffix(try prediction("By Anna") + #"}],"n":1}"#))
  }

  @Test("The verdict of a record is that of its paragraphs as an article", arguments: records)
  func verdictOfArticle(record: String) throws {
    let bytes = Array(record.utf8)
    let article = try #require(try JSONLinesTagger.article(0..<bytes.count, of: bytes))
    let expected = PaywallVerdict(
      article, predictions: SmallModels.classifier.classify(article))
    var json: [UInt8] = []
    appendJSON(expected, to: &json)
    let tagged = try tagWhole(record)
    #expect(tagged.contains(#","verdict":"# + String(decoding: json, as: UTF8.self)))
  }

  @Test("What comes out is JSON with a prediction for every paragraph", arguments: records)
  func isJSON(record: String) throws {
    let before = try JSONValue(parsing: Array(record.utf8))
    let after = try JSONValue(parsing: Array(try tag(record).utf8))
    let paragraphs = try #require(after["paragraphs"]?.array)
    #expect(paragraphs.count == before["paragraphs"]?.array?.count)
    for paragraph in paragraphs {
      #expect(paragraph["prediction"]?["label"]?.string.flatMap { ParagraphLabel(name: $0) } != nil)
    }
  }

  @Test("A blank line comes back as it is", arguments: ["", "  ", "\t\r"])
  func blankLines(line: String) throws {
    #expect(try tag(line) == line)
  }

  @Test("Only the line is read and written, behind what the output held")
  func lineOfMany() throws {
    let text = #"{"paragraphs":["By Anna"]}"#
    let bytes = Array(("rubbish\n" + text + "\nrubbish").utf8)
    var output = Array("> ".utf8)
    var scratch = JSONLinesTagger.Scratch()
    let count = try tagger.tag(8..<8 + text.utf8.count, of: bytes, to: &output, using: &scratch)
    #expect(count.paragraphs == 1)
    #expect(String(decoding: output, as: UTF8.self) == "> " + (try tagWhole(text)))
  }

  @Test("A used scratch buffer changes nothing, after errors neither")
  func scratch() throws {
    var scratch = JSONLinesTagger.Scratch()
    for record in Self.records + [#"{"paragraphs":["a",1]}"#] + Self.records {
      let bytes = Array(record.utf8)
      var output: [UInt8] = []
      do {
        try tagger.tag(0..<bytes.count, of: bytes, to: &output, using: &scratch)
        #expect(String(decoding: output, as: UTF8.self) == (try tagWhole(record)))
      } catch {
        #expect(error as? RecordError == .noText(paragraph: 2))
        #expect(output.isEmpty)
      }
    }
  }

  @Test("The record's texts are an article")
  func article() throws {
    let bytes = Array(#"{"paragraphs":["a\nb",{"text":"\u00e9"},"\ud800"]}"#.utf8)
    let article = try JSONLinesTagger.article(0..<bytes.count, of: bytes)
    #expect(article?.paragraphs.map(\.text) == ["a\nb", "é", "\u{FFFD}"])
    #expect(try JSONLinesTagger.article(0..<0, of: bytes) == nil)
    #expect(throws: RecordError.notAnObject) { try JSONLinesTagger.article(0..<1, of: [0x31]) }
  }
}
