// Tests shingles, signatures, duplicates inside a corpus and leakage across two.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct DeduplicationTests {
  /// `count` words of a language of numbers.
  private func words(_ numbers: some Sequence<Int>) -> String {
    numbers.map { number in
      String(String(number).unicodeScalars.map { Character(Unicode.Scalar(UInt8($0.value) + 49)) })
    }.joined(separator: " ")
  }

  private func article(
    _ content: String, promo: String = "", site: String = "s"
  ) -> LabelledArticle {
    let promos = promo.isEmpty ? [] : [LabelledParagraph(text: promo, label: .promo)]
    return LabelledArticle(
      id: "", site: site, language: "en",
      paragraphs: promos + [LabelledParagraph(text: content, label: .content)])
  }

  @Test("Resemblance is common shingles among all")
  func resemblance() {
    let one = ArticleShingles(article(words(0..<30)))
    let two = ArticleShingles(article(words(10..<40)))
    // 26 runs of five each; those from 10 to 25 are in both: 16 of 36.
    #expect(one.hashes.count == 26)
    #expect(one.resemblance(to: two) == 16.0 / 36)
    #expect(two.resemblance(to: one) == 16.0 / 36)
    #expect(one.resemblance(to: one) == 1)
  }

  @Test("Only content counts where there is some, and short texts have no shingles")
  func comparedText() {
    let text = words(0..<30)
    let plain = ArticleShingles(article(text))
    #expect(ArticleShingles(article(text, promo: words(50..<90))).hashes == plain.hashes)
    let unlabelled = LabelledArticle(
      id: "", site: "", language: "", paragraphs: [LabelledParagraph(text: text, label: nil)])
    #expect(ArticleShingles(unlabelled).hashes == plain.hashes)
    #expect(ArticleShingles(article(words(0..<19))).hashes.isEmpty)
    #expect(ArticleShingles(article(words(0..<20))).hashes.count == 16)
  }

  @Test("Bands are as long as the limit of missed pairs allows")
  func bands() {
    // 1 − 0.8⁴ = 0.5904; 32 bands: 4.7 · 10⁻⁸. With 5 places and 25 bands it would be 4.9 · 10⁻⁵.
    #expect(MinHash(threshold: 0.8).rows == 4)
    #expect(abs(MinHash.missProbability(of: 0.8, rows: 4) - 4.7e-8) < 1e-9)
    #expect(MinHash.missProbability(of: 0.8, rows: 5) > MinHash.missLimit)
    #expect(MinHash(threshold: 0.1).rows == 1 && MinHash(threshold: 1).rows == 8)
    let minHash = MinHash(threshold: 0.8)
    #expect(minHash.bands(of: [1, 2, 3]).count == 32)
    #expect(minHash.bands(of: [1, 2, 3]) == minHash.bands(of: [3, 2, 1]))
    #expect(minHash.bands(of: [1, 2, 3]) != minHash.bands(of: [1, 2, 4]))
  }

  @Test("Signatures agree as often as sets resemble each other")
  func unbiased() {
    // 500 of 1,500 in common; 128 places of one row: a third, ±0.125 (three standard deviations).
    let minHash = MinHash(threshold: 0.01)
    let one = minHash.bands(of: (0..<1000).map { UInt64($0) })
    let two = minHash.bands(of: (500..<1500).map { UInt64($0) })
    let agreeing = zip(one, two).count { $0 == $1 }
    #expect(one.count == 128)
    #expect(abs(Double(agreeing) / 128 - 1.0 / 3) < 0.125)
  }

  @Test("Exact and near duplicates resemble the first that is kept")
  func duplicates() {
    let text = words(100..<200)
    let found = Deduplication(
      of: [
        article(text), article("Other, \(words(300..<400))"), article(text.uppercased() + "!"),
        // 96 runs, the last five words new: 91 in common of 101.
        article(words(100..<195) + " " + words(900..<905)),
        article(words(100..<150) + " " + words(500..<550)),
      ], threshold: 0.8)
    #expect(found.duplicates.map(\.place) == [2, 3])
    #expect(found.duplicates.map(\.kept) == [0, 0])
    #expect(found.duplicates.map(\.likeness) == [.exact, .near(91.0 / 101)])
    #expect(found.groups.map(\.kept) == [0])
  }

  @Test("A duplicate is never compared with what was removed")
  func noChains() {
    // Neighbours share 81 of 111 runs; the first and the third 66 of 126.
    let chain = [0, 15, 30].map { article(words(100 + $0..<200 + $0)) }
    let found = Deduplication(of: chain, threshold: 0.7)
    #expect(found.duplicates.map(\.place) == [1])
    #expect(found.duplicates.map(\.likeness) == [.near(81.0 / 111)])
  }

  @Test("Shared navigation and few words are no duplicates, whole short articles are")
  func navigation() {
    let menu = words(0..<60)
    let found = Deduplication(
      of: [
        article(words(100..<160), promo: menu), article(words(200..<260), promo: menu),
        article("Video", promo: "One"), article("Video", promo: "Two"),
        article("video", promo: "Two"),
      ], threshold: 0.5)
    #expect(found.duplicates == [.init(place: 4, kept: 3, likeness: .exact)])
  }

  @Test("Leaks are texts and sites of the other corpus")
  func leakage() {
    let test = [
      article(words(100..<200), site: "a.example"), article(words(300..<400), site: "b.example"),
    ]
    let train = [
      article(words(100..<200), site: "c.example"),
      article(words(500..<600), site: "www.B.example"),
      article(words(600..<700), site: ""), article(words(301..<401), site: "b.example"),
    ]
    let leaks = Leakage(of: train, against: test, threshold: 0.8).leaks
    #expect(leaks.map(\.place) == [0, 1, 3])
    #expect(leaks.map(\.site) == [nil, 1, 1])
    #expect(leaks.map(\.text) == [0, nil, 1])
    #expect(leaks.map(\.likeness) == [.exact, nil, .near(95.0 / 97)])
    #expect(Leakage(of: [train[2]], against: test, threshold: 0.8).leaks.isEmpty)
  }
}
