// Tests how a context model's rounds score paragraphs: gates, linearity, rounds one after the other.

import Testing

@testable import Chaffinch

@Suite("Context models")
struct ContextModelTests {
  private let scores: [ParagraphScores] = [0.9, 0.2, 0.6].map {
    SmallContexts.scores(content: $0, promo: 0.02, byline: 0.8 - 0.8 * $0)
  }
  private let context = SmallContexts.context(["The ferry left.", "Ann Lee", "It was late."])
  private let rule = DecisionRule(.logisticRegression)

  private func round(_ gateCount: Int, _ weights: [String: ClassVector]) -> ContextModel.Round {
    let names = ContextModel.featureNames(usesMarkup: false) + ["constant"]
    return ContextModel.Round(
      weights: names.flatMap { name in
        [weights[name] ?? .zero] + Array(repeating: .zero, count: gateCount - 1)
      }, gateCount: gateCount)
  }

  @Test("A score is the sum of feature, gate and weight over all of them")
  func gates() {
    // Features 2 and 3, gates 1 and 0.5, weights 1, 10 | 100, 1000 | 5, 7 for the constant:
    // (2·1 + 3·100 + 5) + 0.5·(2·10 + 3·1000 + 7) = 307 + 1513.5.
    let unit = ClassVector(1, -1, 0, 2, 0, 0, 0, 0)
    let gated = ContextModel.Round(
      weights: [1, 10, 100, 1000, 5, 7].map { unit * $0 }, gateCount: 2)
    #expect(gated.featureCount == 2)
    #expect(gated.scores([2, 3], SIMD8(1, 0.5, 9, 9, 9, 9, 9, 9)) == unit * 1820.5)
    // Without gates the first weights alone.
    let plain = ContextModel.Round(weights: [1, 100, 5].map { unit * $0 }, gateCount: 1)
    #expect(plain.featureCount == 2)
    #expect(plain.scores([2, 3], SIMD8(repeating: 9)) == unit * 307)
  }

  @Test("The gates are one and the probabilities of four classes")
  func gatesOfScores() {
    let gates = ContextModel.gates(
      SmallContexts.scores(content: 0.5, promo: 0.2, byline: 0.1, paywall: 0.05))
    let expected: [Float] = [1, 0.5, 0.2, 0.15, 0.1, 0, 0, 0]
    for lane in 0..<8 { #expect(abs(gates[lane] - expected[lane]) < 1e-5) }
  }

  @Test("A round's scores are linear in the features", arguments: [1, 3])
  func linear(gateCount: Int) {
    var generator = SeededGenerator(seed: 5)
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(Int.random(in: -8...8, using: &generator)) }
    }
    let weights = (0..<5 * gateCount).map { _ in
      let row = numbers(5)
      return ClassVector(row[0], row[1], row[2], row[3], row[4], 0, 0, 0)
    }
    let round = ContextModel.Round(weights: weights, gateCount: gateCount)
    let gates = SIMD8<Float>(1, 0.5, 0.25, 0, 0, 0, 0, 0)
    let (a, b) = (numbers(4), numbers(4))
    let sum = round.scores(zip(a, b).map { $0 + 2 * $1 }, gates)
    let zero = round.scores([0, 0, 0, 0], gates)
    // f(a + 2b) − f(0) = (f(a) − f(0)) + 2·(f(b) − f(0)), exactly: all numbers are small fractions.
    #expect(
      sum - zero
        == (round.scores(a, gates) - zero) + 2 * (round.scores(b, gates) - zero))
  }

  @Test("A model of zeros finds all five classes alike", arguments: [1, 5])
  func zeros(gateCount: Int) {
    let model = ContextModel(rounds: [round(gateCount, [:])], rule: rule)
    for prediction in model.predictions(scores, in: context) {
      #expect((prediction.probabilities - SIMD4(0.2, 0.2, 0.4, 0.2)).max() < 1e-6)
      #expect(abs(prediction.probabilities.sum() - 1) < 1e-6)
      #expect(abs(prediction.paywall - 0.2) < 1e-6)
    }
    #expect(model.predictions([], in: SmallContexts.context([])).isEmpty)
  }

  @Test("A weight of a neighbour's probability moves the paragraph beside it")
  func neighbour() {
    // 10 · probability of a byline just before, for content: 0.08, 0.64 and 0.32 bylines in a row,
    // none before the first.
    let weights = ["-1: probability byline": ClassVector(10, 0, 0, 0, 0, 0, 0, 0)]
    let model = ContextModel(rounds: [round(1, weights)], rule: rule)
    let found = model.predictions(scores, in: context).map { $0.probability(of: .content) }
    let expected = [0, 0.8, 6.4].map { exponential($0) / (exponential($0) + 4) }
    #expect(zip(found, expected).allSatisfy { abs(Double($0) - $1) < 1e-4 })
  }

  @Test("What no file could hold is no model")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      _ = ContextModel.Round(weights: [.zero, .zero, .zero], gateCount: 2)
    }
    await #expect(processExitsWith: .failure) {
      let round = ContextModel.Round(weights: [.zero], gateCount: 1)
      _ = ContextModel(
        rounds: Array(repeating: round, count: 5), rule: DecisionRule(.logisticRegression))
    }
    await #expect(processExitsWith: .failure) {
      let rounds = [1, 2].map {
        ContextModel.Round(weights: Array(repeating: .zero, count: $0), gateCount: $0)
      }
      _ = ContextModel(rounds: rounds, rule: DecisionRule(.logisticRegression))
    }
  }

  @Test("A second round sees what the first one said")
  func rounds() {
    // The first round copies the byline's probability before into content, as above, the second
    // one weighs the paragraph's own probability of content then.
    let first = round(1, ["-1: probability byline": ClassVector(10, 0, 0, 0, 0, 0, 0, 0)])
    let second = round(1, ["own probability content": ClassVector(0, 0, 3, 0, 0, 0, 0, 0)])
    let one = ContextModel(rounds: [first], rule: rule).predictions(scores, in: context)
    let two = ContextModel(rounds: [first, second], rule: rule).predictions(scores, in: context)
    for (one, two) in zip(one, two) {
      // Promo and paywall together are 1 − 4 / (4 + e^3p) + 1 / (4 + e^3p).
      let power = exponential(3 * Double(one.probability(of: .content)))
      #expect(abs(Double(two.probability(of: .promo)) - (power + 1) / (power + 4)) < 1e-4)
    }
  }
}

extension ContextModel.Round {
  /// The class scores of a paragraph with these features and gates, less the last class's.
  fileprivate func scores(_ features: [Float], _ gates: SIMD8<Float>) -> ClassVector {
    func sum(_ scoring: some ContextScoring) -> ClassVector {
      var sink = scoring
      sink.begin()
      for feature in features { sink.put(feature, "") }
      return sink.scores(gates)
    }
    return gateCount == 1 ? sum(PlainContextScores(self)) : sum(GatedContextScores(self))
  }
}
