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

  @Test("The weights of a feature are those of its gates by their values")
  func gates() {
    // Weights 1, 10 | 100, 1000 | 5, 7 for the constant, gates 1 and 0.5.
    let unit = ClassVector(1, -1, 0, 2, 0, 0, 0, 0)
    let gates = SIMD8<Float>(1, 0.5, 9, 9, 9, 9, 9, 9)
    let gated = ContextModel.Round(
      weights: [1, 10, 100, 1000, 5, 7].map { unit * $0 }, gateCount: 2)
    #expect(gated.featureCount == 2)
    #expect((0..<3).map { gated.weights(of: $0, gates) } == [unit * 6, unit * 600, unit * 8.5])
    // Without gates the first weights alone.
    let plain = ContextModel.Round(weights: [1, 100, 5].map { unit * $0 }, gateCount: 1)
    #expect(plain.featureCount == 2)
    #expect((0..<3).map { plain.weights(of: $0, gates) } == [unit, unit * 100, unit * 5])
  }

  @Test("The gates are one and the shares of four classes that the paragraph may well be of")
  func gatesOfScores() {
    // Less 0.01 each: 0.49, 0.19, 0.14, 0.09 and 0.04 of 0.95.
    let gates = ContextModel.gates(
      SmallContexts.scores(content: 0.5, promo: 0.2, byline: 0.1, paywall: 0.05))
    let expected: [Float] = [1, 0.515789, 0.2, 0.147368, 0.094737, 0, 0, 0]
    for lane in 0..<8 { #expect(abs(gates[lane] - expected[lane]) < 1e-5) }
    // A class of less than 0.01 has no share, and the others have it all.
    let sure = ContextModel.gates(SmallContexts.scores(content: 0.985, promo: 0.008))
    #expect(sure == SIMD8(1, 1, 0, 0, 0, 0, 0, 0))
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
