// Tests how scores become a prediction: weights, thresholds, and the folding of paywall.

import Testing

@testable import Chaffinch

@Suite("Decision rule")
struct DecisionRuleTests {
  private func vector(_ values: Float...) -> ClassVector {
    var result = ClassVector.zero
    for (lane, value) in values.enumerated() { result[lane] = value }
    return result
  }

  private let plain = DecisionRule(naiveBayesWeight: 1, logisticRegressionWeight: 0)

  private func rule(_ thresholds: SIMD4<Float>) -> DecisionRule {
    DecisionRule(naiveBayesWeight: 1, logisticRegressionWeight: 0, thresholds: thresholds)
  }

  @Test("Paywall is folded into promo and told beside it")
  func folding() {
    // Promo has 0.25 + 0.25 = 0.5 and wins over content's 0.375, though each half would lose.
    let prediction = plain.prediction(of: vector(0.375, 0.0625, 0.25, 0.0625, 0.25))
    #expect(prediction.label == .promo)
    #expect(prediction.probabilities == SIMD4(0.375, 0.0625, 0.5, 0.0625))
    #expect(prediction.paywall == 0.25)
    #expect(prediction.probability == 0.5)
  }

  @Test("With equal thresholds the most probable label is decided", arguments: InnerLabel.allCases)
  func largest(inner: InnerLabel) {
    var scores = ClassVector.zero
    scores[inner] = 3
    #expect(plain.prediction(naiveBayes: scores, logisticRegression: .zero).label == inner.label)
  }

  @Test("A label with a low threshold is preferred where it is nearly as probable")
  func thresholds() {
    let inner = vector(0.5, 0.375, 0.0625, 0.0625, 0)
    // 0.375 / 0.5 = 0.75 beats 0.5 / 1; 0.375 / 0.8 = 0.47 does not.
    #expect(rule(SIMD4(1, 0.5, 1, 1)).prediction(of: inner).label == .caption)
    #expect(rule(SIMD4(1, 0.8, 1, 1)).prediction(of: inner).label == .content)
    // A high threshold holds a label back: 0.5 / 2 = 0.25 loses to 0.375.
    #expect(rule(SIMD4(2, 1, 1, 1)).prediction(of: inner).label == .caption)
    let preferred = rule(SIMD4(1, 0.5, 1, 1)).prediction(of: inner)
    #expect(preferred.probability == 0.375)
    #expect(preferred.probabilities == plain.prediction(of: inner).probabilities)
  }

  @Test("Thresholds that are multiples of each other decide alike")
  func scaledThresholds() {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<100 {
      let inner = softmax(
        vector(
          .random(in: -2...2, using: &generator), .random(in: -2...2, using: &generator),
          .random(in: -2...2, using: &generator), .random(in: -2...2, using: &generator),
          .random(in: -2...2, using: &generator)))
      let thresholds = SIMD4<Float>(0.7, 1, 1.3, 0.9)
      #expect(
        rule(thresholds).prediction(of: inner) == rule(thresholds * 4).prediction(of: inner))
    }
  }

  @Test("A tie goes to the first label")
  func ties() {
    #expect(plain.prediction(of: vector(0.25, 0.25, 0.25, 0.25, 0)).label == .content)
    #expect(plain.prediction(of: vector(0, 0.5, 0, 0.5, 0)).label == .caption)
  }

  @Test("The weights mix the two models' scores")
  func mixture() {
    let left = vector(1, 0, 0, 2, -1)
    let right = vector(0, 2, 0, -1, 1)
    let mixed = DecisionRule(naiveBayesWeight: 0.5, logisticRegressionWeight: 2)
    #expect(
      mixed.prediction(naiveBayes: left, logisticRegression: right)
        // 0.5·1 + 2·0, 0.5·0 + 2·2, 0, 0.5·2 − 2·1, −0.5·1 + 2·1
        == plain.prediction(of: softmax(vector(0.5, 4, 0, -1, 1.5))))
  }

  @Test("The corrections are added to the mixed scores")
  func corrections() {
    let scores = vector(1, 0, 0.5, 0, 0)
    let corrections = vector(-2, 0.25, 0, 0, 1)
    let corrected = DecisionRule(
      naiveBayesWeight: 2, logisticRegressionWeight: 0, corrections: corrections)
    #expect(
      corrected.prediction(naiveBayes: scores, logisticRegression: .zero)
        // 2·1 − 2, 0 + 0.25, 2·0.5, 0, 0 + 1
        == plain.prediction(of: softmax(vector(0, 0.25, 1, 0, 1))))
    #expect(plain.corrections == .zero)
  }

  @Test("The uncalibrated rules give each algorithm its say")
  func uncalibrated() {
    let left = vector(0, 4, 0, 0, 0)
    let right = vector(0, 0, 0, 6, 0)
    func label(_ algorithm: Algorithm) -> ParagraphLabel {
      DecisionRule(algorithm).prediction(naiveBayes: left, logisticRegression: right).label
    }
    #expect(label(.naiveBayes) == .caption)
    #expect(label(.logisticRegression) == .byline)
    #expect(label(.ensemble) == .byline)
    #expect(DecisionRule(.ensemble).thresholds == SIMD4(repeating: 1))
  }

  @Test("Probabilities of any scores sum to 1, and paywall is at most promo")
  func sums() {
    var generator = SeededGenerator(seed: 14)
    for spread: Float in [0.5, 10, 1000] {
      for _ in 0..<200 {
        var scores = ClassVector.zero
        for lane in 0..<5 { scores[lane] = .random(in: -spread...spread, using: &generator) }
        let prediction = plain.prediction(naiveBayes: scores, logisticRegression: .zero)
        #expect(abs(prediction.probabilities.sum() - 1) < 1e-6)
        #expect(prediction.paywall <= prediction.probability(of: .promo))
        #expect(prediction.paywall >= 0)
      }
    }
  }

  @Test(
    "A paywall is decided from its threshold on, where the label is promo",
    arguments: [
      // Promo has 0.375 + 0.25 with paywall, content 0.375.
      (0.25, 0.375, true), (0.26, 0.375, false), (0.5, 0.375, false),
      // Content is the label: however low the threshold, there is no paywall.
      (0.01, 0.75, false),
    ] as [(Float, Float, Bool)])
  func paywall(threshold: Float, content: Float, isPaywall: Bool) {
    let rule = DecisionRule(
      naiveBayesWeight: 1, logisticRegressionWeight: 0, paywallThreshold: threshold)
    let paywall: Float = content == 0.75 ? 0.125 : 0.25
    let inner = vector(content, 0, 1 - content - paywall, 0, paywall)
    #expect(rule.prediction(of: inner).isPaywall == isPaywall)
  }

  @Test("Without a decision a prediction is of a paywall from one half on")
  func undecidedPaywall() {
    func isPaywall(_ paywall: Float, _ decided: Bool? = nil) -> Bool {
      Prediction(
        label: .promo, probabilities: SIMD4(0, 0, 1, 0), paywall: paywall, isPaywall: decided
      ).isPaywall
    }
    #expect(isPaywall(0.5) && !isPaywall(0.49))
    #expect(isPaywall(0.2, true) && !isPaywall(0.9, false))
  }

  @Test("Combined scores are a·s + b·t + d, and their softmax is the prediction")
  func combined() {
    let rule = DecisionRule(
      naiveBayesWeight: 0.5, logisticRegressionWeight: 2, corrections: vector(1, 0, 0, -1, 0))
    let (s, t) = (vector(2, 4, 6, 8, 10), vector(1, 0, -1, 0, 1))
    #expect(rule.combined(naiveBayes: s, logisticRegression: t) == vector(4, 2, 1, 3, 7))
    #expect(
      rule.prediction(naiveBayes: s, logisticRegression: t)
        == rule.prediction(of: softmax(vector(4, 2, 1, 3, 7))))
  }
}
