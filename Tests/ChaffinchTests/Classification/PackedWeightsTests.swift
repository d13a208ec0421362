// Tests that scoring with packed weights equals scoring with the models they were made of.

import Testing

@testable import Chaffinch

@Suite("Packed weights")
struct PackedWeightsTests {
  private let naiveBayes = QuantizedWeights(SmallModels.naiveBayes())
  private let logisticRegression = QuantizedWeights(SmallModels.logisticRegression())

  /// The quantised weights as a plain linear model again.
  private func dequantised(_ weights: QuantizedWeights) -> LogisticRegression {
    LogisticRegression(
      bias: weights.bias, weights: (0..<weights.rows).map { weights.weights(of: $0) })
  }

  private func features(_ text: String) -> LocalFeatures {
    var features = LocalFeatures()
    LocalFeatureExtractor().extract(text, into: &features)
    return features
  }

  private func expectEqual(_ left: ClassVector, _ right: ClassVector, _ text: String) {
    for lane in 0..<InnerLabel.count {
      let tolerance = 1e-4 * max(1, abs(right[lane]))
      #expect(abs(left[lane] - right[lane]) <= tolerance, "\(text), lane \(lane)")
    }
  }

  /// Texts of more than 256 features and of many equal ones are among them.
  private static let texts =
    SmallModels.texts + [
      SmallModels.texts.joined(separator: " "), String(repeating: "again ", count: 400),
    ]

  @Test("Scores equal those of the dequantised models", arguments: texts)
  func equalsLinearModels(text: String) {
    let packed = PackedWeights(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    let features = features(text)
    let scores = packed.scores(features)
    expectEqual(scores.naiveBayes, dequantised(naiveBayes).scores(features), text)
    expectEqual(scores.logisticRegression, dequantised(logisticRegression).scores(features), text)
  }

  @Test("With markup, scores equal those of the dequantised models too")
  func equalsLinearModelsWithMarkup() {
    let packed = PackedWeights(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    let words = MarkupWords(SmallModels.markup)
    var features = LocalFeatures()
    for paragraph in SmallModels.markupParagraphs {
      let text = paragraph.text
      LocalFeatureExtractor().extract(text, at: paragraph.markup, in: words, into: &features)
      #expect(features.markupCount > 0)
      let scores = packed.scores(features)
      expectEqual(scores.naiveBayes, dequantised(naiveBayes).scores(features), text)
      expectEqual(scores.logisticRegression, dequantised(logisticRegression).scores(features), text)
    }
  }

  @Test("The last class has what makes a row's sum 0")
  func lastClass() {
    let packed = PackedWeights(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    for text in SmallModels.texts {
      let scores = packed.scores(features(text))
      let sum = (scores.naiveBayes - naiveBayes.bias).sum()
      #expect(abs(sum) < 1e-3)
    }
  }

  @Test("Each group of features is worth what it says")
  func groups() {
    // Every weight is 2, so a score is 2 · (n · 1/√n + shapes · 0.1 + markup features · 0.1).
    let rows = SmallModels.table.rows
    let two = QuantizedWeights(
      values: Array(repeating: 2, count: rows * QuantizedWeights.width),
      scales: SIMD4(repeating: 1), bias: .zero)
    let packed = PackedWeights(naiveBayes: two, logisticRegression: two)
    let words = MarkupWords(SmallModels.markup)
    var features = LocalFeatures()
    for paragraph in SmallModels.markupParagraphs {
      LocalFeatureExtractor().extract(
        paragraph.text, at: paragraph.markup, in: words, into: &features)
      let sum =
        Float(features.textCount).squareRoot()
        + 0.1 * Float(features.shapeCount + features.markupCount)
      let scores = packed.scores(features)
      for lane in 0..<QuantizedWeights.width {
        #expect(abs(scores.naiveBayes[lane] - 2 * sum) <= 1e-4 * max(1, sum))
        #expect(scores.logisticRegression[lane] == scores.naiveBayes[lane])
      }
    }
  }

  @Test("Probabilities equal those of the unrounded model nearly")
  func equalsUnroundedModel() {
    let model = SmallModels.naiveBayes()
    let packed = PackedWeights(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    for text in SmallModels.texts {
      let features = features(text)
      let exact = softmax(model.scores(features))
      let rounded = softmax(packed.scores(features).naiveBayes)
      for lane in 0..<InnerLabel.count { #expect(abs(exact[lane] - rounded[lane]) < 0.05) }
    }
  }

  @Test("Weights of zero add nothing, and leave the other model's scores alone", arguments: texts)
  func zero(text: String) {
    let zero = QuantizedWeights.zero(rows: naiveBayes.rows)
    let features = features(text)
    let both = PackedWeights(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    let left = PackedWeights(naiveBayes: naiveBayes, logisticRegression: zero).scores(features)
    #expect(left.logisticRegression == .zero)
    #expect(left.naiveBayes == both.scores(features).naiveBayes)
    let right = PackedWeights(naiveBayes: zero, logisticRegression: logisticRegression)
      .scores(features)
    #expect(right.naiveBayes == .zero)
    #expect(right.logisticRegression == both.scores(features).logisticRegression)
  }

  @Test("A paragraph without features has the biases as scores")
  func noFeatures() {
    let packed = PackedWeights(naiveBayes: naiveBayes, logisticRegression: logisticRegression)
    let scores = packed.scores(LocalFeatures())
    #expect(scores.naiveBayes == naiveBayes.bias)
    #expect(scores.logisticRegression == logisticRegression.bias)
  }

  @Test("Sums of the largest and smallest bytes do not overflow", arguments: [127, -128] as [Int8])
  func extremes(value: Int8) {
    let rows = SmallModels.table.rows
    let one = SIMD4<Float>(repeating: 1)
    let extreme = QuantizedWeights(
      values: Array(repeating: value, count: rows * QuantizedWeights.width), scales: one,
      bias: .zero)
    let packed = PackedWeights(naiveBayes: extreme, logisticRegression: extreme)
    let features = features(String(repeating: "ab, ", count: 2_000))
    let scores = packed.scores(features)
    // Every feature adds the same, so a score is value · (n·√n⁻¹ + shape features · 0.1).
    let sum = Float(features.textCount).squareRoot() + Float(features.shapeCount) * 0.1
    for lane in 0..<QuantizedWeights.width {
      #expect(abs(scores.naiveBayes[lane] / (Float(value) * sum) - 1) < 1e-4)
      #expect(scores.logisticRegression[lane] == scores.naiveBayes[lane])
    }
  }
}
