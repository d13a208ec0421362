// Why a paragraph has its label: the levels of the decision and how two labels compare. Prints nothing.

/// What spoke for a paragraph's label and what against.
///
/// The classifier decides in two levels. Local models weigh the paragraph's own words, form and markup
/// (``local``); what they say of it and of its neighbours are features of the context model, which
/// decides (``context``). On pages the context model for text judges, too, over the scores of the local
/// models for text; the decision rule mixes both.
public struct Explanation: Sendable, Equatable {
  /// The paragraph's place in the article, from 0.
  public let index: Int
  /// The prediction; the one that `ParagraphClassifier.classify` gives.
  public let prediction: Prediction
  /// The local models' scores, one or two: those that belong to the article's context model, and behind them, where
  /// the context model for text is asked as well, those that belong to it.
  public let local: [ScoreExplanation]
  /// The context models' scores; `nil` in a model that judges each paragraph by itself.
  public let context: ScoreExplanation?
  /// What judging the items of a list together added to the class scores; `nil` for a paragraph that
  /// stands in no list or in a whole page.
  public let consensus: ClassVector?
  /// The class scores whose softmax are the probabilities: ``deciding`` and the ``consensus``.
  public let scores: ClassVector
  /// The rule that decided.
  public let rule: DecisionRule

  /// The level that decides: the context, or the local models where there is none.
  public var deciding: ScoreExplanation { context ?? local[0] }

  /// The label that came second: with the next largest P(l) / θ_l.
  public var runnerUp: ParagraphLabel {
    var result: ParagraphLabel?
    var best: Float = -1
    for label in ParagraphLabel.allCases where label != prediction.label {
      let value = prediction.probability(of: label) / rule.thresholds[Int(label.rawValue)]
      if result == nil || value > best { (result, best) = (label, value) }
    }
    return result ?? .content
  }

  /// How the paragraph's label compares with another one.
  ///
  /// - Parameter label: what to compare with; `nil`, or the paragraph's own label, for the runner-up.
  public func comparison(against label: ParagraphLabel? = nil) -> LabelComparison {
    LabelComparison(
      prediction.label, against: label == prediction.label ? runnerUp : label ?? runnerUp,
      scores: scores, rule: rule)
  }
}

/// Two labels side by side: their odds as a sum.
///
/// The label `promo` stands for two classes, promo and paywall, and the logarithm of a sum is not a sum of
/// logarithms. So the stronger of its two classes is compared, and what the other one adds is a term of its
/// own: ``folding``. Then, exactly up to rounding,
/// log((P(label) / θ_label) / (P(against) / θ_against)) = ``margin`` + ``folding`` + ``thresholds``.
public struct LabelComparison: Sendable, Equatable {
  /// The label.
  public let label: ParagraphLabel
  /// The label that it is compared with.
  public let against: ParagraphLabel
  /// The class of the label with the highest score.
  public let labelClass: InnerLabel
  /// The class of the other label with the highest score.
  public let againstClass: InnerLabel
  /// The difference between the two classes' scores.
  public let margin: Float
  /// What the weaker class of `promo` adds, log(1 + e^−d) for a distance of d; 0 where neither label is
  /// promo.
  public let folding: Float
  /// What the thresholds add: log θ_against − log θ_label.
  public let thresholds: Float

  /// The logarithm of the labels' odds, each probability divided by its threshold.
  public var logOdds: Float { margin + folding + thresholds }

  /// Compares two labels by class scores.
  public init(
    _ label: ParagraphLabel, against: ParagraphLabel, scores: ClassVector, rule: DecisionRule
  ) {
    let (own, other) = (Self.fold(label, scores), Self.fold(against, scores))
    self.label = label
    self.against = against
    labelClass = own.strongest
    againstClass = other.strongest
    margin = scores[own.strongest] - scores[other.strongest]
    folding = own.extra - other.extra
    func logarithm(_ label: ParagraphLabel) -> Float {
      Float(naturalLogarithm(Double(rule.thresholds[Int(label.rawValue)])))
    }
    thresholds = logarithm(against) - logarithm(label)
  }

  /// A label's strongest class and how much more the logarithm of its classes' sum is.
  private static func fold(
    _ label: ParagraphLabel, _ scores: ClassVector
  ) -> (strongest: InnerLabel, extra: Float) {
    switch label {
    case .content: return (.content, 0)
    case .caption: return (.caption, 0)
    case .byline: return (.byline, 0)
    case .promo:
      let distance = Double((scores[.promo] - scores[.paywall]).magnitude)
      return (
        scores[.promo] >= scores[.paywall] ? .promo : .paywall,
        Float(naturalLogarithm(1 + exponential(-distance)))
      )
    }
  }
}
