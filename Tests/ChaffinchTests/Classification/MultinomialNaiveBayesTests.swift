// Tests naive Bayes as a finished model: it counts features and minds no order.

import Testing

@testable import Chaffinch

@Suite("Multinomial naive Bayes")
struct MultinomialNaiveBayesTests {
  @Test("Its bias and weights are the log-priors and the features' log-probabilities")
  func parts() {
    let model = SmallModels.naiveBayes()
    #expect(model.bias == model.logPriors)
    #expect(model.weights == model.featureLogProbabilities)
  }

  @Test("The order of the features leaves the scores unchanged")
  func permutation() {
    // Log-probabilities in steps of 1/64 add up exactly in any order.
    var generator = SeededGenerator(seed: 15)
    let logs = (0..<256).map { _ in
      var row = ClassVector.zero
      for lane in 0..<InnerLabel.count {
        row[lane] = -Float(Int.random(in: 64...640, using: &generator)) / 64
      }
      return row
    }
    let model = MultinomialNaiveBayes(logPriors: .zero, featureLogProbabilities: logs)
    let packed = PackedWeights(
      naiveBayes: QuantizedWeights(model), logisticRegression: .zero(rows: 256))
    for text in SmallModels.texts {
      var features = LocalFeatures()
      LocalFeatureExtractor().extract(text, into: &features)
      var shuffled = features
      shuffled.storage.replaceSubrange(
        ..<features.textCount, with: features.textHashes.shuffled(using: &generator))
      #expect(model.scores(shuffled) == model.scores(features))
      // Rounded weights are whole numbers and add up exactly, whatever they were.
      #expect(packed.scores(shuffled).naiveBayes == packed.scores(features).naiveBayes)
    }
  }

  @Test("A feature counts as often as it occurs")
  func counts() {
    // Row 7 says content with log 0.8 and promo with log 0.1; it occurs four times of four, and
    // features of a text are scaled by 1/√4.
    var logs = [ClassVector](repeating: .zero, count: 256)
    logs[7][.content] = -0.22314355
    logs[7][.promo] = -2.3025851
    var features = LocalFeatures()
    features.storage = Array(repeating: 7 << 24, count: 4)
    features.textCount = 4
    let scores = MultinomialNaiveBayes(logPriors: .zero, featureLogProbabilities: logs)
      .scores(features)
    #expect(abs(scores[.content] - 2 * -0.22314355) < 1e-6)
    #expect(abs(scores[.promo] - 2 * -2.3025851) < 1e-5)
    #expect(scores[.byline] == 0)
  }
}
