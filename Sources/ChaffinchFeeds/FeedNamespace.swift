// The namespaces that items' content stands in, and which prefixes mean them at a place of a feed.
// Knows no other namespaces.

import Chaffinch

/// What a namespace is to a feed.
enum FeedNamespace: Sendable {
  /// No namespace.
  case none
  /// RSS 0.90, 1.0 and what RSS 2.0 was put into now and then.
  case rss
  /// Atom 0.3, 1.0 and drafts.
  case atom
  /// The content module of RSS 1.0.
  case content
  /// XHTML.
  case xhtml
  /// RDF.
  case rdf
  /// The unknown one that the root element itself is in.
  case root
  /// Any other.
  case other

  /// The namespace of a URI, case and a closing slash or `#` aside, since feeds vary them.
  init(uri: String) {
    var uri = Substring(uri.lowercased())
    while let last = uri.last, last == "/" || last == "#" || last == " " { uri.removeLast() }
    if uri.hasPrefix("https:") { uri = "http:" + uri.dropFirst(6) }
    switch uri {
    case "": self = .none
    case "http://purl.org/rss/1.0", "http://my.netscape.com/rdf/simple/0.9",
      "http://channel.netscape.com/rdf/simple/0.9", "http://backend.userland.com/rss",
      "http://backend.userland.com/rss2", "http://backend.userland.com/rss2.1",
      "http://backend.userland.com/rss091", "http://blogs.law.harvard.edu/tech/rss":
      self = .rss
    case "http://www.w3.org/2005/atom", "http://purl.org/atom/ns", "http://purl.org/echo",
      "http://purl.org/pie":
      self = .atom
    case "http://purl.org/rss/1.0/modules/content": self = .content
    case "http://www.w3.org/1999/xhtml": self = .xhtml
    case "http://www.w3.org/1999/02/22-rdf-syntax-ns": self = .rdf
    default: self = .other
    }
  }

  /// What a prefix that is not declared means by convention.
  init(undeclaredPrefix prefix: [UInt8]) {
    switch String(decoding: prefix, as: UTF8.self).lowercased() {
    case "": self = .none
    case "rss": self = .rss
    case "atom": self = .atom
    case "content": self = .content
    case "xhtml": self = .xhtml
    case "rdf": self = .rdf
    default: self = .other
    }
  }

  /// Whether names in it are the feed's own.
  var isCore: Bool { self == .none || self == .rss || self == .root }
}

/// The prefixes in force, with what to take back when an element ends.
struct NamespaceScope {
  private var bindings: [[UInt8]: FeedNamespace] = [:]
  private var undo: [(prefix: [UInt8], before: FeedNamespace?)] = []
  private var rootURI: String?

  /// Notes the root element's own namespace, which counts as the feed's whatever it is.
  mutating func noteRoot(_ token: MarkupToken, _ bytes: Span<UInt8>) {
    let prefix = Self.split(token.name, bytes).prefix
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(bytes) {
      if Self.declaredPrefix(attribute.name, bytes) == prefix {
        rootURI = attribute.resolvedValue(bytes)
      }
    }
  }

  /// Enters an element; returns the mark to leave it with.
  ///
  /// - Complexity: O(bytes of the tag).
  mutating func enter(_ token: MarkupToken, _ bytes: Span<UInt8>) -> Int {
    let mark = undo.count
    // The shortest declaration is `xmlns=''`.
    guard token.attributes.count >= 8 else { return mark }
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(bytes) {
      guard let prefix = Self.declaredPrefix(attribute.name, bytes) else { continue }
      let uri = attribute.resolvedValue(bytes)
      var namespace = FeedNamespace(uri: uri)
      if namespace == .other, uri == rootURI { namespace = .root }
      undo.append((prefix, bindings.updateValue(namespace, forKey: prefix)))
    }
    return mark
  }

  /// Takes back what was declared since `mark`.
  mutating func leave(_ mark: Int) {
    while undo.count > mark, let last = undo.popLast() { bindings[last.prefix] = last.before }
  }

  /// The namespace of an element's name, and the bytes of its local part.
  func resolve(_ name: Range<Int>, _ bytes: Span<UInt8>) -> (FeedNamespace, Range<Int>) {
    let (prefix, local) = Self.split(name, bytes)
    return (bindings[prefix] ?? FeedNamespace(undeclaredPrefix: prefix), local)
  }

  /// Whether any prefix means RSS.
  var declaresRSS: Bool { undo.contains { bindings[$0.prefix] == .rss } }

  /// The prefix that an attribute declares, empty for the default; `nil` for other attributes.
  private static func declaredPrefix(_ name: Range<Int>, _ bytes: Span<UInt8>) -> [UInt8]? {
    guard name.count >= 5, isName(name.lowerBound..<name.lowerBound + 5, "xmlns", bytes) else {
      return nil
    }
    if name.count == 5 { return [] }
    guard bytes[name.lowerBound + 5] == UInt8(ascii: ":") else { return nil }
    return copy(name.lowerBound + 6..<name.upperBound, bytes)
  }

  private static func split(
    _ name: Range<Int>, _ bytes: Span<UInt8>
  ) -> (prefix: [UInt8], local: Range<Int>) {
    for index in name where bytes[index] == UInt8(ascii: ":") {
      return (copy(name.lowerBound..<index, bytes), index + 1..<name.upperBound)
    }
    return ([], name)
  }

  private static func copy(_ range: Range<Int>, _ bytes: Span<UInt8>) -> [UInt8] {
    range.map { bytes[$0] }
  }
}

/// Whether `bytes[range]` is `name`, a lower-case ASCII word, letters' case aside.
func isName(_ range: Range<Int>, _ name: StaticString, _ bytes: Span<UInt8>) -> Bool {
  guard range.count == name.utf8CodeUnitCount else { return false }
  return name.withUTF8Buffer { expected in
    for offset in 0..<expected.count {
      let byte = bytes[range.lowerBound + offset]
      let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if folded != expected[offset] { return false }
    }
    return true
  }
}
