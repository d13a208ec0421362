// Tests that out-of-fold scores come from models that never saw the example's fold.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct OutOfFoldTests {
  private func settings(_ algorithm: Algorithm, folds: Int = 2) -> TrainingSettings {
    TrainingSettings(
      algorithm: algorithm, smoothing: 1.0 / 256, l2Penalty: 0.1, iterations: 30, tableBits: 8,
      folds: folds)
  }

  private func scores(
    _ examples: ExampleMatrix, _ folds: [Int], _ algorithm: Algorithm, threads: Int = 1
  ) -> [LocalScores] {
    OutOfFold(
      settings: settings(algorithm, folds: (folds.max() ?? 0) + 1),
      shards: Shards(threads: threads)
    ).scores(examples, foldOfExample: folds).scores
  }

  @Test("An example's own fold says nothing: its labels may be turned round and its scores stay")
  func ownFoldIsUnseen() {
    let folds = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    let turned = SmallExamples.matrix(
      SmallExamples.tenRows,
      zip(SmallExamples.ten.labels, folds).map { $1 == 0 ? .paywall : $0 })
    let plain = scores(SmallExamples.ten, folds, .ensemble)
    let changed = scores(turned, folds, .ensemble)
    for row in 0..<10 {
      // Fold 0 is scored by fold 1, which kept its labels; fold 1 by fold 0, which did not.
      let isSame =
        plain[row].naiveBayes == changed[row].naiveBayes
        && plain[row].logisticRegression == changed[row].logisticRegression
      #expect(isSame == (folds[row] == 0))
    }
  }

  @Test("A word that only one site has is unknown to the model that scores that site")
  func siteWord() throws {
    // Column 0 occurs in the first example alone, there as promo. With α = 1/256, α·V = 1. Scored
    // by the second example alone (content, one entry of 1 in column 1):
    //   P(column 0 | content) = (1/256) / (1 + 1) = 1/512, P(column 0 | other) = 1/256,
    //   priors: content 2/6, the others 1/6. Scores of the first example (column 0, value 1):
    //   content ln(2/6 · 1/512) = ln(1/1536), others ln(1/6 · 1/256) = ln(1/1536): all alike.
    let examples = SmallExamples.matrix([[1, 0], [0, 1]], [.promo, .content])
    let scores = scores(examples, [0, 1], .naiveBayes)
    try #require(scores.count == 2)
    let expected = Array(repeating: -naturalLogarithm(1536), count: 5)
    #expect(scores[0].naiveBayes.isClose(to: expected, within: 1e-5))
    // A model that had seen the first example would score promo ln(2/7 · (1 + 1/256) / 2) there.
    let seen = NaiveBayesTrainer(smoothing: 1.0 / 256).train(on: examples)
    let unfair = LocalModels(naiveBayes: seen, logisticRegression: nil)
      .scores(examples)[0].naiveBayes
    #expect(unfair[.promo] > unfair[.content] + 4)
  }

  @Test("Each example has the scores of the models of all other folds, at its own place")
  func places() {
    let folds = [2, 0, 1, 1, 0, 2, 2, 0, 1, 0]
    let all = scores(SmallExamples.ten, folds, .ensemble)
    for fold in 0..<3 {
      let models = LocalModels.train(
        on: SmallExamples.ten.forgetting { folds[$0] == fold },
        settings: settings(.ensemble, folds: 3),
        shards: Shards(threads: 1))
      let expected = models.scores(SmallExamples.ten)
      for row in folds.indices where folds[row] == fold {
        #expect(all[row].naiveBayes == expected[row].naiveBayes)
        #expect(all[row].logisticRegression == expected[row].logisticRegression)
      }
    }
  }

  @Test("What the algorithm does without has scores of zero", arguments: Algorithm.allCases)
  func algorithms(algorithm: Algorithm) {
    let scores = scores(SmallExamples.ten, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1], algorithm)
    #expect(scores.allSatisfy { ($0.naiveBayes == .zero) == (algorithm == .logisticRegression) })
    #expect(
      scores.allSatisfy { ($0.logisticRegression == .zero) == (algorithm == .naiveBayes) })
  }

  @Test("One and several threads give the same scores", arguments: [2, 4])
  func threads(threads: Int) {
    let folds = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0]
    let one = scores(SmallExamples.ten, folds, .ensemble)
    let several = scores(SmallExamples.ten, folds, .ensemble, threads: threads)
    #expect(one.map(\.naiveBayes) == several.map(\.naiveBayes))
    #expect(one.map(\.logisticRegression) == several.map(\.logisticRegression))
  }
}
