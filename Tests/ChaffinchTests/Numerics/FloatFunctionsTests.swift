// Tests the functions of single precision against those of double precision.

import Testing

@testable import Chaffinch

@Suite("Functions of single precision")
struct FloatFunctionsTests {
  private func numbers(_ count: Int, _ make: (inout SeededGenerator) -> Float) -> [SIMD8<Float>] {
    var generator = SeededGenerator(seed: 11)
    return (0..<count).map { _ in
      var vector = SIMD8<Float>.zero
      for lane in 0..<8 { vector[lane] = make(&generator) }
      return vector
    }
  }

  @Test("The exponential is within three units in the last place", arguments: [1e-3, 1, 20, 87])
  func exponentials(limit: Float) {
    for x in numbers(300, { Float.random(in: -limit...limit, using: &$0) }) {
      let found = exponential(x)
      for lane in 0..<8 {
        let expected = Float(exponential(Double(x[lane])))
        #expect(abs(found[lane] - expected) <= 3 * expected.ulp)
      }
    }
  }

  @Test("The exponential is 0 far below, infinity far above, and no number of NaN")
  func extremes() {
    let found = exponential(
      SIMD8<Float>(-88, -1e30, -.infinity, 89, 1e30, .infinity, .nan, 0))
    #expect(found[0] == 0 && found[1] == 0 && found[2] == 0)
    #expect(found[3] == .infinity && found[4] == .infinity && found[5] == .infinity)
    #expect(!found[6].isFinite && found[7] == 1)
  }

  @Test("The logarithm is within three units in the last place of it or of 1")
  func logarithms() {
    for x in numbers(
      500, { Float(exponential(Double(Float.random(in: -87...87, using: &$0)))) })
      + numbers(300, { Float.random(in: 0.5...2, using: &$0) })
    {
      let found = SIMD8(
        lowHalf: naturalLogarithm(x.lowHalf), highHalf: naturalLogarithm(x.highHalf))
      for lane in 0..<8 {
        let expected = Float(naturalLogarithm(Double(x[lane])))
        #expect(abs(found[lane] - expected) <= 3 * max(expected.ulp, Float(1).ulp / 2))
        #expect(x[lane].logarithm == found[lane])
      }
    }
    #expect(Float(1).logarithm == 0)
  }

  @Test("Logarithms of what is no positive normal number are those of double precision")
  func logarithmExtremes() {
    #expect(Float(0).logarithm == -.infinity)
    #expect(Float.infinity.logarithm == .infinity)
    #expect(Float(-1).logarithm.isNaN && Float.nan.logarithm.isNaN)
    #expect(abs(Float.leastNonzeroMagnitude.logarithm + 103.27893) < 1e-4)
  }

  @Test("Lanes are below others as numbers are, and positive parts are maxima with 0")
  func comparisons() {
    let lefts = numbers(100) { Float(Int.random(in: -3...3, using: &$0)) }
    for (left, right) in zip(lefts, lefts.reversed()) {
      let below = left.isBelow(right)
      for lane in 0..<8 {
        #expect(below[lane] == (left[lane] < right[lane]))
        #expect(left.positivePart[lane] == max(left[lane], 0))
      }
      #expect(left.lowHalf.positivePart == left.positivePart.lowHalf)
    }
  }
}
