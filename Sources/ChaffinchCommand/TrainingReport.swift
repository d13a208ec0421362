// What a training run says of itself: the scores it prints, the model card, the top weights.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// Reports of a training run.
struct TrainingReport {
  /// The model with its scores in the provenance.
  let model: Model
  private let corpus: Corpus
  private let heldOut: Corpus?
  private let trained: TrainedModel
  private let outOfFold: Evaluation
  private let english: Evaluation
  private let heldOutScores: Evaluation?

  init(corpus: Corpus, heldOut: Corpus?, trained: TrainedModel) {
    let labels = corpus.articles.flatMap { $0.paragraphs.map(\.label) }
    let outOfFold = Evaluation(labels: labels, predictions: trained.outOfFold)
    let isEnglish = corpus.articles.flatMap { article in
      repeatElement(article.language == "en", count: article.paragraphs.count)
    }
    let chosen = isEnglish.indices.filter { isEnglish[$0] }
    var provenance = trained.model.provenance
    provenance["out_of_fold_macro_f1"] = Evaluation.format(outOfFold.confusion.macroF1)
    provenance["out_of_fold_accuracy"] = Evaluation.format(outOfFold.confusion.accuracy)
    self.model = Model(
      algorithm: trained.model.algorithm, decisionRule: trained.model.decisionRule,
      naiveBayes: trained.model.naiveBayes, logisticRegression: trained.model.logisticRegression,
      provenance: provenance)
    self.corpus = corpus
    self.heldOut = heldOut
    self.trained = trained
    self.outOfFold = outOfFold
    self.english = Evaluation(
      labels: chosen.map { labels[$0] }, predictions: chosen.map { trained.outOfFold[$0] })
    self.heldOutScores = heldOut.map {
      Evaluation(of: ParagraphClassifier(trained.model), on: $0)
    }
  }

  /// The scores, as `train` prints them.
  var text: String {
    let size = "\(corpus.articles.count) articles, \(corpus.paragraphCount) paragraphs"
    var text = "trained on \(size), corpus \(corpus.fingerprint)\n"
    if let heldOut, let heldOutScores {
      text += "\nscores on \(heldOut.articles.count) articles of sites held out\n\n"
      text += heldOutScores.table
    } else {
      text += "\nout-of-fold scores (folds by site), decision thresholds fitted to them\n\n"
      text += outOfFold.table
      if english.confusion.total > 0, english.confusion.total < outOfFold.confusion.total {
        text += "\nmacro-F1 of the English articles among them: "
        text += Evaluation.format(english.confusion.macroF1) + "\n"
      }
    }
    return text
  }

  /// The printed scores as JSON.
  var scores: String {
    (heldOutScores ?? outOfFold).jsonText(of: heldOut ?? corpus)
  }

  /// The model card.
  var card: String {
    let rule = model.decisionRule
    let settings = trained.model.provenance.sorted { $0.key < $1.key }
    let languages = Dictionary(grouping: corpus.articles, by: \.language)
      .map { (name: $0.key.isEmpty ? "unknown" : $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let sites = Set(corpus.articles.map(\.site)).count
    let labels = corpus.articles.flatMap { $0.paragraphs.map(\.label) }
    let counts = InnerLabel.allCases.map { label in
      "\(labels.count { $0 == label }) \(label.name)"
    }
    return """
      # Model card

      Written by `chaffinch train`; do not edit.

      ## What it is

      A model for Chaffinch: tags a paragraph of an article as content, caption, promo or byline \
      from its text alone. Algorithm: \(model.algorithm.rawValue).
      Decision: P ∝ exp(\(rule.naiveBayesWeight)·naive Bayes + \
      \(rule.logisticRegressionWeight)·logistic regression + corrections), corrections \
      \(InnerLabel.allCases.map { "\($0.name) \(rule.corrections[$0])" }
        .joined(separator: ", ")), thresholds \
      \(ParagraphLabel.allCases.map { "\($0.name) \(rule.thresholds[Int($0.rawValue)])" }
        .joined(separator: ", ")).

      ## Data

      \(corpus.articles.count) articles of \(sites) sites, \(corpus.paragraphCount) paragraphs: \
      \(counts.joined(separator: ", ")).
      Languages (articles): \
      \(languages.map { "\($0.name) \($0.count)" }.joined(separator: ", ")).

      ## Settings

      | setting | value |
      |---|---|
      \(settings.map { "| \($0.key) | \($0.value) |" }.joined(separator: "\n"))

      ## Out-of-fold scores

      Cross-validation with folds by site; the two ensemble weights and the thresholds were fitted \
      to these predictions, the models behind them never saw the sites they are scored on.

      ```
      \(outOfFold.table.dropLast())
      ```

      Macro-F1 of the English articles among them: \(Evaluation.format(english.confusion.macroF1)).

      ## Top weights

      Logistic regression's largest weights for each class (naive Bayes' log-odds when there is no \
      logistic regression); hashed features that share a bucket are named by the most frequent one.

      \(topWeightLists)

      ## Limits

      - It sees one paragraph at a time: a name alone may be a byline, a heading or a tag.
      - Labels of the corpus came from one annotation guideline; see `TrainingData/LABELLING.md`.
      - News and magazine pages dominate; shops, forums and social media were not trained on.
      - Paywall promos are few, and their scores vary from fold to fold.
      - Probabilities are calibrated over the whole corpus, not for each language or site.

      """
  }

  private var topWeightLists: String {
    let top = TopWeights(trained, corpus: corpus, count: 20)
    return InnerLabel.allCases.map { label in
      let names = top.features(of: label).map { "\($0.name) (\(TopWeights.format($0.weight)))" }
      return "**\(label.name)**: \(names.joined(separator: ", "))"
    }.joined(separator: "\n\n")
  }

  /// The top weights as lines of class, weight and feature.
  var topWeights: String {
    let top = TopWeights(trained, corpus: corpus, count: 200)
    var text = "class\tweight\tfeature\n"
    for label in InnerLabel.allCases {
      for feature in top.features(of: label) {
        text += "\(label.name)\t\(TopWeights.format(feature.weight))\t\(feature.name)\n"
      }
    }
    return text
  }
}
