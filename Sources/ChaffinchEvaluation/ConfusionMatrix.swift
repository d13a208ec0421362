// Counts of true against predicted labels, and the scores that follow from them alone.

import Chaffinch

/// Rows are true labels, columns predicted ones, as in scikit-learn; one column more counts the
/// paragraphs that were never predicted because the segmentation did not find them. These are errors:
/// support, recall, F1 and accuracy see them, precision does not.
public struct ConfusionMatrix: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: size * size)
  private var unmatchedCounts = [Int](repeating: 0, count: size)
  private static let size = ParagraphLabel.allCases.count

  /// A matrix of nothing.
  public init() {}

  /// The counts of pairs of a true and a predicted label.
  public init(_ pairs: some Sequence<(truth: ParagraphLabel, predicted: ParagraphLabel)>) {
    for pair in pairs { add(truth: pair.truth, predicted: pair.predicted) }
  }

  /// Counts one paragraph.
  public mutating func add(truth: ParagraphLabel, predicted: ParagraphLabel) {
    counts[Int(truth.rawValue) * Self.size + Int(predicted.rawValue)] += 1
  }

  /// Counts paragraphs that were not found and so have no prediction.
  public mutating func addUnmatched(truth: ParagraphLabel, count: Int) {
    unmatchedCounts[Int(truth.rawValue)] += count
  }

  /// How many paragraphs of `truth` were not found.
  public func unmatched(of truth: ParagraphLabel) -> Int { unmatchedCounts[Int(truth.rawValue)] }

  /// All paragraphs that were not found.
  public var unmatchedTotal: Int { unmatchedCounts.reduce(0, +) }

  /// How many paragraphs of `truth` were predicted as `predicted`.
  public subscript(truth truth: ParagraphLabel, predicted predicted: ParagraphLabel) -> Int {
    counts[Int(truth.rawValue) * Self.size + Int(predicted.rawValue)]
  }

  /// All paragraphs, found or not.
  public var total: Int { counts.reduce(0, +) + unmatchedTotal }

  /// Paragraphs whose true label is `label`, found or not.
  public func support(of label: ParagraphLabel) -> Int {
    ParagraphLabel.allCases.reduce(unmatched(of: label)) {
      $0 + self[truth: label, predicted: $1]
    }
  }

  /// Paragraphs predicted as `label`.
  public func predictedCount(of label: ParagraphLabel) -> Int {
    ParagraphLabel.allCases.reduce(0) { $0 + self[truth: $1, predicted: label] }
  }

  /// The share of the paragraphs predicted as `label` that are it; `nil` when there are none.
  public func precision(of label: ParagraphLabel) -> Double? {
    Self.ratio(self[truth: label, predicted: label], predictedCount(of: label))
  }

  /// The share of the paragraphs of `label` that were predicted as it; `nil` when there are none.
  public func recall(of label: ParagraphLabel) -> Double? {
    Self.ratio(self[truth: label, predicted: label], support(of: label))
  }

  /// 2·hits / (predicted + true), the harmonic mean of precision and recall; `nil` when the label
  /// neither occurs nor was predicted.
  public func f1(of label: ParagraphLabel) -> Double? {
    Self.ratio(
      2 * self[truth: label, predicted: label], predictedCount(of: label) + support(of: label))
  }

  /// The mean of the labels' F1, over those that have one; `nil` when none has.
  public var macroF1: Double? {
    let scores = ParagraphLabel.allCases.compactMap { f1(of: $0) }
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }

  /// The share of paragraphs with the right label; `nil` when there are no paragraphs.
  public var accuracy: Double? {
    Self.ratio(
      ParagraphLabel.allCases.reduce(0) { $0 + self[truth: $1, predicted: $1] }, total)
  }

  /// The Matthews correlation coefficient for several classes, in −1…1 (Gorodkin, "Comparing two K-category
  /// assignments by a K-category correlation coefficient", 2004): (c·s − Σ t_k·p_k) /
  /// √((s² − Σ p_k²)·(s² − Σ t_k²)), with c right ones of s, and t_k true and p_k predicted ones of each
  /// label. Paragraphs that were not found count as predicted to be a fifth thing. `nil` where all
  /// have one label, or all are predicted as one: the coefficient is 0/0 then.
  public var matthewsCorrelation: Double? {
    let labels = ParagraphLabel.allCases
    let truth = labels.map { Double(support(of: $0)) }
    let predicted = labels.map { Double(predictedCount(of: $0)) } + [Double(unmatchedTotal)]
    let right = labels.reduce(0.0) { $0 + Double(self[truth: $1, predicted: $1]) }
    let all = Double(total)
    let spread =
      (all * all - predicted.reduce(0) { $0 + $1 * $1 })
      * (all * all - truth.reduce(0) { $0 + $1 * $1 })
    guard spread > 0 else { return nil }
    return (right * all - zip(truth, predicted).reduce(0) { $0 + $1.0 * $1.1 })
      / spread.squareRoot()
  }

  /// Adds the paragraphs of another matrix.
  public static func += (left: inout ConfusionMatrix, right: ConfusionMatrix) {
    for cell in left.counts.indices { left.counts[cell] += right.counts[cell] }
    for row in left.unmatchedCounts.indices {
      left.unmatchedCounts[row] += right.unmatchedCounts[row]
    }
  }

  private static func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }
}
