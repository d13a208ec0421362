// Tests the scoring of predictions against gold labels: folding of paywall, log loss, paywall F1.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchEvaluation

@Suite struct EvaluationTests {
  private func prediction(
    _ label: ParagraphLabel, _ probabilities: SIMD4<Float>, paywall: Float = 0
  ) -> Prediction {
    Prediction(label: label, probabilities: probabilities, paywall: paywall)
  }

  // scikit-learn 1.9 (content, caption, promo, byline):
  //   P = [[.7, .1, .1, .1], [.25, .5, .125, .125], [.1, .1, .6, .2], [.2, .1, .3, .4]]
  //   log_loss([0, 1, 2, 0], P, labels=[0, 1, 2, 3])  # 0.7925214151746922
  // By hand: −(ln 0.7 + ln 0.5 + ln 0.6 + ln 0.2) / 4
  //        = (0.356675 + 0.693147 + 0.510826 + 1.609438) / 4 = 0.792521.
  private var evaluation: Evaluation {
    Evaluation(
      labels: [.content, .caption, .paywall, .content],
      predictions: [
        prediction(.content, [0.7, 0.1, 0.1, 0.1]),
        prediction(.caption, [0.25, 0.5, 0.125, 0.125]),
        prediction(.promo, [0.1, 0.1, 0.6, 0.2], paywall: 0.5),
        prediction(.byline, [0.2, 0.1, 0.3, 0.4], paywall: 0.3),
      ])
  }

  @Test("Log loss is scikit-learn's; a paywall is scored by the probability of promo")
  func logLoss() throws {
    let loss = try #require(evaluation.logLoss)
    #expect(abs(loss - 0.7925214151746922) < 1e-7)
  }

  @Test("The Brier score is scikit-learn's for several classes, unscaled")
  func brierScore() throws {
    // brier_score_loss([0, 1, 2, 0], P, labels=[0, 1, 2, 3], scale_by_half=False)
    let score = try #require(evaluation.brierScore)
    #expect(abs(score - 0.39593750000000005) < 1e-7)
  }

  @Test("Paywall counts as promo in the confusion matrix")
  func folding() {
    let confusion = evaluation.confusion
    #expect(confusion[truth: .promo, predicted: .promo] == 1)
    #expect(confusion[truth: .content, predicted: .byline] == 1)
    #expect(confusion[truth: .content, predicted: .content] == 1)
    #expect(confusion[truth: .caption, predicted: .caption] == 1)
    #expect(confusion.total == 4)
  }

  @Test("The decided label counts, not the most probable one")
  func decidedLabel() {
    let evaluation = Evaluation(
      labels: [.caption], predictions: [prediction(.caption, [0.6, 0.4, 0, 0])])
    #expect(evaluation.confusion[truth: .caption, predicted: .caption] == 1)
  }

  @Test("A true label of probability 0 costs −ln 1e−15, not infinity")
  func impossibleTruth() throws {
    let evaluation = Evaluation(
      labels: [.content], predictions: [prediction(.promo, [0, 0, 1, 0])])
    // 15·ln 10 = 34.538776.
    let loss = try #require(evaluation.logLoss)
    #expect(abs(loss - 34.538776394910684) < 1e-9)
  }

  @Test("A sure and right prediction costs nothing")
  func sureTruth() {
    let evaluation = Evaluation(
      labels: [.content], predictions: [prediction(.content, [1, 0, 0, 0])])
    #expect(evaluation.logLoss == 0)
  }

  @Test("Paywall is said where its probability is at least a half")
  func paywallCounts() {
    let evaluation = Evaluation(
      labels: [.paywall, .paywall, .promo, .content, .paywall],
      predictions: [
        prediction(.promo, [0.1, 0.1, 0.8, 0], paywall: 0.5),
        prediction(.promo, [0.1, 0.1, 0.8, 0], paywall: 0.49),
        prediction(.promo, [0.1, 0.1, 0.8, 0], paywall: 0.7),
        prediction(.content, [0.9, 0, 0.1, 0], paywall: 0.1),
        prediction(.promo, [0, 0, 1, 0], paywall: 1),
      ])
    #expect(
      evaluation.paywall == Evaluation.BinaryCounts(hits: 2, falseAlarms: 1, misses: 1))
    // 2·2 / (2·2 + 1 + 1) = 2/3.
    #expect(evaluation.paywall.f1 == 4.0 / 6)
  }

  @Test(
    "F1 of a yes-or-no decision is undefined only where nothing is to be found or was found",
    arguments: [
      (0, 0, 0, nil), (0, 1, 0, 0.0), (0, 0, 1, 0.0), (3, 0, 0, 1.0), (1, 1, 1, 0.5),
    ] as [(Int, Int, Int, Double?)])
  func binaryF1(hits: Int, falseAlarms: Int, misses: Int, expected: Double?) {
    let counts = Evaluation.BinaryCounts(hits: hits, falseAlarms: falseAlarms, misses: misses)
    #expect(counts.f1 == expected)
  }

  @Test("Paragraphs without a label are not scored")
  func unlabelled() {
    let scored = Evaluation(
      labels: [.content], predictions: [prediction(.content, [0.7, 0.1, 0.1, 0.1])])
    let among = Evaluation(
      labels: [nil, .content, nil],
      predictions: [
        prediction(.promo, [0, 0, 1, 0], paywall: 0.9),
        prediction(.content, [0.7, 0.1, 0.1, 0.1]), prediction(.byline, [0, 0, 0, 1]),
      ])
    #expect(among == scored)
  }

  @Test("Paragraphs that were not found count as errors everywhere but in the log loss")
  func unmatched() {
    var counts = LabelCounts()
    counts[.content] = 2
    counts[.promo] = 1
    counts[.paywall] = 3
    let evaluation = Evaluation(
      labels: [.content, .paywall],
      predictions: [
        prediction(.content, [0.5, 0.5, 0, 0]), prediction(.promo, [0, 0, 1, 0], paywall: 1),
      ], unmatched: counts)
    // 2 of 8 are right; of 3 contents and 5 promos 1 each was found. Paywall: 1 of 4.
    #expect(evaluation.confusion.total == 8)
    #expect(evaluation.confusion.accuracy == 0.25)
    #expect(evaluation.confusion.recall(of: .content) == 1.0 / 3)
    #expect(evaluation.confusion.recall(of: .promo) == 0.2)
    #expect(evaluation.confusion.precision(of: .promo) == 1)
    #expect(evaluation.paywall == Evaluation.BinaryCounts(hits: 1, falseAlarms: 0, misses: 3))
    // (ln 2 + ln 1) / 2: over the two that have a prediction.
    #expect(abs((evaluation.logLoss ?? 0) - 0.34657359) < 1e-6)
    let nothing = Evaluation(labels: [], predictions: [], unmatched: counts)
    #expect(nothing.logLoss == nil)
    #expect(nothing.confusion.accuracy == 0)
  }

  @Test("Of nothing, every score is undefined")
  func nothing() {
    let evaluation = Evaluation(labels: [], predictions: [])
    #expect(evaluation.logLoss == nil)
    #expect(evaluation.paywall.f1 == nil)
    #expect(evaluation.confusion == ConfusionMatrix())
  }

  /// A variant without evidence: all weights 0, so the biases decide.
  private func prejudiced(for label: InnerLabel) -> Model.Variant {
    var bias = ClassVector.zero
    bias[label] = Float(naturalLogarithm(3))
    let rows = FeatureTable(bits: 8).rows
    let weights = QuantizedWeights(
      LogisticRegression(bias: bias, weights: Array(repeating: .zero, count: rows)))
    return Model.Variant(
      algorithm: .logisticRegression, decisionRule: DecisionRule(.logisticRegression),
      naiveBayes: nil, logisticRegression: weights)
  }

  @Test("A classifier is scored on every paragraph of a corpus, article by article")
  func classifier() {
    // Promo's bias is ln 3 above the others: e^bias = 1, 1, 3, 1, 1 and P(promo) = (3 + 1) / 7, the
    // others' 1/7 each.
    let model = Model(text: prejudiced(for: .promo), provenance: [:])
    func article(_ labels: [InnerLabel?], bylinesMissed: Int = 0) -> LabelledArticle {
      var unmatched = LabelCounts()
      unmatched[.byline] = bylinesMissed
      return LabelledArticle(
        id: "", site: "s.example", language: "en",
        paragraphs: labels.map { LabelledParagraph(text: "Text", label: $0) }, unmatched: unmatched)
    }
    let corpus = Corpus(articles: [
      article([.content, nil, .promo], bylinesMissed: 2), article([.paywall]),
    ])
    var steps: [Int] = []
    let evaluation = Evaluation(of: ParagraphClassifier(model), on: corpus) { steps.append($0) }
    #expect(steps == [1, 2])
    #expect(evaluation.confusion[truth: .content, predicted: .promo] == 1)
    #expect(evaluation.confusion[truth: .promo, predicted: .promo] == 2)
    #expect(evaluation.confusion.unmatched(of: .byline) == 2)
    #expect(evaluation.confusion.total == 3 + 2)
    #expect(evaluation.paywall == Evaluation.BinaryCounts(hits: 0, falseAlarms: 0, misses: 1))
    // −(ln 1/7 + 2·ln 4/7) / 3 = (1.945910 + 2·0.559616) / 3 = 1.021714.
    let expected = -(naturalLogarithm(1.0 / 7) + 2 * naturalLogarithm(4.0 / 7)) / 3
    #expect(abs((evaluation.logLoss ?? 0) - expected) < 1e-6)
  }

  @Test("Articles with markup are scored by the variant for markup, others by that for text")
  func markup() {
    let model = Model(
      text: prejudiced(for: .promo), markup: prejudiced(for: .byline), provenance: [:])
    let place = ParagraphMarkup(element: nil, surroundings: [], linkDensity: 0)
    func article(_ labels: [InnerLabel], markup: ArticleMarkup?) -> LabelledArticle {
      LabelledArticle(
        id: "", site: "s.example", language: "en",
        paragraphs: labels.map {
          LabelledParagraph(text: "Text", label: $0, markup: markup == nil ? nil : place)
        }, markup: markup)
    }
    let corpus = Corpus(articles: [
      article([.content, .byline], markup: ArticleMarkup(elements: [])),
      article([.caption, .promo, .byline], markup: nil),
    ])
    let confusion = Evaluation(of: ParagraphClassifier(model), on: corpus).confusion
    #expect(confusion[truth: .content, predicted: .byline] == 1)
    #expect(confusion[truth: .byline, predicted: .byline] == 1)
    #expect(confusion[truth: .caption, predicted: .promo] == 1)
    #expect(confusion[truth: .promo, predicted: .promo] == 1)
    #expect(confusion[truth: .byline, predicted: .promo] == 1)
    #expect(confusion.total == 5)
  }
}
