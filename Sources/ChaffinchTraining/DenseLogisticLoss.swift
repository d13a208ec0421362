// The objective of the context model: the regularised log loss over dense examples with gates, and the
// curvature by which its search is scaled. The search itself is `LBFGS`.

import Chaffinch

/// Σ q·log loss + ½ λ Σ w² over the weights of each product of a column and a gate, at a point with a
/// row for each: all gates of the first column, then of the second. The bias is free.
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

  /// The place of the bias in a point.
  private var bias: Int { (examples.columns - 1) * examples.gateCount }

  func callAsFunction(_ point: [ClassVector]) -> (value: Double, gradient: [ClassVector]) {
    let parts = shards.map { shard in pass(shard, point) }
    var value = 0.0
    var gradient = [ClassVector](repeating: .zero, count: point.count)
    for part in parts {
      value += part.loss
      for place in gradient.indices { gradient[place] += part.gradient[place] }
    }
    let penalty = Float(l2Penalty)
    for place in point.indices where place != bias {
      gradient[place] += point[place] * penalty
      value += 0.5 * l2Penalty * Double((point[place] * point[place]).sum())
    }
    return (value, gradient)
  }

  private func pass(_ shard: Int, _ point: [ClassVector]) -> (loss: Double, gradient: [ClassVector])
  {
    let columns = examples.columns
    let gateCount = examples.gateCount
    var loss = 0.0
    var gradient = [ClassVector](repeating: .zero, count: point.count)
    var sums = [ClassVector](repeating: .zero, count: gateCount)
    // The innermost loops of training, over indexes that the matrix's shape fixes: a check at each of
    // them takes longer than the work.
    examples.values.withUnsafeBufferPointer { values in
      point.withUnsafeBufferPointer { point in
        gradient.withUnsafeMutableBufferPointer { gradient in
          sums.withUnsafeMutableBufferPointer { sums in
            for row in rows[Shards.range(shard, of: rows.count)] {
              let start = row * columns
              for gate in 0..<gateCount { sums[gate] = .zero }
              var place = 0
              for column in 0..<columns {
                let value = values[start + column]
                for gate in 0..<gateCount { sums[gate] += point[place + gate] * value }
                place += gateCount
              }
              var scores = ClassVector.zero
              for gate in 0..<gateCount { scores += sums[gate] * examples.gates[row][gate] }
              let (part, residual) = logLoss(
                scores, target: examples.targets[row], classWeights: classWeights)
              loss += part
              for gate in 0..<gateCount { sums[gate] = residual * examples.gates[row][gate] }
              place = 0
              for column in 0..<columns {
                let value = values[start + column]
                for gate in 0..<gateCount { gradient[place + gate] += sums[gate] * value }
                place += gateCount
              }
            }
          }
        }
      }
    }
    return (loss, gradient)
  }
}

extension DenseExamples {
  /// Every which example the curvature is taken from: for scaling the search a sample does.
  private static let curvatureStep = 8

  /// The factor of a typical second derivative of the objective, the same for every class: a fifth of
  /// the products' own products, and the penalty. (A bound has a half of them: Böhning, "Multinomial
  /// logistic regression algorithm", 1992.)
  ///
  /// - Complexity: O(examples · products²), the largest part of a round's cost.
  func curvature(l2Penalty: Double, shards: Shards) -> CholeskyFactor {
    let size = columns * gateCount
    let step = Self.curvatureStep
    let chosen = Array(stride(from: 0, to: count, by: step))
    let expanded = chosen.map { row -> [Float] in
      var result: [Float] = []
      result.reserveCapacity(size)
      for column in 0..<columns {
        for gate in 0..<gateCount {
          result.append(values[row * columns + column] * gates[row][gate])
        }
      }
      return result
    }
    // Bands of rows of the matrix, thinner where rows are longer: no two shards add to the same number.
    let bands = 64
    let parts = shards.map(bands) { band -> [Double] in
      let own = Self.band(band, of: bands, size)
      var sums = [Double](repeating: 0, count: own.count * size)
      var block = [Float](repeating: 0, count: own.count * size)
      for (number, row) in expanded.enumerated() {
        row.withUnsafeBufferPointer { row in
          block.withUnsafeMutableBufferPointer { block in
            for (place, column) in own.enumerated() {
              let value = row[column]
              guard value != 0 else { continue }
              let target = place * size
              for other in 0...column { block[target + other] += value * row[other] }
            }
          }
        }
        if number % 256 == 255 || number == expanded.count - 1 {
          for index in block.indices {
            sums[index] += Double(block[index])
            block[index] = 0
          }
        }
      }
      return sums
    }
    var matrix = [Double](repeating: 0, count: size * size)
    for band in 0..<bands {
      for (place, column) in Self.band(band, of: bands, size).enumerated() {
        for other in 0...column {
          matrix[column * size + other] = 0.2 * Double(step) * parts[band][place * size + other]
        }
        matrix[column * size + column] += column == size - gateCount ? 1 : l2Penalty
      }
    }
    return CholeskyFactor(matrix, size: size)
  }

  /// The rows of a triangular matrix that belong to a band of about equal area.
  private static func band(_ band: Int, of count: Int, _ size: Int) -> Range<Int> {
    func edge(_ band: Int) -> Int {
      band == count ? size : Int((Double(band) / Double(count)).squareRoot() * Double(size))
    }
    return edge(band)..<max(edge(band + 1), edge(band))
  }
}
