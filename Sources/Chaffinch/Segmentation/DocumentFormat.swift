// Tells whether a document is plain text or HTML. Feeds and JSON are told apart elsewhere.

/// What a document is written in.
public enum DocumentFormat: Sendable, Equatable, CaseIterable {
  /// Plain text.
  case text
  /// A page of HTML, or a piece of one.
  case html

  /// Bytes at the start of a document that recognition looks at.
  public static let recognitionLimit = 1 << 20

  /// The format of a document in UTF-8.
  ///
  /// A byte-order mark and white space are skipped. What then begins with `<` is judged by its first
  /// tag: an element of HTML is a page; another one is a page where an XML declaration, a comment or a
  /// DOCTYPE stood before it. All else is text.
  ///
  /// - Complexity: O(``recognitionLimit``) at most; a few bytes for text.
  public static func recognised(in utf8: [UInt8]) -> DocumentFormat {
    let bytes = utf8.span
    let limit = min(bytes.count, recognitionLimit)
    var start = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < limit, isSpace(bytes[start]) { start += 1 }
    guard start < limit, bytes[start] == UInt8(ascii: "<") else { return .text }
    return markup(bytes, start..<limit)
  }

  /// What a document is that begins with `<` at the start of `range`.
  package static func markup(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DocumentFormat {
    let isXML = isPrefix("<?xml", of: bytes, range)
    var scanner = MarkupScanner(range, dialect: isXML ? .xml : .html)
    var isMarkup = isXML
    while let token = scanner.next(bytes) {
      switch token.kind {
      case .startTag, .endTag:
        return isMarkup || isHTMLElement(bytes, token.name) ? .html : .text
      case .text, .cdata:
        let isBlank = token.range.allSatisfy { isSpace(bytes[$0]) }
        if !isBlank { return isMarkup ? .html : .text }
      case .comment: if isPrefix("<!--", of: bytes, token.range) { isMarkup = true }
      case .doctype: isMarkup = true
      case .processingInstruction: break
      }
    }
    return isMarkup ? .html : .text
  }

  private static func isPrefix(
    _ prefix: String, of bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    range.count >= prefix.utf8.count
      && zip(range, prefix.utf8).allSatisfy { bytes[$0] == $1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
