// Examples with the same many features each, for the context model: a matrix without gaps, brought to
// equal scale. Knows no model.

import Chaffinch

/// A dense matrix of examples: a row an example, a column a context feature.
struct DenseExamples: Sendable {
  /// The numbers, row by row.
  private(set) var values: [Float]
  /// The number of columns.
  let columns: Int
  /// What each example counts as.
  let targets: [ClassVector]
  /// The fold of each example.
  let folds: [Int]

  /// The number of examples.
  var count: Int { targets.count }

  /// The mean and the inverse of the standard deviation of each column; a column that hardly varies has
  /// an inverse of 0 and so counts for nothing.
  func scaling(shards: Shards) -> (means: [Float], inverses: [Float]) {
    let columns = columns
    let values = values
    let count = count
    let parts = shards.map { shard in
      var sums = [Double](repeating: 0, count: columns)
      var squares = sums
      for row in Shards.range(shard, of: count) {
        for column in 0..<columns {
          let value = Double(values[row * columns + column])
          sums[column] += value
          squares[column] += value * value
        }
      }
      return (sums: sums, squares: squares)
    }
    var means: [Float] = []
    var inverses: [Float] = []
    for column in 0..<columns {
      let mean = parts.reduce(0) { $0 + $1.sums[column] } / Double(max(count, 1))
      let square = parts.reduce(0) { $0 + $1.squares[column] } / Double(max(count, 1))
      let variance = square - mean * mean
      means.append(Float(mean))
      inverses.append(variance > 1e-6 ? Float(1 / variance.squareRoot()) : 0)
    }
    return (means, inverses)
  }

  /// Brings every column to a mean of 0 and a deviation of 1.
  mutating func scale(_ scaling: (means: [Float], inverses: [Float])) {
    for row in 0..<count {
      for column in 0..<columns {
        let place = row * columns + column
        values[place] = (values[place] - scaling.means[column]) * scaling.inverses[column]
      }
    }
  }
}

/// The regularised log loss of multinomial logistic regression over dense examples, as `LogisticLoss`
/// is over sparse ones.
struct DenseLogisticLoss {
  private let examples: DenseExamples
  /// The rows that take part.
  private let rows: [Int]
  private let l2Penalty: Double
  private let classWeights: ClassVector
  private let shards: Shards

  init(
    _ examples: DenseExamples, rows: [Int], l2Penalty: Double, classWeights: ClassVector,
    shards: Shards
  ) {
    self.examples = examples
    self.rows = rows
    self.l2Penalty = l2Penalty
    self.classWeights = classWeights
    self.shards = shards
  }

  func callAsFunction(_ point: [ClassVector]) -> (value: Double, gradient: [ClassVector]) {
    let parts = shards.map { shard in pass(shard, point) }
    var value = 0.0
    var gradient = [ClassVector](repeating: .zero, count: point.count)
    for part in parts {
      value += part.loss
      for column in gradient.indices { gradient[column] += part.gradient[column] }
    }
    let penalty = Float(l2Penalty)
    for column in 0..<examples.columns {
      gradient[column] += point[column] * penalty
      value += 0.5 * l2Penalty * Double((point[column] * point[column]).sum())
    }
    gradient[examples.columns] *= LogisticLoss.biasScale
    return (value, gradient)
  }

  private func pass(_ shard: Int, _ point: [ClassVector]) -> (loss: Double, gradient: [ClassVector])
  {
    let columns = examples.columns
    let bias = LogisticLoss.bias(at: point)
    var loss = 0.0
    var gradient = [ClassVector](repeating: .zero, count: columns + 1)
    examples.values.withUnsafeBufferPointer { values in
      point.withUnsafeBufferPointer { point in
        gradient.withUnsafeMutableBufferPointer { gradient in
          for row in rows[Shards.range(shard, of: rows.count)] {
            let start = row * columns
            var scores = bias
            for column in 0..<columns { scores += point[column] * values[start + column] }
            let (part, residual) = logLoss(
              scores, target: examples.targets[row], classWeights: classWeights)
            loss += part
            for column in 0..<columns { gradient[column] += residual * values[start + column] }
            gradient[columns] += residual
          }
        }
      }
    }
    return (loss, gradient)
  }
}
