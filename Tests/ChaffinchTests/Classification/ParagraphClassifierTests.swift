// Tests the classifier as it is used: one prediction a paragraph, in order, each by itself.

import Testing

@testable import Chaffinch

@Suite("Paragraph classifier")
struct ParagraphClassifierTests {
  private let classifier = SmallModels.classifier

  private func classify(_ bytes: [UInt8], _ features: inout LocalFeatures) -> Prediction {
    classifier.classify(bytes.span, using: &features)
  }

  @Test("Each paragraph has its prediction, in order, whatever stands beside it")
  func order() {
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(all.count == SmallModels.texts.count)
    for (text, prediction) in zip(SmallModels.texts, all) {
      #expect(classifier.classify(Article(paragraphs: [text])) == [prediction])
    }
    let reversed = classifier.classify(Article(paragraphs: SmallModels.texts.reversed()))
    #expect(reversed == all.reversed())
    #expect(classifier.classify(Article(paragraphs: [String]())).isEmpty)
  }

  @Test("Bytes are classified as the text they spell, in a buffer used again and again")
  func bytes() {
    var features = LocalFeatures()
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    for (text, prediction) in zip(SmallModels.texts, all) {
      #expect(classify(Array(text.utf8), &features) == prediction)
    }
  }

  @Test("The test's own model tells its texts apart")
  func varied() {
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(Set(all.map(\.label)).count > 1)
    #expect(Set(all.map { $0.probabilities[0] }).count > 5)
  }

  @Test(
    "Predictions are those of the decision rule over the models' scores",
    arguments: Algorithm.allCases)
  func followsTheRule(algorithm: Algorithm) {
    let model = SmallModels.model(algorithm)
    let classifier = ParagraphClassifier(model)
    #expect(classifier.decisionRule == model.decisionRule)
    let zero = QuantizedWeights.zero(rows: 256)
    let weights = PackedWeights(
      naiveBayes: model.naiveBayes ?? zero, logisticRegression: model.logisticRegression ?? zero)
    var features = LocalFeatures()
    for text in SmallModels.texts {
      LocalFeatureExtractor().extract(text, into: &features)
      let scores = weights.scores(features)
      let expected = model.decisionRule.prediction(
        naiveBayes: scores.naiveBayes, logisticRegression: scores.logisticRegression)
      #expect(classifier.classify(Article(paragraphs: [text])) == [expected])
    }
  }
}
