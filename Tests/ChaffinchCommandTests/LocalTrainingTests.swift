// Tests `chaffinch train --local-only`, and `--matrix`.

import Foundation
import Testing

@Suite struct LocalTrainingTests {
  /// A corpus of JSON Lines of many sites.
  private func corpus(_ sites: Range<Int> = 0..<60) -> String {
    sites.map { site in
      let rows = [
        ("content", "The heron number \(site) nested in the old mill."),
        ("promo", "Read more: \(site) walks for everyone"), ("byline", "By Wim Sallow"),
      ].map { "{\"text\":\"\($0.1)\",\"label\":\"\($0.0)\"}" }
      return
        "{\"site\":\"s\(site).example\",\"language\":\"en\",\"paragraphs\":[\(rows.joined(separator: ","))]}\n"
    }.joined()
  }

  private let options = ["--local-only", "--table-bits", "8", "--iterations", "5"]

  @Test("Trains a model that the other commands take, the same with one thread and two")
  func model() async throws {
    let workshop = try Workshop()
    try workshop.write("c.jsonl", corpus())
    for threads in ["1", "2"] {
      let outcome = try await workshop.run(
        ["train", "c.jsonl", "-o", "m\(threads)", "--threads", threads, "--scores", "s\(threads)"]
          + options)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.text.hasPrefix("trained on 60 articles, 180 paragraphs, corpus "))
      #expect(outcome.text.contains("one site in 20, held out"))
    }
    #expect(try workshop.data("m1") == workshop.data("m2"))
    #expect(try workshop.data("s1") == workshop.data("s2"))
    #expect(try workshop.text("s1").contains("\"heldOut\""))
    let verified = try await workshop.run(["model", "verify", "m1"])
    #expect(verified.status == 0, "\(verified.error)")
  }

  @Test("Several files, compressed or in the format for people, are one corpus")
  func formats() async throws {
    let workshop = try Workshop()
    try workshop.write("c.jsonl", corpus())
    try workshop.write("a.gz", gzip(Data(corpus(0..<20).utf8)))
    let lines = (20..<60).map { site in
      "# site: s\(site).example\n# language: en\ncontent\tThe heron number \(site) nested in the old mill.\n"
        + "promo\tRead more: \(site) walks for everyone\nbyline\tBy Wim Sallow\n"
    }
    try workshop.write("b.tsv", lines.joined(separator: "\n"))
    let whole = try await workshop.run(["train", "c.jsonl", "-o", "m"] + options)
    let parts = try await workshop.run(["train", "a.gz", "b.tsv", "-o", "n"] + options)
    #expect(parts.status == 0, "\(parts.error)")
    #expect(parts.text == whole.text)
    #expect(try workshop.data("m") == workshop.data("n"))
  }

  @Test("A malformed line is named by its number, and nothing is written")
  func malformed() async throws {
    let workshop = try Workshop()
    try workshop.write("c.jsonl", corpus(0..<40) + "{\"paragraphs\":7}\n" + corpus(40..<60))
    let outcome = try await workshop.run(["train", "c.jsonl", "-o", "m"] + options)
    #expect(outcome.status == 65)
    #expect(outcome.error.hasPrefix("chaffinch: c.jsonl:41: "))
    #expect(try workshop.names() == ["c.jsonl"])
  }

  @Test("An empty corpus is refused by its name")
  func empty() async throws {
    let workshop = try Workshop()
    try workshop.write("c.jsonl", "\n")
    let outcome = try await workshop.run(["train", "c.jsonl", "-o", "m"] + options)
    #expect(outcome.status == 65)
    #expect(outcome.error.hasPrefix("chaffinch: c.jsonl: no articles"))
  }

  @Test(
    "What needs folds or the whole corpus is refused with --local-only",
    arguments: [
      ["--search"], ["--hold-out", "0.5"], ["--card", "c"], ["--top-weights", "t"],
      ["--predictions", "p"], ["--matrix", "x"], ["--skip-invalid"],
    ])
  func together(other: [String]) async throws {
    let outcome = try await Workshop().run(["train", "c", "-o", "m", "--local-only"] + other)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("--local-only goes without \(other[0])"))
  }

  @Test("--matrix writes what the models were trained on; without pages there is one file")
  func matrix() async throws {
    let workshop = try Workshop.withCorpus()
    let outcome = try await workshop.run(
      ["train", "corpus.tsv", "-o", "m", "--matrix", "x"] + TinyCorpus.settings)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try workshop.text("x/text.safetensors").contains("\"chaffinch-training-matrix\""))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workshop.url("x").path)
        == ["text.safetensors"])
  }
}
