// Tests the parts of a corpus: what goes where, and in which order.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct SliceTests {
  private let corpus = ScoredCorpus([
    scored([(.content, .content)], language: "de", source: "b", length: 20),
    scored([(.content, .content), (.promo, .content)], language: "en", source: "a", length: 21),
    scored([(.promo, .promo)], language: "fr", source: "a", length: 401),
    scored([(nil, .promo)], language: "nl", source: "", length: 5),
  ])

  @Test("Languages and sources come with the most paragraphs first, equal ones by name")
  func order() {
    #expect(corpus.slices(by: .language).map(\.name) == ["en", "de", "fr"])
    #expect(corpus.slices(by: .source).map(\.name) == ["a", "b"])
  }

  @Test("Lengths go into ranges that include their ends; ranges without paragraphs are left out")
  func lengths() {
    let slices = corpus.slices(by: .length)
    #expect(slices.map(\.name) == ["1–20", "21–60", "401–"])
    #expect(slices.map(\.evaluation.confusion.total) == [1, 2, 1])
    #expect(slices.map(\.articleCount) == [1, 1, 1])
  }

  @Test("The paragraphs of all parts are those of the corpus", arguments: Slice.Kind.allCases)
  func sums(kind: Slice.Kind) {
    let total = corpus.slices(by: kind).reduce(0) { $0 + $1.evaluation.confusion.total }
    #expect(total == corpus.evaluation.confusion.total)
  }
}
