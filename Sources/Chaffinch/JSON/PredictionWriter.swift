// Writes a prediction as JSON. Its members and their order are part of the command's contract.

/// Writes predictions as
/// `{"label":…,"probability":…,"probabilities":{…},"paywall":…}`.
///
/// Probabilities have up to six decimals; the four labels' are rounded together (largest remainder),
/// so that their printed values sum to 1 exactly.
public struct PredictionWriter: Sendable {
  private static let unit: Int32 = 1_000_000

  private let labelStarts: [[UInt8]]
  private let probability = Array(#","probability":"#.utf8)
  private let probabilities: [[UInt8]]
  private let paywall = Array(#"},"paywall":"#.utf8)

  /// A writer; it has no settings.
  public init() {
    let names = ParagraphLabel.allCases.map(\.name)
    labelStarts = names.map { Array(#"{"label":"\#($0)""#.utf8) }
    probabilities = names.enumerated().map { index, name in
      Array((index == 0 ? #","probabilities":{"# : ",").utf8) + Array(#""\#(name)":"#.utf8)
    }
  }

  /// Appends `prediction` to `output`.
  public func append(_ prediction: Prediction, to output: inout [UInt8]) {
    let rounded = Self.rounded(prediction.probabilities)
    let label = Int(prediction.label.rawValue)
    output.append(contentsOf: labelStarts[label])
    output.append(contentsOf: probability)
    Self.append(rounded[label], to: &output)
    for lane in 0..<4 {
      output.append(contentsOf: probabilities[lane])
      Self.append(rounded[lane], to: &output)
    }
    output.append(contentsOf: paywall)
    let share = Int32(prediction.paywall * Float(Self.unit) + 0.5)
    Self.append(min(max(share, 0), rounded[Int(ParagraphLabel.promo.rawValue)]), to: &output)
    output.append(UInt8(ascii: "}"))
  }

  /// Millionths that sum to one million, each next to its probability.
  static func rounded(_ probabilities: SIMD4<Float>) -> SIMD4<Int32> {
    var result = SIMD4<Int32>.zero
    var remainder = SIMD4<Float>.zero
    for lane in 0..<4 {
      let exact = probabilities[lane] * Float(unit)
      result[lane] = Int32(exact)
      remainder[lane] = exact - Float(result[lane])
    }
    var missing = unit - (result[0] + result[1] + result[2] + result[3])
    // Float sums may be off by a few millionths either way.
    while missing != 0 {
      let step: Int32 = missing > 0 ? 1 : -1
      var chosen = 0
      for lane in 1..<4 where Float(step) * (remainder[lane] - remainder[chosen]) > 0 {
        chosen = lane
      }
      result[chosen] += step
      remainder[chosen] -= Float(step)
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
    var rest = UInt32(millionths)
    // A byte a digit, the first digit lowest.
    var digits: UInt64 = 0
    var count = 6
    while rest % 10 == 0 {
      rest /= 10
      count &-= 1
    }
    for _ in 0..<count {
      digits = digits << 8 | UInt64(rest % 10 + 0x30)
      rest /= 10
    }
    output.append(UInt8(ascii: "0"))
    output.append(UInt8(ascii: "."))
    for _ in 0..<count {
      output.append(UInt8(truncatingIfNeeded: digits))
      digits >>= 8
    }
  }
}
