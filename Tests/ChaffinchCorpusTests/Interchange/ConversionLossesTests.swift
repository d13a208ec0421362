// Tests what is counted as lost.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct ConversionLossesTests {
  private let page = LabelledArticle(
    id: "p", site: "", language: "en",
    paragraphs: [LabelledParagraph(text: "a\nb", label: .content, isExtracted: false)],
    markup: ArticleMarkup(elements: [("p", "", nil)]), metadata: PageMetadata(title: "T"))

  private func losses(_ format: InterchangeFormat, _ unit: InterchangeUnit = .article) -> [String] {
    let empty = LabelledArticle(id: "", site: "s", language: "", paragraphs: [])
    let corpus = Corpus(articles: [smallArticle, page, empty])
    return ConversionLosses(of: corpus, by: InterchangeWriter(format, unit: unit)).losses.map {
      "\($0.count) \($0.what)"
    }
  }

  @Test("Each format loses what it cannot say")
  func formats() {
    #expect(losses(.jsonLines) == [])
    #expect(losses(.doccano) == ["1 articles without paragraphs"])
    #expect(
      losses(.prodigy, .paragraph) == [
        "1 articles without paragraphs", "1 articles' elements", "1 pages' declarations",
      ])
    #expect(
      losses(.fastText) == [
        "1 articles without paragraphs", "2 ids of articles", "1 sites of articles",
        "2 languages of articles",
        "1 texts' line ends, tabs and words that fastText would take for its own",
        "1 marks 'not content'", "1 marks 'not extracted'", "1 articles' elements",
        "1 pages' declarations",
      ])
    #expect(
      losses(.tabSeparated) == [
        "1 articles without paragraphs", "1 paragraphs without a label",
        "1 texts' line ends and tabs", "1 marks 'not content'", "1 marks 'not extracted'",
        "1 articles' elements", "1 pages' declarations",
      ])
  }
}
