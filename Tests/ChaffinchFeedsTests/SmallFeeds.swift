// Small feeds of every format around the same item, and decisions that need no model.

import Chaffinch

@testable import ChaffinchFeeds

/// Builds feeds and cleans them.
enum SmallFeeds {
  /// Paragraphs that say PROMO are promo, all others content.
  static func decide(_ article: Article) -> [Prediction] {
    article.paragraphs.map { paragraph in
      let isPromo = paragraph.text.contains("PROMO")
      return Prediction(
        label: isPromo ? .promo : .content,
        probabilities: isPromo ? SIMD4(0, 0, 1, 0) : SIMD4(1, 0, 0, 0), paywall: 0)
    }
  }

  /// A cleaner that removes what says PROMO.
  static let cleaner = FeedCleaner(decide: decide)

  /// A cleaner that removes nothing.
  static let keepingAll = FeedCleaner(
    policy: CleaningPolicy(keep: Set(ParagraphLabel.allCases)), decide: decide)

  /// Content that outweighs a promo by far.
  static let story =
    "The heron stood in the reeds until the tide had turned and the light was gone."

  /// The cleaned feed as a string; `nil` when it is no feed.
  static func clean(_ feed: String) -> String? {
    (try? cleaner.clean(Array(feed.utf8))).map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// An RSS 2.0 feed with one item, whose inside is `item`.
  static func rss(_ item: String, attributes: String = "") -> String {
    """
    <?xml version="1.0"?>
    <rss version="2.0"\(attributes)><channel><title>Reeds</title>
    <description>PROMO of the channel</description>
    <item><title>PROMO or heron</title>\(item)<guid>urn:1</guid></item>
    </channel></rss>

    """
  }

  /// An Atom feed with one entry.
  static func atom(_ entry: String, namespace: String = "http://www.w3.org/2005/Atom") -> String {
    "<feed xmlns=\"\(namespace)\"><title>Reeds</title><subtitle>PROMO</subtitle>"
      + "<entry><id>urn:1</id><title>Heron</title>\(entry)</entry></feed>"
  }

  /// A JSON Feed with one item.
  static func json(_ members: String) -> String {
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Reeds\",\n"
      + "\"items\": [{\"id\": \"1\", \(members), \"title\": \"Heron\"}]}"
  }
}
