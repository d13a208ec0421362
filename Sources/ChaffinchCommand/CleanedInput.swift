// An input's articles with the decisions on their paragraphs, whatever the input is. Writes nothing.

import Chaffinch
import ChaffinchFeeds

/// What was decided about an input, or about one record of JSON Lines.
struct CleanedInput {
  /// An item of a feed; a text, a page or a record is one item without names.
  struct Item {
    /// The item's place in the feed, from 1.
    var number: Int?
    var id: String?
    var title: String?
    var sections: [Section]

    /// The verdict on the longest text: a summary beside it says nothing more. Its paragraphs are
    /// counted over all of the item's texts; `nil` for an item without a text.
    var verdict: PaywallVerdict? {
      var offset = 0
      var longest: (size: Int, verdict: PaywallVerdict)?
      for section in sections {
        let article = section.article
        let size = article.article.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
        if size > longest?.size ?? -1 { longest = (size, article.verdict.counting(from: offset)) }
        offset += article.decisions.count
      }
      return longest?.verdict
    }
  }

  /// A text of an item.
  struct Section {
    /// The element of the feed that holds it.
    var field: String?
    let article: CleanedArticle
    /// Why nothing was removed, although the policy would.
    let leftAlone: String?

    init(_ article: CleanedArticle, field: String? = nil, leftAlone: String? = nil) {
      self.field = field
      self.article = article
      let refused = article.refusedShare.map { LeftAlone.tooMuch(share: $0).description }
      self.leftAlone = leftAlone ?? refused
    }
  }

  let items: [Item]
  /// The cleaned feed, of a feed.
  var feed: [UInt8]?

  /// The only article of a text, a page or a record.
  init(_ article: CleanedArticle) {
    items = [Item(sections: [Section(article)])]
  }

  /// The items of a feed.
  init(items: [Item], feed: [UInt8]) {
    self.items = items
    self.feed = feed
  }

  /// Reads and cleans `bytes`, which are no JSON Lines.
  init(
    _ bytes: [UInt8], _ format: InputFormat, encoding: CharacterEncoding?, name: String,
    _ classifier: ParagraphClassifier, _ policy: CleaningPolicy
  ) throws(CommandError) {
    if format == .feed {
      try self.init(feed: bytes, encoding: encoding, name: name, classifier, policy)
      return
    }
    do {
      let article =
        format == .html
        ? try Article(html: bytes, encoding: encoding)
        : try Article(text: bytes, encoding: encoding)
      self.init(ArticleCleaner(classifier, policy: policy).clean(article))
    } catch {
      throw .content("\(name): \(error)")
    }
  }

  /// The sections of all items.
  var sections: [Section] { items.flatMap(\.sections) }

  /// Malformed sequences that were replaced by U+FFFD.
  var replacedSequences: Int {
    items.reduce(0) { $0 + $1.sections.reduce(0) { $0 + $1.article.article.replacedSequences } }
  }

  /// The page less what was removed, of a page.
  var html: [UInt8]? { items.first?.sections.first?.article.html }

  /// The kept paragraphs, as text or as Markdown. Of a feed's item its title and its longest text.
  func text(asMarkdown: Bool) -> String {
    guard feed != nil else {
      let article = items.first?.sections.first?.article
      return (asMarkdown ? article?.markdown : article?.text) ?? ""
    }
    var parts: [String] = []
    for item in items {
      if let title = item.title, !title.isEmpty {
        parts.append(asMarkdown ? "## \(CleanedArticle.escaped(title))" : title)
      }
      let texts = item.sections.map { asMarkdown ? $0.article.markdown : $0.article.text }
      // A summary that stands beside the full text says nothing more.
      if let text = texts.max(by: { $0.utf8.count < $1.utf8.count }), !text.isEmpty {
        parts.append(text)
      }
    }
    return parts.joined(separator: "\n\n")
  }
}
