// A model against a baseline on the same articles: differences of scores and whether they could be
// chance. Trains and classifies nothing.

import Chaffinch
import ChaffinchCorpus

/// What changes from a baseline to a model.
public struct ModelComparison: Sendable {
  /// A score of both models.
  public struct Difference: Sendable, Equatable {
    /// Which score.
    public let score: Score
    /// The model's; `nil` where it is undefined.
    public let value: Double?
    /// The baseline's.
    public let baseline: Double?
    /// `value` less `baseline`; `nil` where either is undefined.
    public let difference: Double?
    /// The 95 % interval of the difference; `nil` where there is too little to say.
    public let interval: ConfidenceInterval?
    /// The two-sided p value: how often differences at least as large would come of articles on which
    /// the models are equally good; `nil` where there is too little to say.
    public let pValue: Double?

    /// Whether the difference is unlikely to be chance (p below 0.05) and for the worse.
    public var isRegression: Bool {
      guard let difference, let pValue, pValue < 0.05 else { return false }
      return score.isBetterLower ? difference > 0 : difference < 0
    }

    /// As ``isRegression``, for the better.
    public var isProgress: Bool {
      guard let difference, let pValue, pValue < 0.05 else { return false }
      return score.isBetterLower ? difference < 0 : difference > 0
    }
  }

  /// The differences, in the order of the scores asked for.
  public let differences: [Difference]
  /// Whether both have the same share of paragraphs right.
  public let mcNemar: McNemarTest

  /// Compares two models' predictions for the same articles, by the paired bootstrap: both are scored on
  /// the same draws of articles (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; for
  /// text, Berg-Kirkpatrick, Burkett and Klein, "An Empirical Investigation of Statistical Significance
  /// in NLP", EMNLP 2012). A draw's difference counts against chance when it lies as far from the
  /// observed one as that lies from 0.
  ///
  /// - Precondition: both have the same articles in the same order.
  /// - Complexity: O(resamples · articles).
  public init(
    _ model: ScoredCorpus, baseline: ScoredCorpus, scores: [Score] = Score.headline,
    bootstrap: Bootstrap = Bootstrap()
  ) {
    precondition(model.articles.count == baseline.articles.count, "the same articles")
    let first = model.articleEvaluations
    let second = baseline.articleEvaluations
    let whole = (model: Self.sum(first), baseline: Self.sum(second))
    var drawn = scores.map { _ in [Double?]() }
    if first.count >= 2 {
      for draw in bootstrap.draws(of: first.count) {
        var pair = (model: Evaluation(), baseline: Evaluation())
        for place in draw {
          pair.model += first[place]
          pair.baseline += second[place]
        }
        for (index, score) in scores.enumerated() {
          drawn[index].append(Self.difference(score, pair.model, pair.baseline))
        }
      }
    }
    differences = zip(scores, drawn).map { score, values in
      let observed = Self.difference(score, whole.model, whole.baseline)
      return Difference(
        score: score, value: score.value(in: whole.model),
        baseline: score.value(in: whole.baseline), difference: observed,
        interval: observed == nil ? nil : ConfidenceInterval(of: values),
        pValue: observed.flatMap { Self.pValue($0, values) })
    }
    mcNemar = Self.mcNemar(model, baseline)
  }

  private static func sum(_ articles: [Evaluation]) -> Evaluation {
    articles.reduce(into: Evaluation()) { $0 += $1 }
  }

  private static func difference(_ score: Score, _ left: Evaluation, _ right: Evaluation)
    -> Double?
  {
    guard let left = score.value(in: left), let right = score.value(in: right) else { return nil }
    return left - right
  }

  /// The share of draws that lie as far from `observed` as that from 0, itself counted as one.
  private static func pValue(_ observed: Double, _ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    guard !known.isEmpty, 2 * known.count > values.count else { return nil }
    let far = known.count { abs($0 - observed) >= abs(observed) }
    return Double(far + 1) / Double(known.count + 1)
  }

  private static func mcNemar(_ model: ScoredCorpus, _ baseline: ScoredCorpus) -> McNemarTest {
    var gains = 0
    var losses = 0
    for (left, right) in zip(model.articles, baseline.articles) {
      for (index, paragraph) in left.article.paragraphs.enumerated() {
        guard let label = paragraph.label?.label else { continue }
        let isRight = left.predictions[index]?.label == label
        let was =
          right.predictions.indices.contains(index)
          && right.predictions[index]?.label == label
        if isRight, !was { gains += 1 }
        if was, !isRight { losses += 1 }
      }
    }
    return McNemarTest(gains: gains, losses: losses)
  }
}
