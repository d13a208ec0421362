// The scores by their names: what intervals, comparisons, slices and the gate are about. Computes none
// of them.

import Chaffinch

/// One figure of an ``Evaluation``.
public enum Score: Sendable, Hashable {
  /// The mean of the labels' F1.
  case macroF1
  /// The share of paragraphs with the right label: micro-averaged precision, recall and F1.
  case accuracy
  /// As ``ConfusionMatrix/matthewsCorrelation``.
  case matthewsCorrelation
  /// A label's precision.
  case precision(ParagraphLabel)
  /// A label's recall.
  case recall(ParagraphLabel)
  /// A label's F1.
  case f1(ParagraphLabel)
  /// The F1 of paywall promos.
  case paywallF1
  /// As ``Evaluation/logLoss``.
  case logLoss
  /// As ``Evaluation/brierScore``.
  case brierScore
  /// As ``Evaluation/calibrationError``.
  case calibrationError
  /// The share of the content's text that cleaning to content would lose.
  case contentLost
  /// The share of the promos' text that cleaning to content would leave.
  case promoLeft

  /// The name in JSON and in baselines, such as `macroF1` and `f1 of content`.
  public var name: String {
    switch self {
    case .macroF1: "macroF1"
    case .accuracy: "accuracy"
    case .matthewsCorrelation: "matthewsCorrelation"
    case .precision(let label): "precision of \(label.name)"
    case .recall(let label): "recall of \(label.name)"
    case .f1(let label): "f1 of \(label.name)"
    case .paywallF1: "f1 of paywall"
    case .logLoss: "logLoss"
    case .brierScore: "brierScore"
    case .calibrationError: "calibrationError"
    case .contentLost: "contentLost"
    case .promoLeft: "promoLeft"
    }
  }

  /// The name for people, such as `macro-F1` and `F1 of content`.
  public var title: String {
    switch self {
    case .macroF1: "macro-F1"
    case .accuracy: "accuracy"
    case .matthewsCorrelation: "Matthews correlation"
    case .precision(let label): "precision of \(label.name)"
    case .recall(let label): "recall of \(label.name)"
    case .f1(let label): "F1 of \(label.name)"
    case .paywallF1: "F1 of paywall"
    case .logLoss: "log loss"
    case .brierScore: "Brier score"
    case .calibrationError: "expected calibration error"
    case .contentLost: "content text lost"
    case .promoLeft: "promo text left"
    }
  }

  /// The figure of an evaluation; `nil` where it is undefined.
  public func value(in evaluation: Evaluation) -> Double? {
    switch self {
    case .macroF1: evaluation.confusion.macroF1
    case .accuracy: evaluation.confusion.accuracy
    case .matthewsCorrelation: evaluation.confusion.matthewsCorrelation
    case .precision(let label): evaluation.confusion.precision(of: label)
    case .recall(let label): evaluation.confusion.recall(of: label)
    case .f1(let label): evaluation.confusion.f1(of: label)
    case .paywallF1: evaluation.paywall.f1
    case .logLoss: evaluation.logLoss
    case .brierScore: evaluation.brierScore
    case .calibrationError: evaluation.calibrationError
    case .contentLost: evaluation.cleaningToContent.contentLost
    case .promoLeft: evaluation.cleaningToContent.promoLeft
    }
  }

  /// Whether less is better.
  public var isBetterLower: Bool {
    switch self {
    case .macroF1, .accuracy, .matthewsCorrelation, .precision, .recall, .f1, .paywallF1: false
    case .logLoss, .brierScore, .calibrationError, .contentLost, .promoLeft: true
    }
  }

  /// The scores that reports give with an interval and compare: macro-F1 first.
  public static let headline: [Score] =
    [.macroF1, .accuracy, .matthewsCorrelation] + ParagraphLabel.allCases.map { .f1($0) }
    + [.paywallF1, .logLoss, .brierScore, .contentLost, .promoLeft]
}
