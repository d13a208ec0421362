// Records of one paragraph, for tools that classify texts: an article taken apart, and what was read from a
// record. Joining the parts again is `InterchangeReader`'s.

import Chaffinch

/// A paragraph of an article, without the elements around it, which only the whole has.
struct ArticlePart {
  let text: String
  let label: InnerLabel?
  /// What else is known of it.
  let members: ArticleMembers
  /// `article`, the same for the parts of one article and different from the next article's.
  let place: [(key: String, value: JSONValue)]

  /// The parts of an article.
  ///
  /// - Parameter number: of the article in its corpus.
  static func parts(of article: LabelledArticle, number: Int) -> [ArticlePart] {
    article.paragraphs.map { paragraph in
      let bare = LabelledParagraph(
        text: paragraph.text, label: paragraph.label, isNotContent: paragraph.isNotContent,
        isExtracted: paragraph.isExtracted)
      let alone = LabelledArticle(
        id: article.id, site: article.site, language: article.language, source: article.source,
        paragraphs: [bare])
      return ArticlePart(
        text: paragraph.text, label: paragraph.label, members: ArticleMembers(alone),
        place: [("article", .string(String(number)))])
    }
  }
}

/// An article as read from a record of a tool.
struct ReadArticle {
  let article: LabelledArticle
  /// Spans that labelled no paragraph.
  var unusedSpans = 0
  /// Whether the record has labels that nobody accepted.
  var isUndecided = false
  /// What records in a row have in common that are parts of one article; `nil` for a whole one.
  var part: String?

  init(article: LabelledArticle, unusedSpans: Int = 0) {
    self.article = article
    self.unusedSpans = unusedSpans
  }

  /// A record of one paragraph.
  init(
    paragraph text: String, label: KnownLabel?, visible: JSONValue, hidden: JSONValue?,
    id: JSONValue?
  ) throws(LineError) {
    article = try ArticleMembers.article(
      [(text, label)], visible: visible, hidden: hidden, id: id)
    part = ArticleMembers.text(visible["article"])
  }
}
