// What is left of a feed, and what was decided about each of its items. Writes no report.

import Chaffinch

/// A feed less what publishers put around their articles.
public struct CleanedFeed: Sendable {
  /// The feed's bytes in its own encoding: those that were given, less the cuts.
  public let bytes: [UInt8]
  /// The format that was recognised.
  public let format: FeedFormat
  /// All items in the feed's order.
  public let items: [CleanedItem]
}

/// An item of a feed.
public struct CleanedItem: Sendable {
  /// The place among the feed's items, from 0.
  public let index: Int
  /// What the feed tells the item apart by: `guid` or `id`, else `rdf:about`, else the link; empty
  /// when it has none of them.
  public let id: String
  /// The title with the references of XML or the escapes of JSON resolved once; may be HTML.
  public let title: String
  /// The item's texts in the feed's order. An item may have none, or a short and a full one.
  public let contents: [CleanedContent]
}

/// One text of an item.
public struct CleanedContent: Sendable {
  /// The element's or member's usual name, whatever the feed's prefixes: `description`,
  /// `content:encoded`, `body`, `div`, `summary`, `content`, `content_html`, `content_text`.
  public let element: String
  /// The text and the decisions, which are those that were carried out: nothing is removed in a text
  /// that was left alone. Paragraphs' byte ranges index the unwrapped text, not the feed.
  public let article: CleanedArticle
  /// Why the text stayed as it was although paragraphs should have gone; `nil` otherwise.
  public let leftAlone: LeftAlone?
  /// The bytes of the input that were cut, in order and apart.
  public let cuts: [Range<Int>]
}

/// Why a text was left as it was.
public enum LeftAlone: Sendable, Equatable {
  /// This share of the text, in 0…1, would have gone, which is more than the policy allows.
  case tooMuch(share: Double)
  /// The paragraphs cannot be cut without harm to the markup.
  case notCuttable
  /// What stands on both sides of a cut would have joined to something else.
  case ambiguous
  /// The feed's encoding would have read differently behind a cut.
  case encoding
  /// The feed ends, or the item does, before the text does.
  case unterminated
}

extension LeftAlone: CustomStringConvertible {
  /// The reason as a clause.
  public var description: String {
    switch self {
    case .tooMuch(let share): "\(Int((share * 100).rounded())) % of the text would go"
    case .notCuttable: "its markup cannot be cut without harm"
    case .ambiguous: "what is left would read differently"
    case .encoding: "what is left would be decoded differently"
    case .unterminated: "it has no end"
    }
  }
}
