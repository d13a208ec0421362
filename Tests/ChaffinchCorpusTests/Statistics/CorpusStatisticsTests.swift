// Tests the figures of a corpus against counts by hand, and their table.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusStatisticsTests {
  private func article(
    _ site: String, _ language: String, source: String = "", _ paragraphs: [(String, InnerLabel?)]
  ) -> LabelledArticle {
    LabelledArticle(
      id: "", site: site, language: language, source: source,
      paragraphs: paragraphs.map { LabelledParagraph(text: $0.0, label: $0.1) })
  }

  /// Four articles of three sites and one without; ten paragraphs.
  private var corpus: Corpus {
    Corpus(articles: [
      article("a", "en", source: "x", [("ab", .content), ("abcd", .content), ("é", .promo)]),
      article(
        "b", "de", source: "y", [("abc", .content), ("abcdef", .content), ("abcde", .paywall)]),
      article("a", "en", source: "x", [("", nil), ("abcdefg", nil)]),
      article("", "", [("a", .byline), ("abc", .content)]),
    ])
  }

  @Test("Articles, sites and paragraphs are counted")
  func counts() {
    let statistics = CorpusStatistics(corpus)
    #expect(statistics.fingerprint == corpus.fingerprint)
    #expect(statistics.all.articles == 4 && statistics.all.paragraphs == 10)
    #expect(statistics.siteCount == 3 && statistics.articlesWithoutSite == 1)
    #expect(statistics.all.unlabelled == 2 && statistics.unlabelledArticles == 1)
    #expect(statistics.articlesWithMarkup == 0 && statistics.extracted == 10)
    #expect(InnerLabel.allCases.map { statistics.all.labels[$0] } == [5, 0, 1, 1, 1])
  }

  @Test("Groups come largest first, and their counts add up")
  func groups() {
    let statistics = CorpusStatistics(corpus)
    #expect(statistics.languages.map(\.name) == ["en", "de", ""])
    #expect(statistics.sources.map(\.name) == ["x", "y", ""])
    #expect(statistics.sites.map(\.name) == ["a", "b"])
    #expect(statistics.sites.map(\.articles) == [2, 1])
    #expect(statistics.languages.map(\.paragraphs) == [5, 3, 2])
    #expect(statistics.languages[0].labels[.content] == 2)
    #expect(statistics.languages.reduce(0) { $0 + $1.articles } == 4)
  }

  @Test("Lengths are in characters, quantiles by nearest rank")
  func lengths() throws {
    let statistics = CorpusStatistics(corpus)
    // Contents: 2, 3, 3, 4, 6: the third, the fifth, the last.
    let content = try #require(statistics.lengths(of: .content))
    #expect(content.median == 3 && content.ninetyPercent == 6 && content.longest == 6)
    #expect(statistics.lengths(of: .promo)?.longest == 1)
    #expect(statistics.lengths(of: nil)?.median == 0)
    #expect(statistics.lengths(of: .caption) == nil)
    let ten = try #require(CorpusStatistics.Lengths(Array(1...10)))
    #expect(ten.median == 5 && ten.ninetyPercent == 9 && ten.longest == 10)
  }

  @Test("The text is aligned and has no blanks at line ends")
  func text() {
    let lines = CorpusStatistics(corpus).text.split(separator: "\n").map(String.init)
    #expect(lines.contains("content           5  50.0 %       3     6        6"))
    #expect(lines.contains("caption           0   0.0 %       –     –        –"))
    #expect(lines.contains("none              2  20.0 %       0     7        7"))
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test("JSON has all sites and the same counts")
  func json() {
    let json = CorpusStatistics(corpus).json
    #expect(json["articles"]?.int == 4)
    #expect(json["labels"]?["content"]?["paragraphs"]?.int == 5)
    #expect(json["labels"]?["none"]?["paragraphs"]?.int == 2)
    #expect(json["labels"]?["caption"]?["medianLength"] == .null)
    #expect(json["bySite"]?.array?.compactMap { $0["name"]?.string } == ["a", "b"])
  }

  @Test("Columns are as wide as their widest cell")
  func table() {
    var table = AlignedTable(["a", "bb", ""])
    table.add(["long", "1", ""])
    #expect(table.text == "a     bb\nlong   1\n")
    #expect(percentage(1, of: 3) == "33.3 %" && percentage(0, of: 0) == "–")
  }
}
