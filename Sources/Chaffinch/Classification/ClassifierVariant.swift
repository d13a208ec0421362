// One variant of a model arranged for use: its packed weights, its rule and its context models. Reads
// no article.

/// A variant's weights and how its scores become labels.
struct ClassifierVariant: Sendable {
  let weights: PackedWeights
  let rule: DecisionRule
  let context: ContextModel?
  let fragmentContext: ContextModel?

  init(_ variant: Model.Variant) {
    let rows = variant.featureTable.rows
    weights = PackedWeights(
      naiveBayes: variant.naiveBayes ?? .zero(rows: rows),
      logisticRegression: variant.logisticRegression ?? .zero(rows: rows))
    rule = variant.decisionRule
    context = variant.context
    fragmentContext = variant.fragmentContext
  }

  func scores(_ features: LocalFeatures, usesMarkup: Bool = true) -> ParagraphScores {
    let scores = weights.scores(features, usesMarkup: usesMarkup)
    return ParagraphScores(
      naiveBayes: scores.naiveBayes, logisticRegression: scores.logisticRegression, rule: rule)
  }
}
