// Finds the items of RSS, RDF and Atom and the elements that hold their text, in one pass and without
// a tree. Touches neither the channel's own description nor what podcasts and media add.

import Chaffinch

/// Walks over a decoded feed in XML.
///
/// Lenient where feeds are: end tags that belong to nothing are passed over, an item that begins
/// inside an item ends it, undeclared prefixes mean what they usually mean, names are compared
/// without regard to case. Entities of a DTD are never expanded and nothing is fetched.
struct XMLFeedReader {
  /// An open element.
  private struct Open {
    let name: Range<Int>
    let declarations: Int
  }

  /// An item that is being read.
  private struct Reading {
    let name: Range<Int>
    /// How many elements are open inside the feed when one is the item's child.
    let depth: Int
    var item = FeedItem()
    var link = ""
    var about = ""
    var hasTitle = false
  }

  /// How far up an end tag looks for its start: keeps hostile nesting linear.
  private static let reach = 64

  private let bytes: [UInt8]
  private let isAtom: Bool
  private var open: [Open] = []
  private var scope = NamespaceScope()
  private var reading: Reading?
  private var items: [FeedItem] = []

  private init(_ bytes: [UInt8], isAtom: Bool) {
    self.bytes = bytes
    self.isAtom = isAtom
  }

  /// The items of the decoded feed `bytes`, in order.
  ///
  /// - Complexity: O(bytes), whatever the nesting.
  static func items(of bytes: [UInt8], format: FeedFormat) -> [FeedItem] {
    var reader = XMLFeedReader(bytes, isAtom: format == .atom)
    reader.read()
    return reader.items
  }

  private mutating func read() {
    let bytes = self.bytes
    let span = bytes.span
    var scanner = MarkupScanner(0..<bytes.count, dialect: .xml)
    while let token = scanner.next(span) {
      switch token.kind {
      case .startTag: startTag(token, &scanner, span)
      case .endTag: endTag(token, span)
      case .text, .comment, .doctype, .cdata, .processingInstruction: break
      }
    }
    endItem()
  }

  // MARK: Tags

  private mutating func startTag(
    _ token: MarkupToken, _ scanner: inout MarkupScanner, _ bytes: Span<UInt8>
  ) {
    if open.isEmpty { scope.noteRoot(token, bytes) }
    let declarations = scope.enter(token, bytes)
    let (namespace, local) = scope.resolve(token.name, bytes)
    if isItem(namespace, local, bytes) {
      if let outer = reading, open.count == outer.depth { closeElements(to: outer.depth - 1) }
      if reading == nil { beginItem(token, bytes) }
    } else if let outer = reading, open.count == outer.depth,
      readChild(token, namespace, local, &scanner, bytes)
    {
      scope.leave(declarations)
      return
    }
    open.append(Open(name: token.name, declarations: declarations))
    if token.isSelfClosing { closeElements(to: open.count - 1) }
  }

  private mutating func endTag(_ token: MarkupToken, _ bytes: Span<UInt8>) {
    var depth = open.count - 1
    let lowest = max(0, open.count - Self.reach)
    while depth >= lowest {
      if isSameName(open[depth].name, token.name, bytes) {
        closeElements(to: depth)
        return
      }
      depth -= 1
    }
  }

  /// Closes elements until `count` are open.
  private mutating func closeElements(to count: Int) {
    while open.count > count, let last = open.popLast() {
      scope.leave(last.declarations)
      if let outer = reading, open.count < outer.depth { endItem() }
    }
  }

  // MARK: Items

  private func isItem(
    _ namespace: FeedNamespace, _ local: Range<Int>, _ bytes: Span<UInt8>
  ) -> Bool {
    isAtom
      ? (namespace.isCore || namespace == .atom) && isName(local, "entry", bytes)
      : namespace.isCore && isName(local, "item", bytes)
  }

  private mutating func beginItem(_ token: MarkupToken, _ bytes: Span<UInt8>) {
    var item = Reading(name: token.name, depth: open.count + 1)
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(bytes) {
      let (namespace, local) = scope.resolve(attribute.name, bytes)
      if namespace == .rdf, isName(local, "about", bytes) {
        item.about = attribute.resolvedValue(bytes)
      }
    }
    reading = item
  }

  private mutating func endItem() {
    guard var done = reading else { return }
    reading = nil
    if done.item.id.isEmpty { done.item.id = done.about.isEmpty ? done.link : done.about }
    items.append(done.item)
  }

  /// Reads an item's child as a whole, if it says something about the item or holds its text.
  private mutating func readChild(
    _ token: MarkupToken, _ namespace: FeedNamespace, _ local: Range<Int>,
    _ scanner: inout MarkupScanner, _ bytes: Span<UInt8>
  ) -> Bool {
    let isOwn = namespace.isCore || isAtom && namespace == .atom
    if isOwn {
      if isName(local, "title", bytes) {
        let text = read(token, &scanner, bytes)
        if reading?.hasTitle == false { reading?.item.title = text }
        reading?.hasTitle = true
        return true
      }
      if isName(local, isAtom ? "id" : "guid", bytes) {
        let text = read(token, &scanner, bytes)
        if reading?.item.id.isEmpty == true { reading?.item.id = text }
        return true
      }
      if isName(local, "link", bytes) {
        let text = read(token, &scanner, bytes)
        let link = text.isEmpty ? Self.alternate(token, bytes) : text
        if reading?.link.isEmpty == true { reading?.link = link }
        return true
      }
    }
    guard let (element, kind) = content(token, namespace, local, bytes) else { return false }
    let found = XMLElementContent(&scanner, start: token, item: reading?.name, bytes)
    reading?.item.contents.append(
      FeedContent(
        element: element, kind: kind,
        wrapping: found.hasElements ? .markup : .characterData(found.segments),
        outer: token.range.lowerBound..<found.end, inner: found.inner,
        isTerminated: found.isTerminated))
    return true
  }

  /// The usual name of an element that holds an item's text, and what it holds; `nil` for others
  /// and for what must stay as it is: base64, content that stands elsewhere, other media types.
  private func content(
    _ token: MarkupToken, _ namespace: FeedNamespace, _ local: Range<Int>, _ bytes: Span<UInt8>
  ) -> (String, FeedContent.Kind)? {
    if namespace == .content, isName(local, "encoded", bytes) { return ("content:encoded", .html) }
    if namespace == .atom || isAtom && namespace.isCore {
      guard let kind = AtomType(token, bytes).kind else { return nil }
      if isName(local, "content", bytes) { return ("content", kind) }
      if isName(local, "summary", bytes) { return ("summary", kind) }
      return nil
    }
    guard !isAtom else { return nil }
    if namespace.isCore, isName(local, "description", bytes) { return ("description", .html) }
    if namespace.isCore || namespace == .xhtml, isName(local, "body", bytes) {
      return ("body", .html)
    }
    if namespace == .xhtml, isName(local, "div", bytes) { return ("div", .html) }
    return nil
  }

  /// The trimmed character data of an element, which is read to its end.
  private func read(
    _ token: MarkupToken, _ scanner: inout MarkupScanner, _ bytes: Span<UInt8>
  ) -> String {
    let found = XMLElementContent(&scanner, start: token, item: reading?.name, bytes)
    let utf8 = UnwrappedText(characterData: found.segments, of: self.bytes).utf8
    let text = utf8.drop(while: isXMLSpace).reversed().drop(while: isXMLSpace).reversed()
    return String(decoding: text, as: UTF8.self)
  }

  /// The address of a link of Atom that leads to the item itself.
  private static func alternate(_ token: MarkupToken, _ bytes: Span<UInt8>) -> String {
    var address = ""
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(bytes) {
      if isName(attribute.name, "href", bytes) {
        address = attribute.resolvedValue(bytes)
      } else if isName(attribute.name, "rel", bytes), !isName(attribute.value, "alternate", bytes) {
        return ""
      }
    }
    return address
  }
}
