// Multinomial naive Bayes as a finished model. Training is in `NaiveBayesTrainer`.

/// Multinomial naive Bayes: log P(c) + Σ count·log P(feature | c).
///
/// McCallum and Nigam, "A Comparison of Event Models for Naive Bayes Text Classification", 1998.
/// Counts are scaled by the features' values, so a score is tempered for the paragraph's length.
public struct MultinomialNaiveBayes: LinearModel {
  /// log P(c).
  public let logPriors: ClassVector
  /// log P(bucket | c) for every bucket.
  public let featureLogProbabilities: [ClassVector]

  /// A model of its parts.
  public init(logPriors: ClassVector, featureLogProbabilities: [ClassVector]) {
    self.logPriors = logPriors
    self.featureLogProbabilities = featureLogProbabilities
  }

  /// The log-priors.
  public var bias: ClassVector { logPriors }

  /// The log-probabilities.
  public var weights: [ClassVector] { featureLogProbabilities }
}
