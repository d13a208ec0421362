// The Cholesky factor of a small symmetric matrix and its triangular solutions: the scale by which the
// context model's search is made round. No pivoting, nothing for large matrices.

import Chaffinch

/// A lower triangular matrix L with L·Lᵀ = A for a positive definite A (Golub and Van Loan, "Matrix
/// Computations", 4.2).
struct CholeskyFactor: Sendable {
  /// The number of rows.
  let size: Int
  /// The rows one behind the other, zeros above the diagonal.
  private let rows: [Double]

  /// The factor of `matrix`, `size` rows behind one another, of which the lower half is read. A pivot
  /// that rounding spoilt is taken for 1.
  ///
  /// - Complexity: O(size³).
  init(_ matrix: [Double], size: Int) {
    var rows = matrix
    rows.withUnsafeMutableBufferPointer { rows in
      /// The product of the first `count` elements of two rows, in four sums side by side.
      func product(_ left: Int, _ right: Int, _ count: Int) -> Double {
        var sums = SIMD4<Double>.zero
        var k = 0
        while k &+ 4 <= count {
          let (i, j) = (left &+ k, right &+ k)
          sums +=
            SIMD4(rows[i], rows[i &+ 1], rows[i &+ 2], rows[i &+ 3])
            * SIMD4(rows[j], rows[j &+ 1], rows[j &+ 2], rows[j &+ 3])
          k &+= 4
        }
        while k < count {
          sums[0] += rows[left &+ k] * rows[right &+ k]
          k &+= 1
        }
        return (sums[0] + sums[1]) + (sums[2] + sums[3])
      }
      for column in 0..<size {
        let start = column * size
        let pivot = rows[start + column] - product(start, start, column)
        let root = pivot > 1e-12 ? pivot.squareRoot() : 1
        rows[start + column] = root
        for row in (column + 1)..<max(size, column + 1) {
          let below = row * size
          rows[below + column] = (rows[below + column] - product(below, start, column)) / root
        }
        for above in (column + 1)..<max(size, column + 1) { rows[start + above] = 0 }
      }
    }
    self.size = size
    self.rows = rows
  }

  /// x with Lᵀ·x = `right`, lane by lane.
  func solvingTransposed(_ right: [ContrastVector]) -> [ContrastVector] {
    var result = right.map { SIMD4<Double>($0) }
    rows.withUnsafeBufferPointer { rows in
      result.withUnsafeMutableBufferPointer { result in
        for row in (0..<size).reversed() {
          let start = row * size
          let value = result[row] / rows[start + row]
          result[row] = value
          for k in 0..<row { result[k] -= value * rows[start &+ k] }
        }
      }
    }
    return result.map { ContrastVector($0) }
  }

  /// x with L·x = `right`, lane by lane.
  func solving(_ right: [ContrastVector]) -> [ContrastVector] {
    var result = right.map { SIMD4<Double>($0) }
    rows.withUnsafeBufferPointer { rows in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<size {
          let start = row * size
          var (even, odd) = (result[row], SIMD4<Double>.zero)
          var k = 0
          while k &+ 1 < row {
            even -= result[k] * rows[start &+ k]
            odd -= result[k &+ 1] * rows[start &+ k &+ 1]
            k &+= 2
          }
          if k < row { even -= result[k] * rows[start &+ k] }
          result[row] = (even + odd) / rows[start + row]
        }
      }
    }
    return result.map { ContrastVector($0) }
  }
}
