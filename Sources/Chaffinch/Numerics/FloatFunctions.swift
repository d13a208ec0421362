// Exponential and logarithm in single precision and plain arithmetic, several numbers at a time: the same
// bits on every CPU, at a fraction of the cost of those in double precision.

/// e^x of each lane, within 3 units in the last place for −87 ≤ x ≤ 88; 0 below −87, infinity above 88; of
/// NaN NaN or infinity.
///
/// x = k·ln 2 + r with |r| ≤ ½ ln 2, and the minimax polynomial for e^r of the Cephes library (Moshier).
@inline(__always)
func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
  // Adding 1.5·2^23 rounds to the nearest integer, which then stands in the sum's lowest bits.
  let rounded = x * 1.442695041 + 12_582_912
  let k = rounded - 12_582_912
  let r = (x - k * 0.693359375) + k * 2.12194440e-4
  // Terms two by two (Estrin): a chain half as long as Horner's.
  let square = r * r
  let low = (r * 1.6666665459e-1 + 5.0000001201e-1) * square + (r + 1)
  let high =
    (r * 1.9875691500e-4 + 1.3981999507e-3) * square + (r * 8.3334519073e-3 + 4.1665795894e-2)
  let sum = high * (square * square) + low
  let power = (integers(rounded) &+ 127) &<< 23
  var result = sum * floats(power)
  result.replace(with: 0, where: x.isBelow(SIMD8(repeating: -87)))
  result.replace(with: .infinity, where: SIMD8(repeating: 88).isBelow(x))
  return result
}

/// The natural logarithm of each lane, within 3 units in the last place of it or of 1, for normal
/// positive numbers; of others something without meaning, but no trap.
///
/// x = 2^k·m with m in [√½, √2), and the minimax polynomial for log m of the Cephes library (Moshier).
/// Not part of its callers: they put lanes together from numbers, and the optimiser would go on lane by
/// lane.
@inline(never)
func naturalLogarithm(_ x: SIMD4<Float>) -> SIMD4<Float> {
  let bits = unsafeBitCast(x, to: SIMD4<Int32>.self)
  // The bits of √½: what lies above them, in steps of the exponent, is k.
  let steps = (bits &- 0x3F35_04F3) & SIMD4(repeating: -0x80_0000)
  let r = unsafeBitCast(bits &- steps, to: SIMD4<Float>.self) - 1
  // k as a number, without a conversion: 1.5·2^23 + k less 1.5·2^23.
  let k = unsafeBitCast((steps &>> 23) &+ 0x4B40_0000, to: SIMD4<Float>.self) - 12_582_912
  let z = r * r
  // Terms two by two (Estrin): a chain half as long as Horner's.
  let fourth = z * z
  let first = (r * 2.0000714765e-1 - 2.4999993993e-1) * r + 3.3333331174e-1
  let second = (r * 1.4249322787e-1 - 1.6668057665e-1) + (r * 1.1676998740e-1 - 1.2420140846e-1) * z
  let third = r * 7.0376836292e-2 - 1.1514610310e-1
  let sum = (third * fourth + second) * (z * r) + first
  let tail = sum * r * z - k * 2.12194440e-4 - z * 0.5
  return (r + tail) + k * 0.693359375
}

extension Float {
  /// The natural logarithm, as that of four; −infinity for 0, NaN below, infinity and NaN for themselves.
  var logarithm: Float {
    guard self >= .leastNormalMagnitude, isFinite else {
      return Float(Chaffinch.naturalLogarithm(Double(self)))
    }
    return Chaffinch.naturalLogarithm(SIMD4(repeating: self))[0]
  }
}

extension SIMD8 where Scalar == Float {
  /// Where the lanes are below another's, for finite numbers and infinities that differ; of others either.
  ///
  /// The operators that compare lanes of floating-point numbers go lane by lane through memory; signs of
  /// differences are compared at once.
  @inline(__always)
  func isBelow(_ other: Self) -> SIMDMask<SIMD8<Int32>> {
    (integers(self - other) & SIMD8<Int32>(repeating: .min)) .!= SIMD8<Int32>.zero
  }

  /// The lanes that are above 0, and 0 for the others.
  @inline(__always)
  var positivePart: Self {
    let bits = integers(self)
    return floats(bits & ~(bits &>> 31))
  }
}

extension SIMD4 where Scalar == Float {
  /// The lanes that are above 0, and 0 for the others.
  @inline(__always)
  var positivePart: Self {
    let bits = unsafeBitCast(self, to: SIMD4<Int32>.self)
    return unsafeBitCast(bits & ~(bits &>> 31), to: Self.self)
  }
}

// The lanes' bits, by the only way there is to them.

@inline(__always)
private func integers(_ x: SIMD8<Float>) -> SIMD8<Int32> { unsafeBitCast(x, to: SIMD8<Int32>.self) }

@inline(__always)
private func floats(_ bits: SIMD8<Int32>) -> SIMD8<Float> {
  unsafeBitCast(bits, to: SIMD8<Float>.self)
}
