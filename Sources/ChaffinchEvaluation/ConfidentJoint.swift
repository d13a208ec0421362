// Counts of given against likely labels, and the estimate of wrong labels that follows from them. Says
// nothing of single paragraphs; see `ConfidentLearning`.

import Chaffinch

/// The confident joint: how many paragraphs were given one label and are surely enough of another.
/// Paragraphs that are sure of none are in no cell.
public struct ConfidentJoint: Sendable, Equatable {
  private static let size = ParagraphLabel.allCases.count

  private var counts = [Int](repeating: 0, count: size * size)
  private var totals = [Int](repeating: 0, count: size)

  /// A joint of nothing.
  init() {}

  /// Counts a paragraph; `likely` is `nil` when it is sure of no label.
  mutating func add(given: ParagraphLabel, likely: ParagraphLabel?) {
    totals[Int(given.rawValue)] += 1
    if let likely { counts[Self.cell(given, likely)] += 1 }
  }

  /// How many paragraphs of `given` are surely enough `likely`.
  public subscript(given given: ParagraphLabel, likely likely: ParagraphLabel) -> Int {
    counts[Self.cell(given, likely)]
  }

  /// All paragraphs that were given a label, sure or not.
  public func support(of given: ParagraphLabel) -> Int { totals[Int(given.rawValue)] }

  /// How many of all paragraphs of `given` are `likely`, by estimate: the shares of the row, in which
  /// the label itself counts at least 1, times the row's ``support(of:)``. So the estimates of all
  /// pairs sum to the number of paragraphs.
  public func estimate(given: ParagraphLabel, likely: ParagraphLabel) -> Double {
    func count(_ label: ParagraphLabel) -> Int {
      max(self[given: given, likely: label], label == given ? 1 : 0)
    }
    let row = ParagraphLabel.allCases.reduce(0) { $0 + count($1) }
    return Double(count(likely)) / Double(row) * Double(support(of: given))
  }

  /// How many labels are wrong, by estimate.
  public var estimatedErrors: Double {
    var sum = 0.0
    for given in ParagraphLabel.allCases {
      for likely in ParagraphLabel.allCases where likely != given {
        sum += estimate(given: given, likely: likely)
      }
    }
    return sum
  }

  private static func cell(_ given: ParagraphLabel, _ likely: ParagraphLabel) -> Int {
    Int(given.rawValue) * size + Int(likely.rawValue)
  }
}
