// Trains multinomial logistic regression by L-BFGS. The objective is `LogisticLoss`, the search `LBFGS`.

import Chaffinch

/// Minimises Σ q·log loss + ½ λ Σ w² over weights w (the biases are free), by L-BFGS, with q the
/// weight of the example's class.
public struct LogisticRegressionTrainer: Sendable {
  /// λ, at least 0, against the *sum* of the examples' losses (scikit-learn's 1/C).
  public let l2Penalty: Double
  /// Weighs rare classes up: q_c ∝ (share of c)^−classBalance with mean 1 over the examples.
  public let classBalance: Double
  /// Iterations at most.
  public let maximumIterations: Int
  /// Stops when an iteration lowers the objective by less than this share.
  public let tolerance: Double

  /// A trainer.
  public init(
    l2Penalty: Double, classBalance: Double = 0, maximumIterations: Int = 100,
    tolerance: Double = 1e-5
  ) {
    self.l2Penalty = l2Penalty
    self.classBalance = classBalance
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// The model of `examples`; the same for any number of threads.
  ///
  /// - Parameters:
  ///   - start: models of other examples over the same table, from whose mean the search starts; none
  ///     for 0.
  ///   - progress: is told the iteration and the objective after each iteration.
  /// - Complexity: O(iterations · (occurrences + memory · columns)).
  public func train(
    on examples: ExampleMatrix, startingFrom start: [LogisticRegression] = [], shards: Shards,
    progress: (Int, Double) -> Void = { _, _ in }
  ) -> LogisticRegression {
    let objective = LogisticLoss(
      examples, l2Penalty: l2Penalty, classWeights: classWeights(examples), shards: shards)
    let search = LBFGS(maximumIterations: maximumIterations, tolerance: tolerance)
    let result = search.minimise(
      from: objective.point(Self.mean(start, examples)), progress: progress,
      objective.callAsFunction)
    let found = objective.weights(at: result.point)
    var weights = [ClassVector](repeating: .zero, count: examples.table.rows)
    for (bucket, contrasts) in zip(examples.buckets, found.dropLast()) {
      weights[Int(bucket)] = ClassContrasts.classes(contrasts)
    }
    return LogisticRegression(
      bias: ClassContrasts.classes(found[found.count - 1]), weights: weights)
  }

  /// How much the examples of each class weigh.
  func classWeights(_ examples: ExampleMatrix) -> ClassVector {
    var counts = SIMD8<Double>.zero
    for case .label(let label) in examples.knowledge { counts[label.rawValue] += 1 }
    return Targets.classWeights(counts: counts, balance: classBalance)
  }

  /// The mean of some models' weights by column, the biases behind them; zeros of none.
  private static func mean(_ models: [LogisticRegression], _ examples: ExampleMatrix)
    -> [ContrastVector]
  {
    let columns = examples.labelledColumns
    var mean = [ContrastVector](repeating: .zero, count: columns + 1)
    let share = 1 / Float(max(models.count, 1))
    for model in models {
      for (column, bucket) in examples.buckets.prefix(columns).enumerated() {
        mean[column] += ClassContrasts.contrasts(model.weights[Int(bucket)]) * share
      }
      mean[columns] += ClassContrasts.contrasts(model.bias) * share
    }
    return mean
  }
}
