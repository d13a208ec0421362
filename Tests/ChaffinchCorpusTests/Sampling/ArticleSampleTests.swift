// Tests the choice of articles: uncertainty, similarity, sites and order.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct ArticleSampleTests {
  private func prediction(_ first: Float, _ second: Float) -> Prediction {
    Prediction(
      label: .content, probabilities: [first, 0, second, 1 - first - second], paywall: 0)
  }

  private func article(_ site: String, _ text: String) -> LabelledArticle {
    LabelledArticle(
      id: "", site: site, language: "", paragraphs: [LabelledParagraph(text: text, label: nil)])
  }

  @Test("Uncertainty is the mean over the least certain quarter, of at least eight")
  func uncertainty() {
    #expect(ArticleUncertainty.of([]) == 0)
    // One paragraph, margin 0: one doubt of 1 among eight.
    #expect(ArticleUncertainty.of([prediction(0.5, 0.5)]) == 0.125)
    // Of 40 the ten least certain: five with a doubt of 1, five with a half.
    let many =
      Array(repeating: prediction(0.5, 0.5), count: 5)
      + Array(repeating: prediction(0.75, 0.25), count: 5)
      + Array(repeating: prediction(1, 0), count: 30)
    #expect(ArticleUncertainty.of(many) == 0.75)
    #expect(ArticleUncertainty.of(many.reversed()) == 0.75)
  }

  @Test("The least certain come first; known sites count half")
  func relevance() {
    let articles = [article("a", "one"), article("b", "two"), article("c", "three")]
    let sample = ArticleSample(
      of: articles, uncertainties: [0.2, 0.9, 0.3], count: 2, knownSites: ["b"],
      options: .init(diversity: 0))
    // 0.2, 0.45, 0.3.
    #expect(sample.choices.map(\.place) == [1, 2])
    #expect(sample.choices.map(\.score) == [0.45, 0.3])
    #expect(sample.choices.map(\.isOfNewSite) == [false, true])
  }

  @Test("An article like one that was chosen comes later")
  func diversity() {
    let articles = [
      article("a", "river bridge council flood"), article("b", "river bridge council flood"),
      article("c", "orchestra opera violin hall"),
    ]
    let sample = ArticleSample(
      of: articles, uncertainties: [0.8, 0.7, 0.5], count: 3, options: .init(diversity: 0.5))
    #expect(sample.choices.map(\.place) == [0, 2, 1])
    #expect(sample.choices.map(\.similarity).first == 0)
    // Equal texts: the cosine is 1, the score 0.5 · 0.7 − 0.5.
    #expect(abs((sample.choices.last?.similarity ?? 0) - 1) < 1e-12)
    #expect(abs((sample.choices.last?.score ?? 0) + 0.15) < 1e-12)
  }

  @Test("A site is not chosen twice while there are others, and then it is")
  func perSite() {
    let articles = [article("a", "one"), article("a", "two"), article("b", "three")]
    let sample = ArticleSample(
      of: articles, uncertainties: [0.9, 0.8, 0.1], count: 9, options: .init(diversity: 0))
    #expect(sample.choices.map(\.place) == [0, 2, 1])
    let two = ArticleSample(
      of: articles, uncertainties: [0.9, 0.8, 0.1], count: 2,
      options: .init(diversity: 0, perSite: 2))
    #expect(two.choices.map(\.place) == [0, 1])
    let none = (0..<3).map { _ in article("", "same") }
    #expect(ArticleSample(of: none, uncertainties: [0, 0, 0], count: 3).choices.count == 3)
    #expect(ArticleSample(of: [], uncertainties: [], count: 3).choices.isEmpty)
  }

  @Test("Ties go by the seed, and the same seed chooses the same")
  func ties() {
    let articles = (0..<12).map { article("site\($0)", "word") }
    func places(_ seed: UInt64) -> [Int] {
      ArticleSample(
        of: articles, uncertainties: articles.map { _ in 0.5 }, count: 12,
        options: .init(seed: seed)
      ).choices.map(\.place)
    }
    #expect(places(3) == places(3))
    #expect(places(3) != places(4))
    #expect(places(3).sorted() == Array(0..<12))
  }
}
