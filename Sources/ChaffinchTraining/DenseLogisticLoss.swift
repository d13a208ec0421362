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
    let (loss, residual) = logLoss(
      ClassContrasts.classes(scores), target: examples.targets[row], classWeights: classWeights)
    return (loss, ClassContrasts.contrasts(residual))
  }

  // The innermost loops of training, over indexes that the matrix's shape fixes: a check at each of them
  // takes longer than the work. Several rows go side by side, so that a weight is loaded once for all of
  // them and no sum waits for the one before. Where rows are left over the last one stands in for those
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

  /// With two to five gates: two rows at a time, gates that are missing as zeros.
  private func gatedPass(_ rows: ArraySlice<Int>, _ point: [ContrastVector]) -> (
    loss: Double, gradient: [ContrastVector]
  ) {
    let columns = examples.columns
    let gateCount = examples.gateCount
    let most = ContextModel.gateLimit
    let point = Self.spread(point, from: gateCount, to: most)
    var loss = 0.0
    var gradient = [ContrastVector](repeating: .zero, count: point.count)
    examples.values.withUnsafeBufferPointer { values in
      point.withUnsafeBufferPointer { point in
        gradient.withUnsafeMutableBufferPointer { gradient in
          var next = rows.startIndex
          while next < rows.endIndex {
            let isPair = next + 1 < rows.endIndex
            let (first, second) = (rows[next], isPair ? rows[next + 1] : rows[next])
            let (a, b) = (first &* columns, second &* columns)
            var s0 = ContrastVector.zero
            var (s1, s2, s3, s4) = (s0, s0, s0, s0)
            var (t0, t1, t2, t3, t4) = (s0, s0, s0, s0, s0)
            var place = 0
            for column in 0..<columns {
              let (u, v) = (values[a &+ column], values[b &+ column])
              let (w0, w1, w2) = (point[place], point[place &+ 1], point[place &+ 2])
              s0 += w0 * u
              t0 += w0 * v
              s1 += w1 * u
              t1 += w1 * v
              s2 += w2 * u
              t2 += w2 * v
              let (w3, w4) = (point[place &+ 3], point[place &+ 4])
              s3 += w3 * u
              t3 += w3 * v
              s4 += w4 * u
              t4 += w4 * v
              place &+= most
            }
            let (g, h) = (examples.gates[first], examples.gates[second])
            let left = self.loss(first, Self.gated(s0, s1, s2, s3, s4, by: g))
            var right = (0.0, ContrastVector.zero)
            if isPair { right = self.loss(second, Self.gated(t0, t1, t2, t3, t4, by: h)) }
            loss += left.0
            loss += right.0
            (s0, s1, s2) = (left.1 * g[0], left.1 * g[1], left.1 * g[2])
            (s3, s4) = (left.1 * g[3], left.1 * g[4])
            (t0, t1, t2) = (right.1 * h[0], right.1 * h[1], right.1 * h[2])
            (t3, t4) = (right.1 * h[3], right.1 * h[4])
            place = 0
            for column in 0..<columns {
              let (u, v) = (values[a &+ column], values[b &+ column])
              gradient[place] += s0 * u + t0 * v
              gradient[place &+ 1] += s1 * u + t1 * v
              gradient[place &+ 2] += s2 * u + t2 * v
              gradient[place &+ 3] += s3 * u + t3 * v
              gradient[place &+ 4] += s4 * u + t4 * v
              place &+= most
            }
            next += 2
          }
        }
      }
    }
    return (loss, Self.spread(gradient, from: most, to: gateCount))
  }

  /// The sums of five gates, each times its gate.
  @inline(__always)
  private static func gated(
    _ a: ContrastVector, _ b: ContrastVector, _ c: ContrastVector, _ d: ContrastVector,
    _ e: ContrastVector, by gates: SIMD8<Float>
  ) -> ContrastVector {
    let first = a * gates[0] + b * gates[1]
    let second = c * gates[2] + d * gates[3]
    return first + second + e * gates[4]
  }

  /// Groups of `width` vectors as groups of another width: cut, or filled with zeros.
  private static func spread(_ vectors: [ContrastVector], from width: Int, to other: Int)
    -> [ContrastVector]
  {
    guard width != other else { return vectors }
    return stride(from: 0, to: vectors.count, by: width).flatMap { start in
      (0..<other).map { $0 < width ? vectors[start + $0] : .zero }
    }
  }
}
