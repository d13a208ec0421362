// Reads texts, pages and feeds as articles without labels. What JSON Lines hold is read elsewhere.

import Chaffinch
import ChaffinchCorpus
import ChaffinchFeeds

/// Reads files as articles that a corpus can hold.
struct ArticleFiles {
  let encoding: CharacterEncoding?
  /// The site of the articles.
  let site: String
  /// Feeds are read by their cleaner, which asks for one.
  let classifier: ParagraphClassifier

  /// The articles in a file, which is not JSON Lines, some perhaps without paragraphs: one of a text or
  /// a page, with the file's path as its id, and one of each item of a feed, the item's longest text
  /// with its id. A summary that stands beside the full text says nothing more.
  func articles(
    _ bytes: [UInt8], _ format: InputFormat, _ path: String
  ) throws(CommandError) -> [LabelledArticle] {
    let input = try CleanedInput(
      bytes, format, encoding: encoding, name: path, classifier,
      // Nothing is removed.
      CleaningPolicy(keep: Set(ParagraphLabel.allCases)))
    return input.items.map { item in
      let texts = item.sections.map(\.article.article)
      let longest = texts.max { Self.size($0) < Self.size($1) } ?? Article(paragraphs: [])
      let id = item.number == nil ? path : item.id ?? ""
      return article(longest, id: id)
    }
  }

  private static func size(_ article: Article) -> Int {
    article.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
  }

  private func article(_ article: Article, id: String) -> LabelledArticle {
    let page = article.metadata
    return LabelledArticle(
      id: id, site: site, language: page?.language ?? "",
      paragraphs: article.paragraphs.compactMap { paragraph in
        paragraph.text.isEmpty
          ? nil : LabelledParagraph(text: paragraph.text, label: nil, markup: paragraph.markup)
      }, markup: article.markup,
      // A corpus keeps the language in one place.
      metadata: page.map {
        PageMetadata(
          title: $0.title, openGraphTitle: $0.openGraphTitle, authors: $0.authors,
          isAccessibleForFree: $0.isAccessibleForFree)
      } ?? PageMetadata())
  }
}
