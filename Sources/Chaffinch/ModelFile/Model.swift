// A trained model as a value: weights, decision rule and where it came from. Its bytes are in
// `ModelFile`.

import CDefaultModel

/// A trained model.
public struct Model: Sendable, Equatable {
  /// The algorithm that ``decisionRule`` was calibrated for.
  public let algorithm: Algorithm
  /// How scores become labels.
  public let decisionRule: DecisionRule
  /// Naive Bayes' weights; `nil` when the algorithm does without.
  public let naiveBayes: QuantizedWeights?
  /// Logistic regression's weights; `nil` when the algorithm does without.
  public let logisticRegression: QuantizedWeights?
  /// Where the model came from, for people and reports: corpus fingerprint, settings, scores.
  public let provenance: [String: String]

  /// A model of its parts.
  ///
  /// - Precondition: at least one of the two weights, and equally many rows where both are there.
  public init(
    algorithm: Algorithm, decisionRule: DecisionRule, naiveBayes: QuantizedWeights?,
    logisticRegression: QuantizedWeights?, provenance: [String: String]
  ) {
    precondition(naiveBayes != nil || logisticRegression != nil, "a model needs weights")
    precondition(
      naiveBayes == nil || logisticRegression == nil
        || naiveBayes?.rows == logisticRegression?.rows, "the weights' rows differ")
    self.algorithm = algorithm
    self.decisionRule = decisionRule
    self.naiveBayes = naiveBayes
    self.logisticRegression = logisticRegression
    self.provenance = provenance
  }

  /// The feature table of the weights.
  public var featureTable: FeatureTable {
    FeatureTable(rows: naiveBayes?.rows ?? logisticRegression?.rows ?? 0)
  }

  /// The model that is built into the library.
  ///
  /// - Throws: as ``init(serialized:)``.
  public static func bundled() throws(ModelFileError) -> Model {
    try Model(serialized: bundledBytes())
  }

  /// The bytes of the built-in model file; empty when the library was built without one.
  public static func bundledBytes() -> [UInt8] {
    // The C array is constant and as long as its size says; this is its only use.
    Array(
      UnsafeBufferPointer(start: chaffinch_default_model(), count: chaffinch_default_model_size()))
  }
}
