// Trains multinomial logistic regression by L-BFGS. The objective and its gradient are here, the
// search is in `LBFGS`.

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
  /// - Parameter progress: is told the iteration and the objective after each iteration.
  /// - Complexity: O(iterations · (entries + memory · buckets)).
  public func train(
    on examples: ExampleMatrix, shards: Shards, progress: (Int, Double) -> Void = { _, _ in }
  ) -> LogisticRegression {
    let targets = Targets.labels(examples.knowledge)
    let objective = LogisticLoss(
      examples, targets: targets, l2Penalty: l2Penalty,
      classWeights: Targets.classWeights(targets, balance: classBalance), shards: shards)
    let search = LBFGS(maximumIterations: maximumIterations, tolerance: tolerance)
    let start = [ClassVector](repeating: .zero, count: examples.table.rows + 1)
    let result = search.minimise(from: start, progress: progress, objective.callAsFunction)
    return LogisticRegression(
      bias: LogisticLoss.bias(at: result.point), weights: Array(result.point.dropLast()))
  }
}

/// The regularised log loss of multinomial logistic regression and its gradient, at a point that
/// holds a row of weights for each bucket and the biases, divided by ``biasScale``, behind them.
struct LogisticLoss {
  /// The unit of the biases in a point. In their own unit they would bend the objective a hundred
  /// times more than any weight does, and L-BFGS would need twice the iterations.
  static let biasScale: Float = 0.1

  /// The biases at a point.
  static func bias(at point: [ClassVector]) -> ClassVector {
    (point.last ?? .zero) * biasScale
  }

  private let examples: ExampleMatrix
  private let targets: [ClassVector]
  private let byColumn: SparseMatrix
  private let l2Penalty: Double
  private let classWeights: ClassVector
  private let shards: Shards

  init(
    _ examples: ExampleMatrix, targets: [ClassVector], l2Penalty: Double,
    classWeights: ClassVector, shards: Shards
  ) {
    self.examples = examples
    self.targets = targets
    self.byColumn = examples.features.transposed(columnCount: examples.table.rows)
    self.l2Penalty = l2Penalty
    self.classWeights = classWeights
    self.shards = shards
  }

  func callAsFunction(_ point: [ClassVector]) -> (value: Double, gradient: [ClassVector]) {
    // First by rows: each example's loss and residual (probabilities less the truth).
    let parts = shards.map { shard in rowPass(shard, point) }
    var value = 0.0
    var biasGradient = ClassVector.zero
    var residuals: [ClassVector] = []
    residuals.reserveCapacity(examples.count)
    for part in parts {
      value += part.loss
      biasGradient += part.biasGradient
      residuals += part.residuals
    }
    // Then by columns: each bucket's gradient, so that no two threads add to the same number.
    let all = residuals
    let segments = shards.map { shard in columnPass(shard, all, point) }
    var gradient: [ClassVector] = []
    gradient.reserveCapacity(point.count)
    for segment in segments {
      gradient += segment.gradient
      value += 0.5 * l2Penalty * segment.squares
    }
    gradient.append(biasGradient * Self.biasScale)
    return (value, gradient)
  }

  private func rowPass(_ shard: Int, _ point: [ClassVector])
    -> (loss: Double, biasGradient: ClassVector, residuals: [ClassVector])
  {
    let rows = Shards.range(shard, of: examples.count)
    let features = examples.features
    let bias = Self.bias(at: point)
    var loss = 0.0
    var biasGradient = ClassVector.zero
    var residuals: [ClassVector] = []
    residuals.reserveCapacity(rows.count)
    for row in rows {
      var scores = bias
      for entry in features.entries(row) {
        scores += point[Int(features.columns[entry])] * features.values[entry]
      }
      let (part, residual) = logLoss(scores, target: targets[row], classWeights: classWeights)
      loss += part
      biasGradient += residual
      residuals.append(residual)
    }
    return (loss, biasGradient, residuals)
  }

  private func columnPass(_ shard: Int, _ residuals: [ClassVector], _ point: [ClassVector])
    -> (gradient: [ClassVector], squares: Double)
  {
    let columns = Shards.range(shard, of: examples.table.rows)
    let penalty = Float(l2Penalty)
    var squares = 0.0
    var gradient: [ClassVector] = []
    gradient.reserveCapacity(columns.count)
    for column in columns {
      let weights = point[column]
      var sum = weights * penalty
      for entry in byColumn.entries(column) {
        sum += residuals[Int(byColumn.columns[entry])] * byColumn.values[entry]
      }
      gradient.append(sum)
      squares += Double((weights * weights).sum())
    }
    return (gradient, squares)
  }
}
