// Labelled examples as a sparse matrix: a row a paragraph, a column a bucket of the feature table. Knows
// no model.

import Chaffinch
import ChaffinchCorpus

/// Examples ready for a trainer: features, and what is known of their classes.
///
/// Columns are the buckets that occur, the most frequent first: their weights lie side by side, where
/// the processor's caches hold them.
public struct ExampleMatrix: Sendable {
  /// The features; a row an example.
  public let features: SparseMatrix
  /// The bucket of the feature table that each column stands for.
  public let buckets: [UInt32]
  /// How many of the first columns can occur in an example with a label; models have weights for these.
  let labelledColumns: Int
  /// What is known of each example.
  public let knowledge: [Knowledge]
  /// The forms of the texts; none where the matrix was not made of articles.
  public let forms: [TextForm]
  /// The feature table.
  public let table: FeatureTable

  /// A matrix of rows that are numbered already.
  init(features: SparseMatrix, order: FeatureOrder, knowledge: [Knowledge], table: FeatureTable) {
    self.features = features
    buckets = order.buckets
    labelledColumns = order.buckets.count
    self.knowledge = knowledge
    forms = []
    self.table = table
  }

  /// A matrix of extracted rows.
  init(
    _ rows: [FeatureRows], knowledge: [Knowledge], forms: [TextForm] = [], table: FeatureTable,
    shards: Shards = Shards(threads: 1)
  ) {
    let order = FeatureOrder(rows, table: table) { knowledge[$0].label != nil }
    features = SparseMatrix(shards.map(rows.count) { SparseMatrix.Block(rows[$0], order) })
    buckets = order.buckets
    labelledColumns = order.countedColumns
    self.knowledge = knowledge
    self.forms = forms
    self.table = table
  }

  private init(_ other: ExampleMatrix, knowledge: [Knowledge]) {
    features = other.features
    buckets = other.buckets
    labelledColumns = other.labelledColumns
    self.knowledge = knowledge
    forms = other.forms
    table = other.table
  }

  /// Extracts an example of every paragraph, in order.
  ///
  /// - Parameter usesMarkup: whether what markup says goes in, where there is any.
  public init(
    _ articles: [LabelledArticle], table: FeatureTable, usesMarkup: Bool, shards: Shards
  ) {
    let parts = shards.map { shard in
      var block = ExampleBlock(table: table, usesMarkup: usesMarkup)
      for article in articles[Shards.range(shard, of: articles.count)] { block.append(article) }
      return block
    }
    self.init(
      parts.map(\.rows), knowledge: articles.flatMap(Knowledge.of),
      forms: parts.flatMap(\.forms), table: table, shards: shards)
  }

  /// The number of examples.
  public var count: Int { knowledge.count }

  /// The same examples, of which nothing is known where `isForgotten` says so.
  public func forgetting(_ isForgotten: (Int) -> Bool) -> ExampleMatrix {
    ExampleMatrix(
      self, knowledge: knowledge.indices.map { isForgotten($0) ? .unknown : knowledge[$0] })
  }
}

/// Examples while they are extracted, article by article.
struct ExampleBlock: Sendable {
  /// The features.
  private(set) var rows = FeatureRows()
  /// The forms of the texts.
  private(set) var forms: [TextForm] = []
  private let table: FeatureTable
  private let usesMarkup: Bool
  private var features = LocalFeatures()

  init(table: FeatureTable, usesMarkup: Bool) {
    self.table = table
    self.usesMarkup = usesMarkup
  }

  /// Adds an example of every paragraph.
  mutating func append(_ article: LabelledArticle) {
    let words = usesMarkup ? article.markup.map { MarkupWords($0) } : nil
    for (index, paragraph) in article.paragraphs.enumerated() {
      LocalFeatureExtractor().extract(
        paragraph.text, at: paragraph.markup, in: words,
        position: ArticlePosition(index, of: article.paragraphs.count), into: &features)
      forms.append(features.form)
      appendRow()
    }
  }

  /// Adds an example of a text alone, without its form.
  mutating func append(_ text: String) {
    LocalFeatureExtractor().extract(text, into: &features)
    appendRow()
  }

  private mutating func appendRow() {
    for hash in features.textHashes { rows.buckets.append(UInt32(table.bucket(of: hash))) }
    let textEnd = rows.buckets.count
    for hash in features.shapeHashes { rows.buckets.append(UInt32(table.bucket(of: hash))) }
    for hash in features.markupHashes { rows.buckets.append(UInt32(table.bucket(of: hash))) }
    rows.endRow(textEnd: textEnd, textValue: features.textValue)
  }
}
