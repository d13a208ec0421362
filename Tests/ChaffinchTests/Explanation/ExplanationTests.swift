// Tests how two labels are compared, and that the comparison is the odds of their probabilities.

import Testing

@testable import Chaffinch

@Suite("Explanation")
struct ExplanationTests {
  private let rule = DecisionRule(
    naiveBayesWeight: 0.5, logisticRegressionWeight: 0.5, thresholds: SIMD4(1, 0.5, 1, 2))

  @Test("A comparison is the odds of the labels' probabilities by their thresholds")
  func odds() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    for article in try ArticleExplainerTests.articles() {
      for explanation in classifier.explain(article) {
        let prediction = explanation.prediction
        for label in ParagraphLabel.allCases where label != prediction.label {
          let comparison = explanation.comparison(against: label)
          #expect(comparison.label == prediction.label && comparison.against == label)
          func share(_ label: ParagraphLabel) -> Double {
            Double(
              prediction.probability(of: label)
                / explanation.rule.thresholds[Int(label.rawValue)])
          }
          let odds = Float(
            naturalLogarithm(share(prediction.label)) - naturalLogarithm(share(label)))
          #expect(abs(comparison.logOdds - odds) < 1e-3)
          // The label won.
          #expect(comparison.logOdds >= -1e-5)
        }
      }
    }
  }

  @Test("Of promo the stronger class is compared, and the other one adds its share")
  func folding() {
    // Two equal classes are twice as much as one: log 2 = .6931.
    let even = LabelComparison(
      .promo, against: .content, scores: ClassVector(1, 0, 3, 0, 3, 0, 0, 0), rule: rule)
    #expect(even.labelClass == .promo)
    #expect(even.margin == 2)
    #expect(abs(even.folding - 0.6931) < 1e-4)
    #expect(even.thresholds == 0)
    // log(1 + e^−1) = .3133, against promo now; log 2 for content's threshold over caption's.
    let caption = LabelComparison(
      .caption, against: .promo, scores: ClassVector(1, 4, 2, 0, 3, 0, 0, 0), rule: rule)
    #expect(caption.againstClass == .paywall)
    #expect(caption.margin == 1)
    #expect(abs(caption.folding + 0.3133) < 1e-4)
    #expect(abs(caption.thresholds - 0.6931) < 1e-4)
    #expect(abs(caption.logOdds - (1 - 0.3133 + 0.6931)) < 1e-3)
    let plain = LabelComparison(
      .content, against: .byline, scores: ClassVector(1, 0, 0, 0.25, 9, 0, 0, 0), rule: rule)
    #expect(plain.folding == 0)
    #expect(plain.margin == 0.75)
  }

  private func explanation(_ probabilities: SIMD4<Float>) -> Explanation {
    let level = ScoreExplanation(
      level: .localText, terms: [], first: .zero, second: .zero, rule: rule)
    return Explanation(
      index: 0, prediction: Prediction(label: .content, probabilities: probabilities, paywall: 0),
      local: [level], context: nil, consensus: nil, scores: .zero, rule: rule)
  }

  @Test("The runner-up is the next by probability over threshold")
  func runnerUp() {
    // 0.2 / 0.5 is more than 0.3 / 1.
    #expect(explanation([0.5, 0.2, 0.3, 0]).runnerUp == .caption)
    #expect(explanation([0.5, 0.1, 0.3, 0.1]).runnerUp == .promo)
    #expect(explanation([1, 0, 0, 0]).runnerUp == .caption)
  }

  @Test("A label is not compared with itself but with the runner-up")
  func itself() {
    let explanation = explanation([0.5, 0.1, 0.3, 0.1])
    #expect(explanation.comparison(against: .content).against == .promo)
    #expect(explanation.comparison().against == .promo)
    #expect(explanation.comparison(against: .byline).against == .byline)
  }
}
