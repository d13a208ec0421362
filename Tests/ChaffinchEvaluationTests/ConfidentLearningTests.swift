// Tests confident learning by an example worked by hand and against cleanlab.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ConfidentLearningTests {
  /// Thresholds: content (0.9 + 0.8 + 0.1 + 0.5) / 4 = 0.575, caption 0.4, promo (0.8 + 0.4) / 2 = 0.6;
  /// no byline. The third and the sixth reach another label's threshold, the fourth none.
  /// cleanlab 2.9.0: `get_confident_thresholds` [0.575, 0.4, 0.6], `compute_confident_joint` without
  /// calibration [[2, 0, 1], [0, 1, 0], [1, 0, 1]].
  private let small = ConfidentLearning(
    labels: [.content, .content, .content, .content, .promo, .promo, .caption],
    probabilities: [
      [0.9, 0, 0.1, 0], [0.8, 0.1, 0.1, 0], [0.1, 0, 0.9, 0], [0.5, 0.1, 0.3, 0.1],
      [0.2, 0, 0.8, 0], [0.6, 0, 0.4, 0], [0.3, 0.4, 0.3, 0],
    ])

  @Test("A threshold is the mean probability of a label where it was given")
  func thresholds() throws {
    let expected: [Double?] = [0.575, 0.4, 0.6, nil]
    for (found, expected) in zip(small.thresholds, expected) {
      guard let expected else {
        #expect(found == nil)
        continue
      }
      #expect(abs(try #require(found) - expected) < 1e-6)
    }
  }

  @Test("The joint counts each paragraph as the label that it is surely enough of")
  func joint() {
    let joint = small.joint
    #expect(joint[given: .content, likely: .content] == 2)
    #expect(joint[given: .content, likely: .promo] == 1)
    #expect(joint[given: .promo, likely: .promo] == 1)
    #expect(joint[given: .promo, likely: .content] == 1)
    #expect(joint[given: .caption, likely: .caption] == 1)
    var counted = 0
    for given in ParagraphLabel.allCases {
      for likely in ParagraphLabel.allCases { counted += joint[given: given, likely: likely] }
    }
    // Of seven the fourth is in no cell.
    #expect(counted == 6)
    // 4 · 1/3 + 2 · 1/2.
    #expect(abs(joint.estimatedErrors - 7.0 / 3) < 1e-9)
  }

  @Test("The least probable labels come first, equal ones in their order")
  func ranking() {
    // Of the labels: 0.9, 0.8, 0.1, 0.5, 0.8, 0.4, 0.4.
    #expect(small.ranking.map(\.index) == [2, 5, 6, 3, 1, 4, 0])
    #expect(small.ranking[0].given == .content)
    #expect(small.ranking[0].suggested == .promo)
    #expect(small.ranking[0].score == 0.1)
    #expect(small.ranking.map(\.isConfident) == [true, true, false, false, false, false, false])
    // Content and promo are equally probable for the caption; the first of the labels is suggested.
    #expect(small.ranking[2].suggested == .content)
  }

  /// Fourteen seeded rows, with cleanlab 2.9.0's results below.
  private let seeded = ConfidentLearning(
    labels: [
      .content, .content, .content, .content, .content, .caption, .caption, .caption, .promo,
      .promo, .promo, .promo, .byline, .byline,
    ],
    probabilities: [
      [0.91, 0, 0, 0.09], [0.26, 0.05, 0, 0.69], [0.62, 0.01, 0.31, 0.06],
      [0.51, 0.03, 0.18, 0.28], [0.77, 0.22, 0, 0.01], [0.62, 0.26, 0.01, 0.11],
      [0.01, 0.77, 0.07, 0.15], [0.18, 0.22, 0.48, 0.12], [0.37, 0.1, 0.47, 0.06],
      [0.04, 0.52, 0.43, 0.01], [0.33, 0, 0.59, 0.08], [0, 0.03, 0.46, 0.51],
      [0.04, 0.56, 0.22, 0.18], [0, 0.01, 0, 0.99],
    ])

  @Test("Thresholds, joint, estimate and ranking are cleanlab's")
  func reference() throws {
    for (found, expected) in zip(seeded.thresholds, [0.614, 0.41666667, 0.4875, 0.585]) {
      #expect(abs(try #require(found) - expected) < 1e-6)
    }
    let counts = [[3, 0, 0, 1], [1, 1, 0, 0], [0, 1, 1, 0], [0, 1, 0, 1]]
    let estimates = [[4.0, 0, 0, 1], [1, 2, 0, 0], [0, 2, 2, 0], [0, 1, 0, 1]]
    let joint = seeded.joint
    for (row, given) in ParagraphLabel.allCases.enumerated() {
      for (column, likely) in ParagraphLabel.allCases.enumerated() {
        #expect(joint[given: given, likely: likely] == counts[row][column])
        // cleanlab's estimate rounds the rows: 5 · 3/4 to 4, 3 · 1/2 to 2 and so on.
        #expect(abs(joint.estimate(given: given, likely: likely) - estimates[row][column]) < 0.51)
      }
    }
    #expect(
      seeded.ranking.map(\.index) == [12, 7, 1, 5, 9, 11, 8, 3, 10, 2, 4, 6, 0, 13])
  }

  @Test("Labels that all predictions agree with are no errors")
  func agreement() {
    let learning = ConfidentLearning(
      labels: [.content, .byline], probabilities: [[1, 0, 0, 0], [0, 0, 0, 1]])
    #expect(learning.joint.estimatedErrors == 0)
    #expect(learning.ranking.allSatisfy { !$0.isConfident && $0.score == 1 })
  }

  @Test("Of nothing there is nothing to rank")
  func nothing() {
    let learning = ConfidentLearning(labels: [], probabilities: [])
    #expect(learning.ranking.isEmpty)
    #expect(learning.thresholds == [nil, nil, nil, nil])
    #expect(learning.joint.estimatedErrors == 0)
  }
}
