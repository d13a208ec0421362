// Tests the joining of labels to segmented pages and the books that are kept of it.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusBuilderTests {
  private static let paragraphs: [(String, KnownLabel)] = [
    ("Share", .promo), ("By Ann", .byline), ("Lee", .byline),
    ("The ferry sank at noon.", .content), ("Now", .promo), ("It was raised.", .content),
    ("Join", .paywall), ("Gone", .caption),
  ]
  private let labels = PageLabels(
    page: PageDescription(file: "a.html", id: "a", site: "s.example", language: "en"),
    paragraphs: paragraphs.map { LabelledDigest(digest: TextDigest($0.0), label: $0.1) })
  private let article = Article(paragraphs: [
    "Menu", "By Ann Lee", "The ferry", "sank at noon.", "Now it was raised.", "Join", "Share",
  ])

  @Test("Each label goes to its segment, and what has none is counted")
  func page() {
    var builder = CorpusBuilder()
    let page = builder.add(labels, to: article)
    #expect(page.labels == [nil, .byline, .content, .content, .content, .paywall, .promo])
    #expect(page.unmatched[.promo] == 1)
    #expect(page.unmatched[.caption] == 1)
    #expect(page.unmatched.total == 2)
    #expect(page.page == labels.page)
    #expect(page.article == article)
    let labelled = page.labelledArticle
    #expect(labelled.site == "s.example")
    #expect(labelled.paragraphs.map(\.text) == article.paragraphs.map(\.text))
    #expect(labelled.paragraphs.map(\.label) == page.labels.map { $0?.label })
    #expect(labelled.unmatched == page.unmatched)
  }

  @Test("The report counts outcomes by label, segments, and text without a label")
  func report() {
    var builder = CorpusBuilder()
    _ = builder.add(labels, to: article)
    builder.addMissingPage(
      PageLabels(page: PageDescription(file: "b.html"), paragraphs: labels.paragraphs))
    let report = builder.report
    func counts(_ outcome: CorpusBuildReport.Outcome) -> [Int] {
      InnerLabel.allCases.map { report[outcome][$0] }
    }
    // content, caption, promo, byline, paywall
    #expect(counts(.exact) == [0, 0, 0, 0, 1])
    #expect(counts(.joined) == [1, 0, 0, 2, 0])
    #expect(counts(.split) == [1, 0, 0, 0, 0])
    #expect(counts(.moved) == [0, 0, 1, 0, 0])
    #expect(counts(.joinedWithAnotherLabel) == [0, 0, 1, 0, 0])
    #expect(counts(.absent) == [0, 1, 0, 0, 0])
    #expect(report.labelled.total == 8)
    #expect(report.found.total == 6)
    #expect(report.pages == 1)
    #expect(report.missingPages == ["b.html"])
    #expect(report.paragraphsOfMissingPages == 8)
    #expect(report.segments == 7)
    #expect(report.labelledSegments == 6)
    // 4 + 8 + 8 + 10 + 14 + 4 + 5, of which "Menu" has no label.
    #expect(report.scalars == 53)
    #expect(report.unlabelledScalars == 4)
  }

  @Test("The report's text names every outcome, shares and missing pages")
  func text() {
    var builder = CorpusBuilder()
    _ = builder.add(labels, to: article)
    builder.addMissingPage(
      PageLabels(page: PageDescription(file: "b.html"), paragraphs: labels.paragraphs))
    #expect(
      builder.report.text == """
        1 pages, 8 labelled paragraphs

                                              content  caption    promo   byline  paywall      all    share
        exact                                       0        0        0        0        1        1  12.50 %
        joined                                      1        0        0        2        0        3  37.50 %
        split                                       1        0        0        0        0        1  12.50 %
        moved                                       0        0        1        0        0        1  12.50 %
        missing: joined with another label          0        0        1        0        0        1  12.50 %
        missing: no such segments                   0        1        0        0        0        1  12.50 %
        found                                       2        0        1        2        1        6  75.00 %
        labelled                                    2        1        2        2        1        8 100.00 %

        7 segments, 6 with a label; 7.55 % of their letters and digits have none
        1 pages with 8 labelled paragraphs are not there, the first: b.html

        """)
  }

  @Test("The report's JSON has the same numbers")
  func json() {
    var builder = CorpusBuilder()
    _ = builder.add(labels, to: article)
    let json = builder.report.json
    #expect(json["pages"]?.int == 1)
    #expect(json["missingPages"] == .array([]))
    #expect(json["labelled"]?["all"]?.int == 8)
    #expect(json["found"]?["byline"]?.int == 2)
    #expect(json["outcomes"]?["joinedWithAnotherLabel"]?["promo"]?.int == 1)
    #expect(json["outcomes"]?["absent"]?["all"]?.int == 1)
    #expect(json["unlabelledScalars"]?.int == 4)
  }

  @Test("Of nothing, the report has zeros and no share")
  func nothing() {
    let text = CorpusBuilder().report.text
    #expect(text.hasPrefix("0 pages, 0 labelled paragraphs\n"))
    #expect(text.contains("–"))
  }
}
