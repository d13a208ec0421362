// Fits the decision rule to out-of-fold scores: the ensemble's weights, then the labels' thresholds.
// Never looks at scores of examples that the models were trained on.

import Chaffinch

/// Fits a ``DecisionRule``.
///
/// The weights a and b and the corrections d minimise the log loss of softmax(a·s + b·t + d) over
/// the five classes; for one algorithm that is temperature scaling with a bias. The thresholds then
/// raise the macro-F1 of the four labels, by coordinate ascent on a grid.
public struct Calibrator: Sendable {
  private let algorithm: Algorithm
  private let shards: Shards

  /// A calibrator for models of one algorithm; the number of threads does not change its rules.
  public init(_ algorithm: Algorithm, shards: Shards = Shards(threads: 1)) {
    self.algorithm = algorithm
    self.shards = shards
  }

  /// The rule for scores `scores[i]` of examples with labels `labels[i]`.
  public func rule(_ scores: [LocalScores], labels: [InnerLabel]) -> DecisionRule {
    let plain = calibrated(scores, labels)
    let probabilities = scores.map {
      plain.prediction(naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression)
        .probabilities
    }
    return DecisionRule(
      naiveBayesWeight: plain.naiveBayesWeight,
      logisticRegressionWeight: plain.logisticRegressionWeight, corrections: plain.corrections,
      thresholds: thresholds(probabilities, labels.map(\.label)),
      paywallThreshold: paywallThreshold(
        scores.map {
          softmax(
            plain.combined(naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression))
        }, labels))
  }

  /// The threshold in twentieths, 0.1 to 0.6, with the best F1 of paywall promos, judged by the mean over
  /// itself and its neighbours; one half where there are none.
  func paywallThreshold(_ probabilities: [ClassVector], _ labels: [InnerLabel]) -> Float {
    let positives = labels.count { $0 == .paywall }
    guard positives > 0 else { return 0.5 }
    let grid = (2...12).map { Float($0) / 20 }
    let scores = grid.map { threshold in
      var (hits, found) = (0.0, 0.0)
      for (p, label) in zip(probabilities, labels) where p[.paywall] >= threshold {
        found += 1
        if label == .paywall { hits += 1 }
      }
      return 2 * hits / (found + Double(positives))
    }
    var best = (score: -1.0, threshold: Float(0.5))
    for index in grid.indices {
      let around = max(index - 1, 0)...min(index + 1, grid.count - 1)
      let score = scores[around].reduce(0, +) / Double(around.count)
      if score >= best.score { best = (score, grid[index]) }
    }
    return best.threshold
  }

  /// The rule without thresholds. The search runs over logarithms of the weights, so that they stay
  /// above 0; a small penalty holds what the data say nothing about.
  func calibrated(_ scores: [LocalScores], _ labels: [InnerLabel]) -> DecisionRule {
    // The point: corrections, then log a and log b in the first lanes of a second vector.
    let (usesNaiveBayes, usesRegression) = (
      algorithm != .logisticRegression, algorithm != .naiveBayes
    )
    func weights(_ point: [ClassVector]) -> (a: Float, b: Float) {
      (
        usesNaiveBayes ? Float(exponential(Double(point[1][0]))) : 0,
        usesRegression ? Float(exponential(Double(point[1][1]))) : 0
      )
    }
    let penalty: Float = 1e-3
    let search = LBFGS(maximumIterations: 100, tolerance: 1e-9)
    let start = [ClassVector.zero, ClassVector(-1, -1, 0, 0, 0, 0, 0, 0)]
    let ones = ClassVector(repeating: 1)
    let result = search.minimise(from: start) { point in
      let (a, b) = weights(point)
      let corrections = point[0]
      let parts = shards.map { shard in
        var (loss, first, second) = (0.0, 0.0, 0.0)
        var sum = SIMD8<Double>.zero
        for index in Shards.range(shard, of: scores.count) {
          let score = scores[index]
          let (part, residual) = logLoss(
            a * score.naiveBayes + b * score.logisticRegression + corrections,
            target: Targets.one(labels[index]), classWeights: ones)
          loss += part
          sum += SIMD8<Double>(residual)
          first += Double((residual * score.naiveBayes).sum())
          second += Double((residual * score.logisticRegression).sum())
        }
        return (loss: loss, sum: sum, first: first, second: second)
      }
      var value = 0.5 * Double(penalty) * dot(point, point)
      var gradient = [SIMD8<Double>(point[0] * penalty), SIMD8<Double>(point[1] * penalty)]
      for part in parts {
        value += part.loss
        gradient[0] += part.sum
        gradient[1][0] += Double(a) * part.first
        gradient[1][1] += Double(b) * part.second
      }
      return (value, gradient.map { ClassVector($0) })
    }
    let (a, b) = weights(result.point)
    return DecisionRule(
      naiveBayesWeight: a, logisticRegressionWeight: b, corrections: result.point[0])
  }

  /// Thresholds 2^(k/4), k in −8…4, relative to content's 1, that raise macro-F1. Each candidate is
  /// judged by the mean over itself and its two neighbours, so that a lucky spike is not chosen; of
  /// equally good ones the nearest to 1 is.
  func thresholds(_ probabilities: [SIMD4<Float>], _ labels: [ParagraphLabel]) -> SIMD4<Float> {
    let grid: [Float] = (-8...4).map { Float(exponential(Double($0) / 4 * 0.6931471805599453)) }
    let one = 8
    var best = SIMD4<Float>(repeating: 1)
    for _ in 0..<3 {
      let before = best
      for label in [ParagraphLabel.caption, .byline, .promo] {
        let values = grid.map { threshold in
          var candidate = best
          candidate[Int(label.rawValue)] = threshold
          return macroF1(probabilities, labels, candidate)
        }
        let smoothed = values.indices.map { index in
          (values[max(index - 1, 0)] + 2 * values[index]
            + values[min(index + 1, values.count - 1)]) / 4
        }
        let chosen =
          smoothed.indices.max {
            (smoothed[$0], -abs($0 - one)) < (smoothed[$1], -abs($1 - one))
          } ?? one
        best[Int(label.rawValue)] = grid[chosen]
      }
      if best == before { break }
    }
    let plain = SIMD4<Float>(repeating: 1)
    return macroF1(probabilities, labels, best) > macroF1(probabilities, labels, plain)
      ? best : plain
  }

  private func macroF1(
    _ probabilities: [SIMD4<Float>], _ labels: [ParagraphLabel], _ thresholds: SIMD4<Float>
  ) -> Double {
    var hits = SIMD4<Double>.zero
    var predicted = SIMD4<Double>.zero
    var actual = SIMD4<Double>.zero
    for (p, label) in zip(probabilities, labels) {
      let ratio = p / thresholds
      var chosen = 0
      for lane in 1..<4 where ratio[lane] > ratio[chosen] { chosen = lane }
      predicted[chosen] += 1
      actual[Int(label.rawValue)] += 1
      if chosen == Int(label.rawValue) { hits[chosen] += 1 }
    }
    var sum = 0.0
    var defined = 0.0
    for lane in 0..<4 where predicted[lane] + actual[lane] > 0 {
      sum += 2 * hits[lane] / (predicted[lane] + actual[lane])
      defined += 1
    }
    return sum / max(defined, 1)
  }
}
