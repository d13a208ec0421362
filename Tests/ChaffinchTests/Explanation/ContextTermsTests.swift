// Tests that context features have their names, families and gated weights.

import Testing

@testable import Chaffinch

@Suite("Context terms")
struct ContextTermsTests {
  private let scores = [
    SmallContexts.scores(content: 0.7, promo: 0.2), SmallContexts.scores(promo: 0.9),
  ]
  private let context = SmallContexts.context(["The ferry left at noon.", "Read more"])

  @Test("Terms have the names and families of the model's features, the bias first")
  func names() {
    let model = SmallModels.context(usesMarkup: false)
    let terms = ExplainedContext(model, scores, in: context).terms(of: 0)
    #expect(terms.map(\.name) == ["bias"] + ContextModel.featureNames(usesMarkup: false))
    #expect(
      terms.dropFirst().map(\.family) == ContextModel.featureFamilies(usesMarkup: false))
    #expect(terms[0].family == nil)
  }

  @Test("A feature counts through all gates", arguments: [1, 2, 5])
  func gates(count: Int) throws {
    let model = SmallModels.context(usesMarkup: false, gates: count)
    let round = model.lastRound
    let terms = ExplainedContext(model, scores, in: context).terms(of: 0)
    let place = try #require(
      ContextModel.featureNames(usesMarkup: false).firstIndex(of: "1: probability promo"))
    let term = terms[place + 1]
    #expect(abs(term.value - 0.9) < 1e-5)
    // Gates: 1, and of content, promo, caption, byline the probabilities less 0.01: 0.69, 0.19, 0.09 and 0
    // of 0.97.
    let gates: [Float] = [1, 0.711340, 0.195876, 0.092784, 0]
    for label in InnerLabel.allCases {
      var expected: Float = 0
      for gate in 0..<count {
        let row = round.weights[place * count + gate]
        expected += 0.9 * gates[gate] * (row[label] - row[.paywall])
      }
      #expect(abs(term.contribution[label] - expected) < 1e-5)
    }
  }

  @Test("Of several rounds the last one is explained, with what the one before says")
  func rounds() {
    let model = SmallModels.context(usesMarkup: false, rounds: 2, gates: 2)
    let explained = ExplainedContext(model, scores, in: context)
    #expect(explained.scores == model.scores(scores, in: context))
    let first = ContextModel(rounds: [model.rounds[0]], rule: model.rule)
    let before = first.scores(scores, in: context).map { softmax($0) }
    let term = explained.terms(of: 1).first { $0.name == "own probability promo" }
    #expect(abs((term?.value ?? -1) - before[1][.promo]) < 1e-6)
  }

  @Test("The features of the context for text are the first ones of that for pages")
  func samePlaces() {
    let text = ContextModel.featureNames(usesMarkup: false)
    #expect(Array(ContextModel.featureNames(usesMarkup: true).prefix(text.count)) == text)
  }
}
