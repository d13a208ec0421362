// Tests the scores of linear models and the rows that features fall in.

import Testing

@testable import Chaffinch

@Suite("Linear models")
struct LinearModelTests {
  @Test("The number of rows is a power of two between the allowed ones")
  func table() {
    #expect(FeatureTable(bits: 8).rows == 256)
    #expect(FeatureTable(bits: 3).bits == FeatureTable.allowedBits.lowerBound)
    #expect(FeatureTable(bits: 40).bits == FeatureTable.allowedBits.upperBound)
    for bits in FeatureTable.allowedBits {
      #expect(FeatureTable(rows: 1 << bits) == FeatureTable(bits: bits))
    }
  }

  @Test("A feature's row is the upper bits of its hash")
  func buckets() {
    let table = FeatureTable(bits: 8)
    #expect(table.bucket(of: 0) == 0)
    #expect(table.bucket(of: 0x00FF_FFFF) == 0)
    #expect(table.bucket(of: 0x0100_0000) == 1)
    #expect(table.bucket(of: .max) == 255)
    #expect(FeatureTable(bits: 22).bucket(of: .max) == (1 << 22) - 1)
  }

  @Test("A score is the bias, the text weights over √n, and the shape weights times their value")
  func handWorked() {
    // Four text features in rows 1, 1, 2, 3 and two shape features in row 4.
    var features = LocalFeatures()
    features.storage = [1, 1, 2, 3, 4, 4].map { $0 << 24 }
    features.textCount = 4
    features.shapeCount = 2
    var weights = [ClassVector](repeating: .zero, count: 256)
    for row in 1...4 { weights[row][.caption] = Float(row) }
    var bias = ClassVector.zero
    bias[.caption] = 10
    let scores = LogisticRegression(bias: bias, weights: weights).scores(features)
    // 10 + (1 + 1 + 2 + 3) / √4 + (4 + 4) · shapeValue
    #expect(abs(scores[.caption] - (13.5 + 8 * LocalFeatures.shapeValue)) < 1e-5)
    #expect(scores[.content] == 0)
  }

  @Test("Without features a score is the bias")
  func noFeatures() {
    let model = SmallModels.logisticRegression()
    #expect(model.scores(LocalFeatures()) == model.bias)
  }
}
