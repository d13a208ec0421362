// The objective of the context model: the regularised log loss over dense examples with gates. The search
// itself is `LBFGS`; the curvature by which it is scaled is in `Curvature`.

import Chaffinch

/// Σ q·log loss + ½ λ Σ w² over the weights of each product of a column and a gate, at a point with
/// their contrasts: all gates of the first column, then of the second. The bias is free.
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

  func callAsFunction(_ point: [ContrastVector]) -> (value: Double, gradient: [ContrastVector]) {
    let parts = shards.map { shard in
      let own = rows[Shards.range(shard, of: rows.count)]
      return examples.gateCount == 1 ? plainPass(own, point) : gatedPass(own, point)
    }
    var value = 0.0
    var gradient = [ContrastVector](repeating: .zero, count: point.count)
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

  /// The loss of a row with these scores, and the contrasts of its residual.
  @inline(__always)
  private func loss(_ row: Int, _ scores: ContrastVector) -> (Double, ContrastVector) {
    let (loss, residual) = singleLogLoss(
      ClassContrasts.classes(scores), target: examples.targets[row], classWeights: classWeights)
    return (loss, ClassContrasts.contrasts(residual))
  }

  // The innermost loops of training, over indexes that the matrix's shape fixes: a check at each of them
  // takes longer than the work. Without gates several rows go side by side, so that a weight is loaded once
  // for all of them and no sum waits for the one before. Where rows are left over the last one stands in for those
  // that are missing, without effect.

  /// Without gates: four rows at a time.
  private func plainPass(_ rows: ArraySlice<Int>, _ point: [ContrastVector]) -> (
    loss: Double, gradient: [ContrastVector]
  ) {
    let columns = examples.columns
    var loss = 0.0
    var gradient = [ContrastVector](repeating: .zero, count: point.count)
    examples.values.withUnsafeBufferPointer { values in
      point.withUnsafeBufferPointer { point in
        gradient.withUnsafeMutableBufferPointer { gradient in
          var next = rows.startIndex
          while next < rows.endIndex {
            let last = rows.endIndex - 1
            let row = SIMD4(
              rows[next], rows[min(next + 1, last)], rows[min(next + 2, last)],
              rows[min(next + 3, last)])
            let start = row &* columns
            let (a, b, c, d) = (start[0], start[1], start[2], start[3])
            var s0 = ContrastVector.zero
            var (s1, s2, s3) = (s0, s0, s0)
            for column in 0..<columns {
              let weights = point[column]
              s0 += weights * values[a &+ column]
              s1 += weights * values[b &+ column]
              s2 += weights * values[c &+ column]
              s3 += weights * values[d &+ column]
            }
            var residuals = (s0, s1, s2, s3)
            func finish(_ place: Int, _ sum: inout ContrastVector) {
              guard next + place <= last else { return sum = .zero }
              let (part, residual) = self.loss(row[place], sum)
              loss += part
              sum = residual
            }
            finish(0, &residuals.0)
            finish(1, &residuals.1)
            finish(2, &residuals.2)
            finish(3, &residuals.3)
            (s0, s1, s2, s3) = residuals
            for column in 0..<columns {
              let first = s0 * values[a &+ column] + s1 * values[b &+ column]
              let second = s2 * values[c &+ column] + s3 * values[d &+ column]
              gradient[column] += first + second
            }
            next += 4
          }
        }
      }
    }
    return (loss, gradient)
  }

  /// With gates g = shares s less their means m: Σ_j g_j·w_j = Σ_j f_j·v_j with v_0 = w_0 − Σ m_j·w_j and
  /// f_0 = 1 − Σ s_j, v_j = v_0 + w_j and f_j = s_j. Most shares are 0, and most f_0: of five products one to
  /// three are left.
  private func gatedPass(_ rows: ArraySlice<Int>, _ point: [ContrastVector]) -> (
    loss: Double, gradient: [ContrastVector]
  ) {
    let columns = examples.columns
    let weights = sharedWeights(point)
    var loss = 0.0
    var sums = [ContrastVector](repeating: .zero, count: weights.count)
    examples.values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        sums.withUnsafeMutableBufferPointer { sums in
          for row in rows {
            let factors = factors(row)
            let start = row &* columns
            var scores = ContrastVector.zero
            for gate in 0..<examples.gateCount where factors[gate] != 0 {
              scores +=
                Self.product(values, start, weights, gate &* columns, columns) * factors[gate]
            }
            let (part, residual) = self.loss(row, scores)
            loss += part
            for gate in 0..<examples.gateCount where factors[gate] != 0 {
              let change = residual * factors[gate]
              let first = gate &* columns
              for column in 0..<columns {
                sums[first &+ column] += change * values[start &+ column]
              }
            }
          }
        }
      }
    }
    return (loss, gradient(sums))
  }

  /// The factors f of a row.
  @inline(__always)
  private func factors(_ row: Int) -> SIMD8<Float> {
    var factors = examples.shares[row]
    var rest = factors[0]
    for gate in 1..<examples.gateCount { rest -= factors[gate] }
    // What is left of shares that sum to 1 is rounding.
    factors[0] = rest.magnitude > 1e-6 ? rest : 0
    return factors
  }

  /// Σ value·weights over the columns, in four sums that do not wait for each other.
  @inline(__always)
  private static func product(
    _ values: UnsafeBufferPointer<Float>, _ start: Int,
    _ weights: UnsafeBufferPointer<ContrastVector>, _ first: Int, _ columns: Int
  ) -> ContrastVector {
    var s0 = ContrastVector.zero
    var (s1, s2, s3) = (s0, s0, s0)
    var column = 0
    while column &+ 3 < columns {
      s0 += weights[first &+ column] * values[start &+ column]
      s1 += weights[first &+ column &+ 1] * values[start &+ column &+ 1]
      s2 += weights[first &+ column &+ 2] * values[start &+ column &+ 2]
      s3 += weights[first &+ column &+ 3] * values[start &+ column &+ 3]
      column &+= 4
    }
    while column < columns {
      s0 += weights[first &+ column] * values[start &+ column]
      column &+= 1
    }
    return (s0 + s1) + (s2 + s3)
  }

  /// The weights v, all columns of the first gate, then of the second.
  private func sharedWeights(_ point: [ContrastVector]) -> [ContrastVector] {
    let (columns, gateCount) = (examples.columns, examples.gateCount)
    var weights = [ContrastVector](repeating: .zero, count: point.count)
    for column in 0..<columns {
      let place = column * gateCount
      var first = point[place]
      for gate in 1..<gateCount { first -= point[place + gate] * examples.gateMeans[gate] }
      weights[column] = first
      for gate in 1..<gateCount { weights[gate * columns + column] = first + point[place + gate] }
    }
    return weights
  }

  /// The gradient by the weights w, ordered as a point, of that by the weights v.
  private func gradient(_ sums: [ContrastVector]) -> [ContrastVector] {
    let (columns, gateCount) = (examples.columns, examples.gateCount)
    var gradient = [ContrastVector](repeating: .zero, count: sums.count)
    for column in 0..<columns {
      var all = sums[column]
      for gate in 1..<gateCount { all += sums[gate * columns + column] }
      gradient[column * gateCount] = all
      for gate in 1..<gateCount {
        gradient[column * gateCount + gate] =
          sums[gate * columns + column] - all * examples.gateMeans[gate]
      }
    }
    return gradient
  }
}
