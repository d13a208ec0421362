// Tests that what is left of a page is judged from the first reading as it would be by itself.

import Testing

@testable import Chaffinch

@Suite("Readings of pages")
struct PageReadingTests {
  private static let words = [
    "Read", "ferry", "2024", "by", "Anna", "©", "photo", "more", "news!", "sea", "|",
  ]

  /// Lists, links, pictures with captions, nested sections.
  private func page(_ number: Int) -> String {
    func text(_ place: Int) -> String {
      (0..<3).map { Self.words[(number * (place + 3) + $0 * place + $0) % 11] }.joined(
        separator: " ")
    }
    let blocks = (0..<8).map { place in
      switch (number + place) % 5 {
      case 0: "<p class=\"lead a\(place)\">\(text(place))</p>"
      case 1: "<ul id=x><li><a href=/\(Self.words[place])>\(text(place))</a><li>\(text(1))</ul>"
      case 2: "<figure><img><figcaption>\(text(place))</figcaption></figure>"
      case 3: "<section class=box><h2>\(text(place))</h2><div><p>\(text(2))</div></section>"
      default: "<img>\(text(place))<br><br><b>\(text(3))</b>"
      }
    }
    return "<html><title>Anna ferry</title><body><main>\(blocks.joined())</main></body></html>"
  }

  @Test("The rest of a page is judged as it would be by itself")
  func rest() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    var judged = 0
    for number in 0..<30 {
      let article = try Article(html: Array(page(number).utf8))
      let reading = PageReading(article, by: classifier)
      #expect(reading.predictions == classifier.classify(article))
      let cleaned = CleanedArticle(
        article, predictions: reading.predictions,
        policy: CleaningPolicy(keep: [.content, .byline]))
      let kept = cleaned.decisions.indices.filter { !cleaned.decisions[$0].isRemoved }
      guard let cut = cleaned.cutPage(), let rest = cut.rest else { continue }
      let again = try Article(html: cut.html)
      #expect(rest.paragraphs == again.paragraphs && rest.markup == again.markup)
      #expect(rest.metadata == again.metadata)
      #expect(reading.predictions(for: rest, kept: kept) == classifier.classify(again))
      judged += 1
    }
    #expect(judged > 10)
  }

  @Test("A part of a page is judged anew")
  func fragment() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    let article = try Article(html: Array("<p>Read more</p><p>The ferry left</p>".utf8))
    let reading = PageReading(article, by: classifier)
    let rest = try Article(html: Array("<p>The ferry left</p>".utf8))
    #expect(reading.predictions(for: rest, kept: [1]) == classifier.classify(rest))
  }
}
