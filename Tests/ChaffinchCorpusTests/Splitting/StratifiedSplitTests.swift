// Tests the stratified split: whole sites, proportion, determinism and too few sites.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct StratifiedSplitTests {
  private func article(_ site: String, _ language: String, _ labels: [InnerLabel])
    -> LabelledArticle
  {
    LabelledArticle(
      id: "", site: site, language: language, source: "s",
      paragraphs: labels.map { LabelledParagraph(text: "x", label: $0) })
  }

  /// Forty sites of one to three articles; every fifth has an appeal, every fourth is in German.
  private var articles: [LabelledArticle] {
    (0..<40).flatMap { site in
      (0...site % 3).map { _ in
        article(
          "site\(site)", site % 4 == 0 ? "de" : "en",
          [.content, .content, .promo, .byline] + (site % 5 == 0 ? [.paywall] : []))
      }
    }
  }

  private let sides = [SplitSide(name: "a", share: 0.75), SplitSide(name: "b", share: 0.25)]

  private func share(
    _ split: StratifiedSplit, _ articles: [LabelledArticle], _ count: (LabelledArticle) -> Int
  ) -> Double {
    let all = articles.reduce(0) { $0 + count($1) }
    let second = zip(articles, split.assignment).reduce(0) { $1.1 == 1 ? $0 + count($1.0) : $0 }
    return Double(second) / Double(all)
  }

  @Test("No site is on two sides, and every stratum is near its share", arguments: [1, 2, 3])
  func proportion(seed: UInt64) throws {
    let articles = articles
    let split = try StratifiedSplit(articles, into: sides, seed: seed)
    var sideOfSite: [String: Int] = [:]
    for (article, side) in zip(articles, split.assignment) {
      #expect(sideOfSite[article.site, default: side] == side)
      sideOfSite[article.site] = side
    }
    // 80 articles, 14 or so appeals, 20 in German: within an article of three.
    #expect(abs(share(split, articles) { _ in 1 } - 0.25) < 0.03)
    #expect(abs(share(split, articles) { $0.labels.count { $0 == .paywall } } - 0.25) < 0.12)
    #expect(abs(share(split, articles) { $0.language == "de" ? 1 : 0 } - 0.25) < 0.1)
  }

  @Test("Four alike sites in two languages go two and two, one of each")
  func byHand() throws {
    let four = ["a", "b", "c", "d"].map { site in
      article(site, site < "c" ? "de" : "en", [.content, site < "c" ? .promo : .byline])
    }
    // Less than four sites have any of the strata, so that languages are pooled; with more, they count.
    let many = four + four.map { article($0.site + "2", $0.language, $0.labels) }
    let halves = [SplitSide(name: "a", share: 1), SplitSide(name: "b", share: 1)]
    let split = try StratifiedSplit(many, into: halves, seed: 5)
    #expect(split.assignment.count { $0 == 0 } == 4)
    #expect(zip(many, split.assignment).count { $0.language == "de" && $1 == 0 } == 2)
  }

  @Test("The same seed gives the same split, whatever order sets have")
  func deterministic() throws {
    let one = try StratifiedSplit(articles, into: sides, seed: 9)
    let two = try StratifiedSplit(articles, into: sides, seed: 9)
    let seeds = try (0..<5).map { try StratifiedSplit(articles, into: sides, seed: $0).assignment }
    #expect(one.assignment == two.assignment)
    #expect(Set(seeds).count > 1)
  }

  @Test("Every side gets a site, articles without one are sites of their own")
  func fewSites() throws {
    let three = [
      SplitSide(name: "a", share: 98), SplitSide(name: "b", share: 1),
      SplitSide(name: "c", share: 1),
    ]
    let articles = (0..<3).map { _ in article("", "en", [.content]) }
    #expect(Set(try StratifiedSplit(articles, into: three, seed: 1).assignment) == [0, 1, 2])
    #expect(throws: CorpusError.tooFewSites(found: 2, needed: 3)) {
      try StratifiedSplit(Array(articles.prefix(2)), into: three, seed: 1)
    }
    #expect(throws: CorpusError.tooFewSites(found: 1, needed: 2)) {
      try StratifiedSplit(
        (0..<4).map { _ in article("same", "en", [.content]) }, into: sides, seed: 1)
    }
  }

  @Test("The report counts what each side has")
  func report() throws {
    let articles = articles
    let split = try StratifiedSplit(articles, into: sides, seed: 1)
    let report = SplitReport(split, of: articles)
    let rows = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.name, $0.counts) })
    #expect(rows["articles"]?.reduce(0, +) == articles.count)
    #expect(rows["sites"]?.reduce(0, +) == 40)
    #expect(rows["articles"]?[1] == split.assignment.count { $0 == 1 })
    #expect(rows["caption"] == [0, 0])
    #expect(report.text.contains("asked for"))
    #expect(report.json["reached"]?["sites"]?["b"]?.int == rows["sites"]?[1])
  }
}
