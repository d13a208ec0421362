// Tells by the first bytes whether an input is text, a page, a feed or JSON Lines. Decodes nothing
// but UTF-16; which kind of feed it is `FeedFormat` says.

import Chaffinch

/// The kinds of input that articles are read from.
public enum InputFormat: String, CaseIterable, Sendable {
  /// Plain text.
  case text
  /// A page of HTML, or a piece of one.
  case html
  /// RSS, RDF Site Summary, Atom or JSON Feed.
  case feed
  /// JSON Lines, a record a line.
  case jsonLines = "jsonl"

  /// Bytes at the start of an input that recognition looks at.
  public static let recognitionLimit = 1 << 20

  /// The format of an input that begins with `bytes`.
  ///
  /// A byte-order mark and white space are skipped, UTF-16 is looked through. Behind the XML
  /// declaration, comments and the DOCTYPE the first tag decides: the root of a feed, as
  /// ``FeedFormat`` knows it; an element of HTML, which is a page; another one is a page where a
  /// declaration, comment or DOCTYPE stood before it, and text otherwise. `{` and a member begin
  /// JSON: a feed if `version` names JSON Feed, JSON Lines otherwise. All else is text.
  ///
  /// - Parameter encoding: what the bytes are in, if that is known; it matters for UTF-16 only.
  /// - Complexity: O(``recognitionLimit``) at most.
  public static func recognised(
    in bytes: [UInt8], encoding: CharacterEncoding? = nil
  ) -> InputFormat {
    recognised(in: UTF16Order(bytes, encoding)?.narrowed(bytes) ?? bytes)
  }

  private static func recognised(in utf8: [UInt8]) -> InputFormat {
    let bytes = utf8.span
    let limit = min(bytes.count, recognitionLimit)
    var start = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < limit, isXMLSpace(bytes[start]) { start += 1 }
    guard start < limit else { return .text }
    switch bytes[start] {
    case UInt8(ascii: "<"):
      let isFeed =
        FeedFormat(utf8: Array(utf8[start..<min(start + FeedFormat.reach, limit)])) != nil
      if isFeed { return .feed }
      return DocumentFormat.markup(bytes, start..<limit) == .html ? .html : .text
    case UInt8(ascii: "{"): return json(bytes, start..<limit)
    default: return .text
    }
  }

  /// What an input is that begins with `{`. A later mistake does not make it text: it is a broken
  /// record, and reading it says so.
  private static func json(_ bytes: Span<UInt8>, _ range: Range<Int>) -> InputFormat {
    var scanner = JSONScanner(range)
    var isObject = false
    var hasItems = false
    do throws(JSONError) {
      guard try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes) else {
        // An empty object, if the line has nothing else.
        var end = scanner.index
        while end < range.upperBound, bytes[end] != 0x0A, isXMLSpace(bytes[end]) { end += 1 }
        return end == range.upperBound || bytes[end] == 0x0A ? .jsonLines : .text
      }
      repeat {
        let key = try scanner.key(bytes)
        isObject = true
        if isJSONString(bytes, key, "items") { hasItems = true }
        let value = try scanner.skipValue(bytes)
        if isJSONString(bytes, key, "version"), bytes[value.lowerBound] == UInt8(ascii: "\"") {
          let version = unescapedJSON(bytes, value.lowerBound + 1..<value.upperBound - 1)
          if isJSONFeedVersion(version) { return .feed }
        }
      } while try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
      return .jsonLines
    } catch {
      guard isObject else { return .text }
      // The version may stand behind items that go on beyond the first bytes.
      return hasItems && error.reason == .unexpectedEnd ? .feed : .jsonLines
    }
  }
}

/// The order of the bytes of UTF-16.
private struct UTF16Order {
  private let isBigEndian: Bool

  /// The order that a mark, a forced encoding, or zero bytes around a first `<` or `{` show; `nil`
  /// for other encodings.
  init?(_ bytes: [UInt8], _ encoding: CharacterEncoding?) {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE): isBigEndian = false
    case (0xFE, 0xFF): isBigEndian = true
    case (UInt8(ascii: "<"), 0), (UInt8(ascii: "{"), 0): isBigEndian = false
    case (0, UInt8(ascii: "<")), (0, UInt8(ascii: "{")): isBigEndian = true
    default:
      guard encoding == .utf16le || encoding == .utf16be else { return nil }
      isBigEndian = encoding == .utf16be
    }
  }

  /// The first units as bytes: ASCII as it is, the mark as nothing, all else as `?`.
  func narrowed(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    let count = min(bytes.count, InputFormat.recognitionLimit)
    result.reserveCapacity(count / 2)
    for index in stride(from: 0, to: count - 1, by: 2) {
      let high = bytes[isBigEndian ? index : index + 1]
      let low = bytes[isBigEndian ? index + 1 : index]
      if index == 0, high == 0xFE, low == 0xFF { continue }
      result.append(high == 0 && low < 0x80 ? low : UInt8(ascii: "?"))
    }
    return result
  }
}
