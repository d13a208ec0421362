// Scores of five classes as four contrasts, and back. Training runs in contrasts: a fifth number would
// follow from the other four. Knows no loss.

import Chaffinch

/// Numbers of the classes whose sum is 0, in four coordinates.
typealias ContrastVector = SIMD4<Float>

/// Helmert's contrasts, orthonormal: h_k = (1, …, 1, −k, 0, …) / √(k(k + 1)) with k ones.
///
/// At the optimum of a symmetric penalty the classes' weights of a feature sum to 0, and so do the
/// residuals of every example; from 0 a search by gradients never leaves these weights. The contrasts
/// keep lengths and angles, so the search takes the same steps in four lanes that it would take in five.
enum ClassContrasts {
  /// h₁ to h₄ over the classes.
  private static let first = ClassVector(0.70710678, -0.70710678, 0, 0, 0, 0, 0, 0)
  private static let second = ClassVector(0.40824829, 0.40824829, -0.81649658, 0, 0, 0, 0, 0)
  private static let third = ClassVector(
    0.28867513, 0.28867513, 0.28867513, -0.86602540, 0, 0, 0, 0)
  private static let fourth = ClassVector(
    0.22360680, 0.22360680, 0.22360680, 0.22360680, -0.89442719, 0, 0, 0)

  /// The numbers of the classes: Σ z_k·h_k.
  @inline(__always)
  static func classes(_ contrasts: ContrastVector) -> ClassVector {
    first * contrasts[0] + second * contrasts[1] + third * contrasts[2] + fourth * contrasts[3]
  }

  /// The contrasts of the classes' numbers: their products with h₁ to h₄. What all classes have in common
  /// is lost.
  @inline(__always)
  static func contrasts(_ classes: ClassVector) -> ContrastVector {
    var result = ContrastVector(0.70710678, 0.40824829, 0.28867513, 0.22360680) * classes[0]
    result += ContrastVector(-0.70710678, 0.40824829, 0.28867513, 0.22360680) * classes[1]
    result += ContrastVector(0, -0.81649658, 0.28867513, 0.22360680) * classes[2]
    result += ContrastVector(0, 0, -0.86602540, 0.22360680) * classes[3]
    result += ContrastVector(0, 0, 0, -0.89442719) * classes[4]
    return result
  }
}
