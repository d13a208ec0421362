// The corpus format for feeds' items: HTML whose elements carry labels. Reads it, with the bytes of
// each item; the labels' attribute is no feature.

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
  private var records: [CorpusRecord] = []
  private var wrong: [LocatedLineError] = []
  /// The item that is being read.
  private var item: Item?
  /// Whether an error was found and no item has begun since.
  private var isSkipping = false
  /// The line of the token that is being read, from 1.
  private var line = 1

  private struct Item {
    let id: String
    /// Where its comment begins, and on which line.
    let comment: Int
    let line: Int
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

  /// The items in `bytes`, and the errors of those that are wrong, which are left out.
  ///
  /// - Parameter stopsAtWrong: whether the first error ends the reading.
  static func read(
    _ bytes: [UInt8], stopsAtWrong: Bool
  ) -> (records: [CorpusRecord], wrong: [LocatedLineError]) {
    var reader = LabelledMarkup()
    let span = bytes.span
    var scanner = MarkupScanner(0..<bytes.count)
    var place = 0
    while !stopsAtWrong || reader.wrong.isEmpty, let token = scanner.next(span) {
      reader.line += bytes[place..<token.range.lowerBound].count { $0 == 0x0A }
      place = token.range.lowerBound
      switch token.kind {
      case .comment: reader.comment(token, bytes)
      case .startTag: reader.startTag(token, bytes.span)
      case .endTag: reader.endTag(token, bytes.span)
      case .text, .cdata, .doctype, .processingInstruction: continue
      }
    }
    if !stopsAtWrong || reader.wrong.isEmpty {
      reader.line += bytes[place...].count { $0 == 0x0A }
      reader.finish(at: bytes.count, bytes)
    }
    return (reader.records, reader.wrong)
  }

  private mutating func comment(_ token: MarkupToken, _ bytes: [UInt8]) {
    let words = String(decoding: bytes[token.content], as: UTF8.self)
    guard let (key, value) = Self.field(words),
      ["site", "language", "source", "item"].contains(key)
    else { return }
    finish(at: token.range.lowerBound, bytes)
    if key == "site" { site = value }
    if key == "language" { language = value }
    if key == "source" { source = value }
    guard key == "item" else { return }
    isSkipping = false
    item = Item(
      id: value, comment: token.range.lowerBound, line: line, start: token.range.upperBound,
      labels: [(token.range.upperBound, .content)])
  }

  private mutating func startTag(_ token: MarkupToken, _ span: Span<UInt8>) {
    guard !isSkipping else { return }
    guard item != nil else { return fail("an element before the first item", line) }
    let name = token.resolvedName(span)
    let label: InnerLabel?
    do {
      label = try Self.label(token, span)
    } catch {
      return fail(error.reason, line)
    }
    guard !Self.void.contains(name) else { return }
    let before = item?.label ?? .content
    item?.open.append((name, before))
    if let label {
      item?.label = label
      item?.labels.append((token.range.lowerBound, label))
    }
  }

  private mutating func endTag(_ token: MarkupToken, _ span: Span<UInt8>) {
    guard !isSkipping else { return }
    let name = token.resolvedName(span)
    guard let last = item?.open.popLast(), last.name == name else {
      return fail("</\(name)> ends no open element", line)
    }
    if last.before != item?.label {
      item?.label = last.before
      item?.labels.append((token.range.upperBound, last.before))
    }
  }

  /// Notes an error and leaves out what stands before the next item.
  private mutating func fail(_ reason: String, _ line: Int) {
    wrong.append(LocatedLineError(line: line, reason: reason))
    item = nil
    isSkipping = true
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
    _ token: MarkupToken, _ span: Span<UInt8>
  ) throws(LineError) -> InnerLabel? {
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(span) {
      guard attribute.resolvedName(span) == "data-label" else { continue }
      let name = attribute.resolvedValue(span)
      guard let label = InnerLabel(name: name) else { throw .unknownLabel(name) }
      return label
    }
    return nil
  }

  /// Ends the item, if there is one.
  private mutating func finish(at end: Int, _ bytes: [UInt8]) {
    guard let current = item else { return }
    item = nil
    if let open = current.open.last {
      return fail("<\(open.name)> of item '\(current.id)' is not closed", line)
    }
    let article = Article(fragment: Array(bytes[current.start..<end]))
    guard !article.paragraphs.isEmpty else {
      return fail("item '\(current.id)' has no text", current.line)
    }
    var next = 0
    let paragraphs = article.paragraphs.map { paragraph in
      let place = current.start + (paragraph.byteRange?.lowerBound ?? 0)
      while next + 1 < current.labels.count, current.labels[next + 1].offset <= place { next += 1 }
      return LabelledParagraph(
        text: paragraph.text, label: current.labels[next].label, markup: paragraph.markup)
    }
    let last = bytes[current.start..<end].lastIndex { $0 > 0x20 } ?? current.start
    records.append(
      CorpusRecord(
        article: LabelledArticle(
          id: current.id, site: site, language: language, source: source, paragraphs: paragraphs,
          markup: article.markup),
        line: current.line, range: current.comment..<last + 1, parts: []))
  }
}

/// Why a file is no corpus, and on which line.
struct LocatedLineError: Error {
  let line: Int
  let reason: String
}
