// Fits the decision rule to out-of-fold scores: the ensemble's weights, then the labels' thresholds.
// Never looks at scores of examples that the models were trained on.

import Chaffinch

/// Fits a ``DecisionRule``.
///
/// The weights a and b minimise the log loss of softmax(a·s + b·t) over the five classes, by
/// Newton's method; for one algorithm that is temperature scaling. The thresholds then raise the
/// macro-F1 of the four labels, by coordinate ascent on a grid.
public struct Calibrator: Sendable {
  private let algorithm: Algorithm

  /// A calibrator for models of one algorithm.
  public init(_ algorithm: Algorithm) {
    self.algorithm = algorithm
  }

  /// The rule for scores `scores[i]` of examples with labels `labels[i]`.
  public func rule(_ scores: [LocalScores], labels: [InnerLabel]) -> DecisionRule {
    let weights = weights(scores, labels)
    let plain = DecisionRule(
      naiveBayesWeight: Float(weights.naiveBayes),
      logisticRegressionWeight: Float(weights.logisticRegression))
    let predictions = scores.map {
      plain.prediction(naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression)
    }
    return DecisionRule(
      naiveBayesWeight: plain.naiveBayesWeight,
      logisticRegressionWeight: plain.logisticRegressionWeight,
      thresholds: thresholds(predictions.map(\.probabilities), labels.map(\.label)))
  }

  /// Newton's method in two variables (one of them fixed at 0 for a single algorithm), damped by
  /// halving until the loss falls; both stay at 0 or above.
  func weights(_ scores: [LocalScores], _ labels: [InnerLabel])
    -> (naiveBayes: Double, logisticRegression: Double)
  {
    let start = DecisionRule(algorithm)
    var point = SIMD2(Double(start.naiveBayesWeight), Double(start.logisticRegressionWeight))
    let isFree = (algorithm != .logisticRegression, algorithm != .naiveBayes)
    var current = loss(at: point, scores, labels)
    for _ in 0..<25 {
      var gradient = current.gradient
      var (aa, ab, bb) = (current.aa + 1e-9, current.ab, current.bb + 1e-9)
      if !isFree.0 { (gradient.x, aa, ab) = (0, 1, 0) }
      if !isFree.1 { (gradient.y, bb, ab) = (0, 1, 0) }
      let determinant = aa * bb - ab * ab
      guard determinant > 0 else { break }
      let step = SIMD2(
        (bb * gradient.x - ab * gradient.y) / determinant,
        (aa * gradient.y - ab * gradient.x) / determinant)
      var length = 1.0
      var improved = false
      while length > 1e-3 {
        let candidate = pointwiseMax(point - length * step, .zero)
        let next = loss(at: candidate, scores, labels)
        if next.value < current.value {
          improved = current.value - next.value > 1e-9 * current.value
          (point, current) = (candidate, next)
          break
        }
        length /= 2
      }
      if !improved { break }
    }
    return (point.x, point.y)
  }

  private func loss(at point: SIMD2<Double>, _ scores: [LocalScores], _ labels: [InnerLabel])
    -> (value: Double, gradient: SIMD2<Double>, aa: Double, ab: Double, bb: Double)
  {
    var result = (value: 0.0, gradient: SIMD2<Double>.zero, aa: 0.0, ab: 0.0, bb: 0.0)
    let (a, b) = (Float(point.x), Float(point.y))
    for (score, label) in zip(scores, labels) {
      let p = softmax(a * score.naiveBayes + b * score.logisticRegression)
      result.value -= naturalLogarithm(max(Double(p[label]), 1e-30))
      var mean = SIMD2<Double>.zero
      var square = (aa: 0.0, ab: 0.0, bb: 0.0)
      for lane in 0..<InnerLabel.count {
        let s = Double(score.naiveBayes[lane])
        let t = Double(score.logisticRegression[lane])
        let weight = Double(p[lane])
        mean += weight * SIMD2(s, t)
        square = (
          square.aa + weight * s * s, square.ab + weight * s * t, square.bb + weight * t * t
        )
      }
      let truth = SIMD2(Double(score.naiveBayes[label]), Double(score.logisticRegression[label]))
      result.gradient += mean - truth
      result.aa += square.aa - mean.x * mean.x
      result.ab += square.ab - mean.x * mean.y
      result.bb += square.bb - mean.y * mean.y
    }
    return result
  }

  /// Thresholds 2^(k/4), k in −8…4, relative to content's 1, that raise macro-F1. Each candidate is
  /// judged by the mean over itself and its two neighbours, so that a lucky spike is not chosen.
  func thresholds(_ probabilities: [SIMD4<Float>], _ labels: [ParagraphLabel]) -> SIMD4<Float> {
    let grid: [Float] = (-8...4).map { Float(exponential(Double($0) / 4 * 0.6931471805599453)) }
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
        let chosen = smoothed.indices.max { smoothed[$0] < smoothed[$1] } ?? 0
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
    for lane in 0..<4 where predicted[lane] + actual[lane] > 0 {
      sum += 2 * hits[lane] / (predicted[lane] + actual[lane])
    }
    return sum / 4
  }
}
