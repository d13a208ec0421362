// Tests the Cholesky factor by hand and by multiplying back.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct CholeskyFactorTests {
  private func vectors(_ numbers: [Float]) -> [ContrastVector] {
    numbers.map { ContrastVector(repeating: $0) * ContrastVector(1, -2, 0.5, 3) }
  }

  @Test("A matrix of two rows by hand")
  func byHand() {
    // [4 2; 2 10] = L·Lᵀ with L = [2 0; 1 3]. L·(1, 3) = (2, 10); Lᵀ·(1, 3) = (5, 9). The upper
    // half is not read.
    let factor = CholeskyFactor([4, 99, 2, 10], size: 2)
    #expect(factor.size == 2)
    #expect(factor.solving(vectors([2, 10])) == vectors([1, 3]))
    #expect(factor.solvingTransposed(vectors([5, 9])) == vectors([1, 3]))
  }

  @Test(
    "Both solutions one after the other solve the whole, in every class", arguments: [1, 3, 7, 13])
  func multiplyBack(size: Int) {
    // M·Mᵀ + 1 is positive definite for any M.
    var generator = SplitMix64(seed: 9)
    let rows = (0..<size).map { _ in
      (0..<size).map { _ in Double.random(in: -1...1, using: &generator) }
    }
    let matrix = (0..<size * size).map { place in
      let (row, column) = (place / size, place % size)
      return (0..<size).reduce(row == column ? 1 : 0) { $0 + rows[row][$1] * rows[column][$1] }
    }
    let right = vectors((0..<size).map { Float($0) - 1.5 })
    let factor = CholeskyFactor(matrix, size: size)
    let solution = factor.solvingTransposed(factor.solving(right))
    for row in 0..<size {
      var sum = SIMD4<Double>.zero
      for column in 0..<size {
        sum += SIMD4<Double>(solution[column]) * matrix[row * size + column]
      }
      let difference = ContrastVector(sum) - right[row]
      #expect((0..<4).allSatisfy { abs(difference[$0]) < 1e-4 })
    }
  }

  @Test("A pivot that is none is taken for 1, and no rows are no trouble")
  func degenerate() {
    let right = vectors([2, 5])
    #expect(CholeskyFactor([0, 0, 0, 0], size: 2).solving(right) == right)
    #expect(CholeskyFactor([0, 0, 0, -4], size: 2).solvingTransposed(right) == right)
    #expect(CholeskyFactor([], size: 0).solving([]).isEmpty)
    #expect(CholeskyFactor([], size: 0).solvingTransposed([]).isEmpty)
  }
}
