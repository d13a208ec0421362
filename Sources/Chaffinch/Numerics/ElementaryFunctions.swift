// Exponential and logarithm in plain arithmetic, so that models and predictions have the same bits
// on every CPU and C library. Double precision only; no special functions beyond these two.

/// e^x, within 2 units in the last place; 0 below −745, infinity above 709.78, NaN for NaN.
///
/// Cody and Waite's range reduction, x = k·ln 2 + r with |r| ≤ ½ ln 2, and the Taylor polynomial of
/// degree 13 for e^r.
public func exponential(_ x: Double) -> Double {
  guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
  guard x > -745.2 else { return x.isNaN ? x : 0 }
  // Adding and taking away 1.5·2^52 rounds to the nearest integer without a call.
  let k = (x * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52
  let r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
  var sum = 1.0 / 6_227_020_800
  sum = sum * r + 1.0 / 479_001_600
  sum = sum * r + 1.0 / 39_916_800
  sum = sum * r + 1.0 / 3_628_800
  sum = sum * r + 1.0 / 362_880
  sum = sum * r + 1.0 / 40_320
  sum = sum * r + 1.0 / 5_040
  sum = sum * r + 1.0 / 720
  sum = sum * r + 1.0 / 120
  sum = sum * r + 1.0 / 24
  sum = sum * r + 1.0 / 6
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  // Two factors, so that results below the normal range are reached without overflow.
  let exponent = Int(k)
  let half = exponent / 2
  return sum * powerOfTwo(half) * powerOfTwo(exponent - half)
}

/// e^x of each lane for x up to 0, those below −600 taken for −600: the arithmetic, and the bits, of
/// ``exponential(_:)``, side by side.
@inlinable
package func exponential(ofAtMostZero numbers: SIMD4<Double>) -> SIMD4<Double> {
  let x = numbers.replacing(with: -600, where: numbers .< -600)
  // The integer nearest to x / ln 2 then stands in the sum's lowest bits.
  let shifted = x * 1.4426950408889634 + 0x1.8p52
  let k = shifted - 0x1.8p52
  let r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
  var sum = SIMD4<Double>(repeating: 1.0 / 6_227_020_800)
  sum = sum * r + 1.0 / 479_001_600
  sum = sum * r + 1.0 / 39_916_800
  sum = sum * r + 1.0 / 3_628_800
  sum = sum * r + 1.0 / 362_880
  sum = sum * r + 1.0 / 40_320
  sum = sum * r + 1.0 / 5_040
  sum = sum * r + 1.0 / 720
  sum = sum * r + 1.0 / 120
  sum = sum * r + 1.0 / 24
  sum = sum * r + 1.0 / 6
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  var powers = SIMD4<Double>.zero
  for lane in 0..<4 {
    powers[lane] = Double(bitPattern: (shifted[lane].bitPattern &+ 1023) << 52)
  }
  return sum * powers
}

@inline(__always)
private func powerOfTwo(_ exponent: Int) -> Double {
  Double(bitPattern: UInt64(bitPattern: Int64(exponent + 1023)) << 52)
}

/// The natural logarithm, within 2 units in the last place; −infinity for 0, NaN below.
///
/// x = 2^k·m with m in [√½, √2), and log m = 2·artanh((m − 1)/(m + 1)) by its series.
public func naturalLogarithm(_ x: Double) -> Double {
  guard x > 0, x.isFinite else { return x == 0 ? -.infinity : (x > 0 ? x : .nan) }
  var k = Double(x.exponent)
  var m = x.significand
  if m > 1.4142135623730951 {
    m /= 2
    k += 1
  }
  let s = (m - 1) / (m + 1)
  let z = s * s
  var sum = 1.0 / 23
  sum = sum * z + 1.0 / 21
  sum = sum * z + 1.0 / 19
  sum = sum * z + 1.0 / 17
  sum = sum * z + 1.0 / 15
  sum = sum * z + 1.0 / 13
  sum = sum * z + 1.0 / 11
  sum = sum * z + 1.0 / 9
  sum = sum * z + 1.0 / 7
  sum = sum * z + 1.0 / 5
  sum = sum * z + 1.0 / 3
  return k * 0.6931471805599453 + 2 * s + 2 * s * z * sum
}
