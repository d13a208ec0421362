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
    for column in 0..<size {
      var pivot = rows[column * size + column]
      for k in 0..<column { pivot -= rows[column * size + k] * rows[column * size + k] }
      let root = pivot > 1e-12 ? pivot.squareRoot() : 1
      rows[column * size + column] = root
      for row in (column + 1)..<max(size, column + 1) {
        var value = rows[row * size + column]
        for k in 0..<column { value -= rows[row * size + k] * rows[column * size + k] }
        rows[row * size + column] = value / root
      }
      for above in (column + 1)..<max(size, column + 1) { rows[column * size + above] = 0 }
    }
    self.size = size
    self.rows = rows
  }

  /// x with Lᵀ·x = `right`.
  func solvingTransposed(_ right: [ClassVector]) -> [ClassVector] {
    var result = right.map { SIMD8<Double>($0) }
    for row in (0..<size).reversed() {
      result[row] /= rows[row * size + row]
      let value = result[row]
      for k in 0..<row { result[k] -= value * rows[row * size + k] }
    }
    return result.map { ClassVector($0) }
  }

  /// x with L·x = `right`.
  func solving(_ right: [ClassVector]) -> [ClassVector] {
    var result = right.map { SIMD8<Double>($0) }
    for row in 0..<size {
      var value = result[row]
      for k in 0..<row { value -= result[k] * rows[row * size + k] }
      result[row] = value / rows[row * size + row]
    }
    return result.map { ClassVector($0) }
  }
}
