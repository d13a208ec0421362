// Minimises a smooth function of many variables by limited-memory BFGS. Knows nothing of models.

import Chaffinch

/// Limited-memory BFGS (Liu and Nocedal, "On the limited memory BFGS method for large scale
/// optimization", 1989) with backtracking until Armijo's condition holds, which suffices for convex
/// functions. Directions come from ``LBFGSHistory``.
struct LBFGS {
  /// Pairs of differences that are remembered.
  var memory = 6
  /// Iterations after which it stops, at the best point so far.
  var maximumIterations: Int
  /// Stops when an iteration lowers the value by less than this share of it.
  var tolerance: Double

  /// A point, the function there, and what it took.
  struct Result<Lanes> {
    var point: [Lanes]
    var value: Double
    var iterations: Int
    var converged: Bool
  }

  /// The minimum as far as the limits allow, from `start`.
  ///
  /// - Parameters:
  ///   - progress: is told the iteration and the value after each one.
  ///   - objective: the value and gradient of the function at a point.
  func minimise<Lanes: SIMD>(
    from start: [Lanes], progress: (Int, Double) -> Void = { _, _ in },
    _ objective: (_ point: [Lanes]) -> (value: Double, gradient: [Lanes])
  ) -> Result<Lanes> where Lanes.Scalar == Float {
    var point = start
    var (value, gradient) = objective(point)
    var history = LBFGSHistory<Lanes>(memory: memory, gradient: gradient)
    for iteration in 1...max(maximumIterations, 1) {
      var (direction, slope) = history.direction(gradient)
      if slope >= 0 {
        // Rounding spoilt the curvature: start again from steepest descent.
        history.removeAll()
        (direction, slope) = history.direction(gradient)
      }
      guard slope < 0 else {
        return Result(point: point, value: value, iterations: iteration - 1, converged: true)
      }
      var length = history.isEmpty ? min(1, 1 / (-slope).squareRoot()) : 1
      var found: (point: [Lanes], value: Double, gradient: [Lanes])?
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
      history.append(
        step: sum(found.point, point, times: -1), change: sum(found.gradient, gradient, times: -1),
        gradient: found.gradient)
      let decrease = value - found.value
      (point, value, gradient) = found
      progress(iteration, value)
      if decrease <= tolerance * max(abs(value), 1) {
        return Result(point: point, value: value, iterations: iteration, converged: true)
      }
    }
    return Result(point: point, value: value, iterations: maximumIterations, converged: false)
  }
}

/// a + factor·b.
private func sum<Lanes: SIMD>(_ a: [Lanes], _ b: [Lanes], times factor: Float) -> [Lanes]
where Lanes.Scalar == Float {
  [Lanes](unsafeUninitializedCapacity: a.count) { result, count in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for index in 0..<a.count {
          result.initializeElement(at: index, to: a[index] + b[index] * factor)
        }
      }
    }
    count = a.count
  }
}
