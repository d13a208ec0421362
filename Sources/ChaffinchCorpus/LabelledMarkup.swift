// The corpus format for feeds' items: HTML whose elements carry labels. Reads it; the labels' attribute
// is no feature.

import Chaffinch

/// Items of a feed as HTML, one after the other.
///
/// `<!-- item: ID -->` begins an item; `<!-- site: … -->`, `<!-- language: … -->` and
/// `<!-- source: … -->` hold until they are given anew. A paragraph has the label of the innermost element around it with `data-label`, and is
/// content without one. Items become articles with markup and without a page around them.
struct LabelledMarkup {
  private var site = ""
  private var language = ""
  private var source = ""
  private var articles: [LabelledArticle] = []

  /// An item that is being read.
  private struct Item {
    let id: String
    let start: Int
    /// From each offset on, the label.
    var labels: [(offset: Int, label: InnerLabel)]
    /// The open elements: name, and the label before their start tag.
    var open: [(name: String, before: InnerLabel)] = []
    var label = InnerLabel.content
  }

  private static let void: Set<String> = [
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// The items in `bytes`.
  ///
  /// - Throws: the error of the first wrong item, with the number of its line.
  static func articles(_ bytes: [UInt8]) throws(LocatedLineError) -> [LabelledArticle] {
    var reader = LabelledMarkup()
    try reader.read(bytes)
    return reader.articles
  }

  private mutating func read(_ bytes: [UInt8]) throws(LocatedLineError) {
    let span = bytes.span
    var scanner = MarkupScanner(0..<bytes.count)
    var item: Item?
    while let token = scanner.next(span) {
      let place = token.range.lowerBound
      switch token.kind {
      case .comment:
        let words = String(decoding: bytes[token.content], as: UTF8.self)
        guard let (key, value) = Self.field(words) else { continue }
        switch key {
        case "site", "language", "source", "item":
          try finish(&item, at: place, bytes)
          if key == "site" { site = value }
          if key == "language" { language = value }
          if key == "source" { source = value }
          if key == "item" {
            item = Item(
              id: value, start: token.range.upperBound,
              labels: [(token.range.upperBound, .content)])
          }
        default: continue
        }
      case .startTag:
        guard item != nil else {
          throw Self.error("an element before the first item", place, bytes)
        }
        let name = token.resolvedName(span)
        let label = try Self.label(token, span, bytes)
        guard !Self.void.contains(name) else { continue }
        let before = item?.label ?? .content
        item?.open.append((name, before))
        if let label {
          item?.label = label
          item?.labels.append((place, label))
        }
      case .endTag:
        let name = token.resolvedName(span)
        guard let last = item?.open.popLast(), last.name == name else {
          throw Self.error("</\(name)> ends no open element", place, bytes)
        }
        if last.before != item?.label {
          item?.label = last.before
          item?.labels.append((token.range.upperBound, last.before))
        }
      case .text, .cdata, .doctype, .processingInstruction: continue
      }
    }
    try finish(&item, at: bytes.count, bytes)
  }

  /// `key: value` of a comment.
  private static func field(_ words: String) -> (key: String, value: String)? {
    guard let colon = words.firstIndex(of: ":") else { return nil }
    func trimmed(_ part: Substring) -> String {
      part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return (trimmed(words[..<colon]), trimmed(words[words.index(after: colon)...]))
  }

  private static func label(
    _ token: MarkupToken, _ span: Span<UInt8>, _ bytes: [UInt8]
  ) throws(LocatedLineError) -> InnerLabel? {
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(span) {
      guard attribute.resolvedName(span) == "data-label" else { continue }
      let name = attribute.resolvedValue(span)
      guard let label = InnerLabel(name: name) else {
        throw error(LineError.unknownLabel(name).reason, token.range.lowerBound, bytes)
      }
      return label
    }
    return nil
  }

  /// Ends the item, if there is one.
  private mutating func finish(_ item: inout Item?, at end: Int, _ bytes: [UInt8])
    throws(LocatedLineError)
  {
    guard let current = item else { return }
    item = nil
    if let open = current.open.last {
      throw Self.error("<\(open.name)> of item '\(current.id)' is not closed", end, bytes)
    }
    let article = Article(fragment: Array(bytes[current.start..<end]))
    guard !article.paragraphs.isEmpty else {
      throw Self.error("item '\(current.id)' has no text", current.start, bytes)
    }
    var next = 0
    let paragraphs = article.paragraphs.map { paragraph in
      let place = current.start + (paragraph.byteRange?.lowerBound ?? 0)
      while next + 1 < current.labels.count, current.labels[next + 1].offset <= place { next += 1 }
      return LabelledParagraph(
        text: paragraph.text, label: current.labels[next].label, markup: paragraph.markup)
    }
    articles.append(
      LabelledArticle(
        id: current.id, site: site, language: language, source: source, paragraphs: paragraphs,
        markup: article.markup))
  }

  private static func error(_ reason: String, _ place: Int, _ bytes: [UInt8]) -> LocatedLineError {
    LocatedLineError(line: 1 + bytes[..<place].count { $0 == 0x0A }, reason: reason)
  }
}

/// Why a file is no corpus, and on which line.
struct LocatedLineError: Error {
  let line: Int
  let reason: String
}
