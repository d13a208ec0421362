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

  @inline(__always)
  mutating func put(_ values: ClassVector, _ name: @autoclosure () -> String) {
    for lane in 0..<InnerLabel.count { put(values[lane], name()) }
  }

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
