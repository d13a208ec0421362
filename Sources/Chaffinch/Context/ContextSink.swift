// Takes the context features of a paragraph one after the other: as numbers for the model, or with
// their names for people. Computes nothing.

/// Takes context features, always equally many in the same order for one kind of article.
protocol ContextSink {
  /// Hears the family of the features that follow; none for those that cannot be left out.
  mutating func begin(_ family: ContextFamilies)
  /// Takes a number.
  mutating func put(_ value: Float, _ name: @autoclosure () -> String)
  /// Takes a number for each class.
  mutating func put(_ values: ClassVector, _ name: @autoclosure () -> String)
}

extension ContextSink {
  @inline(__always)
  mutating func begin(_ family: ContextFamilies) {}

  /// Takes 1 for true and 0 for false.
  @inline(__always)
  mutating func put(_ flag: Bool, _ name: @autoclosure () -> String) {
    put(flag ? 1 as Float : 0, name())
  }
}

/// Keeps the numbers.
struct ContextRow: ContextSink {
  private(set) var values: [Float] = []

  /// An empty row with room for `count` numbers.
  init(capacity: Int = 512) { values.reserveCapacity(capacity) }

  /// Forgets the numbers and keeps the room.
  mutating func removeAll() { values.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    values.append(value)
  }

  @inline(__always)
  mutating func put(_ vector: ClassVector, _ name: @autoclosure () -> String) {
    for lane in 0..<InnerLabel.count { values.append(vector[lane]) }
  }
}

/// Weighs the numbers as they come: the hot path. Nothing is kept of a number that is 0, and most are.
struct ContextScores: ContextSink {
  private let lanes: [SIMD4<Float>]
  private let gateCount: Int
  private var place = 0
  private var plain = SIMD4<Float>.zero
  // The sums of the other gates, by name: an array would be memory.
  private var first = SIMD4<Float>.zero
  private var second = SIMD4<Float>.zero
  private var third = SIMD4<Float>.zero
  private var fourth = SIMD4<Float>.zero

  init(_ round: ContextModel.Round) {
    lanes = round.lanes
    gateCount = round.gateCount
  }

  /// Starts with the next paragraph.
  mutating func begin() {
    place = 0
    plain = .zero
    first = .zero
    second = .zero
    third = .zero
    fourth = .zero
  }

  @inline(__always)
  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    add(value)
  }

  @inline(__always)
  mutating func put(_ vector: ClassVector, _ name: @autoclosure () -> String) {
    for lane in 0..<InnerLabel.count { add(vector[lane]) }
  }

  @inline(__always)
  private mutating func add(_ value: Float) {
    if value != 0 {
      plain += lanes[place] * value
      if gateCount > 1 { first += lanes[place &+ 1] * value }
      if gateCount > 2 { second += lanes[place &+ 2] * value }
      if gateCount > 3 { third += lanes[place &+ 3] * value }
      if gateCount > 4 { fourth += lanes[place &+ 4] * value }
    }
    place &+= gateCount
  }

  /// The scores of the paragraph whose features have all come.
  mutating func scores(_ gates: SIMD8<Float>) -> ClassVector {
    add(1)
    var sum = plain
    sum += first * gates[1]
    sum += second * gates[2]
    sum += third * gates[3]
    sum += fourth * gates[4]
    return ClassVector(sum[0], sum[1], sum[2], sum[3], 0, 0, 0, 0)
  }
}

/// Keeps the names and the families.
struct ContextNames: ContextSink {
  private(set) var names: [String] = []
  /// The family of each name.
  private(set) var families: [ContextFamilies] = []
  private var family: ContextFamilies = []

  mutating func begin(_ family: ContextFamilies) { self.family = family }

  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    names.append(name())
    families.append(family)
  }

  mutating func put(_ vector: ClassVector, _ name: @autoclosure () -> String) {
    let name = name()
    for label in InnerLabel.allCases {
      names.append("\(name) \(label.name)")
      families.append(family)
    }
  }
}

/// Logarithms of small whole numbers, which context features ask for again and again.
struct LogarithmTable: Sendable {
  static let shared = LogarithmTable()
  private let values: [Float]

  private init() {
    values = (0..<1024).map { Float(naturalLogarithm(Double(max($0, 1)))) }
  }

  /// log(`number`), 0 below 1.
  @inline(__always)
  func callAsFunction(_ number: Int) -> Float {
    number < values.count
      ? values[max(number, 0)] : Float(naturalLogarithm(Double(number)))
  }
}
