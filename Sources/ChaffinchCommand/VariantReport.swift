// What a training run says of one variant of the model. The whole run is in `TrainingReport`.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// Reports of one variant.
struct VariantReport {
  let name: String
  let trained: TrainedModel.Variant
  let outOfFold: Evaluation
  private let english: Evaluation

  init(name: String, _ trained: TrainedModel.Variant) {
    self.name = name
    self.trained = trained
    let corpus = trained.corpus
    outOfFold = Evaluation(
      labels: corpus.articles.flatMap(\.labels), predictions: trained.outOfFold,
      unmatched: corpus.unmatched)
    let isEnglish = corpus.articles.flatMap { article in
      repeatElement(article.language == "en", count: article.labels.count)
    }
    let englishCorpus = corpus.filter { $0.language == "en" }
    english = Evaluation(
      labels: englishCorpus.labels,
      predictions: zip(trained.outOfFold, isEnglish).filter(\.1).map(\.0),
      unmatched: englishCorpus.unmatched)
  }

  /// The scores, as `train` prints them.
  var text: String {
    var text = "out-of-fold scores of the \(name) variant on \(trained.corpus.articles.count) "
    text += "articles (folds by site), decision thresholds fitted to them\n\n"
    text += outOfFold.table
    if english.confusion.total > 0, english.confusion.total < outOfFold.confusion.total {
      text += "\nmacro-F1 of the English articles among them: "
      text += Evaluation.format(english.confusion.macroF1) + "\n"
    }
    if !extracted.isEmpty { text += extracted + "\n" }
    if !fragments.isEmpty { text += fragments + "\n" }
    return text
  }

  /// The scores on the articles as other extractors hand them on; empty when there are none.
  private var extracted: String {
    guard !trained.extracted.labels.isEmpty else { return "" }
    func score(_ isIncluded: (LabelledArticle) -> Bool) -> String {
      let chosen = trained.extracted.articles.flatMap { article in
        repeatElement(isIncluded(article), count: article.labels.count)
      }
      let evaluation = Evaluation(
        labels: zip(trained.extracted.labels, chosen).filter(\.1).map(\.0),
        predictions: zip(trained.extractedOutOfFold, chosen).filter(\.1).map(\.0))
      return Evaluation.format(evaluation.confusion.macroF1)
    }
    return "macro-F1 on what extractors keep of the articles: \(score { _ in true }), English "
      + score { $0.language == "en" }
  }

  /// What the policy for feeds would do to the inner parts of the pages, out of fold; empty when there
  /// are none.
  private var fragments: String {
    let labels = trained.fragments.labels
    guard !labels.isEmpty else { return "" }
    let policy = CleaningPolicy.feedItem
    var content = (all: 0, removed: 0)
    var promo = (all: 0, removed: 0)
    for (label, prediction) in zip(labels, trained.fragmentsOutOfFold) {
      let removed = policy.removes(prediction) ? 1 : 0
      switch label.label {
      case .content: content = (content.all + 1, content.removed + removed)
      case .promo: promo = (promo.all + 1, promo.removed + removed)
      case .caption, .byline: break
      }
    }
    return
      "inner parts of the pages as feeds would carry them and items of feeds, removing promos of "
      + "probability "
      + "\(policy.minimumProbability) and more: \(content.removed) of \(content.all) paragraphs of "
      + "content lost, \(promo.removed) of \(promo.all) promos removed"
  }

  /// The variant's part of the model card, with the first of these weights.
  func card(_ top: TopWeights) -> String {
    let rule = trained.variant.decisionRule
    return """
      ## Variant `\(name)`

      Local models: \(trained.variant.algorithm.rawValue). Decision: \
      P ∝ exp(\(rule.naiveBayesWeight)·naive Bayes + \
      \(rule.logisticRegressionWeight)·logistic regression + corrections), corrections \
      \(InnerLabel.allCases.map { "\($0.name) \(rule.corrections[$0])" }
        .joined(separator: ", ")), thresholds \
      \(ParagraphLabel.allCases.map { "\($0.name) \(rule.thresholds[Int($0.rawValue)])" }
        .joined(separator: ", ")).
      \(contextText)
      Out-of-fold scores on \(trained.corpus.articles.count) articles: cross-validation with folds \
      by site; the two ensemble weights and the thresholds were fitted to these predictions, the \
      models behind them never saw the sites they are scored on. Labelled paragraphs that \
      segmentation did not find count as errors.

      ```
      \(outOfFold.table.dropLast())
      ```

      Macro-F1 of the English articles among them: \(Evaluation.format(english.confusion.macroF1)).
      \(fragments.isEmpty ? "" : "Out of fold, \(fragments).\n")
      Logistic regression's largest weights for each class (naive Bayes' log-odds when there is no \
      logistic regression); hashed features that share a bucket are named by the most frequent one.

      \(topWeightLists(top))
      """
  }

  /// What the card says of the context models; a line each.
  private var contextText: String {
    let models = [
      ("articles", trained.variant.context), ("parts", trained.variant.fragmentContext),
    ]
    return models.map { name, model in
      guard let model, let round = model.rounds.first else { return "" }
      let rule = model.rule
      return "\nContext model of \(name): \(model.rounds.count) round, \(round.featureCount) "
        + "features, \(round.gateCount) gates. Decision: "
        + "P ∝ exp(\(rule.naiveBayesWeight)·context model for text + "
        + "\(rule.logisticRegressionWeight)·context model + corrections), corrections "
        + InnerLabel.allCases.map { "\($0.name) \(rule.corrections[$0])" }
        .joined(separator: ", ") + ", thresholds "
        + ParagraphLabel.allCases.map { "\($0.name) \(rule.thresholds[Int($0.rawValue)])" }
        .joined(separator: ", ") + ", paywall from \(rule.paywallThreshold).\n"
    }.joined()
  }

  private func topWeightLists(_ top: TopWeights) -> String {
    InnerLabel.allCases.map { label in
      let names = top.features(of: label).prefix(20)
        .map { "\($0.name) (\(TopWeights.format($0.weight)))" }
      return "**\(label.name)**: \(names.joined(separator: ", "))"
    }.joined(separator: "\n\n")
  }

  /// The largest weights with their names; takes a pass over the corpus.
  var topWeights: TopWeights { TopWeights(trained, count: 200) }

  /// The top weights as lines of variant, class, weight and feature.
  func lines(_ top: TopWeights) -> String {
    var text = ""
    for label in InnerLabel.allCases {
      for feature in top.features(of: label) {
        text += "\(name)\t\(label.name)\t\(TopWeights.format(feature.weight))\t\(feature.name)\n"
      }
    }
    return text
  }
}
