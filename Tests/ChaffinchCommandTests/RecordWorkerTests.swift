// Tests `chaffinch tag` on JSON Lines: every line comes back with predictions, else byte for byte.

import Foundation
import Testing

@Suite struct RecordWorkerTests {
  /// The text with every `,"prediction":{…}` and `,"verdict":{…}` taken out again.
  private func withoutPredictions(_ text: String) -> String {
    text.replacing(/,"prediction":\{"label":[^}]*\},"paywall":[0-9.]+\}/, with: "")
      .replacing(/,"verdict":\{"value":"[a-z]+","evidence":\[[^\]]*\]\}/, with: "")
  }

  @Test(
    "Everything but the predictions stays byte for byte",
    arguments: [
      #"{"paragraphs":[{"text":"One"},{"text":"Two"}]}"#,
      #"{ "id" : 1.50e+1 ,"paragraphs": [ {"text" : "On\u00e9\n\/" ,"x":[ {} ]} ] , "z":null }"#,
      #"{"paragraphs":[],"paragraph":"no","a":1,"a":2}"#,
      #"{"x":{"paragraphs":["not these"]},"paragraphs":[{"label":"promo","text":"Gold stays"}]}"#,
      #"{"größe":"æøå 河","paragraphs":[{"text":"\ud83d\udc26 bird","n":-0.0}]}"#,
    ])
  func byteForByte(record: String) async throws {
    let workshop = try await Workshop.withModel()
    for end in ["\n", "\r\n"] {
      let outcome = try await workshop.runWithModel(["tag", "--quiet"], input: record + end)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.error == "")
      #expect(withoutPredictions(outcome.text) == record + end)
      // Still JSON.
      #expect((try? JSONSerialization.jsonObject(with: outcome.output)) != nil)
    }
  }

  @Test("A string becomes an object with text and prediction")
  func strings() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["tag"], input: #"{"paragraphs":["\#(TinyCorpus.byline)", "b\t\u0041"]}"# + "\n")
    #expect(
      withoutPredictions(outcome.text)
        == #"{"paragraphs":[{"text":"\#(TinyCorpus.byline)"}, {"text":"b\t\u0041"}]}"# + "\n")
    #expect(
      outcome.text.hasPrefix(
        #"{"paragraphs":[{"text":"\#(TinyCorpus.byline)","prediction":{"label":"byline","#))
  }

  @Test("Tagging what was tagged changes nothing")
  func idempotent() async throws {
    let workshop = try await Workshop.withModel()
    let record = #"{"paragraphs":["One",{"prediction":"old","text":"Two","k":[1, 2]}]}"# + "\n"
    let once = try await workshop.runWithModel(["tag"], input: record)
    let twice = try await workshop.runWithModel(["tag"], input: once.text)
    #expect(once.status == 0)
    #expect(!once.text.contains("old"))
    #expect(twice.output == once.output)
  }

  @Test("Escapes and plain letters are the same text and get the same prediction")
  func escapes() async throws {
    let workshop = try await Workshop.withModel()
    let plain = "Sign up for café news"
    let outcome = try await workshop.runWithModel(
      ["tag"],
      input: #"{"paragraphs":["\#(plain)"]}"# + "\n"
        + #"{"paragraphs":["\u0053ign up for caf\u00e9 news"]}"# + "\n")
    let predictions = outcome.lines.map { $0.drop { $0 != "," } }
    #expect(predictions.allSatisfy { $0.contains(#""verdict":"#) })
    #expect(predictions.count == 2)
    #expect(predictions.first == predictions.last)
  }

  @Test("Line ends stay, the last line gets one, blank lines stay blank, a byte-order mark goes")
  func lineEnds() async throws {
    let workshop = try await Workshop.withModel()
    let empty = #"{"paragraphs":[]}"#
    let outcome = try await workshop.runWithModel(
      ["tag"], input: "\u{FEFF}\(empty)\r\n\r\n  \n\(empty)\n\n\(empty)")
    #expect(outcome.status == 0)
    #expect(
      withoutPredictions(outcome.text) == "\(empty)\r\n\r\n  \n\(empty)\n\n\(empty)\n")
  }

  @Test("Lines stay lines where they cross the pieces the input is read in")
  func pieces() async throws {
    let workshop = try await Workshop.withModel()
    // 1.05 MB a line: over the 1 MiB of a piece, and no multiple of it.
    let filler = String(repeating: "x", count: 1_050_000)
    let record = #"{"f":"\#(filler)","paragraphs":[]}"#
    let short = #"{"paragraphs":[],"n":1}"#
    let text = "\(short)\n\(record)\r\n\(short)\n\(short)"
    let outcome = try await workshop.runWithModel(["tag"], input: text)
    #expect(outcome.status == 0)
    #expect(withoutPredictions(outcome.text) == "\(text)\n")
  }

  @Test(
    "A line that is no record is named by its number",
    arguments: [
      (#"{"paragraphs":["#, "the JSON text ends too early at byte 15"),
      (#"{"paragraphs":[1]}"#, "paragraph 1 is neither a string nor an object"),
      (#"{"paragraphs":[{"text":3}]}"#, "paragraph 1 is neither a string nor an object"),
      (#"{"paragraphs":{}}"#, "'paragraphs' is no array"),
      (#"{"id":"One"}"#, "no 'paragraphs', 'text' or 'html'"),
      (#"{"text":["One"]}"#, "'text' is no string"),
      (#"["One"]"#, "not a JSON object"),
      (#"{"paragraphs":[]} x"#, "something after the JSON value at byte 18"),
      (#"{"paragraphs":[],"paragraphs":[]}"#, "the key 'paragraphs' occurs twice"),
      (#"{"paragraphs":[],"\u0070aragraphs":[]}"#, "the key 'paragraphs' occurs twice"),
      (#"{"paragraphs":[{"text":"a","text":"b"}]}"#, "the key 'text' occurs twice"),
      (#"{"paragraphs":[],"verdict":1,"verdict":2}"#, "the key 'verdict' occurs twice"),
      ("{\"paragraphs\":[\"a\tb\"]}", "unescaped control character in a string at byte 17"),
      ("{\"paragraphs\":[\"\0\"]}", "unescaped control character in a string at byte 16"),
      (#"{"paragraphs":["\x"]}"#, "malformed escape in a string at byte 16"),
      (#"{"paragraphs":[],"n":01}"#, "malformed number at byte 21"),
    ])
  func malformed(line: String, complaint: String) async throws {
    let workshop = try await Workshop.withModel()
    // Blank lines count.
    try workshop.write("in.jsonl", "{\"paragraphs\":[\"One\"]}\n\n\(line)\n{\"paragraphs\":[]}\n")
    for format in ["jsonl", "tsv"] {
      let outcome = try await workshop.runWithModel(
        ["tag", "in.jsonl", "-o", "out", "--output-format", format])
      #expect(outcome.status == 65)
      #expect(outcome.error.hasPrefix("chaffinch: in.jsonl:3: \(complaint)"))
      #expect(outcome.error.contains("; mend or remove the line"))
      #expect(outcome.error.count { $0 == "\n" } == 1)
    }
    #expect(try workshop.names() == ["in.jsonl", "model.safetensors"])
  }

  @Test("Malformed UTF-8 in a record is an error")
  func malformedUTF8() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.run(
      ["tag", "--model", "model.safetensors"],
      input: Data(#"{"paragraphs":["caf"#.utf8) + [0xE9] + Data(#""]}"#.utf8))
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("standard input:1: malformed UTF-8 at byte 19"))
  }

  @Test("Nesting ten thousand deep in another field is no matter")
  func deepNesting() async throws {
    let workshop = try await Workshop.withModel()
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let record = #"{"x":\#(deep),"paragraphs":[]}"# + "\n"
    let outcome = try await workshop.runWithModel(["tag"], input: record)
    #expect(outcome.status == 0)
    #expect(withoutPredictions(outcome.text) == record)
  }
}
