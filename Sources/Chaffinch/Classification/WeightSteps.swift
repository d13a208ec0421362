// Weights of one byte each, in an array of their own or where they are in a model's bytes. Knows
// nothing of rows and classes.

/// Weights as whole numbers of steps, −128 to 127 each.
public struct WeightSteps: Sendable {
  private let bytes: ModelBytes
  private let range: Range<Int>

  /// The steps of an array.
  public init(_ steps: [Int8]) {
    bytes = .array(steps.map { UInt8(bitPattern: $0) })
    range = 0..<steps.count
  }

  /// The steps that some of a model's bytes are, which are not copied.
  init(_ bytes: ModelBytes, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Calls `body` with all steps.
  func withSpan<Result, Failure: Error>(
    _ body: (Span<Int8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withSignedSpan(of: range, body)
  }
}

extension WeightSteps: RandomAccessCollection {
  /// 0.
  public var startIndex: Int { 0 }
  /// The number of steps.
  public var endIndex: Int { range.count }

  /// The step at a position.
  public subscript(position: Int) -> Int8 {
    precondition(indices.contains(position), "no such weight")
    let place = range.lowerBound + position
    return bytes.withSpan(of: place..<place + 1) { Int8(bitPattern: $0[0]) }
  }
}

extension WeightSteps: Equatable {
  /// Whether the steps are the same, wherever they are.
  public static func == (left: WeightSteps, right: WeightSteps) -> Bool {
    left.elementsEqual(right)
  }
}

extension WeightSteps: ExpressibleByArrayLiteral {
  /// The steps as written.
  public init(arrayLiteral steps: Int8...) { self.init(steps) }
}
