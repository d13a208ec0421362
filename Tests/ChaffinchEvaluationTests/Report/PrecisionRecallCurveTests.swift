// Tests precision–recall curves: by hand, and against scikit-learn's figures.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchEvaluation

@Suite struct PrecisionRecallCurveTests {
  private func curve(_ truths: [Int], _ scores: [Float], missed: Int = 0) -> PrecisionRecallCurve {
    PrecisionRecallCurve(
      label: .content, examples: zip(truths, scores).map { ($1, $0 == 1) }, missed: missed)
  }

  @Test("Points by falling threshold, worked by hand")
  func points() {
    // 0.8 takes one of two positives; 0.4 a negative too; 0.35 the second positive; 0.1 all four.
    let curve = curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    #expect(curve.points.map(\.recall) == [0.5, 0.5, 1, 1])
    #expect(curve.points.map(\.precision) == [1, 0.5, 2.0 / 3, 0.5])
    // ½ · 1 + ½ · ⅔; scikit-learn 1.9: 0.8333333333333333.
    #expect(abs((curve.averagePrecision ?? 0) - 0.8333333333333333) < 1e-12)
  }

  @Test("Equal scores are taken together, as scikit-learn takes them")
  func ties() {
    let curve = curve(
      [1, 0, 1, 1, 0, 0, 1, 0, 1, 0],
      [0.875, 0.75, 0.75, 0.625, 0.5, 0.5, 0.5, 0.375, 0.25, 0.125])
    // scikit-learn 1.9, average_precision_score and precision_recall_curve.
    #expect(abs((curve.averagePrecision ?? 0) - 0.7087301587301587) < 1e-12)
    #expect(curve.points.map(\.threshold) == [0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125])
    #expect(curve.points.map(\.recall) == [0.2, 0.4, 0.6, 0.8, 0.8, 1, 1])
  }

  /// Five thousand scores of a congruential generator; the higher one, the likelier a positive.
  private var many: (truths: [Int], scores: [Float]) {
    var state = 12345
    func next() -> Double {
      state = (state * 1_103_515_245 + 12345) % (1 << 31)
      return Double(state) / Double(1 << 31)
    }
    var truths: [Int] = []
    var scores: [Float] = []
    for _ in 0..<5000 {
      let score = next()
      truths.append(next() < score ? 1 : 0)
      scores.append(Float(Int(score * 4096)) / 4096)
    }
    return (truths, scores)
  }

  @Test("Thousands of thresholds are thinned, the lowest and highest points of each column kept")
  func thinned() {
    let (truths, scores) = many
    let curve = curve(truths, scores)
    // scikit-learn 1.9 on the same numbers.
    #expect(abs((curve.averagePrecision ?? 0) - 0.8286714300717294) < 1e-12)
    #expect(curve.points.count <= 4 * 201)
    let positives = truths.reduce(0, +)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var lowest = [Double](repeating: 2, count: 201)
    var highest = [Double](repeating: -1, count: 201)
    var hits = 0
    for (rank, place) in order.enumerated() {
      hits += truths[place]
      if rank + 1 < order.count, scores[order[rank + 1]] == scores[place] { continue }
      let column = Int(Double(hits) / Double(positives) * 200)
      let precision = Double(hits) / Double(rank + 1)
      lowest[column] = min(lowest[column], precision)
      highest[column] = max(highest[column], precision)
    }
    for column in 0...200 {
      let points = curve.points.filter { Int($0.recall * 200) == column }.map(\.precision)
      #expect((points.min() ?? 2) == lowest[column])
      #expect((points.max() ?? -1) == highest[column])
    }
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.threshold > $1.threshold })
  }

  @Test("A label that does not occur has no curve and no average precision")
  func absent() {
    let curve = curve([0, 0], [0.5, 0.25])
    #expect(curve.points.isEmpty)
    #expect(curve.averagePrecision == nil)
  }

  @Test("Paragraphs without a prediction are never retrieved")
  func missed() {
    // The one found of two: recall ends at ½, average precision ½ · 1.
    let curve = curve([1], [0.5], missed: 1)
    #expect(curve.points.map(\.recall) == [0.5])
    #expect(curve.averagePrecision == 0.5)
  }

  @Test(
    "Of a corpus: paywalls are promos, what has no label is left out, what was not found counts")
  func ofCorpus() {
    var counts = LabelCounts()
    counts[.paywall] = 1
    let rows = ScoredCorpus([
      ScoredArticle(
        article: LabelledArticle(
          id: "", site: "s", language: "",
          paragraphs: [.paywall, nil, .content, .promo].map {
            LabelledParagraph(text: "x", label: $0)
          }, unmatched: counts),
        predictions: [sure(.promo), sure(.promo), sure(.content), nil])
    ])
    let curve = PrecisionRecallCurve(of: .promo, in: rows)
    // Three promos: one found, one without a prediction, one not found.
    #expect(curve.points.map(\.recall) == [1.0 / 3, 1.0 / 3])
    #expect(curve.points.map(\.precision) == [1, 0.5])
  }
}
