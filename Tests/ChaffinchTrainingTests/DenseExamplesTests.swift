// Tests the context model's examples: the constant behind each row, and equal scale.

import Chaffinch
import Testing

@testable import ChaffinchTraining

@Suite struct DenseExamplesTests {
  private let one = Shards(threads: 1)

  @Test("Every row ends in the constant")
  func constant() {
    let examples = DenseExamples(
      features: [2, 1, 0, 3], columns: 2, gates: [.zero, .zero], gateCount: 1,
      targets: [.zero, .zero], folds: [0, 1])
    #expect(examples.columns == 3 && examples.count == 2)
    #expect(examples.values == [2, 1, 0.1, 0, 3, 0.1])
  }

  @Test("Scaled columns have mean 0 and deviation 1, gates mean 0, and what is constant counts not")
  func scaling() {
    // 1 and 5: mean 3, deviation 2; 7 and 7 do not vary; gates 0.2 and 0.6: mean 0.4.
    var examples = DenseExamples(
      features: [1, 7, 5, 7], columns: 2,
      gates: [SIMD8(1, 0.2, 0, 0, 0, 0, 0, 0), SIMD8(1, 0.6, 0, 0, 0, 0, 0, 0)], gateCount: 2,
      targets: [.zero, .zero], folds: [0, 1])
    let scaling = examples.scaling(shards: one)
    #expect(scaling.means == [3, 7, 0])
    #expect(scaling.inverses == [0.5, 0, 1])
    #expect(scaling.gateMeans[0] == 0 && abs(scaling.gateMeans[1] - 0.4) < 1e-6)
    examples.scale(scaling)
    #expect(examples.values == [-1, 0, 0.1, 1, 0, 0.1])
    #expect(examples.gates.map { $0[0] } == [1, 1])
    #expect(abs(examples.gates[0][1] + 0.2) < 1e-6 && abs(examples.gates[1][1] - 0.2) < 1e-6)
  }

  @Test("The scaling is the same for any number of threads, and of no examples it is none")
  func threadsAndNothing() {
    let features = (0..<60).map { Float($0 * 7 % 11) / 3 }
    let examples = DenseExamples(
      features: features, columns: 3,
      gates: (0..<20).map { SIMD8(1, Float($0) / 20, 0, 0, 0, 0, 0, 0) }, gateCount: 2,
      targets: Array(repeating: .zero, count: 20), folds: Array(repeating: 0, count: 20))
    let (single, double) = (
      examples.scaling(shards: one), examples.scaling(shards: Shards(threads: 2))
    )
    #expect(single.means == double.means && single.inverses == double.inverses)
    #expect(single.gateMeans == double.gateMeans)
    let nothing = DenseExamples(
      features: [], columns: 3, gates: [], gateCount: 2, targets: [], folds: [])
    #expect(nothing.scaling(shards: one).means == [0, 0, 0, 0])
    #expect(nothing.scaling(shards: one).inverses == [0, 0, 0, 1])
  }
}
