// Compares predictions with gold labels: the scores that training and evaluation print.

import Chaffinch
import ChaffinchCorpus

/// The scores of some predictions.
public struct Evaluation: Sendable, Equatable {
  /// True against predicted labels.
  public let confusion: ConfusionMatrix
  /// Scores of paywall promos, as the predictions decide.
  public let paywall: BinaryCounts
  /// The mean of −log P(true label), natural, over the paragraphs that have a prediction; `nil`
  /// without any. Paragraphs that were not found are left out: nothing gave them a probability.
  public let logLoss: Double?
  /// The expected calibration error over the paragraphs that have a prediction, in 0…1, in 15 bins;
  /// `nil` without any.
  public let calibrationError: Double?

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

  /// Scores `predictions[i]` against `labels[i]`, leaving out those without a label.
  ///
  /// - Parameter unmatched: labelled paragraphs that have no prediction because the segmentation did
  ///   not find them. Each counts as an error in the row of its label, a paywall promo also as a miss.
  public init(
    labels: [InnerLabel?], predictions: [Prediction], unmatched: LabelCounts = LabelCounts()
  ) {
    var confusion = ConfusionMatrix()
    var paywall = BinaryCounts()
    var loss = 0.0
    var calibration = CalibrationError()
    for (label, prediction) in zip(labels, predictions) {
      guard let label else { continue }
      confusion.add(truth: label.label, predicted: prediction.label)
      calibration.add(prediction, truth: label.label)
      let probability = Double(prediction.probability(of: label.label))
      loss -= naturalLogarithm(max(probability, 1e-15))
      switch (label == .paywall, prediction.isPaywall) {
      case (true, true): paywall.hits += 1
      case (false, true): paywall.falseAlarms += 1
      case (true, false): paywall.misses += 1
      case (false, false): break
      }
    }
    let scored = confusion.total
    for (label, count) in unmatched.present {
      confusion.addUnmatched(truth: label.label, count: count)
    }
    paywall.misses += unmatched[.paywall]
    self.confusion = confusion
    self.paywall = paywall
    calibrationError = calibration.value
    logLoss = scored == 0 ? nil : loss / Double(scored)
  }

  /// Classifies the corpus's articles and scores the predictions of the labelled paragraphs.
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
      labels: corpus.articles.flatMap { $0.paragraphs.map(\.label) }, predictions: predictions,
      unmatched: corpus.unmatched)
  }
}
