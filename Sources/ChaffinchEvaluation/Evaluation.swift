// Compares predictions with gold labels: the scores that training and evaluation print.

import Chaffinch
import ChaffinchCorpus

/// The scores of some predictions.
public struct Evaluation: Sendable, Equatable {
  /// True against predicted labels.
  public let confusion: ConfusionMatrix
  /// Scores of paywall promos, predicted where the paywall probability is at least a half.
  public let paywall: BinaryCounts
  /// The mean of −log P(true label), natural; `nil` without paragraphs.
  public let logLoss: Double?

  /// Counts of a yes-or-no decision.
  public struct BinaryCounts: Sendable, Equatable {
    /// Yes, rightly.
    public var hits = 0
    /// Yes, wrongly.
    public var falseAlarms = 0
    /// No, wrongly.
    public var misses = 0

    /// 2·hits / (2·hits + falseAlarms + misses); `nil` when there is nothing to find or found.
    public var f1: Double? {
      let whole = 2 * hits + falseAlarms + misses
      return whole == 0 ? nil : 2 * Double(hits) / Double(whole)
    }
  }

  /// Scores `predictions[i]` against `labels[i]`.
  public init(labels: [InnerLabel], predictions: [Prediction]) {
    var confusion = ConfusionMatrix()
    var paywall = BinaryCounts()
    var loss = 0.0
    for (label, prediction) in zip(labels, predictions) {
      confusion.add(truth: label.label, predicted: prediction.label)
      let probability = Double(prediction.probability(of: label.label))
      loss -= naturalLogarithm(max(probability, 1e-15))
      switch (label == .paywall, prediction.paywall >= 0.5) {
      case (true, true): paywall.hits += 1
      case (false, true): paywall.falseAlarms += 1
      case (true, false): paywall.misses += 1
      case (false, false): break
      }
    }
    self.confusion = confusion
    self.paywall = paywall
    logLoss = confusion.total == 0 ? nil : loss / Double(confusion.total)
  }

  /// Classifies the corpus's articles and scores the predictions.
  ///
  /// - Parameter progress: is told the number of articles done, after each.
  public init(
    of classifier: ParagraphClassifier, on corpus: Corpus, progress: (Int) -> Void = { _ in }
  ) {
    var predictions: [Prediction] = []
    for (index, article) in corpus.articles.enumerated() {
      predictions += classifier.classify(article.article)
      progress(index + 1)
    }
    self.init(
      labels: corpus.articles.flatMap { $0.paragraphs.map(\.label) }, predictions: predictions)
  }
}
