// Multinomial logistic regression as a finished model. Training is in `LogisticRegressionTrainer`.

/// Multinomial logistic regression: P(c) ∝ exp(bias_c + Σ value·weight_c).
public struct LogisticRegression: LinearModel {
  /// The intercepts.
  public let bias: ClassVector
  /// The weights of every bucket.
  public let weights: [ClassVector]

  /// A model of its parts.
  public init(bias: ClassVector, weights: [ClassVector]) {
    self.bias = bias
    self.weights = weights
  }
}
