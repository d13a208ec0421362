// Tests the splits by site: whole sites, all articles, balance, seeds, and too few sites.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct SiteSplitTests {
  /// A corpus of one article for each pair of a site and a number of paragraphs.
  private func corpus(_ articles: [(site: String, paragraphs: Int)]) -> Corpus {
    Corpus(
      articles: articles.enumerated().map { index, article in
        LabelledArticle(
          id: "\(index)", site: article.site, language: "en",
          paragraphs: (0..<article.paragraphs).map {
            LabelledParagraph(text: "Paragraph \($0)", label: .content)
          })
      })
  }

  /// Twelve sites of 2 to 13 paragraphs in two articles each, not side by side.
  private var twelveSites: Corpus {
    corpus((0..<24).map { ("site\($0 % 12)", $0 < 12 ? 1 + $0 / 2 : ($0 - 11) / 2 + 1) })
  }

  @Test("No site is in two folds, and every article is in one", arguments: [2, 3, 5, 12])
  func wholeSites(count: Int) throws {
    let corpus = twelveSites
    let folds = try corpus.folds(count, seed: 3)
    try #require(folds.count == corpus.articles.count)
    var foldOfSite: [String: Int] = [:]
    for (article, fold) in zip(corpus.articles, folds) {
      #expect(foldOfSite[article.site, default: fold] == fold)
      foldOfSite[article.site] = fold
    }
    #expect(Set(folds) == Set(0..<count))
  }

  @Test("The largest sites go first, each to the fold with the fewest paragraphs")
  func greedy() throws {
    // 9 | 7 6 | 5: 9 to the first fold, 7 to the second, 6 to the second (13), 5 to the first (14).
    let folds = try corpus([("a", 5), ("b", 6), ("c", 9), ("d", 4), ("d", 3)]).folds(2, seed: 1)
    #expect(folds == [0, 1, 0, 1, 1])
  }

  @Test("Folds differ by no more than the largest site", arguments: 1...5)
  func balance(seed: UInt64) throws {
    let corpus = twelveSites
    let folds = try corpus.folds(4, seed: seed)
    var totals = [0, 0, 0, 0]
    for (article, fold) in zip(corpus.articles, folds) {
      totals[fold] += article.paragraphs.count
    }
    var sites: [String: Int] = [:]
    for article in corpus.articles { sites[article.site, default: 0] += article.paragraphs.count }
    let largest = try #require(sites.values.max())
    let most = try #require(totals.max())
    let fewest = try #require(totals.min())
    #expect(most - fewest <= largest)
    #expect(totals.reduce(0, +) == corpus.paragraphCount)
  }

  @Test("The same seed gives the same folds, another seed others")
  func seeded() throws {
    let corpus = corpus((0..<12).map { ("site\($0)", 2) })
    let first = try corpus.folds(3, seed: 1)
    #expect(try corpus.folds(3, seed: 1) == first)
    let others = try (2...6).map { try corpus.folds(3, seed: $0) }
    #expect(others.contains { $0 != first })
  }

  @Test("Articles without a site are sites of their own")
  func anonymous() throws {
    let folds = try corpus([("", 1), ("", 1), ("", 1)]).folds(3, seed: 1)
    #expect(Set(folds) == [0, 1, 2])
  }

  @Test("Fewer sites than folds are refused, however many articles they have")
  func tooFewForFolds() {
    let corpus = corpus([("a", 1), ("b", 1), ("a", 1), ("b", 1)])
    #expect(throws: CorpusError.tooFewSites(found: 2, needed: 3)) {
      try corpus.folds(3, seed: 1)
    }
    #expect(throws: CorpusError.tooFewSites(found: 0, needed: 2)) {
      try Corpus(articles: []).folds(2, seed: 1)
    }
  }

  @Test(
    "The share of the sites held out is rounded, and both sides get one at least",
    arguments: [(0.0, 1), (0.25, 3), (0.2, 2), (0.5, 6), (1.0, 11)])
  func share(share: Double, expected: Int) throws {
    // 12 sites: 0.25·12 = 3; 0.2·12 = 2.4, rounded 2.
    let sides = try twelveSites.holdingOut(share, seed: 5)
    #expect(Set(sides.heldOut.articles.map(\.site)).count == expected)
    #expect(Set(sides.training.articles.map(\.site)).count == 12 - expected)
  }

  @Test("Holding out parts the articles by site and keeps their order")
  func holdingOut() throws {
    let corpus = twelveSites
    let sides = try corpus.holdingOut(0.4, seed: 9)
    let training = Set(sides.training.articles.map(\.site))
    let heldOut = Set(sides.heldOut.articles.map(\.site))
    #expect(training.isDisjoint(with: heldOut))
    #expect(sides.training.articles == corpus.articles.filter { training.contains($0.site) })
    #expect(sides.heldOut.articles == corpus.articles.filter { heldOut.contains($0.site) })
    #expect(
      sides.training.articles.count + sides.heldOut.articles.count == corpus.articles.count)
  }

  @Test("Which sites are held out depends on the seed alone")
  func holdingOutSeeded() throws {
    func sites(_ seed: UInt64) throws -> [String] {
      try twelveSites.holdingOut(0.25, seed: seed).heldOut.articles.map(\.site)
    }
    let first = try sites(1)
    #expect(try sites(1) == first)
    #expect(try (2...6).map { try sites($0) }.contains { $0 != first })
  }

  @Test("One site cannot be parted")
  func tooFewToHoldOut() {
    let corpus = corpus([("a", 1), ("a", 2)])
    #expect(throws: CorpusError.tooFewSites(found: 1, needed: 2)) {
      try corpus.holdingOut(0.5, seed: 1)
    }
  }
}
