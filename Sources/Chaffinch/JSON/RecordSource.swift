// Says which member of a record holds its article, and what is in it. Reads nothing.

/// Where the article of a JSON Lines record is to be found.
///
/// Without a name it is `paragraphs`, an array of strings or of objects with `text`; or else `text`, a
/// plain text; or else `html`, a page. A member that is `null` counts as absent. Under a name it is the
/// member of that name and no other: `paragraphs`, `text` and `html` hold what they always hold, any
/// other a text, or a page if it looks like one (``DocumentFormat/recognised(in:)``).
public struct RecordSource: Sendable, Equatable {
  /// The name of the member; `nil` for the three.
  public let member: String?
  /// What the named member holds; `nil` for what its name or its first bytes say.
  public let format: DocumentFormat?
  /// The name's bytes.
  let key: [UInt8]

  /// A source; `format` matters for a named member only.
  public init(member: String? = nil, format: DocumentFormat? = nil) {
    self.member = member
    self.format = format
    key = Array((member ?? "").utf8)
  }
}

/// A text or a page that stands in a record.
struct RecordDocument: Sendable, Equatable {
  /// The string between its quotes.
  let text: Range<Int>
  /// Whether it has escapes.
  let hasEscapes: Bool
  /// What it is; `nil` where its first bytes say.
  let format: DocumentFormat?

  /// The string in UTF-8, escapes resolved, a lone surrogate as U+FFFD.
  func utf8(in bytes: [UInt8]) -> [UInt8] {
    guard hasEscapes else { return Array(bytes[text]) }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    appendUnescapedJSON(bytes.span, text, to: &result)
    return result
  }

  /// The article in `utf8`, which is the string; ranges index it.
  ///
  /// - Complexity: O(bytes).
  func article(_ utf8: [UInt8]) -> Article {
    guard (format ?? .recognised(in: utf8)) == .html else { return Article(utf8: utf8) }
    // What the page declares of its encoding does not count: its bytes are a string's. UTF-8 needs no
    // converter, so that nothing is thrown.
    return (try? Article(html: utf8, encoding: .utf8)) ?? Article(fragment: utf8)
  }
}
