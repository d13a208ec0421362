// Tests the exponential and the logarithm against the C library's, and at their extremes.

import Foundation
import Testing

@testable import Chaffinch

@Suite("Elementary functions")
struct ElementaryFunctionsTests {
  /// The distance in units in the last place of the expected value.
  private func error(_ found: Double, _ expected: Double) -> Double {
    abs(found - expected) / expected.magnitude.ulp
  }

  @Test("The exponential is within two units in the last place over its whole range")
  func exponentialIsExact() {
    var generator = SeededGenerator(seed: 5)
    var worst = 0.0
    for limit in [1e-9, 0.1, 1, 30, 700] {
      for _ in 0..<2_000 {
        let x = Double.random(in: -limit...limit, using: &generator)
        worst = max(worst, error(exponential(x), exp(x)))
      }
    }
    #expect(worst <= 2)
  }

  @Test("Four exponentials side by side have the bits of one; what is below −600 counts as that")
  func exponentialSideBySide() {
    var generator = SeededGenerator(seed: 8)
    for limit in [1e-9, 0.1, 1, 30, 600] {
      for _ in 0..<500 {
        let x = SIMD4<Double>.random(in: -limit...0, using: &generator)
        let found = exponential(ofAtMostZero: x)
        for lane in 0..<4 { #expect(found[lane] == exponential(x[lane])) }
      }
    }
    let edges = exponential(ofAtMostZero: SIMD4(0, -600, -700, -.infinity))
    #expect(edges == SIMD4(1, exponential(-600), exponential(-600), exponential(-600)))
  }

  @Test("The logarithm is within two units in the last place over its whole range")
  func logarithmIsExact() {
    var generator = SeededGenerator(seed: 6)
    var worst = 0.0
    for limit in [1e-9, 0.1, 0.5, 3, 300] {
      for _ in 0..<2_000 {
        // Around 1 the argument is spread evenly, far away its exponent is.
        let spread = Double.random(in: -limit...limit, using: &generator)
        let x = limit < 1 ? 1 + spread : pow(10, spread)
        worst = max(worst, x == 1 ? 0 : error(naturalLogarithm(x), log(x)))
      }
    }
    #expect(worst <= 2)
  }

  @Test("The exponential at its edges: exact 1, overflow, underflow, not a number")
  func exponentialEdges() {
    #expect(exponential(0) == 1)
    #expect(exponential(-0.0) == 1)
    #expect(exponential(.infinity) == .infinity)
    #expect(exponential(-.infinity) == 0)
    #expect(exponential(.nan).isNaN)
    #expect(exponential(710) == .infinity)
    #expect(exponential(.greatestFiniteMagnitude) == .infinity)
    #expect(exponential(-746) == 0)
    #expect(exponential(-.greatestFiniteMagnitude) == 0)
    #expect(error(exponential(709.78), exp(709.78)) <= 2)
  }

  @Test("Below the normal range the exponential is right to a unit of the smallest number")
  func subnormalExponential() {
    for x in stride(from: -745.1, through: -708.0, by: 0.37) {
      let difference = abs(exponential(x) - exp(x))
      #expect(difference <= 2 * max(exp(x).ulp, Double.leastNonzeroMagnitude), "\(x)")
    }
  }

  @Test("The logarithm at its edges: exact 0, poles, subnormal numbers, not a number")
  func logarithmEdges() {
    #expect(naturalLogarithm(1) == 0)
    #expect(naturalLogarithm(0) == -.infinity)
    #expect(naturalLogarithm(-0.0) == -.infinity)
    #expect(naturalLogarithm(-1).isNaN)
    #expect(naturalLogarithm(-.infinity).isNaN)
    #expect(naturalLogarithm(.nan).isNaN)
    #expect(naturalLogarithm(.infinity) == .infinity)
    for x in [
      Double.leastNonzeroMagnitude, 0x1p-1070, .leastNormalMagnitude, .greatestFiniteMagnitude,
    ] {
      #expect(error(naturalLogarithm(x), log(x)) <= 2, "\(x)")
    }
  }

  @Test("The exponential never falls when its argument grows")
  func isMonotonic() {
    var before = 0.0
    for x in stride(from: -750.0, through: 712, by: 0.013) {
      let value = exponential(x)
      #expect(value >= before)
      before = value
    }
  }
}
