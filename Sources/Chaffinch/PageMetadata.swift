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

  /// Where the declarations stand; they are read once the whole page has been.
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
  ///
  /// - Complexity: O(bytes of the declarations).
  init(_ places: Places, in bytes: [UInt8]) {
    let span = bytes.span
    var names: [String] = []
    var shared: String?
    for tag in places.metaTags {
      guard let declaration = MetaDeclaration(tag, span) else { continue }
      let content = declaredText(span, declaration.content, inAttribute: true)
      guard !content.isEmpty else { continue }
      switch declaration.kind {
      case .author: if !content.contains("://") { names.append(content) }
      case .openGraphTitle: shared = content
      case .twitterTitle: shared = shared ?? content
      }
    }
    var data = StructuredData()
    for range in places.structuredData { data.read(bytes, range) }
    names += data.authors
    var seen = Set<String>()
    var language: String?
    if let html = places.html {
      var scanner = AttributeScanner(html)
      while let attribute = scanner.next(span), language == nil {
        if isEqual(span, attribute.name, "lang") {
          language = declaredText(span, attribute.value, inAttribute: true)
        }
      }
    }
    let free = data.answers
    self.init(
      title: places.title.map { declaredText(span, $0) }.flatMap { $0.isEmpty ? nil : $0 },
      openGraphTitle: shared,
      authors: names.filter { !$0.isEmpty && seen.insert($0).inserted },
      isAccessibleForFree: free.allSatisfy { $0 == free.first } ? free.first : nil,
      language: language.flatMap { $0.isEmpty ? nil : $0 })
  }
}

/// The bytes with references resolved and white space collapsed.
private func declaredText(
  _ bytes: Span<UInt8>, _ range: Range<Int>, inAttribute: Bool = false
) -> String {
  var resolved: [UInt8] = []
  resolved.reserveCapacity(range.count)
  appendResolvingReferences(bytes, range, inAttribute: inAttribute, to: &resolved)
  return textCollapsingSpaces(resolved)
}

/// The text of bytes whose white space is collapsed to single spaces, none at the ends.
func textCollapsingSpaces(_ bytes: some Collection<UInt8>) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var needsSpace = false
  for byte in bytes {
    if isMarkupSpace(byte) {
      needsSpace = !result.isEmpty
    } else {
      if needsSpace { result.append(0x20) }
      needsSpace = false
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// A meta tag that says something about the article.
private struct MetaDeclaration {
  enum Kind { case author, openGraphTitle, twitterTitle }

  let kind: Kind
  let content: Range<Int>

  /// Reads the attributes of a meta tag; `nil` for one that says nothing of interest.
  init?(_ tag: Range<Int>, _ bytes: Span<UInt8>) {
    var key: Range<Int>?
    var content: Range<Int>?
    var scanner = AttributeScanner(tag)
    while let attribute = scanner.next(bytes) {
      if isEqual(bytes, attribute.name, "name") || isEqual(bytes, attribute.name, "property") {
        key = attribute.value
      } else if isEqual(bytes, attribute.name, "content") {
        content = attribute.value
      }
    }
    guard let key, let content, !content.isEmpty, let kind = Self.kind(bytes, key) else {
      return nil
    }
    self.kind = kind
    self.content = content
  }

  private static func kind(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Kind? {
    // Nearly all keys are written plainly: no references, nothing beyond ASCII, no white space.
    var index = key.lowerBound
    while index < key.upperBound {
      let byte = bytes[index]
      if byte <= 0x20 || byte >= 0x80 || byte == UInt8(ascii: "&") {
        let resolved = Array(
          declaredText(bytes, key, inAttribute: true).lowercased().utf8)
        return known(resolved.span, 0..<resolved.count)
      }
      index += 1
    }
    return known(bytes, key)
  }

  private static func known(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Kind? {
    let isAuthor =
      switch key.count {
      case 3: isEqual(bytes, key, "byl")
      case 6: isEqual(bytes, key, "author")
      case 10: isEqual(bytes, key, "dc.creator")
      case 14: isEqual(bytes, key, "article:author") || isEqual(bytes, key, "parsely-author")
      case 15: isEqual(bytes, key, "sailthru.author")
      default: false
      }
    if isAuthor { return .author }
    if isEqual(bytes, key, "og:title") { return .openGraphTitle }
    return isEqual(bytes, key, "twitter:title") ? .twitterTitle : nil
  }
}
