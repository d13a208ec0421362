// Tests the search for a minimum on functions whose minimum is known.

import Chaffinch
import Testing

@testable import ChaffinchTraining

@Suite struct LBFGSTests {
  /// ½ Σ k·(x_k − k)² over all eight lanes of `count` rows, k = 1, 2, …: the minimum is 0 at x_k = k.
  private func quadratic(_ point: [ClassVector]) -> (value: Double, gradient: [ClassVector]) {
    var value = 0.0
    var gradient = point
    for row in point.indices {
      for lane in 0..<8 {
        let k = Float(row * 8 + lane + 1)
        let distance = point[row][lane] - k
        value += 0.5 * Double(k) * Double(distance) * Double(distance)
        gradient[row][lane] = k * distance
      }
    }
    return (value, gradient)
  }

  /// Rosenbrock's function (1 − x)² + 100 (y − x²)² of the first two lanes, the others bound by
  /// squares: the minimum is 0 at x = y = 1.
  private func rosenbrock(_ point: [ClassVector]) -> (value: Double, gradient: [ClassVector]) {
    let (x, y) = (Double(point[0][0]), Double(point[0][1]))
    let bend = y - x * x
    var gradient = point[0] * 2
    gradient[0] = Float(-2 * (1 - x) - 400 * x * bend)
    gradient[1] = Float(200 * bend)
    let rest = (2..<8).reduce(0.0) { $0 + Double(point[0][$1]) * Double(point[0][$1]) }
    return ((1 - x) * (1 - x) + 100 * bend * bend + rest, [gradient])
  }

  @Test("Finds the minimum of a quadratic function", arguments: [1, 3])
  func quadraticMinimum(rows: Int) {
    let search = LBFGS(maximumIterations: 300, tolerance: 0)
    let start = [ClassVector](repeating: .zero, count: rows)
    let result = search.minimise(from: start, quadratic)
    for row in 0..<rows {
      for lane in 0..<8 {
        #expect(abs(result.point[row][lane] - Float(row * 8 + lane + 1)) < 1e-2)
      }
    }
    #expect(result.value < 1e-3)
    #expect(result.converged)
  }

  @Test("Follows Rosenbrock's valley to its end")
  func rosenbrockMinimum() {
    var start = ClassVector(repeating: 0.5)
    (start[0], start[1]) = (-1.2, 1)
    let result = LBFGS(maximumIterations: 300, tolerance: 0).minimise(from: [start], rosenbrock)
    #expect(abs(result.point[0][0] - 1) < 1e-2)
    #expect(abs(result.point[0][1] - 1) < 2e-2)
    #expect(result.value < 1e-4)
  }

  @Test("The value falls in every iteration, and is the objective's at the point returned")
  func monotone() {
    var start = ClassVector.zero
    (start[0], start[1]) = (-1.2, 1)
    var values = [rosenbrock([start]).value]
    let result = LBFGS(maximumIterations: 100, tolerance: 0).minimise(
      from: [start],
      progress: { iteration, value in
        #expect(iteration == values.count)
        values.append(value)
      }, rosenbrock)
    #expect(zip(values, values.dropFirst()).allSatisfy { $1 < $0 })
    #expect(values.count > 5)
    #expect(result.value == values.last)
    #expect(result.value == rosenbrock(result.point).value)
  }

  @Test("Started at the minimum it stays there and says it has converged")
  func atMinimum() {
    var start = ClassVector.zero
    for lane in 0..<8 { start[lane] = Float(lane + 1) }
    let result = LBFGS(maximumIterations: 10, tolerance: 1e-5).minimise(from: [start], quadratic)
    #expect(result.point == [start])
    #expect(result.value == 0)
    #expect(result.iterations == 0)
    #expect(result.converged)
  }

  @Test("Stops at the limit of iterations, and says so")
  func limit() {
    var start = ClassVector.zero
    (start[0], start[1]) = (-1.2, 1)
    let result = LBFGS(maximumIterations: 3, tolerance: 0).minimise(from: [start], rosenbrock)
    #expect(result.iterations == 3)
    #expect(!result.converged)
    #expect(result.value < rosenbrock([start]).value)
  }

  @Test("A greater tolerance stops sooner")
  func tolerance() {
    let start = [ClassVector](repeating: .zero, count: 3)
    let strict = LBFGS(maximumIterations: 300, tolerance: 1e-9).minimise(from: start, quadratic)
    let loose = LBFGS(maximumIterations: 300, tolerance: 0.5).minimise(from: start, quadratic)
    #expect(loose.converged)
    #expect(loose.iterations < strict.iterations)
    #expect(strict.value < loose.value)
  }

  @Test("A memory of one pair still finds the minimum")
  func shortMemory() {
    let search = LBFGS(memory: 1, maximumIterations: 500, tolerance: 0)
    let result = search.minimise(from: [.zero], quadratic)
    #expect(result.value < 1e-3)
  }

  @Test("The dot product sums all lanes of all rows", arguments: [0, 1, 255, 256, 257, 700])
  func dotProduct(count: Int) {
    // Each row adds Σ 2·(lane + 1) = 2·36 = 72, exact in single precision.
    var row = ClassVector.zero
    for lane in 0..<8 { row[lane] = Float(lane + 1) }
    let left = [ClassVector](repeating: row, count: count)
    let right = [ClassVector](repeating: ClassVector(repeating: 2), count: count)
    #expect(dot(left, right) == Double(72 * count))
  }
}
