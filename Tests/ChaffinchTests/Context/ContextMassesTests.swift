// Tests windows, masses and distances on an article of five paragraphs, worked by hand.

import Testing

@testable import Chaffinch

@Suite("Context masses")
struct ContextMassesTests {
  // Characters 12, 105, 200, 55, 45; probabilities of content 0.1, 0.9, 0.7, 0.25, 0.1. Content in
  // characters: 1.2, 94.5, 140, 13.75, 4.5, together 253.95.
  private let context = SmallContexts.context(
    [12, 105, 200, 55, 45].map { SmallContexts.word($0) })
  private let scores = [
    SmallContexts.scores(content: 0.1, promo: 0.9), .init(0.9, 0.1), .init(0.7, 0.1),
    .init(0.25, 0.75), .init(0.1, 0.9),
  ]

  private func features(_ index: Int) -> NamedFeatures {
    NamedFeatures(index, scores, context)
  }

  @Test("All content is the sum of characters times probability")
  func content() {
    #expect(abs(ContextMasses(scores, context).content - 253.95) < 1e-3)
    #expect(ContextMasses([], SmallContexts.context([])).content == 0)
  }

  @Test("Windows are means before and behind, of paragraphs and of text")
  func windows() {
    // Third paragraph, four on either side: (0.1 + 0.9) / 2 and (1.2 + 94.5) / 117 before,
    // (0.25 + 0.1) / 2 and (13.75 + 4.5) / 100 behind.
    let third = features(2)
    #expect(third.has("4 before, by paragraphs, content", 0.5))
    #expect(third.has("4 before, by text, content", 0.817949))
    #expect(third.has("4 behind, by paragraphs, content", 0.175))
    #expect(third.has("4 behind, by text, content", 0.1825))
    #expect(third.has("25 behind, by text, content", 0.1825))
    // Nothing stands before the first: (0.9 + 0.7 + 0.25 + 0.1) / 4 behind.
    let first = features(0)
    #expect(first.has("4 before, by paragraphs, content", 0))
    #expect(first.has("4 before, by text, promo", 0))
    #expect(first.has("4 behind, by paragraphs, content", 0.4875))
    #expect(features(4).has("10 behind, by paragraphs, promo", 0))
  }

  @Test(
    "The classes' means in a window are one together, 0 where nothing is; no text is a character")
  func sums() {
    func sum(_ features: NamedFeatures, _ window: String) -> Float {
      InnerLabel.allCases.reduce(0) { $0 + (features.values["\(window) \($1.name)"] ?? .nan) }
    }
    let context = SmallContexts.context(["", "", "", "", "a"])
    for index in 0..<5 {
      let found = NamedFeatures(index, scores, context)
      for unit in ["paragraphs", "text"] {
        for width in [4, 10, 25] {
          let before = sum(found, "\(width) before, by \(unit),")
          let behind = sum(found, "\(width) behind, by \(unit),")
          #expect(abs(before - (index > 0 ? 1 : 0)) < 1e-6)
          #expect(abs(behind - (index < 4 ? 1 : 0)) < 1e-6)
        }
      }
    }
  }

  @Test("A window is as wide as its number")
  func width() {
    // Eight paragraphs, the first alone content: four before the sixth it is out of sight.
    let scores = (0..<8).map { SmallContexts.scores(content: $0 == 0 ? 1 : 0) }
    let context = SmallContexts.context(scores.map { _ in "a" })
    let found = (0..<8).map { index in
      NamedFeatures(index, scores, context).values["4 before, by paragraphs, content"] ?? -1
    }
    let expected: [Float] = [0, 1, 1.0 / 2, 1.0 / 3, 1.0 / 4, 0, 0, 0]
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test("Shares of content before, behind and of its own are one together")
  func shares() {
    // 95.7, 140 and 18.25 of 253.95; ln (1 + 95) / 8 and ln (1 + 18) / 8.
    let third = features(2)
    #expect(third.has("share of content before", 0.376846))
    #expect(third.has("own share of content", 0.551290))
    #expect(third.has("share of content behind", 0.071865))
    #expect(third.has("content before", 0.570544))
    #expect(third.has("content behind", 0.368055))
    #expect(third.has("little content before", 0) && third.has("little content behind", 1))
    #expect(third.has("hardly any content behind", 0))
    #expect(features(0).has("hardly any content before", 1))
    for index in 0..<5 {
      let all = features(index).values
      let sum = ["share of content before", "own share of content", "share of content behind"]
        .reduce(0) { $0 + (all[$1] ?? .nan) }
      #expect(abs(sum - 1) < 1e-4)
    }
  }

  @Test("Probabilities that are no numbers are no trap")
  func noNumbers() {
    let broken = ParagraphScores(
      naiveBayes: .zero, logisticRegression: .zero, combined: ClassVector(repeating: .nan))
    let features = NamedFeatures(1, [broken, broken], SmallContexts.context(["a", "b"]))
    #expect(features.has("content before", 0) && features.has("content behind", 0))
  }

  @Test("Distances count paragraphs to the nearest sure one, up to sixty")
  func distances() {
    // Long and sure content is the second alone, likely content the second and third, sure promo
    // the first and fifth. ln 1 = 0, ln 2 / 4 = 0.173287, ln 3 / 4 = 0.274653, ln 60 / 4 = 1.023586.
    let (first, third, fifth) = (features(0), features(2), features(4))
    #expect(third.has("distance to sure long content before", 0))
    #expect(third.has("sure long content just before", 1))
    #expect(third.has("distance to sure long content behind", 1.023586))
    #expect(third.has("no sure long content behind", 1))
    #expect(fifth.has("distance to sure long content before", 0.274653))
    #expect(fifth.has("distance to sure long content", 0.274653))
    #expect(fifth.has("distance to likely content before", 0.173287))
    #expect(first.has("likely content just behind", 1) && first.has("no sure promo before", 1))
    #expect(third.has("distance to sure promo before", 0.173287))
    #expect(third.has("distance to sure promo behind", 0.173287))
    #expect(third.has("no byline before", 1) && third.has("no paywall behind", 1))
  }
}

extension ParagraphScores {
  /// Scores with these probabilities of content and promo, the rest caption.
  fileprivate init(_ content: Float, _ promo: Float) {
    self = SmallContexts.scores(content: content, promo: promo)
  }
}
