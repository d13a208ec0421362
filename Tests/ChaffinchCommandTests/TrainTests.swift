// Tests `chaffinch train`: what it writes, what it refuses, and that its bytes do not vary.

import Foundation
import Testing

@Suite struct TrainTests {
  private func train(_ workshop: Workshop, _ options: [String]) async throws -> Outcome {
    try await workshop.run(["train", "corpus.tsv"] + TinyCorpus.settings + options)
  }

  @Test("The same corpus gives the same bytes, whatever the number of threads")
  func sameBytes() async throws {
    let workshop = try Workshop.withCorpus()
    let one = try await train(
      workshop, ["-o", "1", "--threads", "1", "--card", "1.md", "--top-weights", "1.tsv"])
    let two = try await train(
      workshop, ["-o", "2", "--threads", "2", "--card", "2.md", "--top-weights", "2.tsv"])
    #expect(one.status == 0)
    #expect(one.output == two.output)
    #expect(try workshop.data("1") == workshop.data("2"))
    #expect(try workshop.data("1.md") == workshop.data("2.md"))
    #expect(try workshop.data("1.tsv") == workshop.data("2.tsv"))
    #expect(
      try workshop.names() == ["1", "1.md", "1.tsv", "2", "2.md", "2.tsv", "corpus.tsv"])
  }

  @Test("A compressed corpus gives the same model")
  func compressedCorpus() async throws {
    let workshop = try Workshop.withCorpus()
    try workshop.write("corpus.gz", gzip(try workshop.data("corpus.tsv")))
    let plain = try await train(workshop, ["-o", "1"])
    let compressed = try await workshop.run(
      ["train", "corpus.gz", "-o", "2"] + TinyCorpus.settings)
    #expect(compressed.output == plain.output)
    #expect(try workshop.data("1") == workshop.data("2"))
  }

  @Test(
    "Every algorithm gives a model that the other commands take",
    arguments: ["naive-bayes", "logistic-regression", "ensemble"])
  func algorithms(algorithm: String) async throws {
    let workshop = try Workshop.withCorpus()
    let trained = try await train(
      workshop, ["-o", "model.safetensors", "--algorithm", algorithm])
    #expect(trained.status == 0, "\(trained.error)")
    let text = "\(TinyCorpus.promo)\n\n\(TinyCorpus.content)\n"
    let cleaned = try await workshop.runWithModel(["clean"], input: text)
    #expect(cleaned.text == TinyCorpus.content + "\n")
    let evaluated = try await workshop.runWithModel(["evaluate", "corpus.tsv"])
    #expect(evaluated.status == 0)
  }

  @Test("--output - is the model and nothing else; the report goes to standard error")
  func toStandardOutput() async throws {
    let workshop = try Workshop.withCorpus()
    let file = try await train(workshop, ["-o", "m"])
    let printed = try await train(workshop, ["-o", "-"])
    #expect(printed.status == 0)
    #expect(printed.output == (try workshop.data("m")))
    #expect(printed.error == file.text)
  }

  @Test(
    "Values out of range are refused before anything is read",
    arguments: [
      ("--smoothing", "0"), ("--smoothing", "nan"), ("--l2-penalty", "-1"),
      ("--l2-penalty", "inf"), ("--iterations", "0"), ("--table-bits", "7"),
      ("--table-bits", "23"), ("--folds", "1"), ("--hold-out", "0"), ("--hold-out", "1"),
      ("--hold-out", "nan"), ("--threads", "0"), ("--seed", "-1"), ("--algorithm", "forest"),
      ("--folds", "two"), ("--iterations", "99999999999999999999"),
    ])
  func outOfRange(option: String, value: String) async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run(["train", "nowhere.tsv", "-o", "m", "\(option)=\(value)"])
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("Error: "))
    #expect(outcome.error.contains(option))
    #expect(try workshop.names() == [])
  }

  @Test(
    "Training needs an output and a corpus",
    arguments: [(["train", "c"], "--output"), (["train", "-o", "m"], "<corpus>")])
  func required(arguments: [String], missing: String) async throws {
    let outcome = try await Workshop().run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.error.hasPrefix("Error: Missing expected argument '\(missing)"))
  }

  @Test("Two outputs of one name would lose one of them and are refused")
  func sameOutputs() async throws {
    let workshop = try Workshop.withCorpus()
    try workshop.write("m", "old")
    for options in [["-o", "m", "--card", "m"], ["-o", "-", "--card", "-"]] {
      let outcome = try await train(workshop, options)
      #expect(outcome.status == 64)
      #expect(outcome.error.contains("must be different files"))
    }
    #expect(try workshop.text("m") == "old")
  }

  @Test("A corpus of one label is refused by the label")
  func oneLabel() async throws {
    let workshop = try Workshop()
    try workshop.write("corpus.tsv", "# site: a\npromo\tOne\n\n# site: b\npaywall\tTwo\n")
    try workshop.write("m", "old")
    let outcome = try await train(workshop, ["-o", "m", "--card", "card.md"])
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("chaffinch: every paragraph of the corpus is 'promo'; "))
    #expect(outcome.error.count { $0 == "\n" } == 1)
    #expect(try workshop.text("m") == "old")
    #expect(try workshop.names() == ["corpus.tsv", "m"])
  }

  @Test("A corpus from standard input that is refused leaves no partial file")
  func refusedStandardInput() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run(
      ["train", "-", "-o", "m"], input: Data("# site: a\npromo\tOne\n".utf8))
    #expect(outcome.status == 65)
    #expect(try workshop.names() == [])
  }

  @Test(
    "More folds than sites are refused with both numbers",
    arguments: [["--folds", "10"], ["--hold-out", "0.9"]])
  func tooFewSites(options: [String]) async throws {
    let workshop = try Workshop.withCorpus()
    let outcome = try await train(workshop, ["-o", "m"] + options)
    #expect(outcome.status == 65)
    // Of 6 sites, 10 folds; or 0.9 · 6 = 5.4, so 5 held out, 1 left for 2 folds.
    let complaint = options[0] == "--folds" ? "6 sites and 10 are" : "1 site and 2 are"
    #expect(outcome.error.hasPrefix("chaffinch: the corpus has \(complaint) needed; "))
    #expect(try workshop.names() == ["corpus.tsv"])
  }

  @Test("Out-of-fold predictions are corpora whose scores are those that training prints")
  func predictions() async throws {
    let workshop = try Workshop()
    try workshop.write("corpus.jsonl", TinyCorpus.pages)
    let trained = try await workshop.run(
      ["train", "corpus.jsonl", "--output", "m", "--scores", "s.json", "--predictions", "oof"]
        + TinyCorpus.settings)
    #expect(trained.status == 0, "\(trained.error)")
    let scores = try #require(
      try JSONSerialization.jsonObject(with: workshop.data("s.json")) as? [String: Any])
    for variant in ["text", "markup"] {
      let outcome = try await workshop.run([
        "evaluate", "oof/\(variant).jsonl", "--predicted", "--format", "json",
      ])
      #expect(outcome.status == 0, "\(outcome.error)")
      let found = try #require(
        try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
      let printed = try #require(scores[variant] as? [String: Any])
      for name in ["paragraphs", "macroF1", "accuracy"] {
        #expect(found[name] as? NSNumber == printed[name] as? NSNumber)
      }
      #expect(found["confusion"] as? NSDictionary == printed["confusion"] as? NSDictionary)
    }
  }

  @Test("A folder for predictions that cannot be made is said before training")
  func badFolder() async throws {
    let workshop = try Workshop.withCorpus()
    let outcome = try await workshop.run(
      ["train", "corpus.tsv", "--output", "m", "--predictions", "corpus.tsv"]
        + TinyCorpus.settings)
    #expect(outcome.status == 73)
    #expect(outcome.error.contains("corpus.tsv: is no directory"))
    #expect(try workshop.names() == ["corpus.tsv"])
  }
}
