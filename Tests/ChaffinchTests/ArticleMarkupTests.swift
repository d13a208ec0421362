// Tests the elements of an article as a corpus gives them, and what is read off them.

import Testing

@testable import Chaffinch

@Suite("Article markup")
struct ArticleMarkupTests {
  private let markup = ArticleMarkup(elements: [
    (name: "MAIN", words: "page", parent: nil), (name: "ul", words: "", parent: 0),
    (name: "li", words: "Item first", parent: 1), (name: "x-É", words: "é", parent: nil),
  ])

  @Test("Elements have the names, in lower case, the words and the parents that they were given")
  func elements() {
    #expect(markup.elements.indices.map { markup.name(of: $0) } == ["main", "ul", "li", "x-É"])
    #expect(
      markup.elements.indices.map { markup.words(of: $0) } == ["page", "", "Item first", "é"])
    #expect(markup.elements.map(\.parent) == [nil, 0, 1, nil])
    #expect(ArticleMarkup(elements: []).elements.isEmpty)
  }

  @Test("A page's elements have all their marks as words, each attribute once")
  func page() throws {
    let html = """
      <P data-role=teaser itemprop=author role=note ID=i class='a  b' class=c id=j style=x>Text</P>
      """
    let markup = try #require(try Article(html: Array(html.utf8)).markup)
    #expect(markup.elements.count == 1)
    #expect(markup.name(of: 0) == "p")
    #expect(markup.words(of: 0) == "a  b i author teaser")
  }

  @Test("A parent that is no earlier place is none", arguments: [1, 2, -1, .max, .min])
  func wrongParent(parent: Int) {
    let markup = ArticleMarkup(elements: [
      (name: "p", words: "", parent: nil), (name: "a", words: "", parent: parent),
    ])
    #expect(markup.elements.map(\.parent) == [nil, nil])
  }

  @Test("Elements lead where they were said to, as written, and words are none of it")
  func links() throws {
    let rows: [(name: String, words: String, parent: Int?)] = [
      (name: "p", words: "", parent: nil), (name: "a", words: "more", parent: 0),
    ]
    let markup = ArticleMarkup(elements: rows, links: [1: "/Ä b?c&d", 7: "/none"])
    #expect(markup.link(of: 0) == "" && markup.link(of: 1) == "/Ä b?c&d")
    #expect(markup.words(of: 1) == "more" && markup.name(of: 1) == "a")
    let page = try #require(try Article(html: Array("<p><A class=x HREF='/Up'>One".utf8)).markup)
    #expect(page.link(of: 1) == "/Up" && page.words(of: 1) == "x")
  }

  @Test("A path leads outwards and is cut at its length")
  func path() {
    #expect(markup.path(from: 2, count: 8) == [2, 1, 0])
    #expect(markup.path(from: 2, count: 2) == [2, 1])
    #expect(markup.path(from: 3, count: 8) == [3])
    #expect(markup.path(from: 0, count: 0) == [])
  }

  @Test("Places that do not exist have no name, no words and no way outwards")
  func outside() {
    for place in [-1, 4, Int.max] {
      #expect(markup.link(of: place) == "")
      #expect(markup.name(of: place) == "")
      #expect(markup.words(of: place) == "")
      #expect(markup.path(from: place, count: 3) == [])
    }
  }

  @Test("An article that was read from a page has its elements, its ranges and its metadata")
  func article() throws {
    let article = try Article(html: Array("<title>t</title><div id=a><p>b".utf8))
    #expect(article.markup?.elements.count == 2)
    #expect(article.metadata?.title == "t")
    #expect(article.paragraphs.map(\.byteRange) == [29..<30])
    #expect(Article(text: "a").markup == nil)
    #expect(Article(text: "a").metadata == nil)
  }

  @Test("Surroundings gather from the outermost element inwards")
  func surroundings() {
    #expect(markup.surroundings() == [.main, .main, [.main, .listItem], []])
    #expect(ArticleMarkup(elements: []).surroundings() == [])
  }

  @Test("Names know no case beyond ASCII: the sign for kelvin is no k")
  func kelvin() {
    let markup = ArticleMarkup(elements: [
      (name: "bloc\u{212A}quote", words: "", parent: nil),
      (name: "BLOCKquote", words: "", parent: nil),
    ])
    #expect(markup.name(of: 0) == "bloc\u{212A}quote")
    #expect(markup.surroundings() == [[], .blockquote])
  }

  @Test(
    "A link density is a share",
    arguments: [(0.5, 0.5), (-1, 0), (2, 1), (.infinity, 1), (-.infinity, 0), (.nan, 0), (1, 1)]
      as [(Float, Float)])
  func linkDensity(given: Float, expected: Float) {
    let place = ParagraphMarkup(element: nil, surroundings: [], linkDensity: given)
    #expect(place.linkDensity == expected)
  }
}
