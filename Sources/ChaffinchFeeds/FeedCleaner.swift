// Cleans feeds: finds the items' texts, has them classified, cuts what goes out of the feed's bytes.
// Fetches nothing and rewrites nothing.

import Chaffinch

/// Removes promo from the items of RSS, RDF, Atom and JSON feeds and leaves every other byte as it
/// was, in the feed's own encoding.
///
/// Items' texts only: `description`, `content:encoded` and XHTML bodies of RSS and RDF, `summary`
/// and `content` of Atom, `content_html`, `content_text` and a `summary` of several paragraphs in
/// JSON Feed. Titles, the channel's own description and what podcasts and media add stay.
public struct FeedCleaner: Sendable {
  private let policy: CleaningPolicy
  private let decide: @Sendable (Article) -> [Prediction]

  /// A cleaner. The default policy keeps all but promo, and leaves a text alone of which more than
  /// half would go: no item becomes empty.
  public init(_ classifier: ParagraphClassifier, policy: CleaningPolicy = .feedItem) {
    self.init(policy: policy) { classifier.classify($0) }
  }

  /// A cleaner with given decisions, one for each paragraph.
  init(
    policy: CleaningPolicy = .feedItem, decide: @escaping @Sendable (Article) -> [Prediction]
  ) {
    self.policy = policy
    self.decide = decide
  }

  /// Cleans a whole feed.
  ///
  /// A feed that is cut off is cleaned as far as its items' texts are whole, but a JSON Feed must be
  /// JSON to its end.
  ///
  /// - Parameter encoding: what the bytes are in, from an HTTP header for example; otherwise it is
  ///   recognised from a byte-order mark, the XML declaration, or the bytes themselves.
  /// - Throws: ``FeedError`` when the bytes cannot be read as a feed; they are then best passed on
  ///   as they are.
  /// - Complexity: O(bytes), whatever the nesting.
  public func clean(
    _ bytes: [UInt8], encoding: CharacterEncoding? = nil
  ) throws(FeedError) -> CleanedFeed {
    let feed = try DecodedFeed(bytes, encoding: encoding)
    let items = feed.items.map { item in
      item.contents.compactMap { clean($0, of: feed.text.utf8) }
    }
    return feed.cut(items)
  }

  /// What becomes of one text; `nil` for a summary of one paragraph, which JSON Feed has beside the
  /// content.
  private func clean(_ content: FeedContent, of feed: [UInt8]) -> ContentCuts? {
    let text = FeedText(content, of: feed)
    if case .jsonString = content.wrapping, content.element == "summary",
      text.article.paragraphs.count < 2
    {
      return nil
    }
    let cleaned = CleanedArticle(
      text.article, predictions: decide(text.article), policy: policy)
    func result(_ cuts: [Range<Int>], _ leftAlone: LeftAlone? = nil) -> ContentCuts {
      ContentCuts(content: content, cleaned: cleaned, cuts: cuts, leftAlone: leftAlone)
    }
    if let share = cleaned.refusedShare { return result([], .tooMuch(share: share)) }
    guard !cleaned.removed.isEmpty else { return result([]) }
    guard content.isTerminated else { return result([], .unterminated) }
    let cuts = text.cuts(cleaned)
    guard !cuts.isEmpty, content.isCuttable(in: feed, isEmptied: cleaned.kept.isEmpty) else {
      return result([], .notCuttable)
    }
    guard let places = text.feedCuts(cuts, for: cleaned, content, of: feed) else {
      return result([], .ambiguous)
    }
    return result(places)
  }
}
