// The whole training run: features, out-of-fold scores, calibration, final models, rounding. Scores
// no model; whoever calls compares the out-of-fold predictions with the labels.

import Chaffinch
import ChaffinchCorpus

/// What a training run gives.
public struct TrainedModel: Sendable {
  /// What training gives for one variant of the model.
  public struct Variant: Sendable {
    /// The weights, rounded as the file keeps them, and the decision rule.
    public let variant: Model.Variant
    /// Whether it reads what markup says.
    public let usesMarkup: Bool
    /// What it was trained on, and what models that did not see a site say of it.
    public let predictions: VariantPredictions
    /// The models before rounding, for the list of top weights.
    public let naiveBayes: MultinomialNaiveBayes?
    /// As ``naiveBayes``.
    public let logisticRegression: LogisticRegression?

    /// As ``VariantPredictions/corpus``.
    public var corpus: Corpus { predictions.corpus }
    /// As ``VariantPredictions/outOfFold``.
    public var outOfFold: [Prediction] { predictions.outOfFold }
    /// As ``VariantPredictions/fragments``.
    public var fragments: Corpus { predictions.fragments }
    /// As ``VariantPredictions/fragmentsOutOfFold``.
    public var fragmentsOutOfFold: [Prediction] { predictions.fragmentsOutOfFold }
    /// As ``VariantPredictions/extracted``.
    public var extracted: Corpus { predictions.extracted }
    /// As ``VariantPredictions/extractedOutOfFold``.
    public var extractedOutOfFold: [Prediction] { predictions.extractedOutOfFold }
  }

  /// The variant for text alone.
  public let text: Variant
  /// The variant for markup; `nil` when no article had any.
  public let markup: Variant?
  /// The model of both; its provenance holds corpus and settings.
  public let model: Model
}

/// Trains models on labelled articles.
public struct ModelTrainer: Sendable {
  /// The stages of a run, for progress lines.
  public enum Stage: Sendable {
    /// Extracting features.
    case features
    /// Training on all folds but one, for calibration.
    case folds(Int)
    /// Training a round of the context model.
    case context(Int)
    /// Training the final model: the iteration and the objective.
    case final(iteration: Int, objective: Double)
  }

  private let settings: TrainingSettings
  private let shards: Shards

  /// A trainer that works on `threads` threads; their number does not change the result.
  public init(_ settings: TrainingSettings, threads: Int) {
    self.settings = settings
    self.shards = Shards(threads: threads)
  }

  /// The model of `corpus`.
  ///
  /// - Throws: ``CorpusError`` when the corpus has no label or one only, or fewer sites than folds.
  public func train(on corpus: Corpus, progress: (Stage) -> Void = { _ in })
    throws(CorpusError) -> TrainedModel
  {
    let trainers = try trainers(corpus)
    let text = trainers.text.train(progress)
    let markup = trainers.markup?.train(progress)
    var provenance = settings.provenance
    provenance["corpus_fingerprint"] = corpus.fingerprint
    provenance["corpus_articles"] = String(corpus.articles.count)
    provenance["corpus_paragraphs"] = String(text.outOfFold.count)
    return TrainedModel(
      text: text, markup: markup,
      model: Model(text: text.variant, markup: markup?.variant, provenance: provenance))
  }

  /// The out-of-fold predictions of ``train(on:progress:)``, without the final models.
  ///
  /// - Throws: as ``train(on:progress:)``.
  public func predictions(on corpus: Corpus, progress: (Stage) -> Void = { _ in })
    throws(CorpusError) -> (text: VariantPredictions, markup: VariantPredictions?)
  {
    let trainers = try trainers(corpus)
    return (trainers.text.predictions(progress), trainers.markup?.predictions(progress))
  }

  private func trainers(_ corpus: Corpus) throws(CorpusError) -> (
    text: VariantTrainer, markup: VariantTrainer?
  ) {
    try Self.checkLabels(corpus, "the training corpus")
    // Partly labelled pages are learned from and not scored. The variant for text does without: it got
    // worse by them (Evaluation/EXPERIMENTS.md).
    let partial = corpus.filter(\.isPartlyLabelled)
    let whole = corpus.filter { !$0.isPartlyLabelled }
    let text = try trainer(of: whole, usesMarkup: false)
    let pages = whole.filter { $0.markup.map { !$0.isFragment } ?? false }
    let items = whole.filter { $0.markup?.isFragment ?? false }
    var markup: VariantTrainer?
    if pages.articles.isEmpty, !items.articles.isEmpty {
      try Self.checkLabels(items, "the training corpus's items with markup")
      markup = try trainer(of: items, usesMarkup: true)
    } else if !pages.articles.isEmpty {
      try Self.checkLabels(pages, "the training corpus's articles with markup")
      markup = try trainer(
        of: pages, items: items, partial: partial, texts: whole.filter { $0.markup == nil },
        usesMarkup: true)
    }
    return (text, markup)
  }

  private func trainer(
    of corpus: Corpus, items: Corpus = Corpus(articles: []),
    partial: Corpus = Corpus(articles: []), texts: Corpus = Corpus(articles: []),
    usesMarkup: Bool
  ) throws(CorpusError) -> VariantTrainer {
    let folds = try Corpus.joined([corpus, items, partial, texts]).folds(
      settings.folds, seed: settings.seed)
    return VariantTrainer(
      settings: settings, shards: shards, usesMarkup: usesMarkup, corpus: corpus, items: items,
      partial: partial, texts: texts, folds: folds)
  }

  private static func checkLabels(_ corpus: Corpus, _ name: String) throws(CorpusError) {
    var first: ParagraphLabel?
    for label in corpus.labels {
      if let first, first != label.label { return }
      first = label.label
    }
    guard let first else { throw .noLabels(file: name) }
    throw .oneLabelOnly(first.name)
  }
}
