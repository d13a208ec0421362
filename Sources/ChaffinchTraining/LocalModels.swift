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

  /// Trains what `settings` ask for on `examples`.
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
    let first = LocalModels(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    guard examples.knowledge.contains(.notContent) else { return first }
    return first.refined(on: examples, settings: settings, shards: shards, progress: progress)
  }

  /// The models trained again on examples that are partly labelled, too: what is not content counts
  /// for the other classes as these models divide it.
  private func refined(
    on examples: ExampleMatrix, settings: TrainingSettings, shards: Shards,
    progress: (Int, Double) -> Void
  ) -> LocalModels {
    let known = examples.rows(
      examples.knowledge.indices.filter { examples.knowledge[$0] != .unknown })
    let first = logisticRegression ?? (naiveBayes as (any LinearModel)?)
    let targets = known.knowledge.indices.map { row in
      if let label = known.knowledge[row].label { return Targets.one(label) }
      return Targets.notContent(
        Self.scores(first, known.features, row))
    }
    let naiveBayes = self.naiveBayes.map { _ in
      NaiveBayesTrainer(smoothing: settings.smoothing).train(on: known, targets: targets)
    }
    let logisticRegression = self.logisticRegression.map { start in
      LogisticRegressionTrainer(
        l2Penalty: settings.l2Penalty, classBalance: settings.classBalance,
        maximumIterations: settings.iterations / 2
      ).train(on: known, targets: targets, from: start, shards: shards, progress: progress)
    }
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
