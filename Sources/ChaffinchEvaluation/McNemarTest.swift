// McNemar's test: whether two models are right on the same paragraphs as often as each other. Knows
// nothing of articles, which `ModelComparison` draws.

import Chaffinch

/// Counts of paragraphs that one of two models has right and the other wrong, and how likely such a
/// difference is by chance (McNemar, "Note on the sampling error of the difference between correlated
/// proportions", 1947), exactly, by the binomial distribution.
///
/// It takes paragraphs for independent. They are not: errors come in runs, so the p value is too small
/// where articles are few. The paired bootstrap over articles does without that assumption.
public struct McNemarTest: Sendable, Equatable {
  /// Paragraphs that only the model has right.
  public let gains: Int
  /// Paragraphs that only the baseline has right.
  public let losses: Int

  /// A test of its counts.
  public init(gains: Int, losses: Int) {
    self.gains = gains
    self.losses = losses
  }

  /// The two-sided p value, in 0…1; 1 where the models never differ.
  ///
  /// - Complexity: O(the smaller count).
  public var pValue: Double {
    let all = gains + losses
    let least = min(gains, losses)
    guard all > 0, gains != losses else { return 1 }
    // log C(all, least), then the terms below it, each smaller by a known factor.
    var logarithm = -Double(all) * naturalLogarithm(2)
    if least > 0 {
      for step in 1...least {
        logarithm += naturalLogarithm(Double(all - least + step)) - naturalLogarithm(Double(step))
      }
    }
    var sum = 1.0
    var term = 1.0
    var place = least
    while place > 0, term > 1e-18 {
      term *= Double(place) / Double(all - place + 1)
      sum += term
      place -= 1
    }
    return min(2 * exponential(logarithm) * sum, 1)
  }
}
