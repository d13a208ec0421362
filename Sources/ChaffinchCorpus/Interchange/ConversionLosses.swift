// What a corpus loses on its way into a format that cannot say it. Counts; writes nothing.

import Chaffinch

/// The things of a corpus that a format has no place for.
public struct ConversionLosses: Sendable, Equatable {
  /// Something lost, and how often.
  public struct Loss: Sendable, Equatable {
    /// How often.
    public let count: Int
    /// What, such as “labels” in the plural.
    public let what: String
  }

  /// What is lost at least once.
  public let losses: [Loss]

  /// What `writer` leaves out of `corpus` or changes in it.
  public init(of corpus: Corpus, by writer: InterchangeWriter) {
    let written = corpus.articles.filter { !$0.paragraphs.isEmpty }
    let isWhole =
      writer.unit == .article && ![.tabSeparated, .fastText].contains(writer.format)
    func articles(_ isLost: (LabelledArticle) -> Bool) -> Int { written.count(where: isLost) }
    func paragraphs(_ isLost: (LabelledParagraph) -> Bool) -> Int {
      written.reduce(0) { $0 + $1.paragraphs.count(where: isLost) }
    }
    var counts: [(Int, String)] = []
    if writer.format != .jsonLines {
      counts.append((corpus.articles.count - written.count, "articles without paragraphs"))
    }
    if writer.format == .fastText {
      counts += [
        (articles { !$0.id.isEmpty }, "ids of articles"),
        (articles { !$0.site.isEmpty }, "sites of articles"),
        (articles { !$0.language.isEmpty }, "languages of articles"),
        (articles { !$0.source.isEmpty }, "sources of articles"),
        (
          paragraphs { !FastTextFormat.line($0.text).elementsEqual($0.text.utf8) },
          "texts' line ends, tabs and words that fastText would take for its own"
        ),
      ]
    }
    if writer.format == .tabSeparated {
      counts += [
        (paragraphs { $0.label == nil }, "paragraphs without a label"),
        (
          paragraphs { $0.label != nil && $0.text.onOneLine != $0.text },
          "texts' line ends and tabs"
        ),
      ]
    }
    if writer.format == .tabSeparated || writer.format == .fastText {
      counts += [
        (paragraphs { $0.label == nil && $0.isNotContent }, "marks 'not content'"),
        (paragraphs { !$0.isExtracted }, "marks 'not extracted'"),
      ]
    }
    if writer.format != .jsonLines, !isWhole {
      counts += [
        (articles { $0.markup != nil }, "articles' elements"),
        (articles { $0.metadata != PageMetadata() }, "pages' declarations"),
        (written.reduce(0) { $0 + $1.unmatched.total }, "counts of unmatched paragraphs"),
      ]
    }
    losses = counts.filter { $0.0 > 0 }.map { Loss(count: $0.0, what: $0.1) }
  }
}
