// Tests the comparison of two models: differences by hand, significance at the extremes.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ModelComparisonTests {
  /// Articles of one paragraph of content each, of which the first `right` are predicted rightly.
  private func corpus(right: Int, of count: Int) -> ScoredCorpus {
    ScoredCorpus((0..<count).map { scored([(.content, $0 < right ? .content : .promo)]) })
  }

  @Test("A model does not differ from itself")
  func same() throws {
    let corpus = corpus(right: 12, of: 20)
    let comparison = ModelComparison(corpus, baseline: corpus)
    let accuracy = try #require(comparison.differences.first { $0.score == .accuracy })
    #expect(accuracy.difference == 0)
    #expect(accuracy.interval == ConfidenceInterval(lower: 0, upper: 0))
    #expect(accuracy.pValue == 1)
    #expect(!accuracy.isRegression && !accuracy.isProgress)
    #expect(comparison.mcNemar == McNemarTest(gains: 0, losses: 0))
  }

  @Test("A model that is right far more often is progress, and the other way a regression")
  func better() throws {
    let good = corpus(right: 55, of: 60)
    let bad = corpus(right: 20, of: 60)
    let up = try #require(
      ModelComparison(good, baseline: bad, scores: [.accuracy]).differences.first)
    #expect(up.value == 55.0 / 60)
    #expect(up.baseline == 20.0 / 60)
    #expect(abs((up.difference ?? 0) - 35.0 / 60) < 1e-12)
    #expect(up.isProgress && !up.isRegression)
    let comparison = ModelComparison(bad, baseline: good, scores: [.accuracy])
    #expect(comparison.differences.first?.isRegression == true)
    #expect(comparison.mcNemar == McNemarTest(gains: 0, losses: 35))
  }

  @Test("One article more of twenty is chance")
  func chance() throws {
    let difference = try #require(
      ModelComparison(
        corpus(right: 13, of: 20), baseline: corpus(right: 12, of: 20), scores: [.accuracy]
      ).differences.first)
    #expect((difference.pValue ?? 0) > 0.3)
    #expect(!difference.isProgress)
  }

  @Test("Less is better for log loss")
  func lower() throws {
    let scores: [Score] = [.logLoss, .contentLost]
    let comparison = ModelComparison(
      corpus(right: 55, of: 60), baseline: corpus(right: 20, of: 60), scores: scores)
    #expect(comparison.differences.map(\.isProgress) == [true, true])
  }

  @Test("What is undefined has neither a difference nor significance")
  func undefined() throws {
    let corpus = corpus(right: 3, of: 5)
    let difference = try #require(
      ModelComparison(corpus, baseline: corpus, scores: [.f1(.byline)]).differences.first)
    #expect(difference.difference == nil)
    #expect(difference.interval == nil)
    #expect(difference.pValue == nil)
  }
}
