// Writes a prediction as JSON. Its members and their order are part of the command's contract.

/// Writes predictions as
/// `{"label":…,"probability":…,"probabilities":{…},"paywall":…}`.
///
/// Probabilities have up to six decimals; the four labels' are rounded together (largest remainder),
/// so that their printed values sum to 1 exactly.
public struct PredictionWriter: Sendable {
  private static let unit: Int32 = 1_000_000

  private let member = Piece(#","prediction":"#)
  private let labels: [Piece]
  private let probability = Piece(#","probability":"#)
  private let probabilities: [Piece]
  private let paywall = Piece(#"},"paywall":"#)
  /// The three digits of each number below a thousand, the first one lowest.
  private static let digits: [UInt32] = (0..<1000).map { number in
    let (hundreds, tens) = (UInt32(number / 100), UInt32(number / 10 % 10))
    return 0x303030 | hundreds | tens << 8 | UInt32(number % 10) << 16
  }

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
    write(prediction, to: &output, isMember: false, endsObject: false)
  }

  /// Appends `prediction` as a further member of an object, and the object's end if it is the last one.
  func append(_ prediction: Prediction, to output: inout [UInt8], endingObject: Bool) {
    write(prediction, to: &output, isMember: true, endsObject: endingObject)
  }

  @inline(__always)
  private func write(
    _ prediction: Prediction, to output: inout [UInt8], isMember: Bool, endsObject: Bool
  ) {
    let rounded = Self.rounded(prediction.probabilities)
    let label = Int(prediction.label.rawValue)
    let share = Int32(prediction.paywall * Float(Self.unit) + 0.5)
    let paywallShare = min(max(share, 0), rounded[Int(ParagraphLabel.promo.rawValue)])
    // Room first, then 32 bytes at a time; what was too much is cut off again.
    var position = output.count
    output.append(contentsOf: Self.room)
    var span = output.mutableSpan
    var bytes = span.mutableBytes
    if isMember { member.write(to: &bytes, at: &position) }
    labels[label].write(to: &bytes, at: &position)
    probability.write(to: &bytes, at: &position)
    Self.write(rounded[label], to: &bytes, at: &position)
    for lane in 0..<4 {
      probabilities[lane].write(to: &bytes, at: &position)
      Self.write(rounded[lane], to: &bytes, at: &position)
    }
    paywall.write(to: &bytes, at: &position)
    Self.write(paywallShare, to: &bytes, at: &position)
    bytes.storeBytes(
      of: (0x7D7D as UInt16).littleEndian, toByteOffset: position, as: UInt16.self)
    position &+= endsObject ? 2 : 1
    output.removeLast(output.count - position)
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
      for word in 0..<4 { words[word] = words[word].littleEndian }
      self.words = words
      count = text.utf8.count
    }

    /// Writes 32 bytes, of which those behind the piece are to be overwritten.
    @inline(__always)
    func write(to bytes: inout MutableRawSpan, at position: inout Int) {
      bytes.storeBytes(of: words, toByteOffset: position, as: SIMD4<UInt64>.self)
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
    let missing = unit - (result[0] + result[1] + result[2] + result[3])
    if missing < 0 || missing > 4 {
      // Float sums may be off by a few millionths either way.
      return adjusted(result, remainder, by: missing)
    }
    // One more for each of the largest remainders, the first of equal ones before the others: how many are
    // before each. Without branches, since they are as good as random.
    var before = SIMD4<Int32>.zero
    for lane in 1..<4 {
      for other in 0..<lane {
        let isLarger: Int32 = remainder[lane] > remainder[other] ? 1 : 0
        before[other] &+= isLarger
        before[lane] &+= 1 &- isLarger
      }
    }
    return result &+ SIMD4<Int32>.zero.replacing(with: 1, where: before .< missing)
  }

  /// Takes away or adds one at a time where it is off least.
  private static func adjusted(
    _ rounded: SIMD4<Int32>, _ remainders: SIMD4<Float>, by missing: Int32
  ) -> SIMD4<Int32> {
    var (result, remainder, missing) = (rounded, remainders, missing)
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
      // "0." and six digits, the first in the lowest byte; without the zeros at the end.
      let number = UInt32(bitPattern: millionths)
      let (thousands, rest) = (Int(number / 1000), Int(number % 1000))
      let six = UInt64(digits[thousands]) | UInt64(digits[rest]) << 24
      count = 8 - (six ^ 0x3030_3030_3030).leadingZeroBitCount / 8 + 2
      text = six << 16 | 0x2E30
    } else {
      text = millionths <= 0 ? 0x30 : 0x31
    }
    bytes.storeBytes(of: text.littleEndian, toByteOffset: position, as: UInt64.self)
    position &+= count
  }
}
