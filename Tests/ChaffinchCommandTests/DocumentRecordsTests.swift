// Tests `tag` and `clean` on JSON Lines whose records hold a text or a page, and rows of attributes.

import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct DocumentRecordsTests {
  private let text = #"{"id":"1","text":"\#(TinyCorpus.content)\n\n\#(TinyCorpus.promo)"}"#
  private let page =
    #"{"html":"<p>\#(TinyCorpus.content)<\/p><p>\#(TinyCorpus.promo)<\/p>","id":2.0}"#

  @Test("A text gets the paragraphs that the same file gets, and stays as it was")
  func tagText() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)")
    let file = try await workshop.runWithModel(["tag", "a.txt"])
    let record = try await workshop.runWithModel(["tag"], input: text + "\r\n")
    #expect(record.status == 0, "\(record.error)")
    // The file's line is {"paragraphs":…,"verdict":…}.
    let added = file.text.dropFirst().dropLast(2)
    #expect(record.text == "\(text.dropLast()),\(added)}\r\n")
  }

  @Test("Cleaning keeps a text a text and a page a page, and all else byte for byte")
  func clean() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(["clean"], input: "\(text)\n\n\(page)\n")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      outcome.text == #"{"id":"1","text":"\#(TinyCorpus.content)"}"# + "\n\n"
        + #"{"html":"<p>\#(TinyCorpus.content)<\/p>","id":2.0}"# + "\n")
    let asText = try await workshop.runWithModel(
      ["clean", "--output-format", "text"], input: "\(text)\n\(page)\n")
    #expect(asText.text == "\(TinyCorpus.content)\n\n\(TinyCorpus.content)\n")
  }

  @Test("--field names the member; what it holds is seen or said")
  func field() async throws {
    let workshop = try await Workshop.withModel()
    let record = #"{"body":"<p>One<p>Two","text":"Three","paragraphs":["Four"]}"# + "\n"
    func elements(_ options: [String]) async throws -> (Int, Int) {
      let outcome = try await workshop.runWithModel(["tag"] + options, input: record)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.text.hasPrefix(#"{"body":"<p>One<p>Two","text":"Three","paragraphs":["#))
      return (
        outcome.text.matches(of: /"byteRange"/).count, outcome.text.matches(of: /"element"/).count
      )
    }
    #expect(try await elements([]) == (0, 0))
    #expect(try await elements(["--field", "text"]) == (1, 0))
    #expect(try await elements(["--field", "body"]) == (2, 2))
    #expect(try await elements(["--field", "body", "--input-format", "jsonl"]) == (2, 2))
    #expect(try await elements(["--field", "body", "--input-format", "text"]) == (1, 0))
    let missing = try await workshop.runWithModel(["clean", "--field", "b"], input: record)
    #expect(missing.status == 65)
    #expect(missing.error.contains("standard input:1: no 'b', the member that was asked for"))
    let feed = try await workshop.runWithModel(
      ["tag", "--field", "b", "--input-format", "feed"], input: record)
    #expect(feed.status == 64)
  }

  @Test("Records may be left out of anything but rows of attributes")
  func everyRow() throws {
    #expect(throws: (any Error).self) {
      try ChaffinchCommand.Tag.checkRows(.attributes, skipsRecords: true)
    }
    try ChaffinchCommand.Tag.checkRows(.attributes, skipsRecords: false)
    for format in [nil, .jsonl, .tsv, .listing] as [ChaffinchCommand.Tag.OutputFormat?] {
      try ChaffinchCommand.Tag.checkRows(format, skipsRecords: true)
    }
  }

  @Test("A row for every record goes with no policy that leaves records out")
  func policies() async throws {
    let workshop = try await Workshop.withModel()
    for (policy, status) in [("fail", 0), ("skip", 64), ("pass", 64)] as [(String, Int32)] {
      let outcome = try await workshop.runWithModel(
        ["tag", "--output-format", "attributes", "--on-error", policy], input: text)
      #expect(outcome.status == status)
      #expect(outcome.text.isEmpty == (status != 0))
    }
  }

  @Test("Attributes are a row for every line, and for lines only")
  func attributes() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["tag", "--output-format", "attributes"], input: "\(text)\n\n\(page)")
    #expect(outcome.status == 0, "\(outcome.error)")
    let rows = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count == 4 && rows[1] == "" && rows[3] == "")
    // The content is 68 characters, the promo 26.
    #expect(rows[0].hasPrefix(#"{"id":"1","attributes":{"chaffinch__content":[[0,68,"#))
    #expect(rows[0].contains(#""chaffinch__promo":[[70,96,"#))
    #expect(rows[2].hasPrefix(#"{"id":2.0,"attributes":{"chaffinch__content":[[3,71,"#))
    for (input, status) in [(#"{"id":1,"paragraphs":["One"]}"#, 65), ("A text\n", 64)] {
      let refused = try await workshop.runWithModel(
        ["tag", "--output-format", "attributes"], input: input)
      #expect(refused.status == status)
      #expect(refused.text == "")
      #expect(refused.error.count { $0 == "\n" } == 1)
    }
  }
}
