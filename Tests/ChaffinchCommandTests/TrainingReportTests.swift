// Tests what a training run says of itself: its scores, the model card, the top weights.

import Foundation
import Testing

@Suite struct TrainingReportTests {
  private func train(_ options: [String]) async throws -> (Workshop, Outcome) {
    let workshop = try Workshop.withCorpus()
    let outcome = try await workshop.run(
      ["train", "corpus.tsv", "-o", "model.safetensors"] + TinyCorpus.settings + options)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    return (workshop, outcome)
  }

  @Test("The report has the corpus, the out-of-fold scores and those of the English part")
  func outOfFold() async throws {
    let (_, outcome) = try await train([])
    #expect(outcome.text.hasPrefix("trained on 6 articles, 42 paragraphs, corpus "))
    #expect(outcome.text.contains("\nout-of-fold scores (folds by site)"))
    #expect(outcome.text.contains("\nmacro-F1 of the English articles among them: "))
    #expect(outcome.lines.contains { $0.hasPrefix("macro-F1") && $0.hasSuffix(" 42") })
  }

  @Test("--hold-out scores the sites held out, and the model never saw them")
  func holdOut() async throws {
    // Of 6 sites 0.3 · 6 = 1.8, so 2 are held out: 14 of the 42 paragraphs.
    let (workshop, outcome) = try await train(["--hold-out", "0.3", "--card", "card.md"])
    #expect(outcome.text.hasPrefix("trained on 4 articles, 28 paragraphs, corpus "))
    #expect(outcome.text.contains("\nscores on 2 articles of sites held out\n"))
    #expect(!outcome.text.contains("out-of-fold"))
    #expect(outcome.lines.contains { $0.hasPrefix("macro-F1") && $0.hasSuffix(" 14") })
    #expect(try workshop.text("card.md").contains("4 articles of 4 sites, 28 paragraphs"))
  }

  @Test("Another seed holds out other sites, the same seed the same")
  func seeds() async throws {
    var heads: [String] = []
    for seed in ["1", "1", "2", "3", "4", "5"] {
      heads.append(try await train(["--hold-out", "0.3", "--seed", seed]).1.lines[0])
    }
    #expect(heads[0] == heads[1])
    #expect(Set(heads).count > 1)
  }

  @Test("The model card says what went in and how good it is")
  func card() async throws {
    let (workshop, outcome) = try await train(["--card", "card.md"])
    let card = try workshop.text("card.md")
    #expect(card.hasPrefix("# Model card\n"))
    for line in [
      "## Data", "## Settings", "## Out-of-fold scores", "## Top weights", "## Limits",
      "| table_bits | 10 |", "| folds | 2 |", "| iterations | 8 |", "| seed | 1 |",
      "Languages (articles): en 4, de 2.",
    ] { #expect(card.contains("\n\(line)\n"), "\(line)") }
    // 18 content, 6 captions, 6 other promos, 6 bylines, 6 paywall promos.
    #expect(
      card.contains("42 paragraphs: 18 content, 6 caption, 6 promo, 6 byline, 6 paywall."))
    let score = try #require(outcome.lines.first { $0.hasPrefix("macro-F1 ") })
    #expect(card.contains(score))
    let fingerprint = try #require(outcome.lines[0].split(separator: " ").last)
    #expect(card.contains("| corpus_fingerprint | \(fingerprint) |"))
    #expect(card.hasSuffix("\n") && !card.hasSuffix("\n\n"))
  }

  @Test("The top weights are TSV, each class from its largest weight down")
  func topWeights() async throws {
    let (workshop, _) = try await train(["--top-weights", "top.tsv"])
    let lines = try workshop.text("top.tsv").split(separator: "\n")
    #expect(lines.first == "class\tweight\tfeature")
    let rows = lines.dropFirst().map { $0.components(separatedBy: "\t") }
    #expect(rows.allSatisfy { $0.count == 3 && !$0[2].isEmpty })
    let classes = Dictionary(grouping: rows, by: { $0[0] })
    #expect(Set(classes.keys) == ["content", "caption", "promo", "byline", "paywall"])
    for rows in classes.values {
      let weights = rows.compactMap { Double($0[1]) }
      #expect(weights.count == rows.count)
      #expect(weights == weights.sorted(by: >))
    }
  }
}
