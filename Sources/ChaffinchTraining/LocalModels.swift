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
  ///
  /// - Parameter start: models of parts of the examples, from which logistic regression starts; none for
  ///   zeros.
  static func train(
    on examples: ExampleMatrix, startingFrom start: [LocalModels] = [], settings: TrainingSettings,
    shards: Shards, progress: (Int, Double) -> Void = { _, _ in }
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
      ).train(
        on: examples, startingFrom: start.compactMap(\.logisticRegression), shards: shards,
        progress: progress)
    return LocalModels(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
  }

  /// The scores of all examples.
  func scores(_ examples: ExampleMatrix) -> [LocalScores] {
    scores(examples, rows: Array(0..<examples.count))
  }

  /// The scores of the examples in some rows, in their order.
  func scores(_ examples: ExampleMatrix, rows: [Int]) -> [LocalScores] {
    let naiveBayes = naiveBayes.map { ColumnWeights($0, examples.buckets) }
    let logisticRegression = logisticRegression.map { ColumnWeights($0, examples.buckets) }
    var result: [LocalScores] = []
    result.reserveCapacity(rows.count)
    for number in rows {
      examples.features.forEachRow(in: number..<number + 1) { row in
        result.append(
          LocalScores(
            naiveBayes: naiveBayes?.scores(row) ?? .zero,
            logisticRegression: logisticRegression?.scores(row) ?? .zero))
      }
    }
    return result
  }
}

/// A model's weights in the order of a matrix's columns.
private struct ColumnWeights {
  private let bias: ClassVector
  private let weights: [ClassVector]

  init(_ model: some LinearModel, _ buckets: [UInt32]) {
    bias = model.bias
    let all = model.weights
    weights = buckets.map { all[Int($0)] }
  }

  @inline(__always)
  func scores(_ row: SparseMatrix.Row) -> ClassVector {
    weights.withUnsafeBufferPointer { weights in
      var text = ClassVector.zero
      row.forEachText { text += weights[$0] }
      var other = ClassVector.zero
      row.forEachOther { other += weights[$0] }
      return bias + text * row.textValue + other * SparseMatrix.otherValue
    }
  }
}
