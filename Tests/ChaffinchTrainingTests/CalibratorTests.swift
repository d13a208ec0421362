// Tests the calibration: temperatures that are known, weights that must stay 0, thresholds that
// never do harm.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import Testing

@testable import ChaffinchTraining

@Suite struct CalibratorTests {
  /// Scores of content and promo whose probabilities at weight 1 are `share` and 1 − `share`, the
  /// other classes next to impossible, multiplied by `stretch`.
  private func vector(_ share: Double, stretch: Double) -> ClassVector {
    var scores = ClassVector(repeating: Float(-30 * stretch))
    scores[.content] = Float(naturalLogarithm(share) * stretch)
    scores[.promo] = Float(naturalLogarithm(1 - share) * stretch)
    for lane in InnerLabel.count..<8 { scores[lane] = 0 }
    return scores
  }

  /// Examples that are as often content as the scores say: of ten with share s, 10·s are.
  private func honest(stretch: Double, _ scores: (ClassVector) -> LocalScores)
    -> (scores: [LocalScores], labels: [InnerLabel])
  {
    var result: (scores: [LocalScores], labels: [InnerLabel]) = ([], [])
    for tenths in 1...9 {
      for index in 0..<10 {
        result.scores.append(scores(vector(Double(tenths) / 10, stretch: stretch)))
        result.labels.append(index < tenths ? .content : .promo)
      }
    }
    return result
  }

  @Test("Scores that are t times too sure get the weight 1/t", arguments: [0.5, 1, 3, 8])
  func temperature(stretch: Double) {
    let naiveBayes = honest(stretch: stretch) {
      LocalScores(naiveBayes: $0, logisticRegression: .zero)
    }
    let left = Calibrator(.naiveBayes).rule(naiveBayes.scores, labels: naiveBayes.labels)
    #expect(isClose(Double(left.naiveBayesWeight), 1 / stretch, within: 1e-2 / stretch))
    #expect(left.logisticRegressionWeight == 0)

    let regression = honest(stretch: stretch) {
      LocalScores(naiveBayes: .zero, logisticRegression: $0)
    }
    let right = Calibrator(.logisticRegression).rule(regression.scores, labels: regression.labels)
    #expect(isClose(Double(right.logisticRegressionWeight), 1 / stretch, within: 1e-2 / stretch))
    #expect(right.naiveBayesWeight == 0)
  }

  @Test("A single algorithm leaves the other weight 0, whatever the other's scores")
  func single() {
    let data = honest(stretch: 2) { LocalScores(naiveBayes: $0, logisticRegression: $0) }
    let naiveBayes = Calibrator(.naiveBayes).calibrated(data.scores, data.labels)
    #expect(naiveBayes.logisticRegressionWeight == 0)
    #expect(isClose(Double(naiveBayes.naiveBayesWeight), 0.5, within: 5e-3))
    let regression = Calibrator(.logisticRegression).calibrated(data.scores, data.labels)
    #expect(regression.naiveBayesWeight == 0)
    #expect(isClose(Double(regression.logisticRegressionWeight), 0.5, within: 5e-3))
  }

  @Test("A class whose scores are too high by 2 is corrected by 2")
  func corrections() {
    var shift = ClassVector.zero
    shift[.promo] = 2
    let data = honest(stretch: 1) {
      LocalScores(naiveBayes: .zero, logisticRegression: $0 + shift)
    }
    let rule = Calibrator(.logisticRegression).calibrated(data.scores, data.labels)
    #expect(isClose(Double(rule.logisticRegressionWeight), 1, within: 1e-2))
    let correction = rule.corrections[.promo] - rule.corrections[.content]
    #expect(isClose(Double(correction), -2, within: 2e-2))
  }

  @Test("Of an ensemble, what says nothing changes nothing")
  func uninformative() {
    let data = honest(stretch: 4) { LocalScores(naiveBayes: .zero, logisticRegression: $0) }
    let rule = Calibrator(.ensemble).calibrated(data.scores, data.labels)
    #expect(isClose(Double(rule.logisticRegressionWeight), 0.25, within: 5e-3))
  }

  @Test("Of an ensemble, what contradicts is outweighed, not given a weight below 0")
  func misleading() {
    // Naive Bayes says the opposite of logistic regression, half as strongly: b − a/2 = 1 is best.
    let data = honest(stretch: 1) { LocalScores(naiveBayes: $0 * -0.5, logisticRegression: $0) }
    let rule = Calibrator(.ensemble).calibrated(data.scores, data.labels)
    #expect(rule.naiveBayesWeight >= 0)
    let sum = Double(rule.logisticRegressionWeight - rule.naiveBayesWeight / 2)
    #expect(isClose(sum, 1, within: 2e-2))
  }

  /// Seeded scores of all five classes, right more often than not.
  private func noisy(_ seed: UInt64, naiveBayesSign: Float = 1)
    -> (scores: [LocalScores], labels: [InnerLabel])
  {
    var generator = SplitMix64(seed: seed)
    var result: (scores: [LocalScores], labels: [InnerLabel]) = ([], [])
    let labels: [InnerLabel] = [
      .content, .content, .content, .content, .promo, .promo, .caption, .byline, .paywall,
    ]
    for index in 0..<90 {
      let label = labels[index % labels.count]
      var pair = (ClassVector.zero, ClassVector.zero)
      for lane in 0..<InnerLabel.count {
        pair.0[lane] = Float.random(in: -3...3, using: &generator)
        pair.1[lane] = Float.random(in: -2...2, using: &generator) + pair.0[lane] / 2
      }
      pair.0[label] += 1.5 * naiveBayesSign
      pair.1[label] += 2
      result.scores.append(LocalScores(naiveBayes: pair.0, logisticRegression: pair.1))
      result.labels.append(label)
    }
    return result
  }

  private func evaluation(_ rule: DecisionRule, _ scores: [LocalScores], _ labels: [InnerLabel])
    -> Evaluation
  {
    Evaluation(
      labels: labels,
      predictions: scores.map {
        rule.prediction(naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression)
      })
  }

  @Test("On the data they are fitted to, thresholds do not lower macro-F1", arguments: 1...4)
  func thresholds(seed: UInt64) throws {
    let data = noisy(seed)
    let rule = Calibrator(.ensemble).rule(data.scores, labels: data.labels)
    let plain = DecisionRule(
      naiveBayesWeight: rule.naiveBayesWeight,
      logisticRegressionWeight: rule.logisticRegressionWeight, corrections: rule.corrections)
    let with = try #require(evaluation(rule, data.scores, data.labels).confusion.macroF1)
    let without = try #require(evaluation(plain, data.scores, data.labels).confusion.macroF1)
    #expect(with >= without)
    #expect(rule.thresholds[0] == 1)
    #expect((0..<4).allSatisfy { (0.25...2).contains(rule.thresholds[$0]) })
  }

  @Test(
    "On the data they are fitted to, no weight or correction a little off has a lower loss",
    arguments: 1...2)
  func optimum(seed: UInt64) {
    for sign in [Float(1), -1] {
      let data = noisy(seed, naiveBayesSign: sign)
      let rule = Calibrator(.ensemble).calibrated(data.scores, data.labels)
      let (a, b, d) = (rule.naiveBayesWeight, rule.logisticRegressionWeight, rule.corrections)
      let fitted = loss(a, b, d, data.scores, data.labels)
      let plain = DecisionRule(.ensemble)
      let halves = loss(
        plain.naiveBayesWeight, plain.logisticRegressionWeight, .zero, data.scores, data.labels)
      #expect(fitted < halves)
      for step in [Float(0.05), -0.05] {
        // The penalty, half a thousandth of the squares, may cost as much.
        #expect(fitted < loss(max(a + step, 0), b, d, data.scores, data.labels) + 2e-4)
        #expect(fitted < loss(a, max(b + step, 0), d, data.scores, data.labels) + 2e-4)
        for label in InnerLabel.allCases {
          var moved = d
          moved[label] += step
          #expect(fitted < loss(a, b, moved, data.scores, data.labels) + 2e-4)
        }
      }
    }
  }

  /// The mean of −log P over the five classes, which weights and corrections minimise.
  private func loss(
    _ a: Float, _ b: Float, _ corrections: ClassVector, _ scores: [LocalScores],
    _ labels: [InnerLabel]
  ) -> Double {
    var sum = 0.0
    for (score, label) in zip(scores, labels) {
      let mixed = a * score.naiveBayes + b * score.logisticRegression + corrections
      sum -= Double(logSoftmax(mixed)[label])
    }
    return sum / Double(labels.count)
  }

  @Test("A rare label that is always a little too improbable gets a lower threshold")
  func rareLabel() {
    // Captions have P = 0.3 beside content's 0.6, contents P = 0.1 beside 0.8: a threshold between
    // 0.1/0.8 and 0.3/0.6 relative to content's parts them, 2^(−1.25) = 0.42 at most.
    let probabilities: [SIMD4<Float>] =
      Array(repeating: [0.6, 0.3, 0.05, 0.05], count: 3)
      + Array(repeating: [0.8, 0.1, 0.05, 0.05], count: 9)
    let labels: [ParagraphLabel] =
      Array(repeating: .caption, count: 3) + Array(repeating: .content, count: 9)
    let thresholds = Calibrator(.ensemble).thresholds(probabilities, labels)
    #expect((0.13...0.5).contains(thresholds[1]))
  }

  @Test("Where the most probable label is always right, all thresholds stay 1")
  func nothingToGain() {
    let probabilities: [SIMD4<Float>] = [
      [0.9, 0.05, 0.03, 0.02], [0.1, 0.8, 0.05, 0.05], [0, 0.1, 0.9, 0], [0.2, 0.1, 0.1, 0.6],
    ]
    let thresholds = Calibrator(.ensemble).thresholds(probabilities, ParagraphLabel.allCases)
    #expect(thresholds == SIMD4(repeating: 1))
  }

  @Test("A label whose threshold changes nothing keeps 1 when another's is moved")
  func untouchedLabel() {
    // As for the rare label, with one sure promo and one sure byline besides.
    let probabilities: [SIMD4<Float>] =
      Array(repeating: [0.6, 0.38, 0.01, 0.01], count: 3)
      + Array(repeating: [0.96, 0.02, 0.01, 0.01], count: 9)
      + [[0.01, 0.01, 0.97, 0.01], [0.01, 0.01, 0.01, 0.97]]
    let labels: [ParagraphLabel] =
      Array(repeating: .caption, count: 3) + Array(repeating: .content, count: 9)
      + [.promo, .byline]
    let thresholds = Calibrator(.ensemble).thresholds(probabilities, labels)
    #expect(thresholds[1] < 0.64)
    #expect(thresholds[2] == 1)
    #expect(thresholds[3] == 1)
  }

  @Test("Without examples nothing is corrected and every used weight is above 0")
  func nothing() {
    for algorithm in Algorithm.allCases {
      let rule = Calibrator(algorithm).rule([], labels: [])
      #expect(rule.corrections == .zero)
      #expect(rule.thresholds == SIMD4(repeating: 1))
      #expect((rule.naiveBayesWeight > 0) == (algorithm != .logisticRegression))
      #expect((rule.logisticRegressionWeight > 0) == (algorithm != .naiveBayes))
    }
  }

  // MARK: Paywall

  /// The threshold for examples with these probabilities of paywall, of which some are.
  private func paywallThreshold(_ examples: [(Float, Bool)]) -> Float {
    Calibrator(.ensemble).paywallThreshold(
      examples.map { ClassVector(0, 0, 1 - $0.0, 0, $0.0, 0, 0, 0) },
      examples.map { $0.1 ? .paywall : .promo })
  }

  @Test("The threshold for paywall has the best F1 over itself and its neighbours")
  func paywall() {
    // All of 0.1 to 0.3 find the one at 0.3; 0.25 is the last whose neighbours do, too.
    #expect(paywallThreshold([(0.3, true), (0.05, false)]) == 0.25)
    // A promo at 0.2 is found up to there: F1 2/3, then 1 at 0.25 and 0.3, then 0. Means of three:
    // 0.2 has 7/9, 0.25 8/9, 0.3 2/3.
    #expect(paywallThreshold([(0.3, true), (0.2, false)]) == 0.25)
    // Of equally good ones the last.
    #expect(paywallThreshold([(0.95, true), (0.01, false)]) == 0.6)
  }

  @Test("Without a paywall the threshold is one half")
  func noPaywall() {
    #expect(paywallThreshold([(0.3, false), (0.9, false)]) == 0.5)
    #expect(paywallThreshold([]) == 0.5)
  }

  @Test("The rule has the threshold of its calibrated probabilities")
  func paywallOfRule() {
    // As often paywall as the scores say; the rest promo.
    let data = honest(stretch: 1) { scores in
      var turned = scores
      turned[.paywall] = scores[.content]
      turned[.content] = -30
      return LocalScores(naiveBayes: .zero, logisticRegression: turned)
    }
    let labels = data.labels.map { $0 == .content ? InnerLabel.paywall : .promo }
    let calibrator = Calibrator(.logisticRegression)
    let rule = calibrator.rule(data.scores, labels: labels)
    let probabilities = data.scores.map {
      softmax(rule.combined(naiveBayes: .zero, logisticRegression: $0.logisticRegression))
    }
    #expect(rule.paywallThreshold == calibrator.paywallThreshold(probabilities, labels))
    #expect(rule.paywallThreshold < 0.5)
    // Decided at the threshold, not at one half.
    let index = probabilities.firstIndex { (rule.paywallThreshold..<0.5).contains($0[.paywall]) }
    #expect(index.map { rule.prediction(of: probabilities[$0]).isPaywall } == true)
  }
}
