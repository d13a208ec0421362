// Tests how predictions are written: the members, the rounding and the decimals.

import Testing

@testable import Chaffinch

@Suite("Writing predictions")
struct PredictionWriterTests {
  private func written(_ prediction: Prediction) -> String {
    var bytes: [UInt8] = []
    PredictionWriter().append(prediction, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func decimal(_ millionths: Int32) -> String {
    var bytes: [UInt8] = []
    PredictionWriter.append(millionths, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Members stand in their order, without spaces")
  func members() {
    let prediction = Prediction(
      label: .promo, probabilities: SIMD4(0.125, 0.25, 0.5, 0.125), paywall: 0.375)
    #expect(
      written(prediction)
        == #"{"label":"promo","probability":0.5,"probabilities":"#
        + #"{"content":0.125,"caption":0.25,"promo":0.5,"byline":0.125},"paywall":0.375}"#)
  }

  @Test(
    "The probability is that of the decided label, not the largest",
    arguments: ParagraphLabel.allCases)
  func probability(label: ParagraphLabel) throws {
    let prediction = Prediction(
      label: label, probabilities: SIMD4(0.5, 0.25, 0.125, 0.125), paywall: 0)
    let value = try JSONValue(parsing: Array(written(prediction).utf8))
    #expect(value["label"]?.string == label.name)
    #expect(value["probability"] == value["probabilities"]?[label.name])
  }

  @Test("A certain label is 1, the others are 0")
  func certain() {
    let prediction = Prediction(label: .content, probabilities: SIMD4(1, 0, 0, 0), paywall: 0)
    #expect(
      written(prediction)
        == #"{"label":"content","probability":1,"probabilities":"#
        + #"{"content":1,"caption":0,"promo":0,"byline":0},"paywall":0}"#)
  }

  @Test("Paywall is rounded to the nearest, never larger than promo nor below 0")
  func paywall() {
    // Promo rounds down to 0.333333 since another remainder is larger; paywall alone would round up.
    let third: Float = 1.0 / 3
    let prediction = Prediction(
      label: .content, probabilities: SIMD4(third, third, third, 0), paywall: third + 1e-6)
    #expect(written(prediction).hasSuffix(#""promo":0.333333,"byline":0},"paywall":0.333333}"#))
    // 0.1234566 is rounded up, 0.1234574 down.
    for share: Float in [0.1234566, 0.1234574] {
      let some = Prediction(label: .promo, probabilities: SIMD4(0, 0, 1, 0), paywall: share)
      #expect(written(some).hasSuffix(#""paywall":0.123457}"#))
    }
    let none = Prediction(label: .content, probabilities: SIMD4(1, 0, 0, 0), paywall: -1e-3)
    #expect(written(none).hasSuffix(#""paywall":0}"#))
  }

  @Test("What rounding down loses goes to the largest remainders")
  func largestRemainder() {
    // In millionths: 0.7, 0.4, 0.2 and 999998.7; two are missing after rounding down.
    let rounded = PredictionWriter.rounded(SIMD4(0.0000007, 0.0000004, 0.0000002, 0.9999987))
    #expect(rounded == SIMD4(1, 0, 0, 999_999))
    // Equal remainders: the first label has the one that is missing.
    let third: Float = 1.0 / 3
    #expect(
      PredictionWriter.rounded(SIMD4(third, third, third, 0)) == SIMD4(333_334, 333_333, 333_333, 0)
    )
  }

  @Test("Rounded probabilities sum to one, each within a millionth of its own")
  func sums() {
    var generator = SeededGenerator(seed: 9)
    for round in 0..<3_000 {
      // Scores of every spread, from near ties to certainty.
      var scores = ClassVector.zero
      let spread = Float([0.01, 1, 5, 14, 30][round % 5])
      for lane in 0..<InnerLabel.count {
        scores[lane] = Float.random(in: -spread...spread, using: &generator)
      }
      let probabilities =
        DecisionRule(.naiveBayes).prediction(naiveBayes: scores, logisticRegression: .zero)
        .probabilities
      let rounded = PredictionWriter.rounded(probabilities)
      #expect(rounded.wrappedSum() == 1_000_000)
      for lane in 0..<4 {
        #expect(rounded[lane] >= 0)
        #expect(abs(Double(rounded[lane]) - 1e6 * Double(probabilities[lane])) <= 1.1)
      }
    }
  }

  @Test(
    "Decimals have no trailing zeros",
    arguments: [
      (0, "0"), (1, "0.000001"), (10, "0.00001"), (100_000, "0.1"), (120_000, "0.12"),
      (123_456, "0.123456"), (100_001, "0.100001"), (999_999, "0.999999"), (1_000_000, "1"),
    ] as [(Int32, String)])
  func decimals(millionths: Int32, expected: String) {
    #expect(decimal(millionths) == expected)
  }

  @Test("Decimals are read back as the number they were made of")
  func readBack() throws {
    for millionths in stride(from: Int32(0), through: 1_000_000, by: 997) {
      let value = try #require(Double(decimal(millionths)))
      #expect((value * 1e6).rounded() == Double(millionths))
    }
  }
}
