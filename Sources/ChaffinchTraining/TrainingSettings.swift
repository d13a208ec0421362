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
  /// How much a paragraph of a partly labelled page counts against a labelled one's 1.
  public var partialWeight: Double
  /// Rounds of the context model; 0 judges each paragraph by itself.
  public var contextRounds: Int
  /// Gates of the context model of the variant for text, the one included: 1 for none, 5 for all.
  public var textGates: Int
  /// As ``textGates``, of the variant for markup.
  public var markupGates: Int
  /// The context model's λ against the sum of losses, over features of equal scale.
  public var contextPenalty: Double
  /// As ``classBalance``, for the context model.
  public var contextBalance: Double
  /// L-BFGS iterations of each round at most.
  public var contextIterations: Int
  /// Families of context features that are left out.
  public var contextWithout: ContextFamilies
  /// Folds by site for the out-of-fold scores that calibrate the model.
  public var folds: Int
  /// Seeds the assignment of sites to folds.
  public var seed: UInt64

  /// Settings; what is left out is as in the default model.
  public init(
    algorithm: Algorithm = .ensemble, smoothing: Double = 0.01, l2Penalty: Double = 0.3,
    classBalance: Double = 0.4, iterations: Int = 60, tableBits: Int = 18,
    partialWeight: Double = 0.2, contextRounds: Int = 1, textGates: Int = 5, markupGates: Int = 1,
    contextPenalty: Double = 300, contextBalance: Double = 0.3,
    contextIterations: Int = 40, contextWithout: ContextFamilies = [], folds: Int = 4,
    seed: UInt64 = 1
  ) {
    self.algorithm = algorithm
    self.smoothing = smoothing
    self.l2Penalty = l2Penalty
    self.classBalance = classBalance
    self.iterations = iterations
    self.tableBits = tableBits
    self.partialWeight = partialWeight
    self.contextRounds = contextRounds
    self.textGates = textGates
    self.markupGates = markupGates
    self.contextPenalty = contextPenalty
    self.contextBalance = contextBalance
    self.contextIterations = contextIterations
    self.contextWithout = contextWithout
    self.folds = folds
    self.seed = seed
  }

  /// The settings as the model file's provenance names them: all but the algorithm, which the model
  /// keeps itself, and families left out where there are none.
  public var provenance: [String: String] {
    var result: [String: String] = [:]
    for setting in TrainingSetting.allCases where setting != .algorithm {
      result[setting.rawValue] = setting.text(in: self)
    }
    if contextWithout.isEmpty { result[TrainingSetting.contextWithout.rawValue] = nil }
    return result
  }
}
