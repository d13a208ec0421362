// Scores of examples by models that never saw their site. Decides nothing.

import Chaffinch
import ChaffinchCorpus

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
    let naiveBayes =
      settings.algorithm == .logisticRegression
      ? nil : NaiveBayesTrainer(smoothing: settings.smoothing).train(on: examples)
    let logisticRegression =
      settings.algorithm == .naiveBayes
      ? nil
      : LogisticRegressionTrainer(
        l2Penalty: settings.l2Penalty, classBalance: settings.classBalance,
        maximumIterations: settings.iterations
      ).train(on: examples, shards: shards, progress: progress)
    return LocalModels(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
  }

  /// The scores of some examples.
  func scores(_ examples: ExampleMatrix, rows: Range<Int>) -> [LocalScores] {
    rows.map { row in
      LocalScores(
        naiveBayes: Self.scores(naiveBayes, examples.features, row),
        logisticRegression: Self.scores(logisticRegression, examples.features, row))
    }
  }

  private static func scores(_ model: (any LinearModel)?, _ features: SparseMatrix, _ row: Int)
    -> ClassVector
  {
    guard let model else { return .zero }
    return scores(bias: model.bias, weights: model.weights, features, row)
  }

  private static func scores(
    bias: ClassVector, weights: [ClassVector], _ features: SparseMatrix, _ row: Int
  ) -> ClassVector {
    var sum = bias
    for entry in features.entries(row) {
      sum += weights[Int(features.columns[entry])] * features.values[entry]
    }
    return sum
  }
}

/// Cross-validation grouped by site.
struct OutOfFold {
  let settings: TrainingSettings
  let shards: Shards

  /// The scores of every example by models trained on the other folds. Folds run side by side.
  ///
  /// - Parameter foldOfExample: the fold of each example, 0..<`settings.folds`.
  func scores(_ examples: ExampleMatrix, foldOfExample: [Int]) -> [LocalScores] {
    let settings = settings
    let parts = shards.map(settings.folds) { fold in
      let inside = foldOfExample.indices.filter { foldOfExample[$0] == fold }
      let outside = foldOfExample.indices.filter { foldOfExample[$0] != fold }
      let models = LocalModels.train(
        on: examples.rows(outside), settings: settings, shards: Shards(threads: 1))
      return (rows: inside, scores: models.scores(examples.rows(inside), rows: inside.indices))
    }
    var result = [LocalScores](
      repeating: LocalScores(naiveBayes: .zero, logisticRegression: .zero), count: examples.count)
    for part in parts {
      for (row, scores) in zip(part.rows, part.scores) { result[row] = scores }
    }
    return result
  }
}
