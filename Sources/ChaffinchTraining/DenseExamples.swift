// Examples with the same many features each, for the context model: a matrix without gaps, brought to
// equal scale. Knows no model.

import Chaffinch

/// A dense matrix of examples: a row an example, a column a context feature, behind them a constant for
/// the bias. Gates multiply a whole row: with gates g the model has weights for each column and for each
/// product of a column and a gate.
struct DenseExamples: Sendable {
  /// The constant; in its own unit a bias would bend the objective much more than any weight does.
  static let constant: Float = 0.1

  /// The numbers, row by row.
  private(set) var values: [Float]
  /// The number of columns, the constant included.
  let columns: Int
  /// The gates of each example: a one, then ``gateCount`` − 1 others.
  private(set) var gates: [SIMD8<Float>]
  /// The gates as they were given; those of most examples are mostly 0.
  let shares: [SIMD8<Float>]
  /// What ``gates`` are less than ``shares``.
  private(set) var gateMeans = SIMD8<Float>.zero
  /// The number of gates, the one included; at most 8.
  let gateCount: Int
  /// What each example counts as.
  let targets: [ClassVector]
  /// The fold of each example.
  let folds: [Int]

  /// Examples of features in rows of `columns`, to which the constant is added.
  init(
    features: [Float], columns: Int, gates: [SIMD8<Float>], gateCount: Int,
    targets: [ClassVector], folds: [Int]
  ) {
    var values: [Float] = []
    values.reserveCapacity(features.count + targets.count)
    for row in targets.indices {
      values.append(contentsOf: features[row * columns..<(row + 1) * columns])
      values.append(Self.constant)
    }
    self.values = values
    self.columns = columns + 1
    // Gates that take no part are 0, so that sums may run over all of them.
    let used = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7) .< Int32(gateCount)
    shares = gates.map { SIMD8<Float>.zero.replacing(with: $0, where: used) }
    self.gates = shares
    self.gateCount = gateCount
    self.targets = targets
    self.folds = folds
  }

  /// The number of examples.
  var count: Int { targets.count }

  /// How columns and gates are brought to equal scale.
  struct Scaling: Sendable {
    /// The mean and the inverse of the standard deviation of each column; a column that hardly varies
    /// has an inverse of 0 and so counts for nothing. The constant stays.
    var means: [Float]
    var inverses: [Float]
    /// The mean of each gate but the one.
    var gateMeans: SIMD8<Float>

    /// The scaling by which columns that are not kept count for nothing: their weights become 0.
    func keeping(_ isKept: [Bool]) -> Scaling {
      var result = self
      for (column, isKept) in isKept.enumerated() where !isKept { result.inverses[column] = 0 }
      return result
    }
  }

  /// The scaling that gives columns a mean of 0 and a deviation of 1, and gates a mean of 0.
  func scaling(shards: Shards) -> Scaling {
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
    var result = Scaling(means: [], inverses: [], gateMeans: .zero)
    for column in 0..<columns - 1 {
      let mean = parts.reduce(0) { $0 + $1.sums[column] } / Double(max(count, 1))
      let square = parts.reduce(0) { $0 + $1.squares[column] } / Double(max(count, 1))
      let variance = square - mean * mean
      result.means.append(Float(mean))
      result.inverses.append(variance > 1e-6 ? Float(1 / variance.squareRoot()) : 0)
    }
    result.means.append(0)
    result.inverses.append(1)
    var total = SIMD8<Double>.zero
    for gate in gates { total += SIMD8<Double>(gate) }
    result.gateMeans = SIMD8<Float>(total / Double(max(count, 1)))
    result.gateMeans[0] = 0
    return result
  }

  /// Brings columns and gates to scale.
  mutating func scale(_ scaling: Scaling) {
    for row in 0..<count {
      for column in 0..<columns {
        let place = row * columns + column
        values[place] = (values[place] - scaling.means[column]) * scaling.inverses[column]
      }
    }
    for row in gates.indices { gates[row] -= scaling.gateMeans }
    gateMeans += scaling.gateMeans
  }
}
