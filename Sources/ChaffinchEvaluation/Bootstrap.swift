// How far scores would vary if other articles had been labelled: the bootstrap. Compares no models; see
// `ModelComparison`.

import ChaffinchCorpus

/// A range that holds a score 95 times of 100.
public struct ConfidenceInterval: Sendable, Equatable {
  /// Its lower end.
  public let lower: Double
  /// Its upper end.
  public let upper: Double

  /// An interval of its ends.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The middle 95 % of some values (percentile interval, Efron and Tibshirani, "An Introduction to the
  /// Bootstrap", 1993, ch. 13), interpolated linearly; `nil` when more than half of them are undefined:
  /// then there is too little to say.
  init?(of values: [Double?]) {
    let known = values.compactMap(\.self).sorted()
    guard !known.isEmpty, 2 * known.count > values.count else { return nil }
    func quantile(_ share: Double) -> Double {
      let place = share * Double(known.count - 1)
      let below = Int(place)
      let above = min(below + 1, known.count - 1)
      return known[below] + (place - Double(below)) * (known[above] - known[below])
    }
    self.init(lower: quantile(0.025), upper: quantile(0.975))
  }
}

/// Draws articles with replacement. Paragraphs of one article are alike, so articles are what is drawn:
/// intervals over paragraphs would be far too narrow.
public struct Bootstrap: Sendable {
  /// How often a corpus is drawn.
  public let resamples: Int
  /// The seed of the draws.
  public let seed: UInt64

  /// A bootstrap; the same seed draws the same articles.
  public init(resamples: Int = 1000, seed: UInt64 = 1) {
    self.resamples = resamples
    self.seed = seed
  }

  /// For each resample the places of the articles drawn, as many as there are.
  ///
  /// - Complexity: O(`count`) a resample.
  func draws(of count: Int) -> some Sequence<[Int]> {
    var generator = SplitMix64(seed: seed)
    return (0..<resamples).lazy.map { _ in
      (0..<count).map { _ in
        Int(generator.next().multipliedFullWidth(by: UInt64(count)).high)
      }
    }
  }

  /// The intervals of some scores over articles with these evaluations, in the scores' order; `nil` where
  /// a score is undefined too often, and for fewer than two articles.
  ///
  /// - Complexity: O(resamples · articles).
  public func intervals(of scores: [Score], over articles: [Evaluation]) -> [ConfidenceInterval?] {
    guard articles.count >= 2 else { return scores.map { _ in nil } }
    var values = scores.map { _ in [Double?]() }
    for drawn in draws(of: articles.count) {
      var sum = Evaluation()
      for place in drawn { sum += articles[place] }
      for (index, score) in scores.enumerated() { values[index].append(score.value(in: sum)) }
    }
    return values.map { ConfidenceInterval(of: $0) }
  }
}
