// Tests the context model's objective: its gradient, its penalty, that it is the local model's where
// both apply, and the curvature.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct DenseLogisticLossTests {
  private let one = Shards(threads: 1)

  /// The ten examples of `SmallExamples.ten`, with gates (1, 0.5, 0.25…) that differ by row.
  private func examples(gates: Int) -> DenseExamples {
    let rows: [[Float]] = [
      [2, 1, 0, 0], [1, 2, 0, 1], [0, 1, 3, 0], [1, 0, 2, 0], [0, 0, 1, 2],
      [1, 0, 0, 3], [3, 0, 0, 0], [2, 0, 1, 0], [0, 2, 0, 2], [0, 1, 1, 1],
    ]
    return DenseExamples(
      features: rows.flatMap(\.self), columns: 4,
      gates: rows.indices.map { SIMD8(1, Float($0) / 8, 1 - Float($0 % 3) / 4, 0, 0, 0, 0, 0) },
      gateCount: gates, targets: Targets.labels(SmallExamples.ten.knowledge),
      folds: Array(repeating: 0, count: 10))
  }

  private func loss(
    _ gates: Int, rows: [Int] = Array(0..<10), penalty: Double = 0.7, threads: Int = 1
  ) -> DenseLogisticLoss {
    DenseLogisticLoss(
      examples(gates: gates), rows: rows, l2Penalty: penalty,
      classWeights: ClassVector(0.5, 2, 1, 1.25, 3, 0, 0, 0), shards: Shards(threads: threads))
  }

  private func point(_ count: Int) -> [ContrastVector] {
    var generator = SplitMix64(seed: 4)
    return (0..<count).map { _ in
      var row = ContrastVector.zero
      for lane in 0..<4 { row[lane] = Float.random(in: -1...1, using: &generator) }
      return row
    }
  }

  @Test("The analytic gradient is that of finite differences", arguments: [1, 3, 5])
  func finiteDifferences(gates: Int) {
    let loss = loss(gates)
    let point = point(5 * gates)
    let gradient = loss(point).gradient
    #expect(gradient.count == 5 * gates)
    let step: Float = 1.0 / 64
    for row in point.indices {
      for lane in 0..<4 {
        var (above, below) = (point, point)
        above[row][lane] += step
        below[row][lane] -= step
        let width = Double(above[row][lane]) - Double(below[row][lane])
        let difference = (loss(above).value - loss(below).value) / width
        #expect(isClose(Double(gradient[row][lane]), difference, within: 2e-3))
      }
    }
  }

  @Test("Gates that are shares less their means give the loss of the definition, and its gradient")
  func shares() {
    var examples = DenseExamples(
      features: (0..<36).map { Float($0 * 7 % 5) }, columns: 6,
      gates: [
        SIMD8(1, 1, 0, 0, 0, 0, 0, 0), SIMD8(1, 0, 1, 0, 0, 0, 0, 0),
        SIMD8(1, 0.25, 0.75, 0, 0, 0, 0, 0), SIMD8(1, 0, 0.5, 0, 0.25, 0, 0, 0),
        SIMD8(1, 0, 0, 0, 0, 0, 0, 0), SIMD8(1, 0, 0, 1, 0, 0, 0, 0),
      ], gateCount: 5, targets: [0, 2, 2, 3, 4, 1].map { Targets.one(InnerLabel.allCases[$0]) },
      folds: Array(repeating: 0, count: 6))
    examples.scale(examples.scaling(shards: one))
    let ones = ClassVector(repeating: 1)
    let loss = DenseLogisticLoss(
      examples, rows: Array(0..<6), l2Penalty: 0, classWeights: ones, shards: one)
    let point = point(7 * 5)
    func defined(_ point: [ContrastVector]) -> Double {
      (0..<6).reduce(0.0) { sum, row in
        var scores = ContrastVector.zero
        for column in 0..<7 {
          for gate in 0..<5 {
            scores +=
              point[5 * column + gate] * examples.values[7 * row + column]
              * examples.gates[row][gate]
          }
        }
        return sum
          + logLoss(
            ClassContrasts.classes(scores), target: examples.targets[row], classWeights: ones
          ).loss
      }
    }
    let (value, gradient) = loss(point)
    #expect(isClose(value, defined(point), within: 1e-5))
    for place in point.indices {
      var (above, below) = (point, point)
      above[place][place % 4] += 1.0 / 64
      below[place][place % 4] -= 1.0 / 64
      let difference = (defined(above) - defined(below)) * 32
      #expect(isClose(Double(gradient[place][place % 4]), difference, within: 2e-3))
    }
  }

  @Test("Without gates it is the local model's loss over the same data")
  func sameAsSparse() {
    let small = point(5)
    // The local model's weights stand by column, the most frequent first, and the biases last, in their own
    // unit.
    let weights =
      SmallExamples.ten.buckets.map { small[Int($0)] } + [small[4] * DenseExamples.constant]
    let loss = LogisticLoss(
      SmallExamples.ten, l2Penalty: 0.7, classWeights: ClassVector(0.5, 2, 1, 1.25, 3, 0, 0, 0),
      shards: one)
    let sparse = loss(loss.point(weights))
    let dense = self.loss(1)(small)
    #expect(isClose(dense.value, sparse.value, within: 1e-5))
    for (column, bucket) in (SmallExamples.ten.buckets + [4]).enumerated() {
      let unit = column == 4 ? DenseExamples.constant : 1
      let difference =
        dense.gradient[Int(bucket)] - sparse.gradient[column] / loss.scales[column] * unit
      #expect((0..<4).allSatisfy { abs(difference[$0]) < 1e-4 })
    }
  }

  @Test("The penalty is ½ λ Σ w² over all weights but the bias without a gate", arguments: [1, 3])
  func penalty(gates: Int) {
    let point = point(5 * gates)
    let (free, bound) = (loss(gates, penalty: 0)(point), loss(gates, penalty: 3)(point))
    let bias = 4 * gates
    let squares = point.indices.filter { $0 != bias }.reduce(0.0) { sum, row in
      sum + Double((point[row] * point[row]).sum())
    }
    #expect(isClose(bound.value - free.value, 1.5 * squares, within: 1e-4))
    #expect(bound.gradient[bias] == free.gradient[bias])
  }

  @Test("Only the rows asked for take part, in sums that no number of threads changes")
  func rows() {
    let point = point(15)
    let parts = [[0, 3, 4], [1, 2, 5, 6, 7, 8, 9]].map {
      loss(3, rows: $0, penalty: 0)(point).value
    }
    #expect(isClose(parts[0] + parts[1], loss(3, penalty: 0)(point).value, within: 1e-6))
    #expect(loss(3, rows: [], penalty: 0)(point).value == 0)
    let (single, double) = (loss(3)(point), loss(3, threads: 2)(point))
    #expect(single.value == double.value && single.gradient == double.gradient)
  }

  @Test(
    "The curvature is a fifth of the products' products, sampled, and the penalty",
    arguments: [1, 2])
  func curvature(threads: Int) {
    // One example x = 2, constant 0.1, of which one in eight is looked at:
    // 0.2 · 8 · [4 0.2; 0.2 0.01] + [3 0; 0 1] = [9.4 0.32; 0.32 1.016].
    let examples = DenseExamples(
      features: [2], columns: 1, gates: [SIMD8(1, 0, 0, 0, 0, 0, 0, 0)], gateCount: 1,
      targets: [.zero], folds: [0])
    let factor = examples.curvature(l2Penalty: 3, shards: Shards(threads: threads))
    let right = [ContrastVector(repeating: 9.4 + 0.64), ContrastVector(repeating: 0.32 + 2.032)]
    let solution = factor.solvingTransposed(factor.solving(right))
    for (row, expected) in zip(solution, [Float(1), 2]) {
      #expect((0..<4).allSatisfy { abs(row[$0] - expected) < 1e-5 })
    }
  }
}
