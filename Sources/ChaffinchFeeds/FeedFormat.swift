// The formats of feeds and how their first bytes tell them apart. Reads no items.

import Chaffinch

/// A format of feeds.
public enum FeedFormat: String, Sendable, CaseIterable {
  /// RSS 0.91 to 0.94 and 2.0: an `rss` element.
  case rss
  /// RSS 0.90 and 1.0: an `RDF` element that declares a namespace of RSS.
  case rdf
  /// Atom 0.3 and 1.0: a `feed` element, or a single `entry` of Atom's namespace.
  case atom
  /// JSON Feed 1.0 and 1.1: an object whose `version` is an address at jsonfeed.org.
  case jsonFeed

  /// How many bytes ``recognised(in:)`` looks at.
  static let reach = 1 << 16

  /// The format of `bytes`, in any encoding, by their first 64 KiB; `nil` when they are no feed, or
  /// when a JSON Feed names its version only behind them.
  ///
  /// - Complexity: O(1).
  public static func recognised(in bytes: [UInt8]) -> FeedFormat? {
    let start = Array(bytes.prefix(reach))
    let sniffed = sniffEncoding(of: start, forced: nil, readsMeta: false)
    guard sniffed.encoding == .utf16le || sniffed.encoding == .utf16be else {
      return FeedFormat(utf8: start)
    }
    let decoded = try? DecodedText(
      start, as: sniffed.encoding, skipping: sniffed.byteOrderMarkLength)
    return decoded.flatMap { FeedFormat(utf8: $0.utf8) }
  }

  /// The format of decoded text.
  init?(utf8: [UInt8]) {
    let span = utf8.span
    var start = span.count >= 3 && span[0] == 0xEF && span[1] == 0xBB && span[2] == 0xBF ? 3 : 0
    while start < span.count, isXMLSpace(span[start]) { start += 1 }
    guard start < span.count else { return nil }
    if span[start] == UInt8(ascii: "{") {
      guard Self.isJSONFeed(span, start..<span.count) else { return nil }
      self = .jsonFeed
      return
    }
    var scanner = MarkupScanner(start..<span.count, dialect: .xml)
    while let token = scanner.next(span) {
      switch token.kind {
      case .comment, .doctype, .processingInstruction: continue
      case .text where token.range.allSatisfy({ isXMLSpace(span[$0]) }): continue
      case .startTag:
        self.init(root: token, span)
        return
      default: return nil
      }
    }
    return nil
  }

  private init?(root token: MarkupToken, _ bytes: Span<UInt8>) {
    var scope = NamespaceScope()
    _ = scope.enter(token, bytes)
    let (namespace, local) = scope.resolve(token.name, bytes)
    if isName(local, "rss", bytes) {
      self = .rss
    } else if isName(local, "rdf", bytes), namespace == .rdf, scope.declaresRSS {
      self = .rdf
    } else if isName(local, "feed", bytes), namespace == .atom || namespace == .none {
      self = .atom
    } else if isName(local, "entry", bytes), namespace == .atom {
      self = .atom
    } else {
      return nil
    }
  }

  /// Whether an object's `version` says so; what stands behind it is not read.
  private static func isJSONFeed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var scanner = JSONScanner(range)
    do throws(JSONError) {
      var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
      while more {
        let key = try scanner.key(bytes)
        let value = try scanner.skipValue(bytes)
        if isJSONString(bytes, key, "version") {
          guard value.count > 2, value.count < 256,
            bytes[value.lowerBound] == UInt8(ascii: "\"")
          else { return false }
          let version = unescapedJSON(bytes, value.lowerBound + 1..<value.upperBound - 1)
          return isJSONFeedVersion(version)
        }
        more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
      }
    } catch {
      return false
    }
    return false
  }
}

/// Whether an object's `version` is one of JSON Feed's.
func isJSONFeedVersion(_ version: String) -> Bool {
  [
    "https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1",
    "https://www.jsonfeed.org/version/1", "http://www.jsonfeed.org/version/1",
  ].contains { version.hasPrefix($0) }
}

/// White space of XML: space, tab, line feed, carriage return.
func isXMLSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
