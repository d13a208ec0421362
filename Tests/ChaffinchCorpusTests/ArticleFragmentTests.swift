// Tests what of a labelled page a feed would carry.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite("Article fragments")
struct ArticleFragmentTests {
  /// html > body > div.story > (p, ul > li), with a label and the place of its element a paragraph.
  private func page(_ paragraphs: [(label: InnerLabel?, element: Int?)]) -> LabelledArticle {
    LabelledArticle(
      id: "a", site: "harbour.example", language: "en",
      paragraphs: paragraphs.enumerated().map { index, paragraph in
        LabelledParagraph(
          text: "Paragraph \(index)", label: paragraph.label,
          markup: ParagraphMarkup(
            element: paragraph.element, surroundings: [], linkDensity: Float(index) / 8))
      },
      markup: ArticleMarkup(elements: [
        (name: "html", words: "", parent: nil), (name: "body", words: "front", parent: 0),
        (name: "div", words: "story", parent: 1), (name: "p", words: "lead", parent: 2),
        (name: "ul", words: "related", parent: 2), (name: "li", words: "item", parent: 4),
      ]))
  }

  @Test("It goes from the first content to two paragraphs behind the last")
  func extent() throws {
    let fragment = try #require(
      page([
        (.promo, 2), (.content, 3), (.content, 3), (nil, 3), (.content, 3), (.promo, 5),
        (.byline, 3), (.promo, 5),
      ]).fragment)
    // The list stands in the same box as the text.
    #expect(fragment.paragraphs.map(\.text) == (1...6).map { "Paragraph \($0)" })
    #expect(fragment.labels == [.content, .content, .content, .promo, .byline])
    #expect(fragment.site == "harbour.example" && fragment.language == "en")
    #expect(fragment.unmatched.total == 0)
  }

  @Test("It keeps the elements that feeds keep, without words, and what is linked")
  func elements() throws {
    let fragment = try #require(
      page([(.content, 3), (.content, 2), (.content, 5)]).fragment)
    let markup = try #require(fragment.markup)
    let paths = fragment.paragraphs.map { paragraph in
      paragraph.markup?.element.map { markup.path(from: $0, count: 9).map(markup.name(of:)) }
    }
    #expect(paths == [["p"], ["div"], ["li", "ul"]])
    #expect(markup.elements.indices.allSatisfy { markup.words(of: $0).isEmpty })
    #expect(fragment.paragraphs[2].markup?.surroundings == .listItem)
    #expect(fragment.paragraphs.map { $0.markup?.linkDensity } == [0, 0.125, 0.25])
  }

  @Test("First links go along with where they lead, and pictures stay")
  func links() throws {
    let picture = PicturePlace(paragraphs: 1, levels: 2)
    let rows: [(name: String, words: String, parent: Int?)] = [
      (name: "body", words: "", parent: nil), (name: "p", words: "", parent: 0),
      (name: "a", words: "more", parent: 1), (name: "button", words: "", parent: 0),
    ]
    let page = LabelledArticle(
      id: "a", site: "harbour.example", language: "en",
      paragraphs: [2, nil, 3].map { link in
        LabelledParagraph(
          text: "Tide", label: .content,
          markup: ParagraphMarkup(
            element: 1, surroundings: [], linkDensity: 0.5, link: link, picture: picture))
      }, markup: ArticleMarkup(elements: rows, links: [2: "/tides", 3: "/none"]))
    let fragment = try #require(page.fragment)
    let markup = try #require(fragment.markup)
    let links = fragment.paragraphs.map { paragraph in
      paragraph.markup?.link.map { "\(markup.name(of: $0)) \(markup.link(of: $0))" }
    }
    // No feed keeps a button.
    #expect(links == ["a /tides", nil, nil])
    #expect(fragment.paragraphs.allSatisfy { $0.markup?.picture == picture })
  }

  @Test("What stands in a box beside the text is none of it, content excepted")
  func boxes() throws {
    let fragment = try #require(
      page([(.content, 3), (.promo, 1), (.content, 3), (.content, 1), (.promo, 0), (.promo, 5)])
        .fragment)
    #expect(fragment.paragraphs.map(\.text) == [0, 1, 2, 3, 5].map { "Paragraph \($0)" })
    let without = try #require(
      page([(.content, 3), (.promo, 1), (.content, 3), (.content, 3)]).fragment)
    #expect(without.paragraphs.map(\.text) == [0, 2, 3].map { "Paragraph \($0)" })
    #expect(fragment.fragment == nil)
  }

  @Test("Pages with little content and texts without markup have none")
  func none() {
    #expect(page([(.content, 3), (.promo, 5), (.content, 3)]).fragment == nil)
    let text = LabelledArticle(
      id: "", site: "", language: "",
      paragraphs: Array(repeating: LabelledParagraph(text: "Tide", label: .content), count: 4))
    #expect(text.fragment == nil)
  }
}
