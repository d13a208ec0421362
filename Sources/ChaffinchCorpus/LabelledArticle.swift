// Labelled articles: what training and evaluation are given. Holds no predictions.

import Chaffinch

/// A paragraph with its gold label.
public struct LabelledParagraph: Sendable, Equatable {
  /// The text, as in ``Paragraph/text``.
  public let text: String
  /// The gold label; paywall promos are told apart from other promos.
  public let label: InnerLabel

  /// A paragraph of its parts.
  public init(text: String, label: InnerLabel) {
    self.text = text
    self.label = label
  }
}

/// An article whose every paragraph has a gold label.
public struct LabelledArticle: Sendable, Equatable {
  /// Identifies the article inside its corpus; empty when the corpus does not say.
  public let id: String
  /// The site it came from: articles of one site are never split between training and evaluation.
  public let site: String
  /// The language as a BCP 47 tag, such as `en`; empty when the corpus does not say.
  public let language: String
  /// The paragraphs in reading order, at least one.
  public let paragraphs: [LabelledParagraph]

  /// An article of its parts.
  public init(id: String, site: String, language: String, paragraphs: [LabelledParagraph]) {
    self.id = id
    self.site = site
    self.language = language
    self.paragraphs = paragraphs
  }

  /// The article without its labels.
  public var article: Article {
    Article(paragraphs: paragraphs.map { Paragraph(text: $0.text) })
  }
}
