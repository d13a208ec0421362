// Tests where the reader finds the paragraphs of a record, and which records it refuses.

import Testing

@testable import Chaffinch

@Suite("Reading records")
struct RecordReaderTests {
  /// The paragraphs of a record; `nil` for a blank line.
  private func read(_ bytes: [UInt8], _ line: Range<Int>? = nil) throws(RecordError)
    -> [RecordParagraph]?
  {
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    let members = try RecordReader.read(span, line ?? 0..<bytes.count, into: &paragraphs)
    return members == nil ? nil : paragraphs
  }

  @Test("A string paragraph is found with its quotes and without")
  func strings() throws {
    // {"paragraphs":["ab","\n"]}: the array opens at byte 14.
    let bytes = Array(#"{"paragraphs":["ab","\n"]}"#.utf8)
    let found = try #require(try read(bytes))
    #expect(found.map(\.value) == [15..<19, 20..<24])
    #expect(found.map(\.text) == [16..<18, 21..<23])
    #expect(found.map(\.hasEscapes) == [false, true])
    #expect(found.map(\.isString) == [true, true])
    #expect(found.map(\.prediction) == [nil, nil])
  }

  @Test("An object paragraph is found with its text, its prediction and the end of its members")
  func objects() throws {
    let text = #"{"id":7,"paragraphs":[ {"a":[1],"text":"xy","prediction": {"p":1} , "z":0 } ]}"#
    let bytes = Array(text.utf8)
    let paragraph = try #require(try read(bytes)?.first)
    func part(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(part(paragraph.text) == "xy")
    #expect(part(paragraph.prediction) == #"{"p":1}"#)
    #expect(part(paragraph.value)?.hasPrefix(#"{"a""#) == true)
    #expect(part(paragraph.value)?.hasSuffix(#""z":0 }"#) == true)
    #expect(part(paragraph.value.lowerBound..<paragraph.membersEnd)?.hasSuffix(#""z":0"#) == true)
    #expect(!paragraph.isString && !paragraph.hasEscapes)
  }

  @Test("The record's own members are found: an older verdict, and where the last one ends")
  func members() throws {
    func members(_ text: String) throws -> RecordMembers? {
      var paragraphs: [RecordParagraph] = []
      return try RecordReader.read(
        Array(text.utf8).span, 0..<text.utf8.count, into: &paragraphs)
    }
    // {"paragraphs":[]} is 17 bytes; the member ends before the brace.
    let bare = try members(#"{"paragraphs":[]}"#)
    #expect(bare?.verdict == nil && bare?.end == 16)
    let both = try members(#"{"verdict": {} ,"paragraphs":[] }"#)
    #expect(both?.verdict?.value == 12..<14 && both?.end == 31)
    #expect(throws: RecordError.duplicateKey("verdict")) {
      try members(#"{"verdict":1,"paragraphs":[],"v\u0065rdict":2}"#)
    }
  }

  @Test("A blank line is no record", arguments: ["", " ", "\t \r"])
  func blankLines(line: String) throws {
    #expect(try read(Array(line.utf8)) == nil)
  }

  @Test("A record without paragraphs in its array has none")
  func emptyArray() throws {
    #expect(try read(Array(#"{"paragraphs":[ ]}"#.utf8))?.isEmpty == true)
  }

  @Test("Only the record's own members count, not those of its values")
  func nestedKeys() throws {
    let text =
      #"{"x":{"paragraphs":[1]},"paragraphs":[{"meta":{"text":1,"prediction":2},"text":"a"}]}"#
    let found = try #require(try read(Array(text.utf8)))
    #expect(found.count == 1)
    #expect(found.first?.prediction == nil)
  }

  @Test(
    "A record that cannot be tagged is refused, with the reason",
    arguments: [
      ("[]", .notAnObject), ("null", .notAnObject), (#""paragraphs""#, .notAnObject),
      ("{}", .noArticle), (#"{"Paragraphs":[]}"#, .noArticle),
      (#"{"paragraphs":{}}"#, .paragraphsNotAnArray),
      (#"{"paragraphs":null}"#, .noArticle), (#"{"text":1}"#, .notAString("text")),
      (#"{"text":null,"html":["a"]}"#, .notAString("html")),
      (#"{"paragraphs":["a",1]}"#, .noText(paragraph: 2)),
      (#"{"paragraphs":[{}]}"#, .noText(paragraph: 1)),
      (#"{"paragraphs":["a","b",{"text":null}]}"#, .noText(paragraph: 3)),
      (#"{"paragraphs":[["a"]]}"#, .noText(paragraph: 1)),
      (#"{"paragraphs":[1,{"text":"a","text":"b"}]}"#, .noText(paragraph: 1)),
    ] as [(String, RecordError)])
  func refused(text: String, error: RecordError) {
    #expect(throws: error) { try read(Array(text.utf8)) }
  }

  @Test(
    "A key that decides may not occur twice, however it is escaped",
    arguments: [
      (#"{"paragraphs":[],"paragraphs":[]}"#, "paragraphs"),
      (#"{"paragraphs":1,"\u0070aragraphs":[]}"#, "paragraphs"),
      (#"{"paragraphs":[{"text":"a","text":"b"}]}"#, "text"),
      (#"{"paragraphs":[{"text":"a","\u0074ext":"a"}]}"#, "text"),
      (#"{"paragraphs":[{"text":"a","text":1}]}"#, "text"),
      (#"{"paragraphs":[{"text":1,"text":"a"}]}"#, "text"),
      (#"{"paragraphs":[{"text":"a","prediction":1,"prediction":2}]}"#, "prediction"),
    ])
  func duplicateKeys(text: String, key: String) {
    #expect(throws: RecordError.duplicateKey(key)) { try read(Array(text.utf8)) }
  }

  @Test("Any other key may occur twice")
  func otherDuplicates() throws {
    let text = #"{"a":1,"a":2,"paragraphs":[{"b":1,"text":"a","b":2}]}"#
    #expect(try read(Array(text.utf8))?.count == 1)
  }

  @Test("Broken JSON is refused with the offset from the line's start")
  func brokenJSON() {
    let bytes = Array(#"{"paragraphs":[]}"#.utf8) + Array("\n{]\n".utf8)
    #expect(throws: RecordError.json(JSONError(.unexpectedByte(0x5D), at: 1))) {
      try read(bytes, 18..<20)
    }
    #expect(throws: RecordError.json(JSONError(.trailingBytes, at: 18))) { try read(bytes) }
    // JSON is checked to its end before the record is judged.
    #expect(throws: RecordError.json(JSONError(.unexpectedEnd, at: 3))) {
      try read(Array("[1,".utf8))
    }
  }
}
