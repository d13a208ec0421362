// Tests the classifier with context models on articles that nobody writes: none, deep, wide, broken.

import Testing

@testable import Chaffinch

@Suite("Context robustness")
struct ContextRobustnessTests {
  private let classifier = ParagraphClassifier(SmallModels.withContext())

  private func expectSound(_ article: Article) {
    let predictions = classifier.classify(article)
    #expect(predictions.count == article.paragraphs.count)
    for prediction in predictions {
      #expect(abs(prediction.probabilities.sum() - 1) < 1e-4)
      #expect(prediction.probabilities.min() >= 0)
    }
  }

  @Test("An article without paragraphs has no predictions, with markup or without")
  func empty() throws {
    for article in [
      Article(paragraphs: [String]()), Article(paragraphs: [], markup: SmallModels.markup),
      try Article(html: []), Article(fragment: Array("<img>".utf8)),
    ] { #expect(classifier.classify(article).isEmpty) }
  }

  @Test("Places that the elements do not have count as none", arguments: [4, -1, .max, .min])
  func wrongPlaces(element: Int) {
    func article(_ element: Int?, _ link: Int?) -> Article {
      let place = ParagraphMarkup(
        element: element, surroundings: [], linkDensity: 0.5, link: link)
      let paragraphs = SmallModels.markupParagraphs + [Paragraph(text: "Hi", markup: place)]
      return Article(paragraphs: paragraphs, markup: SmallModels.markup)
    }
    expectSound(article(element, element))
    #expect(
      classifier.classify(article(element, element)) == classifier.classify(article(nil, nil)))
    let alone = ParagraphMarkup(element: element, surroundings: [], linkDensity: 0)
    expectSound(
      Article(
        paragraphs: [Paragraph(text: "Hi", markup: alone)], markup: ArticleMarkup(elements: [])))
  }

  @Test("A page of a thousand nested elements is sound")
  func deep() throws {
    let open = String(repeating: "<div>", count: 500)
    let page = "<body>One<p>\(open)Two\(open)Three<a href=x>Four"
    expectSound(try Article(html: Array(page.utf8)))
  }

  @Test("Many paragraphs and a long one are sound")
  func many() throws {
    let texts = (0..<300).map { "p\($0 % 7)" } + [String(repeating: "word ", count: 4000), ""]
    expectSound(Article(paragraphs: texts))
    let page = (0..<200).map { "<p>\($0)" }.joined()
    expectSound(try Article(html: Array("<body>\(page)".utf8)))
  }

  @Test("A title and authors of any length are sound")
  func metadata() throws {
    let authors = (0..<300).map { "<meta name=author content='Ann\($0) Lee'>" }.joined()
    let title = String(repeating: "é – ferry ", count: 500)
    let page = "<html><title>\(title)</title>\(authors)<p>é ferry<p>Ann7 Lee<p>…"
    expectSound(try Article(html: Array(page.utf8)))
  }

  @Test("Malformed UTF-8 is sound")
  func malformed() {
    var readings = ParagraphReadings()
    let texts: [[UInt8]] = [[0xFF, 0x20, 0xC2], [0xE2, 0x82], [], [0x41]]
    for bytes in texts { classifier.read(bytes.span, into: &readings) }
    let predictions = classifier.classify(readings)
    #expect(predictions.count == 4)
    #expect(predictions.allSatisfy { abs($0.probabilities.sum() - 1) < 1e-4 })
  }
}
