// Tests the confusion matrix and its scores against numbers worked by hand and by scikit-learn.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ConfusionMatrixTests {
  // Numbers by scikit-learn 1.9:
  //   t = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3]  # content, caption, promo, byline
  //   p = [0, 0, 0, 0, 2, 3, 1, 2, 0, 2, 2, 2, 2, 2, 3]
  //   confusion_matrix(t, p), precision_recall_fscore_support(t, p)
  //   f1_score(t, p, average="macro"), accuracy_score(t, p)
  private let truth = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3]
  private let predicted = [0, 0, 0, 0, 2, 3, 1, 2, 0, 2, 2, 2, 2, 2, 3]

  private func matrix(_ truth: [Int], _ predicted: [Int]) -> ConfusionMatrix {
    let labels = ParagraphLabel.allCases
    return ConfusionMatrix(
      zip(truth, predicted).map { (truth: labels[$0], predicted: labels[$1]) })
  }

  private func isClose(_ left: Double?, _ right: Double) -> Bool {
    left.map { abs($0 - right) < 1e-12 } ?? false
  }

  @Test("Rows are true labels, columns predicted ones")
  func counts() {
    let matrix = matrix(truth, predicted)
    let rows = ParagraphLabel.allCases.map { row in
      ParagraphLabel.allCases.map { matrix[truth: row, predicted: $0] }
    }
    #expect(rows == [[4, 0, 1, 1], [1, 1, 1, 0], [0, 0, 4, 0], [0, 0, 1, 1]])
    #expect(matrix.total == 15)
    #expect(ParagraphLabel.allCases.map(matrix.support) == [6, 3, 4, 2])
    #expect(ParagraphLabel.allCases.map(matrix.predictedCount) == [5, 1, 7, 2])
  }

  @Test(
    "Precision, recall and F1 are scikit-learn's",
    arguments: [
      (.content, 0.8, 0.6666666666666666, 0.7272727272727273),
      (.caption, 1.0, 0.3333333333333333, 0.5),
      (.promo, 0.5714285714285714, 1.0, 0.7272727272727273),
      (.byline, 0.5, 0.5, 0.5),
    ] as [(ParagraphLabel, Double, Double, Double)])
  func scores(label: ParagraphLabel, precision: Double, recall: Double, f1: Double) {
    let matrix = matrix(truth, predicted)
    #expect(isClose(matrix.precision(of: label), precision))
    #expect(isClose(matrix.recall(of: label), recall))
    #expect(isClose(matrix.f1(of: label), f1))
  }

  @Test("Macro-F1 and accuracy are scikit-learn's")
  func means() {
    let matrix = matrix(truth, predicted)
    #expect(isClose(matrix.macroF1, 0.6136363636363636))
    #expect(isClose(matrix.accuracy, 0.6666666666666666))
  }

  @Test("F1 is the harmonic mean of precision and recall", arguments: ParagraphLabel.allCases)
  func harmonicMean(label: ParagraphLabel) throws {
    let matrix = matrix(truth, predicted)
    let precision = try #require(matrix.precision(of: label))
    let recall = try #require(matrix.recall(of: label))
    #expect(isClose(matrix.f1(of: label), 2 * precision * recall / (precision + recall)))
  }

  @Test("Without paragraphs every score is undefined")
  func empty() {
    let matrix = ConfusionMatrix()
    for label in ParagraphLabel.allCases {
      #expect(matrix.precision(of: label) == nil)
      #expect(matrix.recall(of: label) == nil)
      #expect(matrix.f1(of: label) == nil)
    }
    #expect(matrix.macroF1 == nil)
    #expect(matrix.accuracy == nil)
    #expect(matrix.total == 0)
  }

  @Test("A label that occurs and is never predicted has recall and F1 0, but no precision")
  func neverPredicted() {
    let matrix = matrix([0, 1], [0, 0])
    #expect(matrix.precision(of: .caption) == nil)
    #expect(matrix.recall(of: .caption) == 0)
    #expect(matrix.f1(of: .caption) == 0)
  }

  @Test("A label that is predicted and never occurs has precision and F1 0, but no recall")
  func neverTrue() {
    let matrix = matrix([0, 0], [0, 3])
    #expect(matrix.precision(of: .byline) == 0)
    #expect(matrix.recall(of: .byline) == nil)
    #expect(matrix.f1(of: .byline) == 0)
  }

  @Test("Macro-F1 is the mean over the labels that have an F1")
  func macroLeavesOutUndefined() {
    // content: 2·1/(1 + 2) = 2/3; caption: 2·1/(2 + 1) = 2/3; promo and byline have none.
    #expect(isClose(matrix([0, 0, 1], [0, 1, 1]).macroF1, 2.0 / 3))
    // One byline predicted wrongly counts as an F1 of 0: content 2·1/(1 + 2), (2/3 + 0) / 2.
    #expect(isClose(matrix([0, 0], [0, 3]).macroF1, 1.0 / 3))
  }

  @Test("Counting one by one gives the same matrix as counting pairs, in any order")
  func adding() {
    let labels = ParagraphLabel.allCases
    var added = ConfusionMatrix()
    for (row, column) in zip(truth.reversed(), predicted.reversed()) {
      added.add(truth: labels[row], predicted: labels[column])
    }
    #expect(added == matrix(truth, predicted))
    added.add(truth: .content, predicted: .content)
    #expect(added != matrix(truth, predicted))
  }

  @Test("Paragraphs that were not found are errors that no label was predicted for")
  func unmatched() {
    // Two more contents and a caption: support 6 + 2 and 3 + 1, 18 in all, still 10 right ones.
    var matrix = matrix(truth, predicted)
    matrix.addUnmatched(truth: .content, count: 2)
    matrix.addUnmatched(truth: .caption, count: 1)
    #expect(ParagraphLabel.allCases.map(matrix.unmatched) == [2, 1, 0, 0])
    #expect(matrix.unmatchedTotal == 3)
    #expect(matrix.total == 18)
    #expect(ParagraphLabel.allCases.map(matrix.support) == [8, 4, 4, 2])
    #expect(ParagraphLabel.allCases.map(matrix.predictedCount) == [5, 1, 7, 2])
    #expect(isClose(matrix.precision(of: .content), 4.0 / 5))
    #expect(isClose(matrix.recall(of: .content), 4.0 / 8))
    #expect(isClose(matrix.f1(of: .content), 8.0 / 13))
    #expect(isClose(matrix.recall(of: .caption), 1.0 / 4))
    #expect(isClose(matrix.f1(of: .caption), 2.0 / 5))
    #expect(isClose(matrix.f1(of: .promo), 0.7272727272727273))
    #expect(isClose(matrix.accuracy, 10.0 / 18))
  }

  @Test("A label of which nothing was found has recall and F1 0")
  func nothingFound() {
    var matrix = ConfusionMatrix()
    matrix.addUnmatched(truth: .byline, count: 1)
    #expect(matrix.recall(of: .byline) == 0)
    #expect(matrix.f1(of: .byline) == 0)
    #expect(matrix.accuracy == 0)
  }

  @Test("Exchanging truth and prediction exchanges precision and recall")
  func transposed() {
    let there = matrix(truth, predicted)
    let back = matrix(predicted, truth)
    for label in ParagraphLabel.allCases {
      #expect(there.precision(of: label) == back.recall(of: label))
      #expect(there.f1(of: label) == back.f1(of: label))
    }
  }

  @Test("The Matthews correlation is scikit-learn's, with what was not found as a fifth prediction")
  func matthews() {
    // scikit-learn 1.9: matthews_corrcoef([0,0,0,1,1,2,2,2,2,3], [0,0,1,1,2,2,2,2,0,3])
    var matrix = ConfusionMatrix([
      (.content, .content), (.content, .content), (.content, .caption), (.caption, .caption),
      (.caption, .promo), (.promo, .promo), (.promo, .promo), (.promo, .promo),
      (.promo, .content), (.byline, .byline),
    ])
    #expect(isClose(matrix.matthewsCorrelation, 0.5714285714285714))
    // … with [3, 0] predicted as [4, 4] behind them.
    matrix.addUnmatched(truth: .byline, count: 1)
    matrix.addUnmatched(truth: .content, count: 1)
    #expect(isClose(matrix.matthewsCorrelation, 0.4674734950042286))
  }

  @Test("One label only has no correlation, nor have predictions of one label only")
  func noCorrelation() {
    #expect(ConfusionMatrix([(.content, .content)]).matthewsCorrelation == nil)
    #expect(
      ConfusionMatrix([(.content, .promo), (.promo, .promo)]).matthewsCorrelation == nil)
    #expect(ConfusionMatrix().matthewsCorrelation == nil)
  }
}
