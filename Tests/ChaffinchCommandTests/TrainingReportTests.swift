// Tests what a training run says of itself: its scores, the model card, the top weights.

import Foundation
import Testing

@Suite struct TrainingReportTests {
  private func train(_ options: [String], pages: Bool = false) async throws
    -> (Workshop, Outcome)
  {
    let workshop = try Workshop.withCorpus()
    if pages { try workshop.write("corpus.jsonl", TinyCorpus.pages) }
    let outcome = try await workshop.run(
      ["train", pages ? "corpus.jsonl" : "corpus.tsv", "-o", "model.safetensors"]
        + TinyCorpus.settings + options)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    return (workshop, outcome)
  }

  @Test("The report has the corpus, the out-of-fold scores and those of the English part")
  func outOfFold() async throws {
    let (_, outcome) = try await train([])
    #expect(outcome.text.hasPrefix("trained on 6 articles, 42 paragraphs, corpus "))
    #expect(
      outcome.text.contains(
        "\nout-of-fold scores of the text variant on 6 articles (folds by site), "))
    #expect(!outcome.text.contains("markup"))
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
      "## Data", "## Settings", "## Variant `text`", "## Limits",
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
    #expect(card.contains("It has one variant: "))
    #expect(card.contains("With markup: 0 articles."))
    #expect(!card.contains("`markup`"))
    let macroF1 = try #require(score.split(separator: " ").dropFirst().first)
    #expect(card.contains("| text_out_of_fold_macro_f1 | \(macroF1) |"))
    #expect(card.contains("Out-of-fold scores on 6 articles: "))
    for label in ["content", "caption", "promo", "byline", "paywall"] {
      #expect(card.contains("\n**\(label)**: "))
    }
    #expect(card.hasSuffix("\n") && !card.hasSuffix("\n\n"))
  }

  @Test("The top weights are TSV, each class from its largest weight down")
  func topWeights() async throws {
    let (workshop, _) = try await train(["--top-weights", "top.tsv"])
    let lines = try workshop.text("top.tsv").split(separator: "\n")
    #expect(lines.first == "variant\tclass\tweight\tfeature")
    let rows = lines.dropFirst().map { $0.components(separatedBy: "\t") }
    #expect(rows.allSatisfy { $0.count == 4 && $0[0] == "text" && !$0[3].isEmpty })
    try expectFallingWeights(rows)
  }

  /// Expects all five classes, each from its largest weight down.
  private func expectFallingWeights(_ rows: [[String]]) throws {
    let classes = Dictionary(grouping: rows, by: { $0[1] })
    #expect(Set(classes.keys) == ["content", "caption", "promo", "byline", "paywall"])
    for rows in classes.values {
      let weights = rows.compactMap { Double($0[2]) }
      #expect(weights.count == rows.count)
      #expect(weights == weights.sorted(by: >))
    }
  }

  @Test("The scores as JSON are those of the text, with the corpus they were found on")
  func scores() async throws {
    let (workshop, outcome) = try await train(["--scores", "scores.json"])
    let object = try json(workshop, "scores.json")
    #expect(Set(object.keys) == ["corpus", "text"])
    let fingerprint = try #require(outcome.lines[0].split(separator: " ").last)
    #expect(object["corpus"] as? String == String(fingerprint))
    let text = try #require(object["text"] as? [String: Any])
    #expect(text["articles"] as? Int == 6)
    #expect(text["paragraphs"] as? Int == 42)
    #expect(text["corpus"] as? String == String(fingerprint))
    let line = try #require(outcome.lines.first { $0.hasPrefix("macro-F1 ") })
    let macroF1 = try #require(text["macroF1"] as? NSNumber).doubleValue
    #expect(line.split(separator: " ").dropFirst().first.flatMap { Double($0) } == macroF1)
  }

  private func json(_ workshop: Workshop, _ name: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: workshop.data(name)) as? [String: Any])
  }

  // MARK: Both variants. Of the six articles, five have markup, one of these in German.

  @Test("With markup, the report has the scores of both variants")
  func bothOutOfFold() async throws {
    let (_, outcome) = try await train([], pages: true)
    #expect(outcome.text.hasPrefix("trained on 6 articles, 42 paragraphs, corpus "))
    let parts = outcome.text.components(separatedBy: "\nout-of-fold scores of the ")
    #expect(parts.count == 3)
    #expect(parts[1].hasPrefix("text variant on 6 articles (folds by site), "))
    #expect(parts[2].hasPrefix("markup variant on 5 articles (folds by site), "))
    for (part, count) in zip(parts.dropFirst(), [42, 35]) {
      let lines = part.components(separatedBy: "\n")
      #expect(lines.contains { $0.hasPrefix("macro-F1") && $0.hasSuffix(" \(count)") })
      #expect(part.contains("\nmacro-F1 of the English articles among them: "))
    }
  }

  @Test("With markup, the model card describes both variants, each with its own scores")
  func bothCard() async throws {
    let (workshop, outcome) = try await train(["--card", "card.md"], pages: true)
    let card = try workshop.text("card.md")
    #expect(card.contains("It has two variants: `text` "))
    #expect(card.contains(", `markup` also the elements around it, "))
    #expect(card.contains("With markup: 5 articles."))
    let parts = card.components(separatedBy: "\n## Variant `")
    #expect(parts.count == 3)
    let scores = outcome.lines.filter { $0.hasPrefix("macro-F1  ") }
    #expect(scores.count == 2)
    for (number, name, count) in [(0, "text", 6), (1, "markup", 5)] {
      let part = parts[number + 1]
      #expect(part.hasPrefix("\(name)`\n"))
      #expect(part.contains("Out-of-fold scores on \(count) articles: "))
      #expect(part.contains(scores[number]))
      #expect(part.contains("class word “") == (name == "markup"))
      let macroF1 = try #require(scores[number].split(separator: " ").dropFirst().first)
      #expect(parts[0].contains("| \(name)_out_of_fold_macro_f1 | \(macroF1) |"))
      #expect(parts[0].contains("| \(name)_out_of_fold_accuracy | "))
    }
    #expect(card.components(separatedBy: "\n## Limits\n").count == 2)
  }

  @Test("With markup, the scores as JSON are by variant")
  func bothScores() async throws {
    let (workshop, _) = try await train(["--scores", "scores.json"], pages: true)
    let object = try json(workshop, "scores.json")
    #expect(Set(object.keys) == ["corpus", "text", "markup"])
    let text = try #require(object["text"] as? [String: Any])
    let markup = try #require(object["markup"] as? [String: Any])
    #expect(text["articles"] as? Int == 6 && text["paragraphs"] as? Int == 42)
    #expect(markup["articles"] as? Int == 5 && markup["paragraphs"] as? Int == 35)
    #expect(text["corpus"] as? String == object["corpus"] as? String)
    #expect(markup["corpus"] as? String != object["corpus"] as? String)
    let labels = try #require(markup["labels"] as? [String: [String: Any]])
    #expect(labels["content"]?["support"] as? Int == 15)
  }

  @Test("With markup, the top weights are those of both variants, text first")
  func bothTopWeights() async throws {
    let (workshop, _) = try await train(["--top-weights", "top.tsv"], pages: true)
    let rows = try workshop.text("top.tsv").split(separator: "\n").dropFirst()
      .map { $0.components(separatedBy: "\t") }
    let variants = rows.map { $0[0] }
    #expect(Set(variants) == ["text", "markup"])
    #expect(variants == variants.sorted(by: >))
    for variant in ["text", "markup"] {
      let own = rows.filter { $0[0] == variant }
      try expectFallingWeights(own)
      #expect(own.contains { $0[3].contains("class word “") } == (variant == "markup"))
    }
  }

  @Test("With markup and --hold-out, the scores are those of the model as it is used")
  func bothHoldOut() async throws {
    let (workshop, outcome) = try await train(
      ["--hold-out", "0.3", "--scores", "scores.json", "--card", "card.md"], pages: true)
    #expect(outcome.text.hasPrefix("trained on 4 articles, 28 paragraphs, corpus "))
    #expect(outcome.text.contains("\nscores on 2 articles of sites held out\n"))
    let object = try json(workshop, "scores.json")
    #expect(object["paragraphs"] as? Int == 14)
    #expect(object["text"] == nil)
    #expect(try workshop.text("card.md").contains("\n## Variant `markup`\n"))
  }
}
