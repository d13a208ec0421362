// Tests that rows and the weights arranged for them give the sums of features, gates and weights.

import Testing

@testable import Chaffinch

@Suite("Context weights")
struct ContextWeightsTests {
  private let scores: [ParagraphScores] = [0.9, 0.99, 0.3, 0.02].map {
    SmallContexts.scores(content: $0, promo: 0.6 - 0.6 * $0, byline: 0.1 - 0.1 * $0)
  }
  private let texts = [
    "The ferry left.", "", "By Ann Lee: 12:30 | ©", "The ferry left the harbour.",
  ]

  /// A round of random weights.
  private func round(_ gateCount: Int, usesMarkup: Bool) -> ContextModel.Round {
    var generator = SeededGenerator(seed: 7)
    let count = (ContextModel.featureCount(usesMarkup: usesMarkup) + 1) * gateCount
    return ContextModel.Round(
      weights: (0..<count).map { _ in
        var row = ClassVector.zero
        for lane in 0..<InnerLabel.count {
          row[lane] = Float.random(in: -1...1, using: &generator)
        }
        return row
      }, gateCount: gateCount)
  }

  @Test(
    "A score is the sum of feature, gate and weight over all of them, and of the constant's",
    arguments: [1, 2, 3, 4, 5], [false, true])
  func sums(gateCount: Int, usesMarkup: Bool) {
    let page = usesMarkup ? SmallContexts.page([2, 3, nil, 6]) : nil
    let context = SmallContexts.context(texts).with(page: page)
    let round = round(gateCount, usesMarkup: usesMarkup)
    let found = round.scores(scores, in: context)
    for index in scores.indices {
      var row = ContextRow()
      ContextFeatures(scores, context).emit(index, to: &row)
      #expect(row.values.count == round.featureCount)
      let gates = ContextModel.gates(scores[index])
      var sum: ClassVector = round.weights(of: round.featureCount, gates)
      for (feature, value) in row.values.enumerated() {
        sum += round.weights(of: feature, gates) * value
      }
      #expect(found[index].isClose(to: sum, within: 1e-3))
    }
  }

  @Test("Every number of a row but the free ones is part of some feature")
  func lanes() {
    let lanes = Set(ContextLayout.text.flatMap { $0.terms.map(\.lane) })
    #expect(lanes.allSatisfy { (0..<8 * ContextLayout.Block.count).contains($0) })
    // Free are three form lanes of the paragraphs two before and behind, the last lanes of the starts and
    // ends, and that of the last kind of distances.
    #expect(8 * ContextLayout.Block.count - lanes.count == 3 + 3 + 2 + 1)
  }

  @Test("A row does not keep anything of the row before")
  func reuse() {
    let context = SmallContexts.context(texts)
    let features = ContextFeatures(scores, context)
    func filled(_ row: [SIMD8<Float>], _ index: Int) -> [SIMD8<Float>] {
      var row = row
      var span = row.mutableSpan
      features.fill(index, into: &span)
      return row
    }
    let empty = [SIMD8<Float>](repeating: .zero, count: ContextLayout.Block.count)
    var used = empty
    for index in [3, 0, 2, 1] {
      used = filled(used, index)
      #expect(used == filled(empty, index))
    }
  }
}

extension SIMD8 where Scalar == Float {
  fileprivate func isClose(to other: Self, within tolerance: Float) -> Bool {
    (0..<8).allSatisfy { abs(self[$0] - other[$0]) <= tolerance }
  }
}
