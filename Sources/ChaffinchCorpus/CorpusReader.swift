// Reads corpora in the three formats and tells them apart by their first byte. Opens no files: it is
// given their bytes, decompressed.

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
  /// Whether a corpus without any label is an error.
  public let needsLabels: Bool

  /// A reader.
  public init(skipsInvalid: Bool = false, needsLabels: Bool = true) {
    self.skipsInvalid = skipsInvalid
    self.needsLabels = needsLabels
  }

  /// Reads the corpus in `bytes`: JSON Lines when the first visible byte is `{`, labelled HTML when it
  /// is `<`, otherwise the format for people.
  ///
  /// - Parameter file: the name for error messages.
  /// - Throws: ``CorpusError/malformedLine(file:line:reason:)`` unless such lines are skipped,
  ///   ``CorpusError/noArticles(file:)`` and, where labels are needed, ``CorpusError/noLabels(file:)``.
  public func read(_ bytes: [UInt8], file: String) throws(CorpusError) -> Corpus {
    try read(bytes, file: file) { _, _ throws(LineError) in }
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
    var predictions: [[Prediction?]] = []
    let corpus = try read(bytes, file: file) { value, _ throws(LineError) in
      predictions.append(try PredictionMembers.predictions(value))
    }
    guard predictions.contains(where: { $0.contains { $0 != nil } }) else {
      throw .noPredictions(file: file)
    }
    return (corpus, predictions)
  }

  /// Reads a corpus; `body` is told each line of JSON that is an article.
  private func read(
    _ bytes: [UInt8], file: String,
    _ body: (JSONValue, LabelledArticle) throws(LineError) -> Void
  ) throws(CorpusError) -> Corpus {
    let lines = CorpusLines(bytes)
    var articles: [LabelledArticle] = []
    var skipped: [CorpusError] = []
    if lines.areMarkup {
      do {
        articles = try LabelledMarkup.articles(bytes)
      } catch {
        throw .malformedLine(file: file, line: error.line, reason: error.reason)
      }
      guard !articles.isEmpty else { throw .noArticles(file: file) }
      return Corpus(articles: articles)
    }
    var text = TabSeparatedArticles()
    for (number, range) in lines {
      do {
        if lines.areJSON {
          if let value = try JSONArticle.object(bytes, range) {
            let article = try JSONArticle.article(value)
            try body(value, article)
            articles.append(article)
          }
        } else if let article = try text.feed(bytes, range) {
          articles.append(article)
        }
      } catch {
        let described = CorpusError.malformedLine(file: file, line: number, reason: error.reason)
        guard skipsInvalid else { throw described }
        skipped.append(described)
      }
    }
    if let article = text.finish() { articles.append(article) }
    guard !articles.isEmpty else { throw skipped.first ?? .noArticles(file: file) }
    let hasLabels = articles.contains { $0.paragraphs.contains { $0.label != nil } }
    guard hasLabels || !needsLabels else {
      throw .noLabels(file: file)
    }
    return Corpus(articles: articles, skipped: skipped)
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
