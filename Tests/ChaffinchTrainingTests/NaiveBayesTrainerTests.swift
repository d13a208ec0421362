// Tests the training of multinomial naive Bayes by hand, by its properties, and against
// scikit-learn.

import Chaffinch
import Testing

@testable import ChaffinchTraining

@Suite struct NaiveBayesTrainerTests {
  @Test("A small example worked by hand")
  func byHand() {
    // Columns: heron, river, subscribe. Four documents, in the manner of the book's 13.1:
    //   content: heron river heron; heron heron; heron river     promo: subscribe heron
    // so heron 5 and river 2 in content (7 in all), heron 1 and subscribe 1 in promo (2 in all).
    // The table has 256 rows; α = 1/256 makes α·V = 1:
    //   P(heron | content)     = (5 + 1/256) / (7 + 1) = 1281/2048
    //   P(river | content)     = (2 + 1/256) / (7 + 1) = 513/2048
    //   P(subscribe | content) = (0 + 1/256) / (7 + 1) = 1/2048
    //   P(heron | promo)       = (1 + 1/256) / (2 + 1) = 257/768 = P(subscribe | promo)
    //   P(any | caption)       = (0 + 1/256) / (0 + 1) = 1/256
    // Priors, one example more for each of five classes: content (3 + 1) / (4 + 5) = 4/9,
    // promo (1 + 1) / 9 = 2/9, the others 1/9.
    let examples = SmallExamples.matrix(
      [[2, 1, 0], [2, 0, 0], [1, 1, 0], [1, 0, 1]], [.content, .content, .content, .promo])
    let model = NaiveBayesTrainer(smoothing: 1.0 / 256).train(on: examples)
    let content: [Double] = [1281, 513, 1, 1].map { $0 / 2048 }
    let promo: [Double] = [257, 1, 257, 1].map { $0 / 768 }
    for (row, bucket) in model.featureLogProbabilities.prefix(4).enumerated() {
      let expected = [content[row], 1.0 / 256, promo[row], 1.0 / 256, 1.0 / 256]
      #expect(bucket.isClose(to: expected.map(naturalLogarithm), within: 2e-6))
    }
    let priors: [Double] = [4, 1, 2, 1, 1].map { naturalLogarithm($0 / 9) }
    #expect(model.logPriors.isClose(to: priors, within: 1e-6))
  }

  @Test("Log-probabilities are scikit-learn's with the same smoothing and priors")
  func reference() throws {
    // scikit-learn 1.9, x and y as in SmallExamples.ten:
    //   prior = (np.bincount(y) + 1) / (len(y) + 5)
    //   nb = MultinomialNB(alpha=0.5, class_prior=prior).fit(x, y)
    //   nb.feature_log_prob_[:, :5].T
    //   nb.predict_joint_log_proba(x[[0, 8]])
    let model = NaiveBayesTrainer(smoothing: 0.5).train(on: SmallExamples.ten)
    let expected = [
      [-3.674490717, -4.49980967, -4.49980967, -3.193091708, -5.575949103],
      [-3.423176288, -4.49980967, -5.598421959, -5.590986981, -3.966511191],
      [-4.521788577, -3.200526686, -4.49980967, -4.492374692, -5.575949103],
      [-4.010962953, -5.598421959, -3.200526686, -5.590986981, -3.966511191],
      [-5.620400866, -5.598421959, -5.598421959, -5.590986981, -5.575949103],
    ]
    for (row, numbers) in zip(model.featureLogProbabilities, expected) {
      #expect(row.isClose(to: numbers, within: 2e-6))
    }
    let joint = [
      [-12.093913562, -15.108866923, -16.207479212, -13.586608308, -17.133312418],
      [-16.190034323, -21.805901171, -19.207335203, -23.973385834, -17.880947783],
    ]
    let scores = LocalModels(naiveBayes: model, logisticRegression: nil)
      .scores(SmallExamples.ten).map(\.naiveBayes)
    try #require(scores.count == 10)
    #expect(scores[0].isClose(to: joint[0], within: 1e-5))
    #expect(scores[8].isClose(to: joint[1], within: 1e-5))
  }

  @Test("The probabilities of each class sum to 1 over the buckets", arguments: [0.01, 0.5, 1, 10])
  func sums(smoothing: Double) {
    let model = NaiveBayesTrainer(smoothing: smoothing).train(on: SmallExamples.ten)
    #expect(model.featureLogProbabilities.count == 256)
    for lane in 0..<InnerLabel.count {
      let sum = model.featureLogProbabilities.reduce(0) { $0 + exponential($1.lanes[lane]) }
      #expect(isClose(sum, 1, within: 1e-4))
    }
    #expect(isClose(model.logPriors.lanes.map(exponential).reduce(0, +), 1, within: 1e-6))
  }

  @Test("Without examples every class and every bucket is alike")
  func nothing() {
    let model = NaiveBayesTrainer(smoothing: 1).train(on: SmallExamples.matrix([], []))
    let fifth = naturalLogarithm(0.2)
    #expect(model.logPriors.isClose(to: Array(repeating: fifth, count: 5), within: 1e-6))
    let bucket = Array(repeating: -naturalLogarithm(256), count: 5)
    #expect(
      model.featureLogProbabilities.allSatisfy { $0.isClose(to: bucket, within: 1e-5) })
  }

  @Test("The order of the examples says nothing")
  func order() {
    let reversed = SmallExamples.matrix(
      SmallExamples.tenRows.reversed(), SmallExamples.ten.labels.reversed())
    let trainer = NaiveBayesTrainer(smoothing: 0.1)
    let model = trainer.train(on: SmallExamples.ten)
    #expect(trainer.train(on: reversed).featureLogProbabilities == model.featureLogProbabilities)
    #expect(trainer.train(on: reversed).logPriors == model.logPriors)
  }

  @Test("The lanes above the classes stay 0")
  func unusedLanes() {
    let model = NaiveBayesTrainer(smoothing: 1).train(on: SmallExamples.ten)
    for row in model.featureLogProbabilities + [model.logPriors] {
      #expect((InnerLabel.count..<8).allSatisfy { row[$0] == 0 })
    }
  }
}
