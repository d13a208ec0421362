// An item's text, unwrapped and read as HTML or as plain text, and how its paragraphs are cut.
// Decides nothing about paragraphs.

import Chaffinch

/// What a content element holds, ready to be classified.
struct FeedText {
  /// How the unwrapped text is to be read.
  enum Reading: Equatable {
    /// HTML.
    case html
    /// HTML that was escaped twice.
    case escapedHTML
    /// Plain text in which references stand for characters, as in HTML without tags.
    case textWithReferences
    /// Plain text.
    case text
  }

  let reading: Reading
  let unwrapped: UnwrappedText
  let article: Article

  /// Reads the content of the decoded `feed`.
  init(_ content: FeedContent, of feed: [UInt8]) {
    let first = Self.unwrap(content, of: feed)
    var reading = Reading.text
    var deeper: UnwrappedText?
    let tags = HTMLTags(first.utf8)
    if case .markup = content.wrapping {
      reading = .html
    } else if tags.hasStart || content.kind == .html && (tags.hasEnd || tags.hasComment) {
      reading = .html
    } else if content.kind == .html, first.utf8.contains(UInt8(ascii: "&")) {
      let resolved = first.resolvingReferences
      let inner = HTMLTags(resolved.utf8)
      // An article on HTML may show a tag; one that is meant has an end.
      reading = inner.hasStart && inner.hasEnd ? .escapedHTML : .textWithReferences
      deeper = resolved
    }
    self.reading = reading
    unwrapped = deeper ?? first
    switch reading {
    case .html, .escapedHTML: article = Article(fragment: unwrapped.utf8)
    case .text, .textWithReferences:
      article =
        content.kind == .text
        ? Article(utf8: unwrapped.utf8).asFragment
        : Article(wrapped: unwrapped.utf8).asFragment
    }
  }

  /// Unwraps content that is to be read as `reading`.
  static func unwrap(
    _ content: FeedContent, of feed: [UInt8], as reading: Reading
  ) -> UnwrappedText {
    let text = unwrap(content, of: feed)
    switch reading {
    case .html, .text: return text
    case .escapedHTML, .textWithReferences: return text.resolvingReferences
    }
  }

  private static func unwrap(_ content: FeedContent, of feed: [UInt8]) -> UnwrappedText {
    switch content.wrapping {
    case .characterData(let segments): UnwrappedText(characterData: segments, of: feed)
    case .markup: UnwrappedText(literal: content.inner, of: feed)
    case .jsonString: UnwrappedText(jsonString: content.inner, of: feed)
    }
  }

  /// What to cut from the unwrapped text so that the removed paragraphs are gone.
  ///
  /// - Parameter cleaned: decisions about this text's article.
  func cuts(_ cleaned: CleanedArticle) -> [Range<Int>] {
    switch reading {
    case .html, .escapedHTML: cleaned.decodedCuts(of: unwrapped.utf8)
    case .text, .textWithReferences: Self.plainTextCuts(cleaned.decisions)
    }
  }

  /// Removed paragraphs of plain text with what separates them from the next kept one; at the end,
  /// from the last kept one.
  private static func plainTextCuts(_ decisions: [CleanedArticle.Decision]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var keptEnd: Int?
    var start: Int?
    var end = 0
    for decision in decisions {
      guard let place = decision.paragraph.byteRange else { continue }
      if decision.isRemoved {
        start = start ?? place.lowerBound
        end = place.upperBound
      } else {
        if let first = start { result.append(first..<place.lowerBound) }
        start = nil
        keptEnd = place.upperBound
      }
    }
    if let first = start { result.append((keptEnd ?? first)..<end) }
    return result
  }
}
