// Everything a training run can be told. The defaults are the default model's.

import Chaffinch

/// The settings of a training run; the same settings, corpus and version give the same bytes.
public struct TrainingSettings: Sendable, Equatable {
  /// What the model decides with.
  public var algorithm: Algorithm
  /// Naive Bayes' Lidstone α.
  public var smoothing: Double
  /// Logistic regression's λ against the sum of losses.
  public var l2Penalty: Double
  /// How far rare classes are weighted up in logistic regression: an example of class c weighs
  /// (share of c)^−classBalance, scaled to a mean of 1; 0 weighs all alike, 1 makes classes equal.
  public var classBalance: Double
  /// L-BFGS iterations at most.
  public var iterations: Int
  /// The binary logarithm of the feature table's rows.
  public var tableBits: Int
  /// Rounds of the context model; 0 judges each paragraph by itself.
  public var contextRounds: Int
  /// The context model's λ against the sum of losses, over features of equal scale.
  public var contextPenalty: Double
  /// As ``classBalance``, for the context model.
  public var contextBalance: Double
  /// L-BFGS iterations of each round at most.
  public var contextIterations: Int
  /// Folds by site for the out-of-fold scores that calibrate the model.
  public var folds: Int
  /// Seeds the assignment of sites to folds.
  public var seed: UInt64

  /// Settings; what is left out is as in the default model.
  public init(
    algorithm: Algorithm = .ensemble, smoothing: Double = 0.01, l2Penalty: Double = 0.3,
    classBalance: Double = 0.4, iterations: Int = 60, tableBits: Int = 18,
    contextRounds: Int = 2, contextPenalty: Double = 300, contextBalance: Double = 0.3,
    contextIterations: Int = 100, folds: Int = 4, seed: UInt64 = 1
  ) {
    self.algorithm = algorithm
    self.smoothing = smoothing
    self.l2Penalty = l2Penalty
    self.classBalance = classBalance
    self.iterations = iterations
    self.tableBits = tableBits
    self.contextRounds = contextRounds
    self.contextPenalty = contextPenalty
    self.contextBalance = contextBalance
    self.contextIterations = contextIterations
    self.folds = folds
    self.seed = seed
  }

  /// The settings as the model file's provenance names them.
  public var provenance: [String: String] {
    [
      "smoothing": String(smoothing), "l2_penalty": String(l2Penalty),
      "class_balance": String(classBalance),
      "iterations": String(iterations), "table_bits": String(tableBits),
      "context_rounds": String(contextRounds), "context_penalty": String(contextPenalty),
      "context_balance": String(contextBalance), "context_iterations": String(contextIterations),
      "folds": String(folds),
      "seed": String(seed),
    ]
  }
}
