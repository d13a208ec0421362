// Tests the forms of `chaffinch tag`'s output for people and for spreadsheets.

import Foundation
import Testing

@Suite struct TaggedArticleWriterTests {
  private static let text = "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n"

  @Test("TSV is a line a paragraph, label, probability, text, and a blank line an article")
  func tsv() async throws {
    let workshop = try await Workshop.withModel()
    let records =
      #"{"paragraphs":["\#(TinyCorpus.content)","Tab\there\nand there"]}"# + "\n"
      + #"{"paragraphs":["\#(TinyCorpus.byline)"]}"# + "\n"
    let outcome = try await workshop.runWithModel(
      ["tag", "--output-format", "tsv"], input: records)
    #expect(outcome.status == 0)
    try #require(outcome.lines.count == 5)
    let fields = outcome.lines.map { $0.components(separatedBy: "\t") }
    #expect(fields.map(\.count) == [3, 3, 1, 3, 1])
    #expect(fields[0][0] == "content")
    #expect(fields[0][2] == TinyCorpus.content)
    // Tabs and line ends inside a text would break the form.
    #expect(fields[1][2] == "Tab here and there")
    #expect(fields[3][0] == "byline")
    for row in fields where row.count == 3 {
      #expect(row[1].wholeMatch(of: /0\.[0-9]{4}|1\.0000/) != nil)
    }
  }

  @Test("TSV that was printed can be read as a corpus once the probabilities are cut out")
  func tsvIsCorpus() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["tag", "--output-format", "tsv"], input: Self.text)
    let corpus = outcome.lines.map { line in
      let fields = line.components(separatedBy: "\t")
      return fields.count == 3 ? "\(fields[0])\t\(fields[2])" : line
    }
    try workshop.write("corpus.tsv", corpus.joined(separator: "\n"))
    let evaluation = try await workshop.runWithModel(
      ["evaluate", "corpus.tsv", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: evaluation.output) as? [String: Any]
    #expect(object?["accuracy"] as? Double == 1)
    #expect(object?["paragraphs"] as? Int == 2)
  }

  @Test("A listing has no colour and no cut lines where the output is no terminal")
  func plainListing() async throws {
    let workshop = try await Workshop.withModel()
    let long = String(repeating: "The river rose in the night and fell by day. ", count: 10)
    let outcome = try await workshop.runWithModel(
      ["tag", "--output-format", "listing"], input: "\(long)\n\n\(TinyCorpus.promo)\n")
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    #expect(!outcome.text.contains("\u{1B}"))
    #expect(outcome.lines.count >= 2)
    #expect(outcome.lines[0].hasSuffix("fell by day."))
    #expect(outcome.lines[1].wholeMatch(of: /promo {5,6}[ 0-9]{3}%  Sign up .*/) != nil)
  }

  @Test("Control characters of a text do not reach the listing")
  func controlCharacters() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["tag", "--output-format", "listing"], input: "\u{1B}[31mred\u{7}\u{9B}2J\u{7F} alert")
    #expect(outcome.status == 0)
    #expect(
      outcome.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(!outcome.text.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
    #expect(outcome.text.contains("red"))
  }

  @Test("A promo that asks for money is starred and the star explained")
  func paywallStar() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["tag", "--output-format", "listing"],
      input: "Subscribe now to keep reading this article\n\n\(TinyCorpus.promo)")
    try #require(outcome.lines.count == 4)
    #expect(outcome.lines[0].hasPrefix("promo* "))
    #expect(outcome.lines[1].hasPrefix("promo "))
    #expect(outcome.lines[2] == "* asks the reader to pay, join or identify")
    #expect(
      outcome.lines[3] == "verdict: unknown (1 paragraph asks to pay or join; no content)")
  }

  /// What `tag` writes to a terminal.
  private func onTerminal(_ environment: [String: String]) async throws -> String {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", Self.text)
    return try await workshop.onTerminal(["tag", "a.txt"], environment: environment)
  }

  @Test("On a terminal the listing is the default and has colour")
  func terminal() async throws {
    let text = try await onTerminal([:])
    #expect(text.contains("\u{1B}[32mcontent"))
    #expect(text.contains("\u{1B}[31mpromo"))
    #expect(text.contains("\u{1B}[0m"))
  }

  @Test("NO_COLOR takes the colour from a terminal; empty it does not")
  func noColour() async throws {
    let plain = try await onTerminal(["NO_COLOR": "1"])
    #expect(plain.contains("content"))
    #expect(!plain.contains("\u{1B}"))
    let coloured = try await onTerminal(["NO_COLOR": ""])
    #expect(coloured.contains("\u{1B}[32m"))
  }

  @Test("On a terminal a line is cut to its width")
  func width() async throws {
    let text = try await onTerminal(["NO_COLOR": "1"])
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
