// What the classifier says about one paragraph. Does not decide; see `DecisionRule`.

/// The label of a paragraph and how sure the model is.
public struct Prediction: Sendable, Equatable {
  /// The decided label. Usually the most probable one; a model's decision thresholds may prefer a
  /// rarer label that is nearly as probable.
  public let label: ParagraphLabel

  /// Probabilities of content, caption, promo and byline, in the order of
  /// ``ParagraphLabel/allCases``; each in 0…1, together 1.
  public let probabilities: SIMD4<Float>

  /// The probability that the paragraph asks the reader to pay, join or identify; at most the
  /// probability of promo, of which it is a part.
  public let paywall: Float

  /// Whether it is decided that the paragraph asks the reader to pay, join or identify. A model's
  /// threshold for that may be below one half: such promos are rare.
  public let isPaywall: Bool

  /// A prediction of its parts.
  ///
  /// - Parameter isPaywall: what was decided; `nil` for whether `paywall` is at least one half.
  public init(
    label: ParagraphLabel, probabilities: SIMD4<Float>, paywall: Float, isPaywall: Bool? = nil
  ) {
    self.label = label
    self.probabilities = probabilities
    self.paywall = paywall
    self.isPaywall = isPaywall ?? (paywall >= 0.5)
  }

  /// The probability of the decided label.
  public var probability: Float { probability(of: label) }

  /// The probability of a label.
  public func probability(of label: ParagraphLabel) -> Float {
    probabilities[Int(label.rawValue)]
  }
}
