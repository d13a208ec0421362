// Tests that the items of a list are judged together, and nothing else is.

import Testing

@testable import Chaffinch

@Suite("List consensus")
struct ListConsensusTests {
  /// p, and two lists: ul with three items (one holding an a), ol with one.
  private let markup = ArticleMarkup(elements: [
    (name: "p", words: "", parent: nil), (name: "ul", words: "", parent: nil),
    (name: "li", words: "", parent: 1), (name: "li", words: "", parent: 1),
    (name: "a", words: "", parent: 3), (name: "li", words: "", parent: 1),
    (name: "ol", words: "", parent: nil), (name: "li", words: "", parent: 6),
  ])
  private let rule = DecisionRule(.ensemble)

  private func predict(_ promo: Float) -> Prediction {
    Prediction(
      label: promo > 0.5 ? .promo : .content, probabilities: [1 - promo, 0, promo, 0], paywall: 0)
  }

  private func places(_ elements: [Int?]) -> [ParagraphMarkup?] {
    let surroundings = markup.surroundings()
    return elements.map { element in
      ParagraphMarkup(
        element: element, surroundings: element.map { surroundings[$0] } ?? [], linkDensity: 0)
    }
  }

  @Test("An outlier follows its list; other paragraphs stay as they were")
  func outlier() {
    let before = [0.6, 0.1, 0.6, 0.1, 0.9].map { predict($0) }
    // p, then the three items of the ul, the last one the only item of the ol.
    let after = rule.consensus(before, at: places([0, 2, 4, 5, 7]), in: markup)
    #expect(after[0] == before[0] && after[4] == before[4])
    #expect(after[1...3].map(\.label) == [.content, .content, .content])
    // Log-odds of the promo: .7 of the mean of (−2.197, .405, −2.197) and .3 of .405 give −.809, that
    // is a probability of .308; what else has no probability counts a ten-thousandth each.
    #expect(abs(after[2].probability(of: .promo) - 0.308) < 0.002)
    #expect(abs(after[1].probability(of: .promo) - 0.169) < 0.002)
  }

  @Test("A list of one mind stays so, and probabilities sum to 1")
  func agreement() {
    let before = [0.8, 0.8, 0.8].map { predict($0) }
    for prediction in rule.consensus(before, at: places([2, 4, 5]), in: markup) {
      #expect(prediction.label == .promo)
      #expect(abs(prediction.probability(of: .promo) - 0.8) < 0.001)
      #expect(abs(prediction.probabilities.sum() - 1) < 1e-5)
    }
  }

  @Test("A classifier judges lists together in parts of pages only")
  func classifier() throws {
    let classifier = try ParagraphClassifier.bundled()
    let list =
      "<ul><li><a href=x>Subscribe to our newsletter</a></li><li>The tide tables of 1871</li></ul>"
    let part = Article(fragment: Array(list.utf8))
    let page = try Article(html: Array("<html><body>\(list)</body></html>".utf8))
    func gap(_ article: Article) -> Float {
      let promo = classifier.classify(article).map { $0.probability(of: .promo) }
      return abs(promo[0] - promo[1])
    }
    #expect(gap(part) < gap(page))
  }
}
