// Tests what a labelled article gives away to a classifier: its texts, and nothing else.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct LabelledArticleTests {
  @Test("The article without labels has the same texts in the same order")
  func articleKeepsTexts() {
    let labelled = LabelledArticle(
      id: "a", site: "s.example", language: "en",
      paragraphs: [
        LabelledParagraph(text: "A heron stood.", label: .content),
        LabelledParagraph(text: "Join us", label: .paywall),
      ])
    #expect(labelled.article.paragraphs.map(\.text) == ["A heron stood.", "Join us"])
  }

  @Test("Paragraphs without a label have a text, but no label")
  func missingLabels() {
    let labelled = LabelledArticle(
      id: "a", site: "s.example", language: "en",
      paragraphs: [
        LabelledParagraph(text: "Home", label: nil),
        LabelledParagraph(text: "Join us", label: .paywall),
      ])
    #expect(labelled.article.paragraphs.map(\.text) == ["Home", "Join us"])
    #expect(labelled.labels == [.paywall])
    #expect(labelled.unmatched == LabelCounts())
  }

  @Test("The article without labels stands in the same markup")
  func articleKeepsMarkup() {
    let place = ParagraphMarkup(element: 0, surroundings: [.article], linkDensity: 0.5)
    let markup = ArticleMarkup(elements: [(name: "article", words: "post", parent: nil)])
    let labelled = LabelledArticle(
      id: "a", site: "s.example", language: "en",
      paragraphs: [
        LabelledParagraph(text: "A heron stood.", label: .content, markup: place),
        LabelledParagraph(text: "Join us", label: nil),
      ], markup: markup)
    #expect(labelled.article.markup == markup)
    #expect(labelled.article.paragraphs.map(\.markup) == [place, nil])
  }

  @Test("Articles that differ in one label are not equal")
  func equalityMindsLabels() {
    func article(_ label: InnerLabel) -> LabelledArticle {
      LabelledArticle(
        id: "a", site: "s.example", language: "en",
        paragraphs: [LabelledParagraph(text: "Join us", label: label)])
    }
    #expect(article(.promo) == article(.promo))
    #expect(article(.promo) != article(.paywall))
  }
}
