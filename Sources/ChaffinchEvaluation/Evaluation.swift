// Compares predictions with gold labels: the scores that training and evaluation print.

import Chaffinch
import ChaffinchCorpus

/// The scores of some predictions. Two of them can be added: the sum scores all the paragraphs of both.
public struct Evaluation: Sendable, Equatable {
  /// True against predicted labels.
  public private(set) var confusion = ConfusionMatrix()
  /// Scores of paywall promos, as the predictions decide.
  public private(set) var paywall = BinaryCounts()
  /// What cleaning to content alone would lose and leave, as text and Markdown are cleaned.
  public private(set) var cleaningToContent = CleaningScores()
  /// What removing promos would lose and leave, as pages and feeds are cleaned.
  public private(set) var cleaningPromos = CleaningScores()
  private(set) var calibration = CalibrationError()
  private var loss = 0.0
  private var squaredErrors = 0.0
  /// The paragraphs that have a prediction.
  public var scoredCount: Int { confusion.total - confusion.unmatchedTotal }

  /// The mean of −log P(true label), natural, over the paragraphs that have a prediction; `nil`
  /// without any. Paragraphs that were not found are left out: nothing gave them a probability.
  public var logLoss: Double? { scoredCount == 0 ? nil : loss / Double(scoredCount) }
  /// The Brier score for several classes: the mean of Σ_l (P(l) − [l is true])², in 0…2 (Brier,
  /// "Verification of Forecasts Expressed in Terms of Probability", 1950), over the paragraphs that
  /// have a prediction; `nil` without any.
  public var brierScore: Double? {
    scoredCount == 0 ? nil : squaredErrors / Double(scoredCount)
  }
  /// The expected calibration error over the paragraphs that have a prediction, in 0…1, in 15 bins;
  /// `nil` without any.
  public var calibrationError: Double? { calibration.value }

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
    for (label, prediction) in zip(labels, predictions) {
      if let label { add(label, prediction) }
    }
    add(unmatched: unmatched)
  }

  /// Scores nothing.
  init() {}

  /// Scores a prediction for a paragraph of `characters` characters; 0 where nobody asks for the cleaning
  /// scores.
  mutating func add(_ label: InnerLabel, _ prediction: Prediction, characters: Int = 0) {
    confusion.add(truth: label.label, predicted: prediction.label)
    calibration.add(prediction, truth: label.label)
    loss -= naturalLogarithm(max(Double(prediction.probability(of: label.label)), 1e-15))
    for other in ParagraphLabel.allCases {
      let error = Double(prediction.probability(of: other)) - (other == label.label ? 1 : 0)
      squaredErrors += error * error
    }
    switch (label == .paywall, prediction.isPaywall) {
    case (true, true): paywall.hits += 1
    case (false, true): paywall.falseAlarms += 1
    case (true, false): paywall.misses += 1
    case (false, false): break
    }
    cleaningToContent.add(
      label.label, characters: characters,
      isRemoved: CleaningPolicy.contentOnly.removes(prediction))
    cleaningPromos.add(
      label.label, characters: characters, isRemoved: CleaningPolicy.promoOnly.removes(prediction))
  }

  /// Counts labelled paragraphs that have no prediction.
  mutating func add(unmatched: LabelCounts) {
    for (label, count) in unmatched.present {
      confusion.addUnmatched(truth: label.label, count: count)
    }
    paywall.misses += unmatched[.paywall]
  }

  /// Adds the paragraphs of another evaluation.
  public static func += (left: inout Evaluation, right: Evaluation) {
    left.confusion += right.confusion
    left.paywall.hits += right.paywall.hits
    left.paywall.falseAlarms += right.paywall.falseAlarms
    left.paywall.misses += right.paywall.misses
    left.cleaningToContent += right.cleaningToContent
    left.cleaningPromos += right.cleaningPromos
    left.calibration += right.calibration
    left.loss += right.loss
    left.squaredErrors += right.squaredErrors
  }

  /// Classifies the corpus's articles and scores the predictions of the labelled paragraphs.
  ///
  /// - Parameter progress: is told the number of articles done, after each.
  public init(
    of classifier: ParagraphClassifier, on corpus: Corpus, progress: (Int) -> Void = { _ in }
  ) {
    self = ScoredCorpus(classifier, on: corpus, progress: progress).evaluation
  }
}
