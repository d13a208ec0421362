// Tests what of a labelled article another extractor would hand on.

import Chaffinch
import ChaffinchCorpus
import Testing

@Suite struct ExtractedArticleTests {
  private func article(_ extracted: [Bool]) -> LabelledArticle {
    LabelledArticle(
      id: "a", site: "s.example", language: "en",
      paragraphs: extracted.enumerated().map {
        LabelledParagraph(
          text: "\($0)", label: $0 == 1 ? nil : .promo, isExtracted: $1,
          markup: ParagraphMarkup(element: nil, surroundings: [], linkDensity: 0))
      }, markup: ArticleMarkup(elements: []), metadata: PageMetadata(title: "A ferry"))
  }

  @Test("What extractors keep stays in order, without markup and without metadata")
  func kept() {
    #expect(
      article([true, true, false, true]).extracted
        == LabelledArticle(
          id: "a", site: "s.example", language: "en",
          paragraphs: [
            LabelledParagraph(text: "0", label: .promo), LabelledParagraph(text: "1", label: nil),
            LabelledParagraph(text: "3", label: .promo),
          ]))
  }

  @Test("A page of which only content or not is known has no such view")
  func partial() {
    let paragraphs = [
      LabelledParagraph(text: "One", label: .content), LabelledParagraph(text: "Two", label: nil),
      LabelledParagraph(text: "Menu", label: nil, isNotContent: true),
    ]
    #expect(
      LabelledArticle(id: "a", site: "s", language: "en", paragraphs: paragraphs).extracted == nil)
  }

  @Test(
    "Fewer than two paragraphs are no article", arguments: [[], [false], [true], [false, true]])
  func tooFew(extracted: [Bool]) {
    #expect(article(extracted).extracted == nil)
  }
}
