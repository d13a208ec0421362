// Trains the local models of the variant for text alone, on articles that come piece by piece: for corpora
// that do not fit into memory. No folds, no context, no markup.

import Chaffinch
import ChaffinchCorpus

/// What ``LocalTrainer`` gives.
public struct LocallyTrainedModel: Sendable {
  /// The model; its provenance holds corpus and settings.
  public let model: Model
  /// The labels of the paragraphs that were held out, in order.
  public let labels: [InnerLabel]
  /// The local models' prediction for each of them; the decision rule was fitted to these.
  public let predictions: [Prediction]
}

/// A training run over pieces of a corpus, of whose texts nothing but features is kept: two bytes for most,
/// four for a rare one.
///
/// One site in ``heldOutShare`` is held out: the decision rule is fitted to the scores of its paragraphs.
public struct LocalTrainer: Sendable {
  /// Of how many sites one is held out.
  public static let heldOutShare: UInt64 = 20
  /// Held-out paragraphs that the decision rule is fitted to at most: the first.
  public static let heldOutLimit = 100_000

  /// Paragraphs of which the order of the columns is made: with those of the piece that reaches it.
  static let sampleSize = 100_000

  private let settings: TrainingSettings
  private let shards: Shards
  /// Rows that the order of the columns is taken from, until there are enough.
  private var sample: [FeatureRows] = []
  private var order: FeatureOrder?
  private var features = SparseMatrix()
  private var knowledge: [Knowledge] = []
  private var heldOut: [(row: Int, label: InnerLabel)] = []
  private var fingerprint = CorpusFingerprint()
  /// The articles so far.
  public private(set) var articleCount = 0
  /// The paragraphs with a label so far.
  public var paragraphCount: Int { knowledge.count }
  /// The fingerprint of the articles so far.
  public var corpusFingerprint: String { fingerprint.text }

  /// A trainer that works on `threads` threads; their number does not change the result.
  public init(_ settings: TrainingSettings, threads: Int) {
    self.settings = settings
    shards = Shards(threads: threads)
  }

  /// Adds the articles of some pieces, which are read side by side and added in order.
  ///
  /// - Parameter read: the articles of a piece, 0..<`count`.
  /// - Throws: what `read` throws for the first piece that it throws for.
  public mutating func append(
    pieces count: Int, _ read: @Sendable (Int) -> Result<[LabelledArticle], CorpusError>
  ) throws(CorpusError) {
    let table = FeatureTable(bits: settings.tableBits)
    let seed = settings.seed
    let order = order
    let pieces = shards.map(count) { piece in
      read(piece).map { Piece($0, table: table, seed: seed, order: order) }
    }
    for piece in pieces {
      let piece = try piece.get()
      if let block = piece.block { features.append(block) } else { sample.append(piece.rows) }
      for article in piece.articles { fingerprint.update(article) }
      articleCount += piece.articles.count
      for (label, isHeldOut) in piece.labels {
        if isHeldOut { heldOut.append((knowledge.count, label)) }
        knowledge.append(isHeldOut ? .unknown : .label(label))
      }
    }
    if paragraphCount >= Self.sampleSize { endSample() }
  }

  /// Makes the order of the columns, unless that was done, and numbers the rows so far.
  private mutating func endSample() {
    guard order == nil else { return }
    let made = FeatureOrder(
      sample, table: FeatureTable(bits: settings.tableBits), includesAbsent: true)
    let rows = sample
    for block in shards.map(rows.count, { SparseMatrix.Block(rows[$0], made) }) {
      features.append(block)
    }
    sample = []
    order = made
  }

  /// Whether an article is of a site that is held out; one without a site counts as a site of its own.
  static func isHeldOut(_ article: LabelledArticle, seed: UInt64) -> Bool {
    var hash = FNV1a()
    hash.update(seed)
    let names = [article.site, article.id, article.paragraphs.first?.text ?? ""]
    hash.update(names.first { !$0.isEmpty } ?? "")
    var generator = SplitMix64(seed: hash.value)
    return generator.next() % heldOutShare == 0
  }

  /// The model of all articles.
  ///
  /// - Parameter progress: is told the iteration and the objective after each iteration.
  /// - Throws: ``CorpusError`` when there are no labels, only one outside the sites held out, or none of them
  ///   held out.
  public consuming func train(progress: (Int, Double) -> Void = { _, _ in }) throws(CorpusError)
    -> LocallyTrainedModel
  {
    try check()
    endSample()
    guard let order else { throw .noLabels(file: "the training corpus") }
    let examples = ExampleMatrix(
      features: features, order: order, knowledge: knowledge,
      table: FeatureTable(bits: settings.tableBits))
    let models = LocalModels.train(
      on: examples, settings: settings, shards: shards, progress: progress)
    let fitting = heldOut.prefix(Self.heldOutLimit)
    let scores = models.scores(examples, rows: fitting.map(\.row))
    let labels = fitting.map(\.label)
    let rule = Calibrator(settings.algorithm, shards: shards).rule(scores, labels: labels)
    // Settings of what there is none of would mislead.
    let absent: [TrainingSetting] = [.folds, .partialWeight, .textGates, .markupGates]
    var provenance = settings.provenance.filter { name, _ in
      !name.hasPrefix("context_") && !absent.contains { $0.rawValue == name }
    }
    provenance["corpus_fingerprint"] = fingerprint.text
    provenance["corpus_articles"] = String(articleCount)
    provenance["corpus_paragraphs"] = String(knowledge.count)
    provenance["local_only"] = "true"
    let variant = Model.Variant(
      algorithm: settings.algorithm, decisionRule: rule,
      naiveBayes: models.naiveBayes.map { QuantizedWeights($0) },
      logisticRegression: models.logisticRegression.map { QuantizedWeights($0) })
    return LocallyTrainedModel(
      model: Model(text: variant, provenance: provenance), labels: labels,
      predictions: scores.map {
        rule.prediction(naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression)
      })
  }

  private func check() throws(CorpusError) {
    let known = Set(knowledge.compactMap { $0.label?.label.rawValue })
    guard let first = known.first else { throw .noLabels(file: "the training corpus") }
    guard known.count > 1 else {
      throw .oneLabelOnly(ParagraphLabel.allCases.first { $0.rawValue == first }?.name ?? "")
    }
    guard !heldOut.isEmpty else {
      throw .noLabels(file: "the one site in \(Self.heldOutShare) that is held out")
    }
  }
}

/// The examples of some articles.
private struct Piece: Sendable {
  let articles: [LabelledArticle]
  let labels: [(label: InnerLabel, isHeldOut: Bool)]
  /// The features, as long as there is no order of the columns.
  let rows: FeatureRows
  /// The features in an order.
  let block: SparseMatrix.Block?

  init(_ articles: [LabelledArticle], table: FeatureTable, seed: UInt64, order: FeatureOrder?) {
    var examples = ExampleBlock(table: table, usesMarkup: false)
    var labels: [(label: InnerLabel, isHeldOut: Bool)] = []
    for article in articles {
      let isHeldOut = LocalTrainer.isHeldOut(article, seed: seed)
      for paragraph in article.paragraphs {
        guard let label = paragraph.label else { continue }
        examples.append(paragraph.text)
        labels.append((label, isHeldOut))
      }
    }
    self.articles = articles
    self.labels = labels
    block = order.map { SparseMatrix.Block(examples.rows, $0) }
    rows = order == nil ? examples.rows : FeatureRows()
  }
}
