// Tests that cleaning a record cuts removed paragraphs and leaves every other byte alone.

import Testing

@testable import Chaffinch

@Suite("Cleaning JSON Lines")
struct JSONLinesCleanerTests {
  /// A cleaner that removes the paragraphs with an `x`.
  private func cleaner(share: Double? = nil) -> JSONLinesCleaner {
    let policy = CleaningPolicy(keep: [.content], maximumRemovedShare: share)
    return JSONLinesCleaner(policy: policy) { article in
      article.paragraphs.map { paragraph in
        paragraph.text.contains("x")
          ? Prediction(label: .promo, probabilities: SIMD4(0, 0, 1, 0), paywall: 0)
          : Prediction(label: .content, probabilities: SIMD4(1, 0, 0, 0), paywall: 0)
      }
    }
  }

  private func clean(_ text: String, share: Double? = nil) throws -> String {
    let bytes = Array("before\(text)behind".utf8)
    var output = Array("kept ".utf8)
    try cleaner(share: share).clean(6..<bytes.count - 6, of: bytes, to: &output)
    return String(decoding: output.dropFirst(5), as: UTF8.self)
  }

  @Test(
    "Paragraphs go with the comma and the white space that parts them from the next",
    arguments: [
      (#"{"paragraphs":["a","b"]}"#, #"{"paragraphs":["a","b"]}"#),
      (#"{"paragraphs":["x","b"]}"#, #"{"paragraphs":["b"]}"#),
      (#"{"paragraphs":["a","x"]}"#, #"{"paragraphs":["a"]}"#),
      (#"{"paragraphs":["x"]}"#, #"{"paragraphs":[]}"#),
      (#"{"paragraphs":[]}"#, #"{"paragraphs":[]}"#),
      // First, last, in the middle, several in a row, all, with white space of every kind.
      (#"{"paragraphs":[ "x" , "b" , "c" ]}"#, #"{"paragraphs":[ "b" , "c" ]}"#),
      (#"{"paragraphs":[ "a" , "b" , "x" ]}"#, #"{"paragraphs":[ "a" , "b" ]}"#),
      (#"{"paragraphs":[ "a" , "x" ,  "c" ]}"#, #"{"paragraphs":[ "a" , "c" ]}"#),
      (#"{"paragraphs":["a",  "x", "x","c","x","x" ]}"#, #"{"paragraphs":["a",  "c" ]}"#),
      (#"{"paragraphs":["x","b","x","d","x"]}"#, #"{"paragraphs":["b","d"]}"#),
      (#"{"paragraphs":[ "x" ,  "x" ]}"#, #"{"paragraphs":[  ]}"#),
    ])
  func cuts(record: String, expected: String) throws {
    #expect(try clean(record) == expected)
  }

  @Test("Objects go whole, whatever else they hold, and the record's other bytes stay")
  func objects() throws {
    let record =
      #" { "n" : 1.50e+1, "paragraphs": [ {"text":"\u0078", "y":[1, {}]}, "#
      + #"{"label":"promo","text":"\ud83d\ude00 \/"} ] ,"z":"é", "z":null } "#
    let expected =
      #" { "n" : 1.50e+1, "paragraphs": [ "#
      + #"{"label":"promo","text":"\ud83d\ude00 \/"} ] ,"z":"é", "z":null } "#
    #expect(try clean(record) == expected)
  }

  @Test("Every choice of paragraphs leaves JSON with exactly the others")
  func everyChoice() throws {
    for choice in 0..<64 {
      let texts = (0..<6).map { choice >> $0 & 1 == 1 ? "x\($0)" : "a\($0)" }
      let array = texts.map { "\"\($0)\"" }.joined(separator: " ,\t")
      let cleaned = try clean(#"{"paragraphs":[\#(array)],"k":0}"#)
      let bytes = Array(cleaned.utf8)
      let article = try JSONLinesTagger.article(0..<bytes.count, of: bytes)
      #expect(article?.paragraphs.map(\.text) == texts.filter { $0.hasPrefix("a") })
      #expect(try clean(cleaned) == cleaned)
    }
  }

  @Test("A blank line comes back and has no decisions")
  func blank() throws {
    let bytes = Array(" \t".utf8)
    var output: [UInt8] = []
    #expect(try cleaner().clean(0..<2, of: bytes, to: &output) == nil)
    #expect(output == bytes)
  }

  @Test("Decisions are handed back in the record's order")
  func decisions() throws {
    let bytes = Array(#"{"paragraphs":["a\n","x",{"text":"b"}]}"#.utf8)
    var output: [UInt8] = []
    let cleaned = try cleaner().clean(0..<bytes.count, of: bytes, to: &output)
    #expect(cleaned?.decisions.map(\.paragraph.text) == ["a\n", "x", "b"])
    #expect(cleaned?.decisions.map(\.isRemoved) == [false, true, false])
  }

  @Test(
    "Decisions without the record are those with it",
    arguments: [
      #"{"paragraphs":["a","x",{"text":"b"}]}"#, #"{"text":"a\n\nx\n\n\u0062"}"#,
      #"{"html":"<p>a</p><p>x</p>"}"#, " ",
    ])
  func decisionsAlone(record: String) throws {
    let bytes = Array(record.utf8)
    var output: [UInt8] = []
    let cleaned = try cleaner().clean(0..<bytes.count, of: bytes, to: &output)
    let decided = try cleaner().decisions(on: 0..<bytes.count, of: bytes)
    #expect(decided?.decisions == cleaned?.decisions)
    #expect(decided?.text == cleaned?.text)
  }

  @Test("A record that would lose too much stays as it is")
  func refused() throws {
    let record = #"{"paragraphs":["xxx", "a"]}"#
    #expect(try clean(record, share: 0.5) == record)
    #expect(try clean(record, share: 0.75) == #"{"paragraphs":["a"]}"#)
  }

  @Test("On error the output is as it was")
  func errors() {
    let bytes = Array(#"{"paragraphs":["a",7]}"#.utf8)
    var output: [UInt8] = [1, 2]
    #expect(throws: RecordError.noText(paragraph: 2)) {
      try cleaner().clean(0..<bytes.count, of: bytes, to: &output)
    }
    #expect(output == [1, 2])
  }
}
