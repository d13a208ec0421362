// Tests the bootstrap: quantiles as numpy's, draws that repeat, intervals that behave.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct BootstrapTests {
  @Test("The interval's ends are numpy's quantiles of the values")
  func quantiles() throws {
    // numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [.025, .975]) = [1, 8.325]
    let interval = try #require(ConfidenceInterval(of: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]))
    #expect(interval.lower == 1)
    #expect(abs(interval.upper - 8.325) < 1e-12)
  }

  @Test("Undefined values are left out, and there is no interval when they are half or more")
  func undefined() {
    #expect(ConfidenceInterval(of: [1, nil, 1]) == ConfidenceInterval(lower: 1, upper: 1))
    #expect(ConfidenceInterval(of: [1, nil]) == nil)
    #expect(ConfidenceInterval(of: []) == nil)
  }

  @Test("The same seed draws the same articles, another one others")
  func seeds() {
    func draws(_ seed: UInt64) -> [[Int]] {
      Array(Bootstrap(resamples: 5, seed: seed).draws(of: 7))
    }
    #expect(draws(1) == draws(1))
    #expect(draws(1) != draws(2))
    #expect(draws(1).count == 5)
    #expect(draws(1).allSatisfy { $0.count == 7 && $0.allSatisfy((0..<7).contains) })
  }

  @Test("Articles that are alike leave no doubt; one article says nothing of others")
  func degenerate() {
    let article = scored([(.content, .content), (.promo, .content)]).evaluation
    let bootstrap = Bootstrap(resamples: 20)
    #expect(
      bootstrap.intervals(of: [.accuracy], over: [article, article, article])
        == [ConfidenceInterval(lower: 0.5, upper: 0.5)])
    #expect(bootstrap.intervals(of: [.accuracy], over: [article]) == [nil])
  }

  @Test("The interval of an accuracy is as wide as the binomial distribution says")
  func width() throws {
    // 100 articles of one paragraph, 80 right: normal approximation .8 ± 1.96·√(.8·.2/100) = .8 ± .078.
    let articles = (0..<100).map { index in
      scored([(.content, index < 80 ? .content : .promo)]).evaluation
    }
    let found = Bootstrap(resamples: 1000).intervals(of: [.accuracy], over: articles)[0]
    let interval = try #require(found)
    #expect(abs(interval.lower - 0.722) < 0.02)
    #expect(abs(interval.upper - 0.878) < 0.02)
  }
}
