// Tests what the context model is told of the local models' scores.

import Testing

@testable import Chaffinch

@Suite("Paragraph scores")
struct ParagraphScoresTests {
  private let naiveBayes = ClassVector(-10, -20, -30, -40, -50, 0, 0, 0)
  private let regression = ClassVector(1, 0, 3, 0, 1, 0, 0, 0)

  @Test("Scores lose their mean and nothing else")
  func centred() {
    // Means −30 and 1.
    let scores = ParagraphScores(
      naiveBayes: naiveBayes, logisticRegression: regression, rule: DecisionRule(.ensemble))
    #expect(scores.naiveBayes == ClassVector(20, 10, 0, -10, -20, 0, 0, 0))
    #expect(scores.logisticRegression == ClassVector(0, -1, 2, -1, 0, 0, 0, 0))
  }

  @Test("Probabilities are the rule's, sum to 1, and the lanes above the classes are 0")
  func probabilities() {
    let rule = DecisionRule(
      naiveBayesWeight: 0.1, logisticRegressionWeight: 2,
      corrections: ClassVector(0.5, 0, -0.5, 0, 1, 0, 0, 0), thresholds: SIMD4(1, 0.2, 3, 1))
    let scores = ParagraphScores(
      naiveBayes: naiveBayes, logisticRegression: regression, rule: rule)
    let expected = rule.prediction(naiveBayes: naiveBayes, logisticRegression: regression)
    let prediction = rule.prediction(of: scores.probabilities)
    #expect(prediction.label == expected.label)
    #expect((prediction.probabilities - expected.probabilities).max() < 1e-6)
    #expect(abs(scores.probabilities.sum() - 1) < 1e-6)
    for lane in 5..<8 {
      #expect(scores.probabilities[lane] == 0 && scores.logarithms[lane] == 0)
      #expect(scores.naiveBayes[lane] == 0)
    }
  }

  @Test("Logarithms are those of the probabilities, at least −8")
  func logarithms() {
    // Combined 0, −1, −2, −20, −20: Σ e^x = 1 + 0.367879 + 0.135335 + 4·10⁻⁹ = 1.503215,
    // its logarithm 0.407606.
    let scores = ParagraphScores(
      naiveBayes: .zero, logisticRegression: .zero,
      combined: ClassVector(0, -1, -2, -20, -20, 0, 0, 0))
    let expected: [Float] = [-0.407606, -1.407606, -2.407606, -8, -8]
    for lane in 0..<5 { #expect(abs(scores.logarithms[lane] - expected[lane]) < 1e-5) }
  }

  @Test("Another round changes the probabilities and keeps the local scores")
  func rounds() {
    let first = ParagraphScores(
      naiveBayes: naiveBayes, logisticRegression: regression, rule: DecisionRule(.ensemble))
    let second = first.with(combined: ClassVector(0, 0, 0, 0, 0, 0, 0, 0))
    #expect(second.naiveBayes == first.naiveBayes)
    #expect(second.logisticRegression == first.logisticRegression)
    for lane in 0..<5 { #expect(abs(second.probabilities[lane] - 0.2) < 1e-6) }
  }

  @Test("Huge scores give sound probabilities")
  func huge() {
    let scores = ParagraphScores(
      naiveBayes: ClassVector(1e9, -1e9, 0, 0, 0, 0, 0, 0), logisticRegression: .zero,
      rule: DecisionRule(.naiveBayes))
    #expect(scores.probabilities == ClassVector(1, 0, 0, 0, 0, 0, 0, 0))
    #expect(scores.logarithms[1] == -8 && scores.logarithms[0] == 0)
  }
}
