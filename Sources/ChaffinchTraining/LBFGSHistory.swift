// What limited-memory BFGS remembers, and the direction that follows from it. Evaluates no function.

import Chaffinch

/// The latest steps s and changes of the gradient y, with all their products.
///
/// The direction is a sum of these vectors and the gradient, so the two-loop recursion (Nocedal and
/// Wright, algorithm 7.4) runs over their coefficients alone: the products of new vectors with all others
/// are taken in one pass over memory, the sum in a second (Chen, Wang and Zhou, "Large-scale L-BFGS using
/// MapReduce", 2014). The recursion itself would make four passes for each pair.
struct LBFGSHistory<Lanes: SIMD> where Lanes.Scalar == Float {
  private let memory: Int
  /// s₀, y₀, s₁, y₁, …, the oldest pair first.
  private var vectors: [[Lanes]] = []
  /// The products of ``vectors`` with each other.
  private var products: [[Double]] = []
  /// The products of the gradient with ``vectors``, and with itself.
  private var gradientProducts: [Double]

  /// No pairs yet, at a point with this gradient.
  init(memory: Int, gradient: [Lanes]) {
    self.memory = memory
    gradientProducts = [dot(gradient, gradient)]
  }

  /// Whether no pair is remembered: the direction is steepest descent.
  var isEmpty: Bool { vectors.isEmpty }

  /// Forgets all pairs.
  mutating func removeAll() {
    vectors = []
    products = []
    gradientProducts = [gradientProducts[gradientProducts.count - 1]]
  }

  /// Moves on to a point with this gradient. The pair is remembered if it shows curvature; the oldest
  /// one then makes room.
  mutating func append(step: [Lanes], change: [Lanes], gradient: [Lanes]) {
    if vectors.count == 2 * memory {
      vectors.removeFirst(2)
      products.removeFirst(2)
      for row in products.indices { products[row].removeFirst(2) }
    }
    let old = vectors.count
    let rows = Self.products(of: [gradient, step], with: vectors + [step, change, gradient])
    // The change is the new gradient less the last one, whose products are known.
    let before = gradientProducts.dropLast().suffix(old)
    var changes = zip(rows[0][..<old], before).map { $0 - $1 }
    changes += [rows[1][old + 1], dot(change, change)]
    gradientProducts = rows[0]
    guard changes[old] > 1e-10 * changes[old + 1] else {
      gradientProducts.removeSubrange(old...old + 1)
      return
    }
    vectors += [step, change]
    for row in 0..<old { products[row] += [rows[1][row], changes[row]] }
    products.append(Array(rows[1][..<(old + 2)]))
    products.append(changes)
  }

  /// Where to go from a point with this gradient, the one told last, and the slope in that direction.
  func direction(_ gradient: [Lanes]) -> (direction: [Lanes], slope: Double) {
    var factors = [Double](repeating: 0, count: vectors.count) + [-1]
    /// The product of the sum so far with a vector.
    func product(_ row: Int) -> Double {
      var sum = factors[vectors.count] * gradientProducts[row]
      for other in vectors.indices { sum += factors[other] * products[row][other] }
      return sum
    }
    let pairs = vectors.count / 2
    var alphas = [Double](repeating: 0, count: pairs)
    for pair in (0..<pairs).reversed() {
      alphas[pair] = product(2 * pair) / products[2 * pair][2 * pair + 1]
      factors[2 * pair + 1] -= alphas[pair]
    }
    if let last = vectors.indices.last {
      let scale = products[last - 1][last] / products[last][last]
      for index in factors.indices { factors[index] *= scale }
    }
    for pair in 0..<pairs {
      let beta = product(2 * pair + 1) / products[2 * pair][2 * pair + 1]
      factors[2 * pair] += alphas[pair] - beta
    }
    let slope = zip(factors, gradientProducts).reduce(0) { $0 + $1.0 * $1.1 }
    return (Self.sum(vectors + [gradient], times: factors.map { Float($0) }), slope)
  }

  /// Elements of each vector that are worked on together: they stay in the nearest cache.
  private static var blockSize: Int { 256 }

  /// Σ a·b for each a and each b, a row for each a. As in ``dot(_:_:)``.
  private static func products(of left: [[Lanes]], with right: [[Lanes]]) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: right.count), count: left.count)
    let count = left[0].count
    var start = 0
    while start < count {
      let end = min(start + blockSize, count)
      for (row, a) in left.enumerated() {
        for (column, b) in right.enumerated() {
          result[row][column] += blockProduct(a, b, start..<end)
        }
      }
      start = end
    }
    return result
  }

  /// Σ factor·vector.
  private static func sum(_ vectors: [[Lanes]], times factors: [Float]) -> [Lanes] {
    var result = [Lanes](repeating: .zero, count: vectors[0].count)
    result.withUnsafeMutableBufferPointer { result in
      var start = 0
      while start < result.count {
        let end = min(start + blockSize, result.count)
        for (vector, factor) in zip(vectors, factors) {
          vector.withUnsafeBufferPointer { vector in
            for index in start..<end { result[index] += vector[index] * factor }
          }
        }
        start = end
      }
    }
    return result
  }
}

/// Σ a·b over a range, in single precision.
@inline(__always)
private func blockProduct<Lanes: SIMD>(_ a: [Lanes], _ b: [Lanes], _ range: Range<Int>) -> Double
where Lanes.Scalar == Float {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var even = Lanes.zero
      var odd = Lanes.zero
      var index = range.lowerBound
      while index &+ 1 < range.upperBound {
        even += a[index] * b[index]
        odd += a[index &+ 1] * b[index &+ 1]
        index &+= 2
      }
      if index < range.upperBound { even += a[index] * b[index] }
      let sum = even + odd
      var total = 0.0
      for lane in 0..<Lanes.scalarCount { total += Double(sum[lane]) }
      return total
    }
  }
}

/// Σ a·b, in blocks of single precision that are added in double, always in the same order.
func dot<Lanes: SIMD>(_ a: [Lanes], _ b: [Lanes]) -> Double where Lanes.Scalar == Float {
  var total = 0.0
  var start = 0
  while start < a.count {
    let end = min(start + 256, a.count)
    total += blockProduct(a, b, start..<end)
    start = end
  }
  return total
}
