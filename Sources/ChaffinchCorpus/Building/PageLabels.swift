// The labels of a raw page, without the page and without its texts.

import Chaffinch

/// What is known of a page; unknown things are empty.
public struct PageDescription: Sendable, Equatable {
  /// The page's file, relative to the folder of all pages: never absolute, never upwards.
  public let file: String
  /// As ``LabelledArticle/id``.
  public let id: String
  /// As ``LabelledArticle/site``.
  public let site: String
  /// As ``LabelledArticle/language``.
  public let language: String
  /// The collection that the page was taken from.
  public let source: String
  /// Where the page was published.
  public let url: String

  /// A description of its parts.
  public init(
    file: String, id: String = "", site: String = "", language: String = "", source: String = "",
    url: String = ""
  ) {
    self.file = file
    self.id = id
    self.site = site
    self.language = language
    self.source = source
    self.url = url
  }

  /// Checks that a file's name stays inside the folder of pages.
  static func check(file: String) throws(LineError) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(""), !parts.contains(".."), file[...].trimmingSpaces == file[...],
      !file.utf8.contains(where: { $0 < 0x20 })
    else {
      throw LineError(
        reason: "'\(file.prefix(80))' is no page's file: name it relative to the pages")
    }
  }
}

/// A page and its labelled paragraphs, as digests, in the order of the page.
public struct PageLabels: Sendable, Equatable {
  /// What is known of the page.
  public let page: PageDescription
  /// The labelled paragraphs.
  public let paragraphs: [LabelledDigest]

  /// Whether only content or not is known of the page.
  public var arePartial: Bool { paragraphs.contains { $0.label == .notContent } }

  /// Labels of their parts.
  public init(page: PageDescription, paragraphs: [LabelledDigest]) {
    self.page = page
    self.paragraphs = paragraphs
  }

  /// The labels in a line of a JSON Lines corpus with `page`; paragraphs of whose label
  /// nothing is known, and those that show nothing, are left out.
  init(_ value: JSONValue) throws(LineError) {
    let article = try JSONArticle.article(value)
    guard article.unmatched.total == 0 else {
      throw LineError(
        reason: "'unmatched' counts paragraphs that are not here; give the corpus that has them")
    }
    guard let file = value["page"]?.string else { throw LineError(reason: "no string 'page'") }
    try PageDescription.check(file: file)
    self.init(
      page: PageDescription(
        file: file, id: article.id, site: article.site, language: article.language,
        source: value["source"]?.string ?? "", url: value["url"]?.string ?? ""),
      paragraphs: article.paragraphs.compactMap { paragraph in
        let digest = TextDigest(paragraph.text)
        let known =
          paragraph.label.map(KnownLabel.init) ?? (paragraph.isNotContent ? .notContent : nil)
        guard let label = known, digest.length > 0 else { return nil }
        return LabelledDigest(digest: digest, label: label, isExtracted: paragraph.isExtracted)
      })
  }

  /// Reads the labels of pages: a JSON Lines corpus whose lines name their `page` when the first
  /// visible byte is `{`, otherwise the stand-off form.
  ///
  /// - Parameter file: the name for error messages.
  /// - Throws: ``CorpusError/malformedLine(file:line:reason:)`` and
  ///   ``CorpusError/noArticles(file:)``.
  public static func read(_ bytes: [UInt8], file: String) throws(CorpusError) -> [PageLabels] {
    let lines = CorpusLines(bytes)
    var pages: [PageLabels] = []
    var standOff = StandOffLabels()
    for (number, range) in lines {
      do {
        if lines.areJSON {
          if let value = try JSONArticle.object(bytes, range) {
            pages.append(try PageLabels(value))
          }
        } else if let page = try standOff.feed(bytes[range]) {
          pages.append(page)
        }
      } catch {
        throw .malformedLine(file: file, line: number, reason: error.reason)
      }
    }
    if let page = standOff.finish() { pages.append(page) }
    guard !pages.isEmpty else { throw .noArticles(file: file) }
    return pages
  }
}
