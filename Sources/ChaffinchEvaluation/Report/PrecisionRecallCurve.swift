// How precision falls as recall grows when paragraphs are taken in the order of a label's probability.
// Draws nothing.

import Chaffinch

/// The precision–recall curve of one label against all others.
///
/// Labelled paragraphs without a prediction are never retrieved: where there are any of the label, the
/// curve ends before a recall of 1.
public struct PrecisionRecallCurve: Sendable, Equatable {
  /// A threshold with what it gives: all paragraphs of at least that probability are taken for the label.
  public struct Point: Sendable, Equatable {
    /// The share of the label's paragraphs that are taken, in 0…1.
    public let recall: Double
    /// The share of the paragraphs taken that have the label, in 0…1.
    public let precision: Double
    /// The least probability that is taken, in 0…1.
    public let threshold: Double
  }

  /// The label.
  public let label: ParagraphLabel
  /// The points by falling threshold, so by growing recall; a bounded number. Empty where the label
  /// does not occur.
  public let points: [Point]
  /// Σ (R_n − R_{n−1})·P_n over all thresholds, as scikit-learn's `average_precision_score` defines it,
  /// in 0…1; `nil` where the label does not occur.
  public let averagePrecision: Double?

  /// Columns of the drawing that ``points`` are thinned for.
  private static let columns = 200

  /// The curve of `label` over the labelled paragraphs of a corpus.
  ///
  /// - Complexity: O(n log n) for n paragraphs.
  public init(of label: ParagraphLabel, in corpus: ScoredCorpus) {
    var examples: [(score: Float, isPositive: Bool)] = []
    var missed = 0
    for scored in corpus.articles {
      missed += InnerLabel.allCases.reduce(0) {
        $1.label == label ? $0 + scored.article.unmatched[$1] : $0
      }
      for (paragraph, prediction) in zip(scored.article.paragraphs, scored.predictions) {
        guard let truth = paragraph.label?.label else { continue }
        if let prediction {
          examples.append((prediction.probability(of: label), truth == label))
        } else if truth == label {
          missed += 1
        }
      }
    }
    self.init(label: label, examples: examples, missed: missed)
  }

  /// The curve of examples given by the label's probability and whether they have it, and of `missed`
  /// ones that have the label and no probability.
  init(
    label: ParagraphLabel, examples: [(score: Float, isPositive: Bool)], missed: Int = 0
  ) {
    self.label = label
    let positives = missed + examples.count { $0.isPositive }
    guard positives > 0 else {
      points = []
      averagePrecision = nil
      return
    }
    let sorted = examples.sorted { $0.score > $1.score }
    var points: [Point] = []
    var average = 0.0
    var hits = 0
    for (index, example) in sorted.enumerated() {
      if example.isPositive { hits += 1 }
      // Equal scores are taken together: no threshold parts them.
      if index + 1 < sorted.count, sorted[index + 1].score == example.score { continue }
      let point = Point(
        recall: Double(hits) / Double(positives), precision: Double(hits) / Double(index + 1),
        threshold: Double(example.score))
      average += (point.recall - (points.last?.recall ?? 0)) * point.precision
      points.append(point)
    }
    averagePrecision = average
    self.points = Self.thinned(points)
  }

  /// The points that a line needs to look the same when it is as many pixels wide as there are columns: of
  /// each column the first, the last, the lowest and the highest (Jugel et al., "M4: A
  /// Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
  private static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 4 * columns else { return points }
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = Int(points[start].recall * Double(columns))
      var end = start
      var lowest = start
      var highest = start
      while end < points.count, Int(points[end].recall * Double(columns)) == column {
        if points[end].precision < points[lowest].precision { lowest = end }
        if points[end].precision > points[highest].precision { highest = end }
        end += 1
      }
      var last = -1
      for place in [start, min(lowest, highest), max(lowest, highest), end - 1] where place > last {
        kept.append(points[place])
        last = place
      }
      start = end
    }
    return kept
  }
}
