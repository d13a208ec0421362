// Both local models together: trained on the same examples, scoring the same rows. Calibrates nothing.

import Chaffinch

/// What both local models say of one example.
public struct LocalScores: Sendable {
  /// Naive Bayes' scores; zeros when it was not trained.
  public let naiveBayes: ClassVector
  /// Logistic regression's scores; zeros when it was not trained.
  public let logisticRegression: ClassVector

  /// Scores of their parts.
  public init(naiveBayes: ClassVector, logisticRegression: ClassVector) {
    self.naiveBayes = naiveBayes
    self.logisticRegression = logisticRegression
  }
}

/// Both local models before rounding, or the one that an algorithm asks for.
struct LocalModels: Sendable {
  let naiveBayes: MultinomialNaiveBayes?
  let logisticRegression: LogisticRegression?

  /// Trains what `settings` ask for on the `examples` that have a label.
  static func train(
    on examples: ExampleMatrix, settings: TrainingSettings, shards: Shards,
    progress: (Int, Double) -> Void = { _, _ in }
  ) -> LocalModels {
    let labelled = examples.knowledge.indices.filter { examples.knowledge[$0].label != nil }
    let certain = labelled.count == examples.count ? examples : examples.rows(labelled)
    let naiveBayes =
      settings.algorithm == .logisticRegression
      ? nil : NaiveBayesTrainer(smoothing: settings.smoothing).train(on: certain)
    let logisticRegression =
      settings.algorithm == .naiveBayes
      ? nil
      : LogisticRegressionTrainer(
        l2Penalty: settings.l2Penalty, classBalance: settings.classBalance,
        maximumIterations: settings.iterations
      ).train(on: certain, shards: shards, progress: progress)
    return LocalModels(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
  }

  /// The scores of some examples.
  func scores(_ examples: ExampleMatrix) -> [LocalScores] {
    (0..<examples.count).map { row in
      LocalScores(
        naiveBayes: Self.scores(naiveBayes, examples.features, row),
        logisticRegression: Self.scores(logisticRegression, examples.features, row))
    }
  }

  private static func scores(_ model: (any LinearModel)?, _ features: SparseMatrix, _ row: Int)
    -> ClassVector
  {
    guard let model else { return .zero }
    let weights = model.weights
    var sum = model.bias
    for entry in features.entries(row) {
      sum += weights[Int(features.columns[entry])] * features.values[entry]
    }
    return sum
  }
}
