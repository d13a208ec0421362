// What a training run gives, and its start: folds, then the variants, which `VariantTrainer` trains. Scores
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
    /// The articles that the variant was trained on.
    public let corpus: Corpus
    /// The prediction for every labelled paragraph of ``corpus``, in order, by models that did not
    /// see its site: the context model's, with its decision rule, where there is one.
    public let outOfFold: [Prediction]
    /// The inner parts of the articles as feeds would carry them and the items of feeds, which the
    /// variant for markup was trained on besides; none for the variant for text.
    public let fragments: Corpus
    /// As ``outOfFold``, for ``fragments``.
    public let fragmentsOutOfFold: [Prediction]
    /// The articles as other extractors hand them on, which the variant for text was trained on
    /// besides; none for the variant for markup.
    public let extracted: Corpus
    /// As ``outOfFold``, for ``extracted``.
    public let extractedOutOfFold: [Prediction]
    /// The models before rounding, for the list of top weights.
    public let naiveBayes: MultinomialNaiveBayes?
    /// As ``naiveBayes``.
    public let logisticRegression: LogisticRegression?
    /// What the local models were trained on; examples without a label took no part.
    public let examples: ExampleMatrix
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
  private let onlyJudges: Bool

  /// A trainer that works on `threads` threads; their number does not change the result.
  ///
  /// - Parameter onlyJudges: whether nothing but the out-of-fold predictions is wanted; then the final
  ///   local models, which take no part in them, get one iteration and are no good.
  public init(_ settings: TrainingSettings, threads: Int, onlyJudges: Bool = false) {
    self.settings = settings
    self.onlyJudges = onlyJudges
    self.shards = Shards(threads: threads)
  }

  /// The model of `corpus`.
  ///
  /// - Throws: ``CorpusError`` when the corpus has no label or one only, or fewer sites than folds.
  public func train(on corpus: Corpus, progress: (Stage) -> Void = { _ in })
    throws(CorpusError) -> TrainedModel
  {
    try Self.checkLabels(corpus, "the training corpus")
    let folds = try corpus.folds(settings.folds, seed: settings.seed)
    let all = zip(corpus.articles, folds).map { PlacedArticle(article: $0, fold: $1) }
    let articles = TrainingArticles(all)
    let trainer = VariantTrainer(settings: settings, shards: shards, onlyJudges: onlyJudges)
    let (text, opinions) = trainer.text(articles, progress)
    var markup: TrainedModel.Variant?
    if !articles.pages.isEmpty {
      try Self.checkLabels(
        Corpus(articles: articles.pages.map(\.article)),
        "the training corpus's articles with markup")
      markup = trainer.markup(articles, opinions: opinions, progress)
    }
    var provenance = settings.provenance
    provenance["corpus_fingerprint"] = corpus.fingerprint
    provenance["corpus_articles"] = String(corpus.articles.count)
    provenance["corpus_paragraphs"] = String(text.outOfFold.count)
    return TrainedModel(
      text: text, markup: markup,
      model: Model(text: text.variant, markup: markup?.variant, provenance: provenance))
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
