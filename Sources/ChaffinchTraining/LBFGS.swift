// Minimises a smooth function of many variables by limited-memory BFGS. Knows nothing of models.

import Chaffinch

/// Limited-memory BFGS (Liu and Nocedal, "On the limited memory BFGS method for large scale
/// optimization", 1989; the two-loop recursion is algorithm 7.4 of Nocedal and Wright) with
/// backtracking until Armijo's condition holds, which suffices for convex functions.
struct LBFGS {
  /// Pairs of differences that are remembered.
  var memory = 6
  /// Iterations after which it stops, at the best point so far.
  var maximumIterations: Int
  /// Stops when an iteration lowers the value by less than this share of it.
  var tolerance: Double

  /// The value and gradient of the function at a point.
  typealias Objective = (_ point: [ClassVector]) -> (value: Double, gradient: [ClassVector])

  /// A point, the function there, and what it took.
  struct Result {
    var point: [ClassVector]
    var value: Double
    var iterations: Int
    var converged: Bool
  }

  /// The minimum as far as the limits allow, from `start`.
  ///
  /// - Parameter progress: is told the iteration and the value after each one.
  func minimise(
    from start: [ClassVector], progress: (Int, Double) -> Void = { _, _ in }, _ objective: Objective
  ) -> Result {
    var point = start
    var (value, gradient) = objective(point)
    var history: [(step: [ClassVector], change: [ClassVector], inverse: Double)] = []
    for iteration in 1...max(maximumIterations, 1) {
      var direction = self.direction(gradient, history)
      var slope = dot(direction, gradient)
      if slope >= 0 {
        // Rounding spoilt the curvature: start again from steepest descent.
        history.removeAll()
        direction = gradient.map { -$0 }
        slope = dot(direction, gradient)
      }
      guard slope < 0 else {
        return Result(point: point, value: value, iterations: iteration - 1, converged: true)
      }
      var length = history.isEmpty ? min(1, 1 / (-slope).squareRoot()) : 1
      var found: (point: [ClassVector], value: Double, gradient: [ClassVector])?
      for _ in 0..<30 {
        let candidate = sum(point, direction, times: Float(length))
        let next = objective(candidate)
        if next.value <= value + 1e-4 * length * slope {
          found = (candidate, next.value, next.gradient)
          break
        }
        // The minimum of the parabola through what is known, kept away from both ends.
        let parabola = -slope * length * length / (2 * (next.value - value - slope * length))
        length = min(max(parabola.isFinite ? parabola : 0, 0.1 * length), 0.5 * length)
      }
      if found == nil, !history.isEmpty {
        // Rounding spoilt the direction: try steepest descent from here.
        history.removeAll()
        continue
      }
      guard let found else {
        return Result(point: point, value: value, iterations: iteration - 1, converged: true)
      }
      let step = sum(found.point, point, times: -1)
      let change = sum(found.gradient, gradient, times: -1)
      let curvature = dot(step, change)
      if curvature > 1e-10 * dot(change, change) {
        if history.count == memory { history.removeFirst() }
        history.append((step, change, 1 / curvature))
      }
      let decrease = value - found.value
      (point, value, gradient) = found
      progress(iteration, value)
      if decrease <= tolerance * max(abs(value), 1) {
        return Result(point: point, value: value, iterations: iteration, converged: true)
      }
    }
    return Result(point: point, value: value, iterations: maximumIterations, converged: false)
  }

  private func direction(
    _ gradient: [ClassVector],
    _ history: [(step: [ClassVector], change: [ClassVector], inverse: Double)]
  ) -> [ClassVector] {
    var direction = gradient.map { -$0 }
    var factors: [Double] = []
    for pair in history.reversed() {
      let factor = pair.inverse * dot(pair.step, direction)
      factors.append(factor)
      add(pair.change, times: Float(-factor), to: &direction)
    }
    if let last = history.last {
      let scale = Float(1 / (last.inverse * dot(last.change, last.change)))
      for index in direction.indices { direction[index] *= scale }
    }
    for (pair, factor) in zip(history, factors.reversed()) {
      let correction = factor - pair.inverse * dot(pair.change, direction)
      add(pair.step, times: Float(correction), to: &direction)
    }
    return direction
  }
}

/// Σ a·b, in blocks of single precision that are added in double, always in the same order.
func dot(_ a: [ClassVector], _ b: [ClassVector]) -> Double {
  var total = SIMD8<Double>.zero
  var index = 0
  while index < a.count {
    let end = min(index + 256, a.count)
    var block = ClassVector.zero
    while index < end {
      block += a[index] * b[index]
      index += 1
    }
    total += SIMD8<Double>(block)
  }
  return (0..<8).reduce(0) { $0 + total[$1] }
}

private func add(_ vector: [ClassVector], times factor: Float, to sum: inout [ClassVector]) {
  for index in sum.indices { sum[index] += vector[index] * factor }
}

private func sum(_ a: [ClassVector], _ b: [ClassVector], times factor: Float) -> [ClassVector] {
  var result = a
  add(b, times: factor, to: &result)
  return result
}
