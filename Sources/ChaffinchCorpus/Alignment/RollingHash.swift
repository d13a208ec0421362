// Arithmetic modulo the Mersenne prime 2^61 − 1, as far as polynomial rolling hashes need it. Hashes
// no texts itself.

/// Residues modulo 2^61 − 1; every argument and result is below ``modulus``.
enum RollingHash {
  /// 2^61 − 1: products of residues fit 128 bits and are reduced without division.
  static let modulus: UInt64 = 1 << 61 - 1

  /// The base of the polynomial, an arbitrary residue. Stored hashes depend on it: it never changes.
  static let base: UInt64 = 0x0c3a_59f1_6b27_e84d

  /// The sum of two residues.
  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left + right
    return sum >= modulus ? sum - modulus : sum
  }

  /// The product of two residues.
  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let wide = left.multipliedFullWidth(by: right)
    // 2^61 is 1: the bits above the lowest 61 are added to them.
    return sum(wide.low & modulus, wide.high << 3 | wide.low >> 61)
  }

  /// The base to the power `exponent`, by squaring.
  static func power(_ exponent: Int) -> UInt64 {
    var result: UInt64 = 1
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }
}
