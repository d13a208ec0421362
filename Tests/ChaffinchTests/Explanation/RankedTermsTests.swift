// Tests the order of terms and what is summed up.

import Testing

@testable import Chaffinch

@Suite("Ranked terms")
struct RankedTermsTests {
  /// Terms that speak this much for content, and nothing for promo.
  private func level(_ contents: [(String, Float)]) -> ScoreExplanation {
    ScoreExplanation(
      level: .localText,
      terms: contents.map { name, content in
        ExplanationTerm(
          name, group: String(name.prefix(1)), firstValue: 1, secondValue: 1, first: .zero,
          second: ClassVector(content, 0, 0, 0, 0, 0, 0, 0))
      }, first: .zero, second: .zero,
      rule: DecisionRule(naiveBayesWeight: 0.5, logisticRegressionWeight: 2))
  }

  private let terms: [(String, Float)] = [
    ("b", 1), ("nothing", 0), ("c", -3), ("a", 1), ("d", 2), ("e", -0.5), ("f", -3),
  ]

  @Test("The strongest come first on both sides, equal ones by name")
  func order() {
    let ranked = RankedTerms(level(terms), .content, over: .promo)
    #expect(ranked.speakingFor.map(\.term.name) == ["d", "a", "b"])
    #expect(ranked.speakingAgainst.map(\.term.name) == ["c", "f", "e"])
    #expect(ranked.others.map(\.term.name) == ["nothing"])
    #expect(ranked.speakingFor.map(\.second) == [2, 1, 1])
    // By the weight of the second model.
    #expect(ranked.speakingFor.map(\.together) == [4, 2, 2])
  }

  @Test("Seen from the other class all signs turn")
  func turned() {
    let ranked = RankedTerms(level(terms), .promo, over: .content)
    #expect(ranked.speakingFor.map(\.term.name) == ["c", "f", "e"])
    #expect(ranked.speakingAgainst.map(\.term.name) == ["d", "a", "b"])
  }

  @Test("What is not among the strongest is another, in the order of the explanation")
  func count() {
    let ranked = RankedTerms(level(terms), .content, over: .promo, count: 1)
    #expect(ranked.speakingFor.map(\.term.name) == ["d"])
    #expect(ranked.speakingAgainst.map(\.term.name) == ["c"])
    #expect(ranked.others.map(\.term.name) == ["b", "nothing", "a", "e", "f"])
    #expect(RankedTerms(level(terms), .content, over: .promo, count: 0).others.count == 7)
  }

  @Test("Groups are summed in order of their first terms")
  func groups() {
    let groups = level([("b1", 1), ("a1", -2), ("b2", 0.5)]).groups(.content, over: .promo)
    #expect(groups.map(\.group) == ["b", "a"])
    #expect(groups.map(\.together) == [3, -4])
  }

  @Test("Names say how often a feature occurs and what shares its bucket")
  func names() {
    let term = ExplanationTerm(
      [
        .init(name: "word “a”", group: "text", count: 3),
        .init(name: "pair “a b”", group: "text", count: 1),
      ], firstValue: 1, secondValue: 1, first: .zero, second: .zero)
    #expect(term.name == "word “a” ×3 + pair “a b”")
    #expect(term.isShared)
    #expect(term.group == "text")
  }
}
