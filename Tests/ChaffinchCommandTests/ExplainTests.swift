// Tests `chaffinch explain`: which paragraphs it explains, its JSON, and what it refuses.

import Foundation
import Testing

@Suite struct ExplainTests {
  private static let text =
    "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n\n\(TinyCorpus.byline)\n"

  /// What `explain` writes as JSON Lines.
  private struct Explained: Decodable {
    struct Prediction: Decodable {
      let label: String
      let probabilities: [String: Double]
    }
    struct Feature: Decodable {
      let name: String
      let group: String
      let count: Int
    }
    struct Term: Decodable {
      let name: String
      let features: [Feature]
      let contributions: [String: [Double]]
      let together: Double
    }
    struct Others: Decodable {
      let count: Int
      let together: Double
    }
    struct Level: Decodable {
      let level: String
      let weights: [String: Double]
      let terms: [Term]
      let others: Others?
      let corrections: [Double]
      let sum: [String: [Double]]
      let scores: [String: [Double]]
    }
    struct Decision: Decodable {
      let scores: [Double]
      let margin: Double
      let logOdds: Double
    }
    let file: String?
    let record: Int?
    let item: Int?
    let field: String?
    let paragraph: Int
    let paragraphs: Int
    let text: String
    let prediction: Prediction
    let against: String
    let classes: [String: String]
    let levels: [Level]
    let decision: Decision
  }

  private static let classes = ["content", "caption", "promo", "byline", "paywall"]

  private func explain(_ options: [String], _ input: String = text) async throws -> [Explained] {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["explain", "--output-format", "jsonl"] + options, input: input)
    #expect(outcome.status == 0, "\(outcome.error)")
    return try outcome.lines.map { try JSONDecoder().decode(Explained.self, from: Data($0.utf8)) }
  }

  @Test("JSON Lines are an object a paragraph, whose terms sum to the scores that were used")
  func sums() async throws {
    let all = try await explain([])
    #expect(all.map(\.text) == [TinyCorpus.content, TinyCorpus.promo, TinyCorpus.byline])
    #expect(all.map(\.prediction.label) == ["content", "promo", "byline"])
    #expect(all.map(\.paragraph) == [1, 2, 3])
    for one in all {
      #expect(one.paragraphs == 3)
      #expect(one.against != one.prediction.label)
      #expect(one.levels.map(\.level) == ["local-text"])
      let level = one.levels[0]
      #expect(level.others == nil)
      for model in ["naiveBayes", "logisticRegression"] {
        let scores = try #require(level.scores[model])
        let sum = try #require(level.sum[model])
        for (place, score) in scores.enumerated() {
          let parts = level.terms.compactMap { $0.contributions[model]?[place] }
          let room = 1e-5 * (1 + parts.reduce(0) { $0 + $1.magnitude })
          #expect(abs(parts.reduce(0, +) - score) <= room)
          #expect(abs(sum[place] - score) <= room)
        }
      }
      // Both models' scores by their weights, and the corrections, are the decision's.
      for place in Self.classes.indices {
        let mixed = level.scores.reduce(level.corrections[place]) {
          $0 + (level.weights[$1.key] ?? .nan) * $1.value[place]
        }
        #expect(abs(mixed - one.decision.scores[place]) < 1e-4)
      }
      let own = try #require(Self.classes.firstIndex(of: one.classes["label"] ?? ""))
      let other = try #require(Self.classes.firstIndex(of: one.classes["against"] ?? ""))
      let margin = one.decision.scores[own] - one.decision.scores[other]
      #expect(abs(margin - one.decision.margin) < 1e-4)
    }
    let words = all[1].levels[0].terms.flatMap(\.features)
    #expect(words.contains { $0.name == "word “newsletter”" && $0.group == "text" })
  }

  @Test("Predictions are those of 'tag'")
  func sameAsTag() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("page.html", SmallPages.page)
    let tagged = try await workshop.runWithModel(["tag", "page.html"])
    let explained = try await workshop.runWithModel(
      ["explain", "page.html", "--output-format", "jsonl", "--top", "0"])
    let pattern = /"prediction":(\{"label".*?\},"paywall":[0-9.]+\})/
    func predictions(_ outcome: Outcome) -> [String] {
      outcome.text.matches(of: pattern).map { String($0.1) }
    }
    #expect(predictions(tagged).count == 3)
    #expect(predictions(explained) == predictions(tagged))
  }

  @Test("--paragraph chooses, each once and in the article's order")
  func paragraphs() async throws {
    let chosen = try await explain(["--paragraph", "3", "--paragraph", "1", "--paragraph", "3"])
    #expect(chosen.map(\.paragraph) == [1, 3])
    #expect(chosen.map(\.text) == [TinyCorpus.content, TinyCorpus.byline])
  }

  @Test("--top limits both sides, the strongest first, and sums the others up")
  func top() async throws {
    let all = try await explain(["--paragraph", "2"])[0].levels[0]
    let few = try await explain(["--paragraph", "2", "--top", "3"])[0].levels[0]
    let speakingFor = all.terms.filter { $0.together > 0 }
    let against = all.terms.filter { $0.together < 0 }
    #expect(few.terms.map(\.name) == (speakingFor.prefix(3) + against.prefix(3)).map(\.name))
    #expect(speakingFor.map(\.together) == speakingFor.map(\.together).sorted(by: >))
    #expect(against.map(\.together) == against.map(\.together).sorted())
    let others = try #require(few.others)
    #expect(others.count == all.terms.count - few.terms.count)
    let rest = all.terms.reduce(0) { $0 + $1.together } - few.terms.reduce(0) { $0 + $1.together }
    #expect(abs(others.together - rest) < 1e-3)
    #expect(few.scores == all.scores)
  }

  @Test("--against compares with a label, and a label with its runner-up instead of itself")
  func against() async throws {
    let all = try await explain(["--against", "byline", "--top", "0"])
    #expect(all.prefix(2).map(\.against) == ["byline", "byline"])
    #expect(all[2].against != "byline")
    #expect(all[0].classes == ["label": "content", "against": "byline"])
  }

  @Test("Items of feeds and records of JSON Lines are explained one after the other")
  func feedsAndRecords() async throws {
    let feed = try await explain(["--top", "0"], SmallPages.feed)
    #expect(feed.map(\.item) == [1, 1, 2])
    #expect(feed.map(\.paragraph) == [1, 2, 1])
    #expect(feed.map(\.field) == ["description", "description", "description"])
    let records = try await explain(["--top", "0"], SmallPages.records)
    #expect(records.map(\.record) == [1, 1, 3])
    #expect(records.map(\.paragraph) == [1, 2, 1])
    #expect(try await explain(["--paragraph", "2"], SmallPages.records).map(\.record) == [1])
  }

  @Test("Of several files each object names its own")
  func files() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", TinyCorpus.content)
    try workshop.write("b.txt", TinyCorpus.promo)
    let outcome = try await workshop.runWithModel(
      ["explain", "a.txt", "b.txt", "--output-format", "jsonl", "--top", "1", "-o", "out"])
    #expect(outcome.status == 0 && outcome.text == "" && outcome.error == "")
    let lines = try workshop.text("out").split(separator: "\n")
    #expect(lines.map { $0.hasPrefix(#"{"file":"a.txt","paragraph":1"#) } == [true, false])
    #expect(lines.count == 2 && lines[1].hasPrefix(#"{"file":"b.txt""#))
  }

  @Test(
    "What cannot be explained is refused in one line",
    arguments: [
      (["--paragraph", "9"], text, 64, "standard input: has no paragraph 9; it has 3 paragraphs"),
      (["--paragraph", "2"], "Bridge", 64, "has no paragraph 2; it has one paragraph"),
      (["--paragraph", "3"], SmallPages.records, 64, "no article in it has a paragraph 3"),
      (["--paragraph", "3"], SmallPages.feed, 64, "the longest has 2 paragraphs"),
      ([], " \n\n ", 66, "standard input: has no text"),
      ([], "", 66, "is empty"),
      ([], #"{"paragraphs":[1]}"#, 65, "standard input:1: paragraph 1"),
    ])
  func refusals(options: [String], input: String, status: Int, part: String) async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(["explain"] + options, input: input)
    #expect(Int(outcome.status) == status)
    #expect(outcome.text == "")
    #expect(outcome.error.hasPrefix("chaffinch: "))
    #expect(outcome.error.contains(part), "\(outcome.error)")
    #expect(outcome.error.split(separator: "\n").count == 1)
  }

  @Test(
    "Wrong options are refused",
    arguments: [
      (["--paragraph", "0"], "counted from 1"), (["--top", "-1"], "--top"),
      (["--top=-1"], "--top must be 0 or more"),
      (["--against", "advert"], "'advert' is no label"), (["--output-format", "html"], "html"),
    ])
  func wrongOptions(options: [String], part: String) async throws {
    let outcome = try await Workshop().run(["explain"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains(part), "\(outcome.error)")
  }
}
