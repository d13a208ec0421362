// Writes a prediction as JSON. Its members and their order are part of the command's contract.

/// Writes predictions as
/// `{"label":…,"probability":…,"probabilities":{…},"paywall":…}`.
///
/// Probabilities have up to six decimals; the four labels' are rounded together (largest remainder),
/// so that their printed values sum to 1 exactly.
public struct PredictionWriter: Sendable {
  private static let unit: Int32 = 1_000_000

  /// A writer; it has no settings.
  public init() {}

  /// Appends `prediction` to `output`.
  public func append(_ prediction: Prediction, to output: inout [UInt8]) {
    let rounded = Self.rounded(prediction.probabilities)
    let promo = rounded[Int(ParagraphLabel.promo.rawValue)]
    output.append(contentsOf: #"{"label":""#.utf8)
    output.append(contentsOf: prediction.label.name.utf8)
    output.append(contentsOf: #"","probability":"#.utf8)
    Self.append(rounded[Int(prediction.label.rawValue)], to: &output)
    output.append(contentsOf: #","probabilities":{"content":"#.utf8)
    Self.append(rounded[0], to: &output)
    output.append(contentsOf: #","caption":"#.utf8)
    Self.append(rounded[1], to: &output)
    output.append(contentsOf: #","promo":"#.utf8)
    Self.append(promo, to: &output)
    output.append(contentsOf: #","byline":"#.utf8)
    Self.append(rounded[3], to: &output)
    output.append(contentsOf: #"},"paywall":"#.utf8)
    let paywall = Int32((prediction.paywall * Float(Self.unit)).rounded())
    Self.append(min(max(paywall, 0), promo), to: &output)
    output.append(UInt8(ascii: "}"))
  }

  /// Millionths that sum to one million, each next to its probability.
  static func rounded(_ probabilities: SIMD4<Float>) -> SIMD4<Int32> {
    let exact = SIMD4<Double>(probabilities) * Double(unit)
    var result = SIMD4<Int32>(truncatingIfNeeded: SIMD4<Int64>(exact))
    var remainder = exact - SIMD4<Double>(result)
    var missing = unit - (result[0] + result[1] + result[2] + result[3])
    // Float sums may be off by a few millionths either way.
    while missing != 0 {
      let step: Int32 = missing > 0 ? 1 : -1
      var chosen = 0
      for lane in 1..<4 where Double(step) * (remainder[lane] - remainder[chosen]) > 0 {
        chosen = lane
      }
      result[chosen] += step
      remainder[chosen] -= Double(step)
      missing -= step
    }
    return result
  }

  /// Appends `millionths` of one as a decimal fraction without trailing zeros.
  static func append(_ millionths: Int32, to output: inout [UInt8]) {
    guard millionths > 0, millionths < unit else {
      output.append(millionths <= 0 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
      return
    }
    output.append(UInt8(ascii: "0"))
    output.append(UInt8(ascii: "."))
    var rest = millionths
    var place = unit / 10
    while rest > 0 {
      output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
      rest %= place
      place /= 10
    }
  }
}
