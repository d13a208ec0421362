// Finds the items of a JSON Feed (https://www.jsonfeed.org/version/1.1/) and the strings that hold
// their text, in one pass and without a tree.

import Chaffinch

/// Walks over a decoded JSON Feed.
struct JSONFeedReader {
  private var scanner: JSONScanner
  private var items: [FeedItem] = []

  /// The items of the decoded feed `bytes`, in order. All of it must be JSON.
  ///
  /// - Throws: ``JSONError`` with the offset in `bytes`.
  /// - Complexity: O(bytes), whatever the nesting.
  static func items(of bytes: [UInt8]) throws(JSONError) -> [FeedItem] {
    let span = bytes.span
    let start = span.count >= 3 && span[0] == 0xEF && span[1] == 0xBB && span[2] == 0xBF ? 3 : 0
    var reader = JSONFeedReader(scanner: JSONScanner(start..<span.count))
    try reader.readFeed(span)
    return reader.items
  }

  private mutating func readFeed(_ bytes: Span<UInt8>) throws(JSONError) {
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      if try scanner.peek(bytes) == UInt8(ascii: "["), isJSONString(bytes, key, "items") {
        var hasItem = try scanner.opens(UInt8(ascii: "["), close: UInt8(ascii: "]"), bytes)
        while hasItem {
          items.append(try readItem(bytes))
          hasItem = try scanner.hasNext(before: UInt8(ascii: "]"), bytes)
        }
      } else {
        _ = try scanner.skipValue(bytes)
      }
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    try scanner.expectEnd(bytes)
  }

  /// Reads an element of `items`; one that is no object is an item without anything.
  private mutating func readItem(_ bytes: Span<UInt8>) throws(JSONError) -> FeedItem {
    var item = FeedItem()
    var address = ""
    guard try scanner.peek(bytes) == UInt8(ascii: "{") else {
      _ = try scanner.skipValue(bytes)
      return item
    }
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      let value = try scanner.skipValue(bytes)
      let isString = bytes[value.lowerBound] == UInt8(ascii: "\"")
      let inner = isString ? value.lowerBound + 1..<value.upperBound - 1 : value
      if isJSONString(bytes, key, "id") {
        // Numbers are to be taken for strings, says the specification.
        let isNumber =
          bytes[value.lowerBound] == UInt8(ascii: "-")
          || (0x30...0x39).contains(bytes[value.lowerBound])
        if isString || isNumber { item.id = unescapedJSON(bytes, inner) }
      } else if isString {
        if isJSONString(bytes, key, "url") {
          address = unescapedJSON(bytes, inner)
        } else if isJSONString(bytes, key, "title") {
          item.title = unescapedJSON(bytes, inner)
        } else if let (element, kind) = Self.content(key, bytes) {
          item.contents.append(
            FeedContent(
              element: element, kind: kind, wrapping: .jsonString, outer: value, inner: inner,
              isTerminated: true))
        }
      }
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    if item.id.isEmpty { item.id = address }
    return item
  }

  private static func content(
    _ key: Range<Int>, _ bytes: Span<UInt8>
  ) -> (String, FeedContent.Kind)? {
    if isJSONString(bytes, key, "content_html") { return ("content_html", .html) }
    if isJSONString(bytes, key, "content_text") { return ("content_text", .text) }
    if isJSONString(bytes, key, "summary") { return ("summary", .text) }
    return nil
  }
}
