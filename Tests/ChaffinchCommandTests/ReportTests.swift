// Tests `chaffinch evaluate --report`: the four files, the baseline, and directories that cannot be written.

import Foundation
import Testing

@Suite struct ReportTests {
  private func evaluate(_ workshop: Workshop, _ options: [String]) async throws -> Outcome {
    try workshop.write("corpus.tsv", TinyCorpus.text)
    return try await workshop.runWithModel(["evaluate", "corpus.tsv"] + options)
  }

  private func json(_ workshop: Workshop) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: workshop.data("r/report.json")) as? [String: Any])
  }

  @Test("Four files appear in a directory that was not there; the scores are printed as ever")
  func files() async throws {
    let workshop = try await Workshop.withModel()
    let plain = try await evaluate(workshop, [])
    let outcome = try await evaluate(workshop, ["--report", "r"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text == plain.text)
    let names = try FileManager.default.contentsOfDirectory(atPath: workshop.url("r").path)
    #expect(names.sorted() == ["report.html", "report.json", "report.md", "report.xml"])
    let report = try json(workshop)
    #expect(report["model"] as? String == "model.safetensors")
    #expect(report["corpora"] as? [String] == ["corpus.tsv"])
    #expect(report["articles"] as? Int == 6)
    #expect(report["comparison"] is NSNull)
    let fingerprint = try #require(report["fingerprint"] as? String)
    #expect(outcome.text.contains(fingerprint))
    #expect(try workshop.text("r/report.md").contains(fingerprint))
  }

  @Test("A model against itself changes nothing")
  func baseline() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await evaluate(
      workshop, ["--report", "r", "--baseline", "model.safetensors"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let comparison = try #require(try json(workshop)["comparison"] as? [String: Any])
    #expect(comparison["baseline"] as? String == "model.safetensors")
    let differences = try #require(comparison["differences"] as? [[String: Any]])
    #expect(differences.allSatisfy { $0["verdict"] as? String != "better" })
    #expect(differences.contains { $0["difference"] as? Double == 0 })
  }

  @Test("Without texts no paragraph is in any of the files")
  func withoutText() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("other.tsv", "promo\t\(TinyCorpus.content)\n")
    for (options, isQuoted) in [([], true), (["--without-text"], false)] {
      let outcome = try await workshop.runWithModel(
        ["evaluate", "other.tsv", "--report", "r"] + options)
      #expect(outcome.status == 0, "\(outcome.error)")
      for name in ["report.html", "report.json", "report.md"] {
        #expect(try workshop.text("r/\(name)").contains("The river rose") == isQuoted)
      }
    }
  }

  @Test("A gate's floors are the cases of report.xml, also when one is missed")
  func gate() async throws {
    let workshop = try await Workshop.withModel()
    // Of two articles with the same text one must be wrong.
    try workshop.write("two.tsv", "promo\tJoin us\n\ncontent\tJoin us\n")
    let command = ["evaluate", "two.tsv", "--gate", "g.json"]
    _ = try await workshop.runWithModel(command + ["--update-baseline"])
    let raised = try workshop.text("g.json").replacing(
      /"macroF1": [0-9.]+/, with: "\"macroF1\": 1.0")
    try workshop.write("g.json", raised)
    let outcome = try await workshop.runWithModel(command + ["--report", "r"])
    #expect(outcome.status == 1)
    let xml = try workshop.text("r/report.xml")
    #expect(xml.contains("failures=\"1\""))
    #expect(xml.contains("floor of macro-F1"))
  }

  @Test("A directory that cannot be made is one message, before any work")
  func unwritable() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("file", "")
    let before = try workshop.names()
    for (path, reason) in [
      ("file", "file: is no directory"), ("file/r", "file/r: Not a directory; name a directory"),
      ("no/r", "no/r: No such file or directory; name a directory"),
    ] {
      let outcome = try await workshop.runWithModel(
        ["evaluate", "missing.tsv", "--report", path])
      #expect(outcome.status == 73)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error == "chaffinch: \(reason)\n")
    }
    #expect(try workshop.names() == before)
  }

  @Test("Files that cannot be replaced are said first, and what is there stays")
  func unwritableFile() async throws {
    let workshop = try await Workshop.withModel()
    try FileManager.default.createDirectory(
      at: workshop.url("r/report.xml"), withIntermediateDirectories: true)
    try workshop.write("r/report.json", "old")
    let outcome = try await evaluate(workshop, ["--report", "r"])
    #expect(outcome.status == 73)
    #expect(outcome.error == "chaffinch: r/report.xml: is a directory; name a file\n")
    #expect(try workshop.text("r/report.json") == "old")
  }

  @Test("Options of the report need it", arguments: [["--without-text"], ["--baseline", "m"]])
  func alone(options: [String]) async throws {
    let outcome = try await evaluate(Workshop.withModel(), options)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("\(options[0]) needs --report"))
  }
}
