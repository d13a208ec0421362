// Tests the rounding of weights to bytes. Scoring with them is tested in PackedWeightsTests.

import Testing

@testable import Chaffinch

@Suite("Quantised weights")
struct QuantizedWeightsTests {
  private func vector(_ values: [Float]) -> ClassVector {
    var result = ClassVector.zero
    for (lane, value) in values.enumerated() { result[lane] = value }
    return result
  }

  @Test("Rows lose their mean and are rounded to steps of the largest weight over 127")
  func handWorked() {
    // Means 0 and 10. Largest magnitudes per class but the last: 127, 127, 12.7 and 0; so steps of 1, 1,
    // 0.1 and any (1). Second row less its mean: 127, −127, 12.7, 0, −12.7.
    let model = LogisticRegression(
      bias: vector([5, 4, 3, 2, 1]),
      weights: [vector([-2.5, 2, -12.7, 0, 13.2]), vector([137, -117, 22.7, 10, -2.7])])
    let quantised = QuantizedWeights(model)
    #expect(quantised.rows == 2)
    #expect(quantised.bias == model.bias)
    // −2.5 is a tie and goes to the even −2.
    #expect(quantised.values == [-2, 2, -127, 0, 127, -127, 127, 0])
    // The last class has the others' sum, negated: 2 − 2 + 12.7 and −127 + 127 − 12.7.
    #expect(abs(quantised.weights(of: 0)[4] - 12.7) < 1e-5)
    #expect(abs(quantised.weights(of: 1)[4] + 12.7) < 1e-5)
    let scales: [Float] = [1, 1, 0.1, 1]
    for lane in 0..<4 { #expect(abs(quantised.scales[lane] - scales[lane]) < 1e-6) }
  }

  @Test("Each weight is kept within half a step, less the mean of its row")
  func halfStep() {
    let model = SmallModels.naiveBayes()
    let quantised = QuantizedWeights(model)
    for (row, weights) in model.weights.enumerated() {
      var mean: Float = 0
      for lane in 0..<5 { mean += weights[lane] / 5 }
      let kept = quantised.weights(of: row)
      for lane in 0..<4 {
        #expect(abs(kept[lane] - (weights[lane] - mean)) <= 0.501 * quantised.scales[lane])
      }
      #expect(abs(kept[4] - (weights[4] - mean)) <= 0.501 * quantised.scales.sum())
    }
  }

  @Test("Each class uses the whole range of a byte")
  func wholeRange() {
    let quantised = QuantizedWeights(SmallModels.logisticRegression())
    for lane in 0..<4 {
      let values = stride(from: lane, to: quantised.values.count, by: 4).map {
        quantised.values[$0]
      }
      #expect(values.map { abs(Int($0)) }.max() == 127)
    }
  }

  @Test("Weights that are alike for all classes become 0")
  func noDifference() {
    let row = vector([-4, -4, -4, -4, -4])
    let quantised = QuantizedWeights(LogisticRegression(bias: .zero, weights: [row, row]))
    #expect(quantised.values == WeightSteps(Array(repeating: 0, count: 8)))
    #expect(quantised.scales == SIMD4(1, 1, 1, 1))
  }

  @Test("Zero weights have the asked-for rows and add nothing")
  func zero() {
    let zero = QuantizedWeights.zero(rows: 256)
    #expect(zero.rows == 256)
    #expect(zero.values.allSatisfy { $0 == 0 })
    #expect(zero.bias == .zero)
  }
}
