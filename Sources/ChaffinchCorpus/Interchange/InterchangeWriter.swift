// Writes corpora in the formats of other tools and in ours. What a format cannot say is left out;
// `ConversionLosses` counts it.

import Chaffinch

/// Writes labelled articles in any ``InterchangeFormat``.
public struct InterchangeWriter: Sendable {
  /// The format.
  public let format: InterchangeFormat
  /// What a record of an annotation tool is; other formats take no notice.
  public let unit: InterchangeUnit

  /// A writer.
  public init(_ format: InterchangeFormat, unit: InterchangeUnit = .article) {
    self.format = format
    self.unit = unit
  }

  /// Appends the corpus as a whole file. Annotation tools have no use for articles without paragraphs:
  /// they are left out.
  public func append(_ corpus: Corpus, to output: inout [UInt8]) {
    switch format {
    case .jsonLines:
      for article in corpus.articles { CorpusLineWriter().append(article, to: &output) }
    case .tabSeparated: output.append(contentsOf: corpus.tabSeparated().utf8)
    case .fastText: FastTextFormat.append(corpus.articles, to: &output)
    case .doccano:
      append(corpus, DoccanoFormat.append, parts: DoccanoFormat.append, to: &output)
    case .prodigy:
      append(corpus, ProdigyFormat.append, parts: ProdigyFormat.append, to: &output)
    case .labelStudio:
      var separator = "[\n"
      func separate(_ output: inout [UInt8]) {
        output.append(contentsOf: separator.utf8)
        separator = ",\n"
      }
      append(
        corpus,
        { article, output in
          separate(&output)
          LabelStudioFormat.append(article, to: &output)
        },
        parts: { part, output in
          separate(&output)
          LabelStudioFormat.append(part, to: &output)
        }, to: &output)
      output.append(contentsOf: (separator == "[\n" ? "[]\n" : "\n]\n").utf8)
    }
  }

  private func append(
    _ corpus: Corpus, _ whole: (LabelledArticle, inout [UInt8]) -> Void,
    parts: (ArticlePart, inout [UInt8]) -> Void, to output: inout [UInt8]
  ) {
    for (index, article) in corpus.articles.enumerated() where !article.paragraphs.isEmpty {
      switch unit {
      case .article: whole(article, &output)
      case .paragraph:
        for part in ArticlePart.parts(of: article, number: index + 1) { parts(part, &output) }
      }
    }
  }
}
