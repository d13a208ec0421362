// Tests `chaffinch evaluate --gate`: pinning, passing, refusing, and what a wrong baseline is told.

import Foundation
import Testing

@Suite struct GateTests {
  /// A workshop with a baseline pinned for the tiny corpus.
  private func pinned() async throws -> Workshop {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    let outcome = try await workshop.runWithModel([
      "evaluate", "corpus.tsv", "--gate", "baseline.json", "--update-baseline", "--gate-only",
    ])
    try #require(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.lines.first?.hasPrefix("corpus: pinned for the corpus ") == true)
    #expect(outcome.text.contains("  floor of macro-F1: "))
    return workshop
  }

  @Test("A model passes the floors that were pinned for it")
  func passes() async throws {
    let workshop = try await pinned()
    let outcome = try await workshop.runWithModel([
      "evaluate", "corpus.tsv", "--gate", "baseline.json", "--gate-only",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    #expect(outcome.lines.allSatisfy { $0.hasPrefix("ok     corpus: ") })
    #expect(outcome.lines.count == 7)
  }

  @Test("A missed floor ends with status 1, the label, both figures and the command to run")
  func refuses() async throws {
    let workshop = try await pinned()
    // A corpus of the same paragraphs, of which a prediction gets every byline wrong.
    let shares = #""probabilities":{"content":1,"caption":0,"promo":0,"byline":0}"#
    func line(_ said: String) -> String {
      """
      {"site":"s.example","paragraphs":[{"text":"A","label":"content","prediction":\
      {"label":"content",\(shares)}},{"text":"By B","label":"byline","prediction":\
      {"label":"\(said)",\(shares)}}]}

      """
    }
    try workshop.write("p.jsonl", line("byline"))
    let arguments = ["evaluate", "p.jsonl", "--predicted", "--gate", "baseline.json"]
    let first = try await workshop.run(arguments + ["--update-baseline"])
    #expect(first.status == 0)
    try workshop.write("p.jsonl", line("content"))
    let outcome = try await workshop.run(arguments)
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("macro-F1"))
    #expect(
      outcome.text.contains(
        "MISSED p: F1 of byline is 0.0000, its floor is 0.9900: worse by 0.9900"))
    #expect(outcome.error.contains("the gate refuses the model on 'p' (baseline.json)"))
    #expect(outcome.error.contains("F1 of byline is 0.0000, its floor is 0.9900"))
    #expect(outcome.error.contains("'chaffinch evaluate p.jsonl --predicted --report DIR'"))
    let before = try workshop.text("baseline.json")
    let refused = try await workshop.run(arguments + ["--update-baseline"])
    #expect(refused.status == 1)
    #expect(refused.error.contains("nothing was pinned"))
    #expect(try workshop.text("baseline.json") == before)
    let allowed = try await workshop.run(arguments + ["--update-baseline", "--allow-regression"])
    #expect(allowed.status == 0)
    #expect(allowed.text.contains("floor of F1 of byline: 0.0000, was 0.9900"))
    #expect(try await workshop.run(arguments).status == 0)
    // What was pinned for the other corpus is still there.
    #expect(
      try await workshop.runWithModel([
        "evaluate", "corpus.tsv", "--gate", "baseline.json",
      ]).status == 0)
  }

  @Test("Floors of another corpus, of another name and files that are no baseline are bad data")
  func wrongBaselines() async throws {
    let workshop = try await pinned()
    try workshop.write("corpus.tsv", TinyCorpus.text + "\ncontent\tOne more.\n")
    let other = try await workshop.runWithModel([
      "evaluate", "corpus.tsv", "--gate", "baseline.json",
    ])
    #expect(other.status == 65)
    #expect(other.error.contains("has floors of 'corpus' for the corpus "))
    let unnamed = try await workshop.runWithModel([
      "evaluate", "corpus.tsv", "--gate", "baseline.json", "--gate-name", "x",
    ])
    #expect(unnamed.status == 65)
    #expect(unnamed.error.contains("no floors for a corpus called 'x' (it has: corpus)"))
    let none = try await workshop.runWithModel(["evaluate", "corpus.tsv", "--gate", "corpus.tsv"])
    #expect(none.status == 65)
    #expect(none.error.contains("corpus.tsv: is no baseline"))
    let missing = try await workshop.runWithModel(["evaluate", "corpus.tsv", "--gate", "no.json"])
    #expect(missing.status == 66)
    #expect(try workshop.names() == ["baseline.json", "corpus.tsv", "model.safetensors"])
  }

  @Test("Floors are not pinned when something else that was asked for cannot be written")
  func nothingPinned() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    let outcome = try await workshop.runWithModel(
      ["evaluate", "corpus.tsv", "--gate", "baseline.json", "--update-baseline"],
      outputPath: "/dev/full")
    #expect(outcome.status == 74)
    #expect(try workshop.names() == ["corpus.tsv", "model.safetensors"])
  }

  @Test(
    "Options that need others say so",
    arguments: [["--update-baseline"], ["--gate-only"], ["--gate-name", "x"]])
  func usage(options: [String]) async throws {
    let workshop = try await pinned()
    let outcome = try await workshop.runWithModel(["evaluate", "corpus.tsv"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("\(options[0]) needs --gate"))
  }
}
