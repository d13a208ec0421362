// How far probabilities are from the truth on average: the expected calibration error, and the bins that
// it is the mean of. Draws no diagram.

import Chaffinch

/// Gathers the expected calibration error: the mean over bins of |accuracy − confidence|, weighted by
/// the bins' sizes, in 15 bins of equal width (Guo et al., "On Calibration of Modern Neural Networks",
/// 2017). Confidence is the largest of the four labels' probabilities, and its label is the one that
/// counts as right or wrong, whatever a model's thresholds decide.
struct CalibrationError: Sendable, Equatable {
  private static let bins = 15

  private var counts = [Int](repeating: 0, count: Self.bins)
  private var confidences = [Double](repeating: 0, count: Self.bins)
  private var hits = [Int](repeating: 0, count: Self.bins)

  /// Adds a prediction and the true label.
  mutating func add(_ prediction: Prediction, truth: ParagraphLabel) {
    var best = ParagraphLabel.content
    for label in ParagraphLabel.allCases
    where prediction.probability(of: label) > prediction.probability(of: best) {
      best = label
    }
    let confidence = Double(prediction.probability(of: best))
    let bin = min(max(Int(confidence * Double(Self.bins)), 0), Self.bins - 1)
    counts[bin] += 1
    confidences[bin] += confidence
    if best == truth { hits[bin] += 1 }
  }

  /// The error, in 0…1; `nil` when nothing was added.
  var value: Double? {
    let total = counts.reduce(0, +)
    guard total > 0 else { return nil }
    var sum = 0.0
    for bin in counts.indices { sum += abs(Double(hits[bin]) - confidences[bin]) }
    return sum / Double(total)
  }

  /// The bins with their means.
  var diagram: ReliabilityDiagram {
    ReliabilityDiagram(
      counts.indices.map { bin in
        let count = counts[bin]
        return ReliabilityDiagram.Bin(
          lower: Double(bin) / Double(Self.bins), upper: Double(bin + 1) / Double(Self.bins),
          count: count, confidence: count == 0 ? nil : confidences[bin] / Double(count),
          accuracy: count == 0 ? nil : Double(hits[bin]) / Double(count))
      })
  }

  /// Adds the predictions of another.
  static func += (left: inout CalibrationError, right: CalibrationError) {
    for bin in left.counts.indices {
      left.counts[bin] += right.counts[bin]
      left.confidences[bin] += right.confidences[bin]
      left.hits[bin] += right.hits[bin]
    }
  }
}
