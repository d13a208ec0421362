// A record of a corpus: the article, and the bytes that say it, so that tools write records as they
// were. Interprets nothing of the bytes.

import Chaffinch

/// The formats that a corpus can have.
public enum CorpusFormat: Sendable, Equatable, CaseIterable {
  /// An object a line.
  case jsonLines
  /// The format for people: label, tab, text.
  case lines
  /// Items as HTML.
  case labelledHTML

  /// What the names of such files end in, such as `jsonl`.
  public var fileExtension: String {
    switch self {
    case .jsonLines: "jsonl"
    case .lines: "tsv"
    case .labelledHTML: "html"
    }
  }
}

/// An article and where it stands in its file.
public struct CorpusRecord: Sendable {
  /// The article.
  public let article: LabelledArticle
  /// The number of the record's first line, from 1.
  public let line: Int
  /// The record's bytes, without the last line end.
  public let range: Range<Int>
  /// In the format for people: the lines of the paragraphs, and comments among them; otherwise none.
  let parts: [Part]
  /// A prediction for each paragraph, `nil` where it has none; empty unless they were asked for.
  let predictions: [Prediction?]

  init(
    article: LabelledArticle, line: Int, range: Range<Int>, parts: [Part],
    predictions: [Prediction?] = []
  ) {
    self.article = article
    self.line = line
    self.range = range
    self.parts = parts
    self.predictions = predictions
  }

  /// A line of the format for people.
  struct Part: Sendable {
    let line: Int
    let range: Range<Int>
    let isParagraph: Bool
  }

  /// The number of the line on which each paragraph stands, as closely as the format tells.
  public var paragraphLines: [Int] {
    let lines = parts.filter(\.isParagraph).map(\.line)
    return article.paragraphs.indices.map { lines.indices.contains($0) ? lines[$0] : line }
  }
}
