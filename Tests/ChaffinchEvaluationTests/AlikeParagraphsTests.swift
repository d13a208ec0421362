// Tests which paragraphs are taken for alike.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchEvaluation

@Suite struct AlikeParagraphsTests {
  private func article(
    _ site: String, words: [String], texts: [String], linkDensity: Float = 0
  ) -> LabelledArticle {
    let elements =
      [(name: "body", words: "", parent: Int?.none)]
      + words.map { (name: "p", words: $0, parent: Int?.some(0)) }
    return LabelledArticle(
      id: "", site: site, language: "",
      paragraphs: texts.enumerated().map { number, text in
        LabelledParagraph(
          text: text, label: .content,
          markup: ParagraphMarkup(
            element: number + 1, surroundings: [], linkDensity: linkDensity))
      }, markup: ArticleMarkup(elements: elements))
  }

  @Test("Class words in another order and other digits make no other template")
  func template() {
    let alike = AlikeParagraphs([
      article(
        "a", words: ["Story part-1", "part-27 story", "story", "story aside"],
        texts: ["One", "Two", "Three", "Four"])
    ])
    #expect(alike.templates == [0, 0, 1, 2])
  }

  @Test("Articles of a site share templates and texts, articles of two sites do not")
  func sites() {
    let alike = AlikeParagraphs(
      ["a", "b", "a", "", ""].map { article($0, words: ["story"], texts: ["Read on"]) })
    #expect(alike.templates == [0, 1, 0, 2, 3])
    #expect(alike.texts == [0, 1, 0, 2, 3])
  }

  @Test("Mostly links are not of the template of mostly text")
  func links() {
    let alike = AlikeParagraphs(
      [0.5, 0.6, 1].map { article("a", words: ["story"], texts: ["Read on"], linkDensity: $0) })
    #expect(alike.templates == [0, 1, 1])
  }

  @Test("Only the four innermost elements count")
  func levels() {
    func nested(_ depth: Int, _ outermost: String) -> LabelledArticle {
      let elements = (0..<depth).map {
        (name: $0 == 0 ? outermost : "div", words: "", parent: $0 == 0 ? nil : $0 - 1)
      }
      return LabelledArticle(
        id: "", site: "a", language: "",
        paragraphs: [
          LabelledParagraph(
            text: "Text", label: .content,
            markup: ParagraphMarkup(element: depth - 1, surroundings: [], linkDensity: 0))
        ], markup: ArticleMarkup(elements: elements))
    }
    let alike = AlikeParagraphs([
      nested(5, "main"), nested(5, "body"), nested(4, "main"), nested(4, "body"),
    ])
    #expect(alike.templates == [0, 0, 1, 2])
  }

  @Test("Texts are the same but for case, space and digits; without markup there is no template")
  func texts() {
    let texts = ["Page 1  of 12", "page 3 of 4", "Page of", "Page 1 of 12"]
    let alike = AlikeParagraphs([
      LabelledArticle(
        id: "", site: "a", language: "",
        paragraphs: texts.enumerated().map {
          LabelledParagraph(text: $1, label: $0 == 3 ? nil : .promo)
        })
    ])
    // The fourth has no label and no place.
    #expect(alike.texts == [0, 0, 1])
    #expect(alike.templates == [nil, nil, nil])
  }
}
