// Tests the mixture of predictions with labels of paragraphs that are alike.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct LabelAgreementTests {
  @Test("A paragraph's own label does not count, and likeness of two kinds counts twice")
  func counts() {
    let agreement = LabelAgreement(
      labels: [.content, .content, .promo, .byline],
      kinds: [[0, 0, 0, nil], [nil, 4, 4, 5]])
    #expect(agreement.counts[0] == [1, 0, 1, 0])
    #expect(agreement.counts[1] == [1, 0, 2, 0])
    #expect(agreement.counts[2] == [3, 0, 0, 0])
    #expect(agreement.counts[3] == .zero)
  }

  @Test("A prediction counts as three labels")
  func mixture() {
    let agreement = LabelAgreement(labels: [.promo, .content, .content], kinds: [[0, 0, 0]])
    let mixed = agreement.mixing([
      [0, 0, 1, 0], [1, 0, 0, 0], [0.5, 0.5, 0, 0],
    ])
    // (3·p + n) / 5 with n of the other two.
    #expect(mixed[0] == [0.4, 0, 0.6, 0])
    #expect(mixed[1] == [0.8, 0, 0.2, 0])
    #expect(mixed[2] == [0.5, 0.3, 0.2, 0])
  }

  @Test("Without others that are alike the prediction stays as it is")
  func alone() {
    let row: SIMD4<Float> = [0.5, 0.25, 0.125, 0.125]
    let agreement = LabelAgreement(labels: [.promo, .promo], kinds: [[nil, nil], [0, 1]])
    #expect(agreement.mixing([row, row]) == [row, row])
  }

  @Test("Mixtures are probabilities")
  func sums() {
    let labels = (0..<30).map { ParagraphLabel.allCases[$0 * $0 % 4] }
    let agreement = LabelAgreement(
      labels: labels, kinds: [(0..<30).map { $0 % 3 }, (0..<30).map { $0 % 5 == 0 ? nil : $0 % 7 }])
    let rows = (0..<30).map { number -> SIMD4<Float> in
      let part = Float(number) / 60
      return [part, 0.5 - part, 0.25, 0.25]
    }
    for row in agreement.mixing(rows) {
      #expect(abs(row.sum() - 1) < 1e-5)
      #expect(row.min() >= 0)
    }
  }
}
