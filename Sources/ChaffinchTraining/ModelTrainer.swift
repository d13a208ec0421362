// The whole training run: features, out-of-fold scores, calibration, final models, rounding. Scores
// no model; whoever calls compares the out-of-fold predictions with the labels.

import Chaffinch
import ChaffinchCorpus

/// What a training run gives.
public struct TrainedModel: Sendable {
  /// The model, rounded as its file keeps it; its provenance holds corpus and settings.
  public let model: Model
  /// The prediction for every paragraph of the corpus, in order, by models that did not see its
  /// site, with the model's decision rule.
  public let outOfFold: [Prediction]
  /// The models before rounding, for the list of top weights.
  public let naiveBayes: MultinomialNaiveBayes?
  /// As ``naiveBayes``.
  public let logisticRegression: LogisticRegression?
}

/// Trains models on labelled articles.
public struct ModelTrainer: Sendable {
  /// The stages of a run, for progress lines.
  public enum Stage: Sendable {
    /// Extracting features.
    case features
    /// Training on all folds but one, for calibration.
    case folds(Int)
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
  /// - Throws: ``CorpusError`` when the corpus has one label only, or fewer sites than folds.
  public func train(on corpus: Corpus, progress: (Stage) -> Void = { _ in })
    throws(CorpusError) -> TrainedModel
  {
    try Self.checkLabels(corpus)
    let folds = try corpus.folds(settings.folds, seed: settings.seed)
    progress(.features)
    let examples = ExampleMatrix(
      corpus.articles, table: FeatureTable(bits: settings.tableBits), shards: shards)
    let foldOfExample = zip(corpus.articles, folds).flatMap { article, fold in
      repeatElement(fold, count: article.paragraphs.count)
    }
    progress(.folds(settings.folds))
    let scores = OutOfFold(settings: settings, shards: shards)
      .scores(examples, foldOfExample: foldOfExample)
    let rule = Calibrator(settings.algorithm).rule(scores, labels: examples.labels)
    let models = LocalModels.train(on: examples, settings: settings, shards: shards) {
      progress(.final(iteration: $0, objective: $1))
    }
    var provenance = settings.provenance
    provenance["corpus_fingerprint"] = corpus.fingerprint
    provenance["corpus_articles"] = String(corpus.articles.count)
    provenance["corpus_paragraphs"] = String(corpus.paragraphCount)
    return TrainedModel(
      model: Model(
        algorithm: settings.algorithm, decisionRule: rule,
        naiveBayes: models.naiveBayes.map { QuantizedWeights($0) },
        logisticRegression: models.logisticRegression.map { QuantizedWeights($0) },
        provenance: provenance),
      outOfFold: scores.map {
        rule.prediction(naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression)
      },
      naiveBayes: models.naiveBayes, logisticRegression: models.logisticRegression)
  }

  private static func checkLabels(_ corpus: Corpus) throws(CorpusError) {
    var first: ParagraphLabel?
    for article in corpus.articles {
      for paragraph in article.paragraphs {
        if let first, first != paragraph.label.label { return }
        first = paragraph.label.label
      }
    }
    throw .oneLabelOnly(first?.name ?? "")
  }
}
