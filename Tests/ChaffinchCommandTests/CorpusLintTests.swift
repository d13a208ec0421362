// Tests `chaffinch corpus lint`: that a wrong label comes first, the three formats and the refusals.

import Foundation
import Testing

@Suite struct CorpusLintTests {
  /// The tiny corpus, in whose last article the sign-up is said to be content.
  private static let wrong: String = {
    let right = "promo\t\(TinyCorpus.promo)"
    let parts = TinyCorpus.text.components(separatedBy: right)
    return parts.dropLast().joined(separator: right) + "content\t\(TinyCorpus.promo)"
      + (parts.last ?? "")
  }()

  private func lint(
    _ options: [String], corpus: String = wrong, settings: [String] = TinyCorpus.settings
  ) async throws -> Outcome {
    let workshop = try Workshop()
    try workshop.write("corpus.tsv", corpus)
    return try await workshop.run(["corpus", "lint", "corpus.tsv"] + settings + options)
  }

  @Test("A wrong label comes first, with its place, its neighbours and the label it should have")
  func text() async throws {
    let outcome = try await lint(["--top", "1"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    #expect(outcome.text.hasPrefix("6 articles, 42 paragraphs, corpus "))
    let lines = outcome.lines
    let words = lines.map { $0.split(separator: " ").map(String.init) }
    #expect(words.contains(["given", "\\", "likely", "content", "caption", "promo", "byline"]))
    #expect(words.contains { $0.first == "content" && $0.count == 5 && $0[3] == "1" })
    let first = try #require(lines.firstIndex { $0.hasPrefix("1. ") })
    #expect(
      lines[first].hasPrefix(
        "1. corpus.tsv, article 6 (article-5), site5.example, paragraph 1: content → promo 0."))
    #expect(
      Array(lines[(first + 1)...]) == [
        "  > content  \(TinyCorpus.promo)",
        "    content  \(TinyCorpus.content)",
        "    byline   \(TinyCorpus.byline)",
      ])
  }

  @Test("The number of threads changes nothing", arguments: ["text", "json", "tsv"])
  func threads(format: String) async throws {
    let one = try await lint(["--format", format, "--threads", "1"])
    let two = try await lint(["--format", format, "--threads", "2"])
    #expect(one.status == 0)
    #expect(one.output == two.output)
  }

  @Test("JSON has every labelled paragraph once, its scores rising, and counts that add up")
  func json() async throws {
    let outcome = try await lint(["--share", "1", "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(object["paragraphs"] as? Int == 42)
    #expect(object["partlyLabelled"] as? Int == 0)
    let suspects = try #require(object["suspects"] as? [[String: Any]])
    #expect(suspects.map { $0["rank"] as? Int } == Array(1...42))
    let places = suspects.compactMap { suspect -> [Int]? in
      guard let article = suspect["article"] as? Int, let paragraph = suspect["paragraph"] as? Int
      else { return nil }
      return [article, paragraph]
    }
    #expect(Set(places) == Set((1...6).flatMap { article in (1...7).map { [article, $0] } }))
    let scores = suspects.compactMap { ($0["score"] as? NSNumber)?.doubleValue }
    #expect(scores.count == 42)
    #expect(scores == scores.sorted())
    let first = suspects[0]
    #expect(first["file"] as? String == "corpus.tsv")
    #expect(first["id"] as? String == "article-5")
    #expect(first["site"] as? String == "site5.example")
    #expect(first["given"] as? String == "content")
    #expect(first["suggested"] as? String == "promo")
    #expect(first["confident"] as? Bool == true)
    #expect(first["text"] as? String == TinyCorpus.promo)
    #expect((first["before"] as? [Any])?.count == 0)
    let after = try #require(first["after"] as? [[String: String]])
    #expect(after.map { $0["label"] } == ["content", "byline"])
    let prediction = try #require(first["prediction"] as? [String: Any])
    #expect(prediction["label"] as? String == "promo")
    for suspect in suspects {
      let probabilities = try #require(suspect["probabilities"] as? [String: Double])
      #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-5)
      let given = try #require(suspect["given"] as? String)
      let score = try #require(suspect["score"] as? Double)
      #expect(probabilities[given] == score)
    }
    let joint = try #require(object["joint"] as? [String: [String: Int]])
    #expect(joint["content"]?["promo"] == 1)
    let estimate = try #require(object["estimatedErrors"] as? Double)
    #expect(estimate >= 1)
  }

  @Test("Where nothing can be listed JSON has no suspects")
  func nothing() async throws {
    let workshop = try Workshop()
    let prediction =
      #"{"label":"content","probabilities":{"content":1,"caption":0,"promo":0,"byline":0}}"#
    try workshop.write(
      "corpus.jsonl",
      #"{"site":"a","paragraphs":[{"text":"One","label":"content","prediction":\#(prediction)},"#
        + #"{"text":"Two","notContent":true}]}"# + "\n")
    let outcome = try await workshop.run(
      ["corpus", "lint", "corpus.jsonl", "--predicted", "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(object["partlyLabelled"] as? Int == 1)
    #expect((object["suspects"] as? [Any])?.isEmpty == true)
  }

  @Test("TSV has a line of names and as many suspects as the share says")
  func tsv() async throws {
    // 0.1 · 42 = 4.2.
    let outcome = try await lint(["--share", "0.1", "--format", "tsv"])
    #expect(outcome.status == 0)
    let rows = outcome.lines.map { $0.components(separatedBy: "\t") }
    #expect(rows.count == 5)
    #expect(rows.allSatisfy { $0.count == 11 })
    #expect(rows[0].prefix(3) == ["rank", "file", "article"])
    #expect(
      rows[1].prefix(8) == [
        "1", "corpus.tsv", "6", "article-5", "site5.example", "1", "content", "promo",
      ])
    #expect(rows[1][9...] == ["true", TinyCorpus.promo])
  }

  @Test("Files are told apart, and pages are judged by their markup")
  func files() async throws {
    let workshop = try Workshop()
    try workshop.write("corpus.tsv", Self.wrong)
    try workshop.write("pages.jsonl", TinyCorpus.pages)
    let outcome = try await workshop.run(
      [
        "corpus", "lint", "pages.jsonl", "corpus.tsv", "--share", "1", "--format", "tsv", "-o",
        "out",
      ]
        + TinyCorpus.settings)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.isEmpty)
    let rows = try workshop.text("out").split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows.count == 1 + 84)
    #expect(rows[1].prefix(3) == ["1", "corpus.tsv", "6"])
    #expect(rows.count { $0[1] == "pages.jsonl" } == 42)
    #expect(Set(rows.dropFirst().map { $0[2] }) == ["1", "2", "3", "4", "5", "6"])
  }

  @Test(
    "Wrong usage is refused before anything is read",
    arguments: [
      ["--top", "0"], ["--share", "0"], ["--share", "1.5"], ["--share", "nan"],
      ["--top", "3", "--share", "0.5"], ["--threads", "0"], ["--format", "xml"],
    ])
  func usage(options: [String]) async throws {
    let outcome = try await Workshop().run(["corpus", "lint", "nowhere.tsv"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains(options[0]))
  }

  @Test("Too few sites and a single label are refused as by 'train', and no file is left")
  func refused() async throws {
    let folds = try await lint(["--folds", "10"], settings: [])
    #expect(folds.status == 65)
    #expect(folds.error.hasPrefix("chaffinch: the corpus has 6 sites and 10 are needed; "))
    let workshop = try Workshop()
    try workshop.write("corpus.tsv", "# site: a\npromo\tOne\n\n# site: b\npaywall\tTwo\n")
    let label = try await workshop.run(["corpus", "lint", "corpus.tsv", "-o", "out"])
    #expect(label.status == 65)
    #expect(label.error.hasPrefix("chaffinch: every paragraph of the corpus is 'promo'; "))
    #expect(try workshop.names() == ["corpus.tsv"])
  }
}
