// Counts of labels. Knows nothing of what was counted.

import Chaffinch

/// A count for each label, in the labels' order.
public struct LabelCounts: Sendable, Equatable {
  private var counts: SIMD8<Int> = .zero

  /// Nothing of any label.
  public init() {}

  /// The count of a label.
  public subscript(label: InnerLabel) -> Int {
    get { counts[label.rawValue] }
    set { counts[label.rawValue] = newValue }
  }

  /// All labels together.
  public var total: Int { counts.wrappedSum() }

  /// Adds count to count.
  public static func += (left: inout LabelCounts, right: LabelCounts) {
    left.counts &+= right.counts
  }

  /// The labels whose count is not 0, with their counts, in the labels' order.
  public var present: [(label: InnerLabel, count: Int)] {
    InnerLabel.allCases.compactMap { self[$0] == 0 ? nil : ($0, self[$0]) }
  }
}
