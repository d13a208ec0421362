// What a page declares about its article: title, authors, whether it is free. Believes nothing and
// checks nothing.

/// A page's own words about its article.
public struct PageMetadata: Sendable, Equatable {
  /// The text of `<title>`, white space collapsed.
  public let title: String?
  /// `og:title`, or `twitter:title`.
  public let openGraphTitle: String?
  /// The declared authors' names, in order, each once: `<meta name=author>`, `article:author` that
  /// is no address, and the authors of the structured data.
  public let authors: [String]
  /// `isAccessibleForFree` of the structured data; `nil` when nothing says so or parts disagree.
  public let isAccessibleForFree: Bool?
  /// The language of `<html lang>`, as written.
  public let language: String?

  /// Metadata of its parts.
  public init(
    title: String? = nil, openGraphTitle: String? = nil, authors: [String] = [],
    isAccessibleForFree: Bool? = nil, language: String? = nil
  ) {
    self.title = title
    self.openGraphTitle = openGraphTitle
    self.authors = authors
    self.isAccessibleForFree = isAccessibleForFree
    self.language = language
  }

  /// Where the declarations stand; they are read when they are asked for.
  struct Places: Sendable, Equatable {
    /// More meta tags or scripts than these are not looked at.
    static let limit = 256

    private(set) var title: Range<Int>?
    private(set) var metaTags: [Range<Int>] = []
    private(set) var structuredData: [Range<Int>] = []
    private(set) var html: Range<Int>?
    private var isStructuredData = false

    mutating func note(_ element: HTMLElement, _ token: MarkupToken, _ bytes: Span<UInt8>) {
      switch element {
      case .meta where metaTags.count < Self.limit: metaTags.append(token.attributes)
      case .html where html == nil: html = token.attributes
      case .script: isStructuredData = Self.isStructuredData(token.attributes, bytes)
      default: break
      }
    }

    /// Notes text that no reader sees. A title in a graphic is the graphic's.
    mutating func noteText(_ range: Range<Int>, in element: HTMLElement, isGraphic: Bool) {
      switch element {
      case .title where title == nil && !isGraphic: title = range
      case .script where isStructuredData && structuredData.count < Self.limit:
        structuredData.append(range)
      default: break
      }
    }

    private static func isStructuredData(_ attributes: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
      var scanner = AttributeScanner(attributes)
      while let attribute = scanner.next(bytes) {
        if isEqual(bytes, attribute.name, "type") {
          // Parameters may follow, and white space stand around.
          var value = attribute.value
          while let first = value.first, isMarkupSpace(bytes[first]) { value.removeFirst() }
          let end = value.first { bytes[$0] == UInt8(ascii: ";") || isMarkupSpace(bytes[$0]) }
          return isEqual(
            bytes, value.lowerBound..<(end ?? value.upperBound), "application/ld+json")
        }
      }
      return false
    }
  }

  /// Reads the declarations at `places` of decoded `bytes`.
  init(_ places: Places, in bytes: [UInt8]) {
    let span = bytes.span
    var names: [String] = []
    var shared: String?
    for tag in places.metaTags {
      var key = ""
      var content: String?
      var scanner = AttributeScanner(tag)
      while let attribute = scanner.next(span) {
        if isEqual(span, attribute.name, "name") || isEqual(span, attribute.name, "property") {
          key = Self.text(span, attribute.value, inAttribute: true).lowercased()
        } else if isEqual(span, attribute.name, "content") {
          content = Self.text(span, attribute.value, inAttribute: true)
        }
      }
      guard let content, !content.isEmpty else { continue }
      switch key {
      case "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator":
        if !content.contains("://") { names.append(content) }
      case "og:title": shared = content
      case "twitter:title" where shared == nil: shared = content
      default: break
      }
    }
    var free: [Bool] = []
    for range in places.structuredData {
      guard let value = try? JSONValue(parsing: bytes, range: range) else { continue }
      Self.read(value, &names, &free)
    }
    var seen = Set<String>()
    var language: String?
    if let html = places.html {
      var scanner = AttributeScanner(html)
      while let attribute = scanner.next(span), language == nil {
        if isEqual(span, attribute.name, "lang") {
          language = Self.text(span, attribute.value, inAttribute: true)
        }
      }
    }
    self.init(
      title: places.title.map { Self.text(span, $0) }.flatMap { $0.isEmpty ? nil : $0 },
      openGraphTitle: shared,
      authors: names.filter { !$0.isEmpty && seen.insert($0).inserted },
      isAccessibleForFree: Set(free).count == 1 ? free.first : nil,
      language: language.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// The bytes with references resolved and white space collapsed.
  private static func text(
    _ bytes: Span<UInt8>, _ range: Range<Int>, inAttribute: Bool = false
  ) -> String {
    var resolved: [UInt8] = []
    appendResolvingReferences(bytes, range, inAttribute: inAttribute, to: &resolved)
    return collapsed(resolved)
  }

  private static func collapsed(_ bytes: [UInt8]) -> String {
    bytes.split(whereSeparator: isMarkupSpace)
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// Gathers authors and `isAccessibleForFree` from structured data: objects, lists and graphs.
  private static func read(_ root: JSONValue, _ names: inout [String], _ free: inout [Bool]) {
    var pending = [root]
    while let value = pending.popLast() {
      if let elements = value.array { pending.append(contentsOf: elements.reversed()) }
      guard case .object(let members) = value else { continue }
      for member in members {
        switch member.key {
        case "author": for author in member.value.array ?? [member.value] { name(author, &names) }
        case "isAccessibleForFree":
          if let answer = Self.answer(member.value) { free.append(answer) }
        case "@graph", "mainEntity", "mainEntityOfPage": pending.append(member.value)
        default: break
        }
      }
    }
  }

  private static func name(_ author: JSONValue, _ names: inout [String]) {
    guard let name = (author["name"] ?? author).string, !name.contains("://") else { return }
    names.append(collapsed(Array(name.utf8)))
  }

  /// True and false, also as the strings that many pages write.
  private static func answer(_ value: JSONValue) -> Bool? {
    if let bool = value.bool { return bool }
    switch value.string?.lowercased() {
    case "true", "http://schema.org/true", "https://schema.org/true": return true
    case "false", "http://schema.org/false", "https://schema.org/false": return false
    default: return nil
    }
  }
}
