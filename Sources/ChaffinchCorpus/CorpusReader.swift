// A corpus, and the reader that demands of one what training and scores need. Opens no files: it is given
// their bytes, decompressed; `CorpusFile` takes them apart.

import Chaffinch

/// A corpus as read: its articles and what was left out.
public struct Corpus: Sendable {
  /// The articles, in the order of the files.
  public let articles: [LabelledArticle]
  /// The errors of the lines that were skipped.
  public let skipped: [CorpusError]

  /// A corpus of its parts.
  public init(articles: [LabelledArticle], skipped: [CorpusError] = []) {
    self.articles = articles
    self.skipped = skipped
  }

  /// The corpora one after the other.
  public static func joined(_ corpora: [Corpus]) -> Corpus {
    Corpus(articles: corpora.flatMap(\.articles), skipped: corpora.flatMap(\.skipped))
  }

  /// The articles that `isIncluded` accepts.
  public func filter(_ isIncluded: (LabelledArticle) -> Bool) -> Corpus {
    Corpus(articles: articles.filter(isIncluded), skipped: skipped)
  }

  /// The number of paragraphs, those without a label included.
  public var paragraphCount: Int { articles.reduce(0) { $0 + $1.paragraphs.count } }

  /// The labels of all paragraphs that have one, in order: what training and scores run over.
  public var labels: [InnerLabel] { articles.flatMap(\.labels) }

  /// The labelled paragraphs that the segmentation did not find, over all articles.
  public var unmatched: LabelCounts {
    articles.reduce(into: LabelCounts()) { $0 += $1.unmatched }
  }
}

/// Reads labelled corpora.
public struct CorpusReader: Sendable {
  /// Whether a malformed line is counted and left out instead of stopping the reading.
  public let skipsInvalid: Bool
  /// Whether a file may do without any label, such as one that is still to be labelled.
  public let allowsUnlabelled: Bool

  /// A reader.
  public init(skipsInvalid: Bool = false, allowsUnlabelled: Bool = false) {
    self.skipsInvalid = skipsInvalid
    self.allowsUnlabelled = allowsUnlabelled
  }

  /// Reads the corpus in `bytes`; see ``CorpusFile`` for the formats.
  ///
  /// - Parameter file: the name for error messages.
  /// - Throws: ``CorpusError/malformedLine(file:line:reason:)`` unless such lines are skipped,
  ///   ``CorpusError/noArticles(file:)`` and, unless allowed, ``CorpusError/noLabels(file:)``.
  public func read(_ bytes: [UInt8], file: String) throws(CorpusError) -> Corpus {
    try records(bytes, file: file).corpus
  }

  /// Reads a corpus whose paragraphs carry predictions, as `chaffinch tag` and `train --predictions` write
  /// them: JSON Lines alone can.
  ///
  /// - Returns: the corpus, and for each of its articles a prediction a paragraph, `nil` where there is
  ///   none.
  /// - Throws: as ``read(_:file:)``; ``CorpusError/noPredictions(file:)`` when no paragraph has one.
  public func readPredicted(_ bytes: [UInt8], file: String) throws(CorpusError) -> (
    corpus: Corpus, predictions: [[Prediction?]]
  ) {
    let read = try records(
      CorpusFile(
        bytes, name: file, stopsAtMalformed: !skipsInvalid, readsPredictions: true))
    let predictions = read.records.map(\.predictions)
    guard predictions.contains(where: { $0.contains { $0 != nil } }) else {
      throw .noPredictions(file: file)
    }
    return (read.corpus, predictions)
  }

  /// Reads the corpus in `bytes` and keeps them with the records; throws what
  /// ``read(_:file:)`` throws.
  public func records(_ bytes: [UInt8], file: String) throws(CorpusError) -> CorpusFile {
    try records(CorpusFile(bytes, name: file, stopsAtMalformed: !skipsInvalid))
  }

  /// A file that has what is demanded of it.
  private func records(_ read: CorpusFile) throws(CorpusError) -> CorpusFile {
    if !skipsInvalid, let first = read.malformed.first { throw first }
    guard !read.records.isEmpty else {
      throw read.malformed.first ?? .noArticles(file: read.name)
    }
    let hasLabels = read.records.contains { $0.article.paragraphs.contains { $0.label != nil } }
    guard allowsUnlabelled || hasLabels else { throw .noLabels(file: read.name) }
    return read
  }
}

/// Why a line is no record.
struct LineError: Error {
  let reason: String

  static func unknownLabel(_ label: String) -> LineError {
    let known = InnerLabel.allCases.map(\.name).joined(separator: ", ")
    return LineError(reason: "unknown label '\(label.prefix(40))', expected one of \(known)")
  }
}
