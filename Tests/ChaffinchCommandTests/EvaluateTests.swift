// Tests `chaffinch evaluate`: its table, its JSON and the choice of a language.

import Foundation
import Testing

@Suite struct EvaluateTests {
  private func evaluate(_ options: [String], corpus: String = TinyCorpus.text) async throws
    -> Outcome
  {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", corpus)
    return try await workshop.runWithModel(["evaluate", "corpus.tsv"] + options)
  }

  private func number(_ value: Any?) throws -> Double {
    try #require(value as? NSNumber).doubleValue
  }

  @Test("The table has every label, the overall scores and the confusion matrix")
  func table() async throws {
    let outcome = try await evaluate([])
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    // 6 articles of 7 paragraphs.
    #expect(outcome.text.hasPrefix("6 articles, 42 paragraphs, corpus "))
    let words = outcome.lines.map { $0.split(separator: " ").map(String.init) }
    #expect(words.contains(["precision", "recall", "F1", "support"]))
    // Of the 42, 3 · 6 are content, 1 · 6 captions, 2 · 6 promos (paywall among them), 6 bylines.
    for (label, support) in [("content", 18), ("caption", 6), ("promo", 12), ("byline", 6)] {
      #expect(words.contains { $0.first == label && $0.count == 5 && $0.last == "\(support)" })
    }
    for score in ["macro-F1", "accuracy", "log", "paywall", "true"] {
      #expect(words.contains { $0.first == score })
    }
    #expect(outcome.lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test("JSON has the same numbers, and its counts add up")
  func json() async throws {
    let outcome = try await evaluate(["--format", "json"])
    #expect(outcome.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(try number(object["articles"]) == 6)
    #expect(try number(object["paragraphs"]) == 42)
    #expect(try number(object["skippedLines"]) == 0)
    let labels = try #require(object["labels"] as? [String: [String: Any]])
    let confusion = try #require(object["confusion"] as? [String: [String: Any]])
    #expect(Set(labels.keys) == ["content", "caption", "promo", "byline"])
    var correct = 0.0
    var f1 = 0.0
    for (name, scores) in labels {
      let row = try #require(confusion[name])
      #expect(try row.values.reduce(0) { try $0 + number($1) } == number(scores["support"]))
      correct += try number(row[name])
      f1 += try number(scores["f1"])
    }
    #expect(abs(try number(object["accuracy"]) - correct / 42) < 0.0001)
    #expect(abs(try number(object["macroF1"]) - f1 / 4) < 0.0002)
    let text = try await evaluate([])
    let accuracy = try #require(outcome.text.firstMatch(of: /"accuracy": ([0-9.]+)/)).1
    #expect(text.text.contains("\(accuracy)\n"))
  }

  @Test("The corpus's fingerprint is that of its records, not of the file")
  func fingerprint() async throws {
    let first = try await evaluate([])
    let commented = try await evaluate([], corpus: "# a comment\n" + TinyCorpus.text)
    let changed = try await evaluate(
      [], corpus: TinyCorpus.text.replacingOccurrences(of: "harvest", with: "vintage"))
    #expect(first.lines.first == commented.lines.first)
    #expect(first.lines.first != changed.lines.first)
  }

  @Test("--language scores the articles of one language")
  func language() async throws {
    // Sites 4 and 5 are in German: 2 · 7 paragraphs.
    let outcome = try await evaluate(["--language", "de"])
    #expect(outcome.text.hasPrefix("2 articles, 14 paragraphs, corpus "))
  }

  @Test("A language that no article has is an error that names it")
  func noSuchLanguage() async throws {
    let outcome = try await evaluate(["--language", "eo"])
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error == "chaffinch: no article of the corpus has language 'eo'\n")
  }

  @Test("Scores of labels that neither occur nor are predicted are undefined")
  func undefined() async throws {
    let corpus = "content\t\(TinyCorpus.content)\n"
    let table = try await evaluate([], corpus: corpus)
    let json = try await evaluate(["--format", "json"], corpus: corpus)
    #expect(table.status == 0)
    #expect(table.lines.contains { $0.hasPrefix("caption") && $0.contains("–") })
    let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
    let labels = try #require(object?["labels"] as? [String: [String: Any]])
    #expect(labels["caption"]?["f1"] is NSNull)
    #expect(labels["content"]?["f1"] as? Double == 1)
  }
}
