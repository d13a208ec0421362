// A feed as text with its items, and the last step of cleaning: cutting the original bytes and making
// sure that they still decode to what they should. Classifies nothing.

import Chaffinch

/// What is to be cut for one text of an item.
struct ContentCuts {
  let content: FeedContent
  let cleaned: CleanedArticle
  /// Bytes of the decoded feed.
  let cuts: [Range<Int>]
  let leftAlone: LeftAlone?

  /// The result, with what was really removed.
  func result(sources: [Range<Int>], isEncodingBroken: Bool) -> CleanedContent {
    let leftAlone = isEncodingBroken && !cuts.isEmpty ? .encoding : self.leftAlone
    let isCut = leftAlone == nil
    return CleanedContent(
      element: content.element, article: isCut ? cleaned : cleaned.keepingAll,
      leftAlone: leftAlone, cuts: isCut ? sources : [])
  }
}

extension CleanedArticle {
  /// The same predictions with nothing removed; the share that was refused is kept.
  fileprivate var keepingAll: CleanedArticle {
    if refusedShare != nil { return self }
    return CleanedArticle(
      article, predictions: decisions.map(\.prediction),
      policy: CleaningPolicy(keep: Set(ParagraphLabel.allCases)))
  }
}

/// A feed's bytes, its text and its items.
struct DecodedFeed {
  let bytes: [UInt8]
  let text: DecodedText
  let format: FeedFormat
  let items: [FeedItem]
  private let forced: CharacterEncoding?

  /// Decodes `bytes`, recognises the format and finds the items.
  init(_ bytes: [UInt8], encoding: CharacterEncoding?) throws(FeedError) {
    self.bytes = bytes
    forced = encoding
    do throws(EncodingError) {
      text = try Self.decode(bytes, encoding)
    } catch {
      throw .encoding(error)
    }
    guard let format = FeedFormat(utf8: text.utf8) else { throw .notAFeed }
    self.format = format
    switch format {
    case .jsonFeed:
      do throws(JSONError) {
        items = try JSONFeedReader.items(of: text.utf8)
      } catch {
        let place = text.map.source(error.offset..<error.offset).lowerBound
        throw .malformedJSON(JSONError(error.reason, at: place))
      }
    case .rss, .rdf, .atom: items = XMLFeedReader.items(of: text.utf8, format: format)
    }
  }

  /// The XML declaration counts, a `<meta>` does not: it is some item's.
  private static func decode(
    _ bytes: [UInt8], _ forced: CharacterEncoding?
  ) throws(EncodingError) -> DecodedText {
    let sniffed = sniffEncoding(of: bytes, forced: forced, readsMeta: false)
    return try DecodedText(
      bytes, as: sniffed.encoding, skipping: sniffed.byteOrderMarkLength)
  }

  /// Cuts the texts of all items; when the feed would then decode differently (an encoding with
  /// shifts, malformed bytes on both sides), only those whose own bytes do not, or nothing.
  ///
  /// - Complexity: O(bytes).
  func cut(_ contents: [[ContentCuts]]) -> CleanedFeed {
    var broken = contents.map { $0.map { _ in false } }
    var output = self.output(contents, broken: broken)
    if output == nil {
      broken = contents.map { $0.map { !decodesAlone($0) } }
      output = self.output(contents, broken: broken)
    }
    if output == nil { broken = contents.map { $0.map { _ in true } } }
    let cleaned = items.indices.map { index in
      let item = items[index]
      return CleanedItem(
        index: index, id: item.id, title: item.title,
        contents: contents[index].indices.map { place in
          let content = contents[index][place]
          return content.result(
            sources: content.cuts.map { text.map.source($0) },
            isEncodingBroken: broken[index][place])
        })
    }
    return CleanedFeed(bytes: output ?? bytes, format: format, items: cleaned)
  }

  /// The feed less all cuts but the `broken` ones; `nil` when it does not decode to the text less
  /// the same cuts.
  private func output(_ contents: [[ContentCuts]], broken: [[Bool]]) -> [UInt8]? {
    var cuts: [Range<Int>] = []
    for (item, isBroken) in zip(contents, broken) {
      for (content, isBroken) in zip(item, isBroken) where !isBroken { cuts += content.cuts }
    }
    guard !cuts.isEmpty else { return bytes }
    let result = MarkupCutter.removing(
      cuts.map { text.map.source($0) }, from: bytes, 0..<bytes.count)
    let expected = MarkupCutter.removing(cuts, from: text.utf8, 0..<text.utf8.count)
    guard let decoded = try? Self.decode(result, forced) else { return nil }
    return decoded.utf8 == expected ? result : nil
  }

  /// Whether a text decodes as it should when it is cut by itself.
  private func decodesAlone(_ content: ContentCuts) -> Bool {
    guard !content.cuts.isEmpty else { return true }
    let outer = content.content.outer
    let rest = MarkupCutter.removing(
      content.cuts.map { text.map.source($0) }, from: bytes, text.map.source(outer))
    let expected = MarkupCutter.removing(content.cuts, from: text.utf8, outer)
    let decoded = try? DecodedText(rest, as: text.encoding, skipping: 0)
    return decoded?.utf8 == expected
  }
}
