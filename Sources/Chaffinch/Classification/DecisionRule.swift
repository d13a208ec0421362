// How two models' scores become one prediction, the local ones' or those of two context models: the ensemble's weights, which are also
// its temperature, and the thresholds of the labels. Learns nothing; see `Calibrator`.

/// The algorithm that a model decides with.
public enum Algorithm: String, CaseIterable, Sendable {
  /// Multinomial naive Bayes alone.
  case naiveBayes = "naive-bayes"
  /// Logistic regression alone.
  case logisticRegression = "logistic-regression"
  /// Both: a log-linear mixture of their probabilities.
  case ensemble
}

/// Turns class scores into probabilities and a label.
///
/// With the scores s of naive Bayes and t of logistic regression, P(c) ∝ exp(a·s_c + b·t_c + d_c):
/// the weighted geometric mean of the two posteriors, with a correction d of the classes' shares.
/// One weight is 0 for a single algorithm; the other is then the inverse of its temperature (Guo et
/// al., "On Calibration of Modern Neural Networks", 2017). Paywall is folded into promo, and the label
/// is the one with the largest P(l) / θ_l.
public struct DecisionRule: Sendable, Equatable {
  /// The weight a of naive Bayes' scores, at least 0.
  public let naiveBayesWeight: Float
  /// The weight b of logistic regression's scores, at least 0.
  public let logisticRegressionWeight: Float
  /// The corrections d, which undo the classes' weights in training; 0 for none.
  public let corrections: ClassVector
  /// The thresholds θ, above 0, in the order of ``ParagraphLabel/allCases``; all 1 for the most
  /// probable label.
  public let thresholds: SIMD4<Float>
  /// The probability of paywall, above 0, from which a paragraph is decided to ask the reader to pay,
  /// join or identify.
  public let paywallThreshold: Float

  /// A rule of its parts.
  public init(
    naiveBayesWeight: Float, logisticRegressionWeight: Float, corrections: ClassVector = .zero,
    thresholds: SIMD4<Float> = SIMD4(repeating: 1), paywallThreshold: Float = 0.5
  ) {
    self.naiveBayesWeight = naiveBayesWeight
    self.logisticRegressionWeight = logisticRegressionWeight
    self.corrections = corrections
    self.thresholds = thresholds
    self.paywallThreshold = paywallThreshold
  }

  /// The uncalibrated rule of an algorithm: weight 1 for what takes part, halves for the ensemble.
  public init(_ algorithm: Algorithm) {
    switch algorithm {
    case .naiveBayes: self.init(naiveBayesWeight: 1, logisticRegressionWeight: 0)
    case .logisticRegression: self.init(naiveBayesWeight: 0, logisticRegressionWeight: 1)
    case .ensemble: self.init(naiveBayesWeight: 0.5, logisticRegressionWeight: 0.5)
    }
  }

  /// The prediction for a paragraph with these scores.
  public func prediction(naiveBayes: ClassVector, logisticRegression: ClassVector) -> Prediction {
    prediction(
      of: softmax(combined(naiveBayes: naiveBayes, logisticRegression: logisticRegression)))
  }

  /// The logarithms of the probabilities, up to a constant: a·s + b·t + d.
  public func combined(naiveBayes: ClassVector, logisticRegression: ClassVector) -> ClassVector {
    naiveBayesWeight * naiveBayes + logisticRegressionWeight * logisticRegression + corrections
  }

  /// The prediction for class probabilities.
  public func prediction(of inner: ClassVector) -> Prediction {
    let probabilities = SIMD4(
      inner[.content], inner[.caption], inner[.promo] + inner[.paywall], inner[.byline])
    let values = probabilities / thresholds
    var label = ParagraphLabel.content
    var best: Float = -1
    // One by one, in the order of the labels: a list of them would be made for every paragraph.
    @inline(__always)
    func consider(_ candidate: ParagraphLabel) {
      let value = values[Int(candidate.rawValue)]
      if value > best { (best, label) = (value, candidate) }
    }
    consider(.content)
    consider(.caption)
    consider(.promo)
    consider(.byline)
    return Prediction(
      label: label, probabilities: probabilities, paywall: inner[.paywall],
      isPaywall: label == .promo && inner[.paywall] >= paywallThreshold)
  }
}
