// Turns what is to be cut from an item's text into what is to be cut from the feed, and makes sure
// that what is left still says what it said. Decides nothing about paragraphs.

import Chaffinch

extension FeedText {
  /// The decoded feed's bytes to cut so that the removed paragraphs are gone, in order and apart.
  ///
  /// - Parameters:
  ///   - cleaned: decisions about this text's article.
  ///   - cuts: what ``cuts(_:)`` gave for them.
  /// - Returns: `nil` when what is left would not be read as the kept paragraphs: see
  ///   ``feedCuts(_:_:of:)``, or because it has no tag any more that tells HTML from plain text.
  func feedCuts(
    _ cuts: [Range<Int>], for cleaned: CleanedArticle, _ content: FeedContent, of feed: [UInt8]
  ) -> [Range<Int>]? {
    guard let pieces = feedCuts(cuts, content, of: feed) else { return nil }
    let rest = MarkupCutter.removing(pieces, from: feed, content.outer)
    guard let found = Self.content(content, in: rest, isReadAnew: true) else { return nil }
    let left = FeedText(found, of: rest).article.paragraphs.map(\.text)
    // Compared by words: plain text may be taken for wrapped otherwise when less of it is left.
    return Self.words(left) == Self.words(cleaned.kept.map(\.paragraph.text)) ? pieces : nil
  }

  private static func words(_ texts: [String]) -> [Substring] {
    texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
  }

  /// The decoded feed's bytes to cut, in order and apart, for cuts of the unwrapped text; the
  /// delimiters of CDATA sections stay.
  ///
  /// - Returns: `nil` when something would then read differently, because what stands on both sides
  ///   of a cut would join to a reference, an escape, the end of a section or a tag.
  /// - Complexity: O(bytes of the content).
  func feedCuts(
    _ cuts: [Range<Int>], _ content: FeedContent, of feed: [UInt8]
  ) -> [Range<Int>]? {
    let places = cuts.map { unwrapped.map.source($0) }
    let pieces: [Range<Int>]
    switch content.wrapping {
    case .characterData(let segments): pieces = Self.clip(places, to: segments.map(\.range))
    case .markup, .jsonString: pieces = places
    }
    let rest = MarkupCutter.removing(pieces, from: feed, content.outer)
    guard let found = Self.content(content, in: rest),
      Self.unwrap(found, of: rest, as: reading).utf8
        == MarkupCutter.removing(cuts, from: unwrapped.utf8, 0..<unwrapped.utf8.count)
    else { return nil }
    if case .markup = content.wrapping, isWellNested(feed, content.inner),
      !isWellNested(rest, found.inner)
    {
      return nil
    }
    return pieces
  }

  /// The parts of `places` that lie in `segments`; both in order.
  private static func clip(_ places: [Range<Int>], to segments: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var first = 0
    for place in places {
      while first < segments.count, segments[first].upperBound <= place.lowerBound { first += 1 }
      var next = first
      while next < segments.count, segments[next].lowerBound < place.upperBound {
        let piece = place.clamped(to: segments[next])
        if !piece.isEmpty { result.append(piece) }
        next += 1
      }
    }
    return result
  }

  /// Reads `content` again from `rest`, all that is left of it with its tags or quotes; `nil` when
  /// it does not end where `rest` does, or has become another kind.
  ///
  /// - Parameter isReadAnew: whether markup of the feed's own without any tag left is character data, as
  ///   for whoever reads the cleaned feed.
  private static func content(
    _ content: FeedContent, in rest: [UInt8], isReadAnew: Bool = false
  ) -> FeedContent? {
    let span = rest.span
    let inner: Range<Int>
    let wrapping: FeedContent.Wrapping
    switch content.wrapping {
    case .jsonString:
      var scanner = JSONScanner(0..<rest.count)
      guard let range = try? scanner.string(span), scanner.index == rest.count else { return nil }
      inner = range
      wrapping = .jsonString
    case .markup, .characterData:
      var scanner = MarkupScanner(0..<rest.count, dialect: .xml)
      guard let start = scanner.next(span), start.kind == .startTag else { return nil }
      let found = XMLElementContent(&scanner, start: start, item: nil, span)
      guard found.isTerminated, found.end == rest.count else { return nil }
      inner = found.inner
      if case .markup = content.wrapping {
        wrapping = found.hasElements || !isReadAnew ? .markup : .characterData(found.segments)
      } else {
        guard !found.hasElements else { return nil }
        wrapping = .characterData(found.segments)
      }
    }
    return FeedContent(
      element: content.element, kind: content.kind, wrapping: wrapping, outer: 0..<rest.count,
      inner: inner, isTerminated: true)
  }
}
