// Labelled articles: what training and evaluation are given. Holds no predictions.

import Chaffinch

/// A paragraph with its gold label, if it has one.
public struct LabelledParagraph: Sendable, Equatable {
  /// The text, as in ``Paragraph/text``.
  public let text: String
  /// The gold label; paywall promos are told apart from other promos. `nil` where nobody knows it:
  /// the paragraph is a neighbour to others, but it is neither trained on nor scored.
  public let label: InnerLabel?
  /// Whether it is known not to be content although ``label`` is `nil`. Neither training on labels nor
  /// scores take notice.
  public let isNotContent: Bool
  /// Whether at least one common extractor keeps the paragraph; `true` where a corpus does not say, as
  /// if extractors kept everything.
  public let isExtracted: Bool
  /// Where it stood in markup; `nil` when it did not.
  public let markup: ParagraphMarkup?

  /// A paragraph of its parts.
  public init(
    text: String, label: InnerLabel?, isNotContent: Bool = false, isExtracted: Bool = true,
    markup: ParagraphMarkup? = nil
  ) {
    self.text = text
    self.label = label
    self.isNotContent = isNotContent
    self.isExtracted = isExtracted
    self.markup = markup
  }
}

/// An article with gold labels.
public struct LabelledArticle: Sendable, Equatable {
  /// Identifies the article inside its corpus; empty when the corpus does not say.
  public let id: String
  /// The site it came from: articles of one site are never split between training and evaluation.
  public let site: String
  /// The language as a BCP 47 tag, such as `en`; empty when the corpus does not say.
  public let language: String
  /// The collection that it came from, such as `wcxb`; empty when the corpus does not say. Scores are
  /// shown by it; training takes no notice.
  public let source: String
  /// The paragraphs in reading order; none only where ``unmatched`` counts some.
  public let paragraphs: [LabelledParagraph]
  /// The elements that the paragraphs' markup refers to; `nil` for a text without markup.
  public let markup: ArticleMarkup?
  /// What the page around the article declares about it; empty for an article that is no page. The
  /// language is ``language``, never the metadata's.
  public let metadata: PageMetadata
  /// Labelled paragraphs of the article that the segmentation did not find: every score counts them
  /// as errors.
  public let unmatched: LabelCounts

  /// An article of its parts.
  public init(
    id: String, site: String, language: String, source: String = "",
    paragraphs: [LabelledParagraph],
    markup: ArticleMarkup? = nil, metadata: PageMetadata = PageMetadata(),
    unmatched: LabelCounts = LabelCounts()
  ) {
    self.id = id
    self.site = site
    self.language = language
    self.source = source
    self.paragraphs = paragraphs
    self.markup = markup
    self.metadata = metadata
    self.unmatched = unmatched
  }

  /// The labels of the paragraphs that have one, in order.
  public var labels: [InnerLabel] { paragraphs.compactMap(\.label) }

  /// The article without its labels; its metadata is `nil` where the page declares nothing.
  public var article: Article {
    Article(
      paragraphs: paragraphs.map { Paragraph(text: $0.text, markup: $0.markup) }, markup: markup,
      metadata: metadata == PageMetadata() ? nil : metadata)
  }
}
