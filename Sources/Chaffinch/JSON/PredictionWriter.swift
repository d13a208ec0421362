// Writes a prediction as JSON. Its members and their order are part of the command's contract.

/// Writes predictions as
/// `{"label":…,"probability":…,"probabilities":{…},"paywall":…}`.
///
/// Probabilities have up to six decimals; the four labels' are rounded together (largest remainder),
/// so that their printed values sum to 1 exactly.
public struct PredictionWriter: Sendable {
  private static let unit: Int32 = 1_000_000

  private let labels: [Piece]
  private let probability = Piece(#","probability":"#)
  private let probabilities: [Piece]
  private let paywall = Piece(#"},"paywall":"#)

  /// A writer; it has no settings.
  public init() {
    let names = ParagraphLabel.allCases.map(\.name)
    labels = names.map { Piece(#"{"label":"\#($0)""#) }
    probabilities = names.enumerated().map { index, name in
      Piece((index == 0 ? #","probabilities":{"# : ",") + #""\#(name)":"#)
    }
  }

  /// More bytes than a prediction ever takes.
  private static let room = [UInt8](repeating: 0, count: 256)

  /// Appends `prediction` to `output`.
  public func append(_ prediction: Prediction, to output: inout [UInt8]) {
    let rounded = Self.rounded(prediction.probabilities)
    let label = Int(prediction.label.rawValue)
    let share = Int32(prediction.paywall * Float(Self.unit) + 0.5)
    let paywallShare = min(max(share, 0), rounded[Int(ParagraphLabel.promo.rawValue)])
    // Room first, then eight bytes at a time; what was too much is cut off again.
    var position = output.count
    output.append(contentsOf: Self.room)
    var span = output.mutableSpan
    var bytes = span.mutableBytes
    labels[label].write(to: &bytes, at: &position)
    probability.write(to: &bytes, at: &position)
    Self.write(rounded[label], to: &bytes, at: &position)
    for lane in 0..<4 {
      probabilities[lane].write(to: &bytes, at: &position)
      Self.write(rounded[lane], to: &bytes, at: &position)
    }
    paywall.write(to: &bytes, at: &position)
    Self.write(paywallShare, to: &bytes, at: &position)
    output.removeLast(output.count - position)
    output.append(UInt8(ascii: "}"))
  }

  /// A fixed piece of text, as words of eight bytes.
  private struct Piece {
    private let words: SIMD4<UInt64>
    private let count: Int

    /// A piece of at most 32 bytes.
    init(_ text: String) {
      var words = SIMD4<UInt64>.zero
      for (index, byte) in text.utf8.enumerated() {
        words[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8))
      }
      self.words = words
      count = text.utf8.count
    }

    @inline(__always)
    func write(to bytes: inout MutableRawSpan, at position: inout Int) {
      for word in 0..<4 where 8 * word < count {
        bytes.storeBytes(
          of: words[word].littleEndian, toByteOffset: position + 8 * word, as: UInt64.self)
      }
      position &+= count
    }
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

  /// Appends a probability with up to six decimals.
  static func append(_ probability: Float, to output: inout [UInt8]) {
    append(Int32(min(max(probability, 0), 1) * Float(unit) + 0.5), to: &output)
  }

  /// Appends `millionths` of one as a decimal fraction without trailing zeros.
  static func append(_ millionths: Int32, to output: inout [UInt8]) {
    var position = output.count
    output.append(contentsOf: Self.room)
    var span = output.mutableSpan
    var bytes = span.mutableBytes
    write(millionths, to: &bytes, at: &position)
    output.removeLast(output.count - position)
  }

  @inline(__always)
  private static func write(
    _ millionths: Int32, to bytes: inout MutableRawSpan, at position: inout Int
  ) {
    var text: UInt64 = 0
    var count = 1
    if millionths > 0, millionths < unit {
      // "0." and six digits, the first in the lowest byte.
      var rest = UInt32(bitPattern: millionths)
      for _ in 0..<6 {
        text = text << 8 | UInt64(rest % 10)
        rest /= 10
      }
      count = 8 - text.leadingZeroBitCount / 8 + 2
      text = text << 16 | 0x3030_3030_3030_2E30
    } else {
      text = millionths <= 0 ? 0x30 : 0x31
    }
    bytes.storeBytes(of: text.littleEndian, toByteOffset: position, as: UInt64.self)
    position &+= count
  }
}
