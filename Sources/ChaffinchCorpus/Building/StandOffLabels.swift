// The text-free form of labels, for files that may be kept where the pages' texts may not. Reading
// and writing.

import Chaffinch

/// Gathers pages from the lines of the stand-off form:
///
/// ```
/// # chaffinch labels 2
/// # page: folder/page.html.gz
/// # id: …
/// # site: …
/// # language: en
/// # source: …
/// # url: …
/// 1b7a04c2b9d1e3f5 43 content
/// 3 ~1 promo -
/// ```
///
/// The first line names the format. `# page:` begins a page; the other notes, each optional, are that
/// page's; any other line with `#` is a comment. A paragraph is the hash of its ``TextDigest`` in
/// hexadecimal, its length (behind `~` when it is symbolic) and its label, `paywall` being one,
/// or `not-content` where only that is known; a fourth mark, `-`, says that no common extractor keeps
/// it. The first version of the form, which is still read, had neither.
struct StandOffLabels {
  /// The first line of a file.
  static let head = "# chaffinch labels 2"
  private static let firstHead = "# chaffinch labels 1"
  private static let keys = ["id", "site", "language", "source", "url"]

  private var hasHead = false
  private var hasMarks = false
  private var file: String?
  private var notes: [String: String] = [:]
  private var paragraphs: [LabelledDigest] = []

  /// Feeds one line without its end; returns the page that it ends by beginning another.
  mutating func feed(_ line: ArraySlice<UInt8>) throws(LineError) -> PageLabels? {
    let text = String(decoding: line, as: UTF8.self)
    guard hasHead else {
      guard text == Self.head || text == Self.firstHead else {
        throw LineError(reason: "neither a JSON object nor '\(Self.head)'")
      }
      hasHead = true
      hasMarks = text == Self.head
      return nil
    }
    guard text.utf8.elementsEqual(line) else { throw LineError(reason: "malformed UTF-8") }
    if text.hasPrefix("#") { return try note(text.dropFirst()) }
    if !text[...].trimmingSpaces.isEmpty { paragraphs.append(try paragraph(text)) }
    return nil
  }

  /// The page that is still open, if any.
  mutating func finish() -> PageLabels? {
    guard let file else { return nil }
    defer {
      self.file = nil
      notes = [:]
      paragraphs = []
    }
    return PageLabels(
      page: PageDescription(
        file: file, id: notes["id"] ?? "", site: notes["site"] ?? "",
        language: notes["language"] ?? "", source: notes["source"] ?? "", url: notes["url"] ?? ""),
      paragraphs: paragraphs)
  }

  private mutating func note(_ comment: Substring) throws(LineError) -> PageLabels? {
    guard let colon = comment.firstIndex(of: ":") else { return nil }
    let key = String(comment[..<colon].trimmingSpaces)
    let value = String(comment[comment.index(after: colon)...].trimmingSpaces)
    if key == "page" {
      try PageDescription.check(file: value)
      let done = finish()
      file = value
      return done
    }
    guard Self.keys.contains(key) else { return nil }
    guard file != nil, paragraphs.isEmpty else {
      throw LineError(reason: "'# \(key):' must stand between '# page:' and the page's labels")
    }
    notes[key] = value
    return nil
  }

  private func paragraph(_ text: String) throws(LineError) -> LabelledDigest {
    guard file != nil else { throw LineError(reason: "a label before the first '# page:'") }
    let fields = text.split(separator: " ", omittingEmptySubsequences: false)
    let isExtracted = !(hasMarks && fields.count == 4 && fields[3] == "-")
    guard fields.count == (isExtracted ? 3 : 4) else {
      throw LineError(
        reason: "expected hash, length and label"
          + (hasMarks ? ", and '-' if no extractor keeps it" : "") + ", parted by one space")
    }
    let isSymbolic = fields[1].hasPrefix("~")
    guard let hash = UInt64(fields[0], radix: 16),
      let length = Int(fields[1].dropFirst(isSymbolic ? 1 : 0)),
      let digest = TextDigest(hash: hash, length: length, isSymbolic: isSymbolic)
    else {
      throw LineError(reason: "'\(fields[0].prefix(40)) \(fields[1].prefix(40))' is no digest")
    }
    guard let label = KnownLabel(name: fields[2]), hasMarks || label != .notContent else {
      throw .unknownLabel(String(fields[2]))
    }
    return LabelledDigest(digest: digest, label: label, isExtracted: isExtracted)
  }

  /// The pages in the stand-off form. Paragraphs that show nothing, which no
  /// digest can find, are left out.
  static func text(of pages: [PageLabels]) -> String {
    var output = head + "\n"
    for labels in pages {
      output += "# page: \(labels.page.file)\n"
      let page = labels.page
      let values = [page.id, page.site, page.language, page.source, page.url]
        .map { $0.onOneLine[...].trimmingSpaces }
      for (key, value) in zip(keys, values) where !value.isEmpty {
        output += "# \(key): \(value)\n"
      }
      for paragraph in labels.paragraphs where paragraph.digest.length > 0 {
        let digest = paragraph.digest
        output += String(digest.hash, radix: 16)
        output += digest.isSymbolic ? " ~" : " "
        output += "\(digest.length) \(paragraph.label.name)\(paragraph.isExtracted ? "" : " -")\n"
      }
    }
    return output
  }
}

extension [PageLabels] {
  /// The labels in the stand-off form, which holds no text: digests, labels, and what is known of the
  /// pages. ``PageLabels/read(_:file:)`` reads it back.
  public func standOffText() -> String { StandOffLabels.text(of: self) }
}
