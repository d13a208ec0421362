// Where the items of a feed and their content stand in the decoded feed. Holds no decoded content.

import Chaffinch

/// An item of a feed as places.
struct FeedItem {
  var id = ""
  var title = ""
  var contents: [FeedContent] = []
}

/// One element or member that holds an item's text.
struct FeedContent {
  /// How text is wrapped in the feed.
  enum Wrapping {
    /// Character data of XML: the insides of text and CDATA sections, in order.
    case characterData([CharacterDataSegment])
    /// Markup that is the feed's own, as in Atom's XHTML.
    case markup
    /// The inside of a JSON string.
    case jsonString
  }

  /// What the text is once unwrapped.
  enum Kind {
    /// HTML, or plain text: feeds do not say.
    case html
    /// Plain text whose lines may be wrapped.
    case wrappedText
    /// Plain text.
    case text
  }

  /// The element's or member's usual name.
  let element: String
  let kind: Kind
  let wrapping: Wrapping
  /// The decoded feed's bytes from the start tag or quote to behind the end tag or quote.
  let outer: Range<Int>
  /// What lies between.
  let inner: Range<Int>
  /// Whether its end was found.
  let isTerminated: Bool
}

/// Text or a CDATA section inside an element.
struct CharacterDataSegment {
  /// The decoded feed's bytes, without the section's delimiters.
  let range: Range<Int>
  let isCDATA: Bool
}

extension FeedContent {
  /// Whether paragraphs may be cut out of it at all. Not out of markup of the feed's own that has
  /// CDATA sections, which HTML reads as comments, and not all of it: Atom asks for one `div`.
  func isCuttable(in feed: [UInt8], isEmptied: Bool) -> Bool {
    guard case .markup = wrapping else { return true }
    if isEmptied { return false }
    let span = feed.span
    var scanner = MarkupScanner(inner, dialect: .xml)
    while let token = scanner.next(span) {
      if token.kind == .cdata { return false }
    }
    return true
  }
}
