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

  @Test("Of nothing, every score is undefined")
  func nothing() {
    let evaluation = Evaluation(labels: [], predictions: [])
    #expect(evaluation.logLoss == nil)
    #expect(evaluation.paywall.f1 == nil)
    #expect(evaluation.confusion == ConfusionMatrix())
  }

  @Test("A classifier is scored on every paragraph of a corpus, article by article")
  func classifier() {
    // A model without evidence: all weights 0, so the biases decide. Promo's is ln 3 above the
    // others: e^bias = 1, 1, 3, 1, 1 and P(promo) = (3 + 1) / 7, the others' 1/7 each.
    var bias = ClassVector.zero
    bias[.promo] = Float(naturalLogarithm(3))
    let rows = FeatureTable(bits: 8).rows
    let weights = QuantizedWeights(
      LogisticRegression(bias: bias, weights: Array(repeating: .zero, count: rows)))
    let model = Model(
      algorithm: .logisticRegression, decisionRule: DecisionRule(.logisticRegression),
      naiveBayes: nil, logisticRegression: weights, provenance: [:])
    func article(_ labels: [InnerLabel]) -> LabelledArticle {
      LabelledArticle(
        id: "", site: "s.example", language: "en",
        paragraphs: labels.map { LabelledParagraph(text: "Text", label: $0) })
    }
    let corpus = Corpus(articles: [article([.content, .promo]), article([.paywall])])
    var steps: [Int] = []
    let evaluation = Evaluation(of: ParagraphClassifier(model), on: corpus) { steps.append($0) }
    #expect(steps == [1, 2])
    #expect(evaluation.confusion[truth: .content, predicted: .promo] == 1)
    #expect(evaluation.confusion[truth: .promo, predicted: .promo] == 2)
    #expect(evaluation.confusion.total == 3)
    #expect(evaluation.paywall == Evaluation.BinaryCounts(hits: 0, falseAlarms: 0, misses: 1))
    // −(ln 1/7 + 2·ln 4/7) / 3 = (1.945910 + 2·0.559616) / 3 = 1.021714.
    let expected = -(naturalLogarithm(1.0 / 7) + 2 * naturalLogarithm(4.0 / 7)) / 3
    #expect(abs((evaluation.logLoss ?? 0) - expected) < 1e-6)
  }
}
