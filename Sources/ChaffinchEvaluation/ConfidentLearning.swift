// Finds labels that are likely wrong by confident learning: compares them with predictions of models that
// never saw them. Trains nothing and changes no label.

import Chaffinch

/// A label under suspicion.
public struct LabelSuspect: Sendable, Equatable {
  /// The paragraph's place among those that were looked at, from 0.
  public let index: Int
  /// The label that it was given.
  public let given: ParagraphLabel
  /// The most probable other label.
  public let suggested: ParagraphLabel
  /// The probabilities of the labels, in the order of ``ParagraphLabel/allCases``.
  public let probabilities: SIMD4<Float>
  /// Whether the confident joint counts the paragraph as another label than the one given.
  public let isConfident: Bool

  /// What suspects are ranked by, lowest first: the probability of the given label, 0…1
  /// (self-confidence).
  public var score: Float { probabilities[Int(given.rawValue)] }
}

/// Confident learning (Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in
/// Dataset Labels", Journal of Artificial Intelligence Research 70, 2021).
///
/// The threshold of a label is its mean probability over the paragraphs that were given it. A paragraph
/// is surely enough of the most probable label among those that reach their thresholds. The counts of
/// given against such labels estimate how many labels are wrong; which ones these are is a matter of
/// rank, by the probability of the given label.
public struct ConfidentLearning: Sendable {
  /// The labels' thresholds, 0…1, in the order of ``ParagraphLabel/allCases``; `nil` for a label that
  /// no paragraph was given and none can be sure of.
  public let thresholds: [Double?]
  /// Given against likely labels.
  public let joint: ConfidentJoint
  /// All paragraphs, the most suspicious first; those of equal score in their order.
  public let ranking: [LabelSuspect]

  /// How far below its threshold a probability still reaches it: sums are rounded.
  private static let tolerance = 1e-6

  /// Compares labels with probabilities.
  ///
  /// - Parameters:
  ///   - labels: the given label of each paragraph.
  ///   - probabilities: of the four labels for each paragraph, in the order of
  ///     ``ParagraphLabel/allCases``, by a model that was not trained on it.
  /// - Precondition: both have the same count.
  /// - Complexity: O(n log n).
  public init(labels: [ParagraphLabel], probabilities: [SIMD4<Float>]) {
    precondition(labels.count == probabilities.count, "every label needs its probabilities")
    let thresholds = Self.thresholds(labels, probabilities)
    var joint = ConfidentJoint()
    var suspects: [LabelSuspect] = []
    suspects.reserveCapacity(labels.count)
    for (index, given) in labels.enumerated() {
      let row = probabilities[index]
      let likely = Self.likely(row, thresholds)
      joint.add(given: given, likely: likely)
      let suggested = Self.mostProbable(ParagraphLabel.allCases.filter { $0 != given }, row)
      suspects.append(
        LabelSuspect(
          index: index, given: given, suggested: suggested ?? given, probabilities: row,
          isConfident: likely.map { $0 != given } ?? false))
    }
    self.thresholds = thresholds
    self.joint = joint
    ranking = suspects.sorted { ($0.score, $0.index) < ($1.score, $1.index) }
  }

  private static func thresholds(
    _ labels: [ParagraphLabel], _ probabilities: [SIMD4<Float>]
  ) -> [Double?] {
    var sums = SIMD4<Double>.zero
    var counts = SIMD4<Double>.zero
    for (label, row) in zip(labels, probabilities) {
      let lane = Int(label.rawValue)
      sums[lane] += Double(row[lane])
      counts[lane] += 1
    }
    return ParagraphLabel.allCases.map {
      let lane = Int($0.rawValue)
      return counts[lane] == 0 ? nil : sums[lane] / counts[lane]
    }
  }

  /// The most probable label of those that reach their thresholds.
  private static func likely(_ row: SIMD4<Float>, _ thresholds: [Double?]) -> ParagraphLabel? {
    mostProbable(
      ParagraphLabel.allCases.filter { label in
        let lane = Int(label.rawValue)
        return thresholds[lane].map { Double(row[lane]) >= $0 - tolerance } ?? false
      }, row)
  }

  /// The most probable of some labels, the first of equal ones; `nil` of none.
  private static func mostProbable(_ labels: [ParagraphLabel], _ row: SIMD4<Float>)
    -> ParagraphLabel?
  {
    var best: ParagraphLabel?
    for label in labels {
      if let current = best, row[Int(label.rawValue)] <= row[Int(current.rawValue)] { continue }
      best = label
    }
    return best
  }
}
