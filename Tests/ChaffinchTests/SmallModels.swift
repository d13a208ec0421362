// Models of 256 rows with seeded weights, which tests build in place of trained ones. They know
// nothing of language; they only decide differently for different texts.

@testable import Chaffinch

/// Builds models of the smallest table.
enum SmallModels {
  /// The smallest table that a model may have.
  static let table = FeatureTable(bits: 8)

  /// Weights between −4 and 4 and a bias so small that no label is left out.
  static func logisticRegression(seed: UInt64 = 1) -> LogisticRegression {
    var generator = SeededGenerator(seed: seed)
    let bias = vector(in: -0.1...0.1, using: &generator)
    let weights = (0..<table.rows).map { _ in vector(in: -4...4, using: &generator) }
    return LogisticRegression(bias: bias, weights: weights)
  }

  /// Log-probabilities between −9 and −3.
  static func naiveBayes(seed: UInt64 = 2) -> MultinomialNaiveBayes {
    var generator = SeededGenerator(seed: seed)
    let priors = vector(in: -1.7 ... -1.5, using: &generator)
    let logs = (0..<table.rows).map { _ in vector(in: -9 ... -3, using: &generator) }
    return MultinomialNaiveBayes(logPriors: priors, featureLogProbabilities: logs)
  }

  /// A variant of the algorithm, with the weights it needs and no others.
  static func variant(_ algorithm: Algorithm = .ensemble, seed: UInt64 = 1) -> Model.Variant {
    Model.Variant(
      algorithm: algorithm,
      decisionRule: DecisionRule(
        naiveBayesWeight: algorithm == .logisticRegression ? 0 : 0.3,
        logisticRegressionWeight: algorithm == .naiveBayes ? 0 : 0.7,
        corrections: ClassVector(0.1, -0.1, 0.2, 0, -0.2, 0, 0, 0),
        thresholds: SIMD4(1, 0.9, 1.1, 0.8)),
      naiveBayes: algorithm == .logisticRegression
        ? nil : QuantizedWeights(naiveBayes(seed: seed &+ 1)),
      logisticRegression: algorithm == .naiveBayes
        ? nil : QuantizedWeights(logisticRegression(seed: seed)))
  }

  /// A model of one variant, for text.
  static func model(_ algorithm: Algorithm = .ensemble, seed: UInt64 = 1) -> Model {
    Model(text: variant(algorithm, seed: seed), provenance: provenance)
  }

  /// A model of two variants that decide differently.
  static func bothVariants(
    _ text: Algorithm = .ensemble, _ markup: Algorithm = .ensemble
  ) -> Model {
    Model(
      text: variant(text, seed: 1), markup: variant(markup, seed: 11), provenance: provenance)
  }

  /// A context model of small seeded weights.
  static func context(
    usesMarkup: Bool, rounds: Int = 1, gates: Int = 1, seed: UInt64 = 21
  ) -> ContextModel {
    var generator = SeededGenerator(seed: seed)
    let rows = (ContextModel.featureCount(usesMarkup: usesMarkup) + 1) * gates
    return ContextModel(
      rounds: (0..<rounds).map { _ in
        ContextModel.Round(
          weights: (0..<rows).map { _ in vector(in: -0.2...0.2, using: &generator) },
          gateCount: gates)
      },
      rule: DecisionRule(
        naiveBayesWeight: 0, logisticRegressionWeight: 0.9,
        corrections: ClassVector(0, 0.1, 0, -0.1, 0, 0, 0, 0), thresholds: SIMD4(1, 0.7, 1, 0.8),
        paywallThreshold: 0.3))
  }

  /// A model of two variants with all three context models, that for text of two rounds with a gate.
  static func withContext() -> Model {
    let (text, markup) = (variant(seed: 1), variant(seed: 11))
    return Model(
      text: Model.Variant(
        algorithm: text.algorithm, decisionRule: text.decisionRule, naiveBayes: text.naiveBayes,
        logisticRegression: text.logisticRegression,
        context: context(usesMarkup: false, rounds: 2, gates: 2)),
      markup: Model.Variant(
        algorithm: markup.algorithm, decisionRule: markup.decisionRule,
        naiveBayes: markup.naiveBayes, logisticRegression: markup.logisticRegression,
        context: context(usesMarkup: true, seed: 22),
        fragmentContext: context(usesMarkup: true, seed: 23)), provenance: provenance)
  }

  private static let provenance = ["corpus": "three “small” sites", "seed": "7"]

  /// A classifier of the ensemble, for text.
  static var classifier: ParagraphClassifier { ParagraphClassifier(model()) }

  /// Elements with words in several notations, three deep.
  static let markup = ArticleMarkup(elements: [
    (name: "article", words: "post postBody", parent: nil),
    (name: "aside", words: "newsletter-signup col12", parent: 0), (name: "p", words: "", parent: 0),
    (name: "a", words: "btn-primary", parent: 1),
  ])

  /// ``texts`` as paragraphs that stood in ``markup``, some of them outside all elements.
  static var markupParagraphs: [Paragraph] {
    let surroundings = markup.surroundings()
    return texts.enumerated().map { number, text in
      let element = number % 5 == 4 ? nil : number % 5
      return Paragraph(
        text: text,
        markup: ParagraphMarkup(
          element: element, surroundings: element.map { surroundings[$0] } ?? [],
          linkDensity: Float(number) / 10))
    }
  }

  /// Texts that differ in length, script and shape; the empty one is among them.
  static let texts = [
    "", "Read more", "By Anna Beck", "12 March 2024, 09:30", "Photo: harbour at dusk (archive)",
    "The ferry left at noon, and nobody waved.", "Straße, déjà vu, Ελλάδα, Москва", "東京の朝",
    "Sign up for our newsletter! It’s free.", "a a a a a a a a a a a a", "→ …",
  ]

  private static func vector(
    in range: ClosedRange<Float>, using generator: inout SeededGenerator
  ) -> ClassVector {
    var result = ClassVector.zero
    for lane in 0..<InnerLabel.count { result[lane] = Float.random(in: range, using: &generator) }
    return result
  }
}
