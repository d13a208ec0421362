// A raw page as the project segments it, with the labels that were joined to it. What a line of a
// corpus looks like stands in `CorpusLineWriter`.

import Chaffinch

/// A segmented page with labels.
public struct LabelledPage: Sendable, Equatable {
  /// What is known of the page.
  public let page: PageDescription
  /// The page's paragraphs.
  public let article: Article
  /// What is known of the label of each paragraph; `nil` where nobody knows anything.
  public let labels: [KnownLabel?]
  /// As ``LabelledParagraph/isExtracted``, of each paragraph.
  public let isExtracted: [Bool]
  /// Labelled paragraphs of the page that are none of ``article``'s.
  public let unmatched: LabelCounts

  /// A page of its parts; `labels` and `isExtracted` have an element for each paragraph of `article`.
  /// Without `isExtracted` all paragraphs are.
  public init(
    page: PageDescription, article: Article, labels: [KnownLabel?], isExtracted: [Bool]? = nil,
    unmatched: LabelCounts
  ) {
    self.page = page
    self.article = article
    self.labels = labels
    self.isExtracted = isExtracted ?? labels.map { _ in true }
    self.unmatched = unmatched
  }

  /// The page as training and evaluation see it.
  public var labelledArticle: LabelledArticle {
    LabelledArticle(
      id: page.id, site: page.site, language: page.language, source: page.source,
      paragraphs: zip(article.paragraphs, zip(labels, isExtracted)).compactMap { paragraph, gold in
        paragraph.text.isEmpty
          ? nil
          : LabelledParagraph(
            text: paragraph.text, label: gold.0?.label, isNotContent: gold.0 == .notContent,
            isExtracted: gold.1, markup: paragraph.markup)
      }, markup: article.markup, metadata: metadata, unmatched: unmatched)
  }

  /// What the page declares about its article, as a corpus keeps it.
  private var metadata: PageMetadata { article.metadata?.inCorpus ?? PageMetadata() }

  /// Appends the page as a line of a JSON Lines corpus, as ``CorpusLineWriter`` writes it, with `url` and
  /// `page`. Paragraphs without text are left out. ``CorpusReader`` reads the line back as
  /// ``labelledArticle``.
  public func appendJSONLine(to output: inout [UInt8]) {
    var writer = CorpusLineWriter()
    writer.add("url", page.url)
    writer.add("page", page.file)
    writer.append(
      labelledArticle,
      byteRanges: article.paragraphs.filter { !$0.text.isEmpty }.map(\.byteRange), to: &output)
  }
}
