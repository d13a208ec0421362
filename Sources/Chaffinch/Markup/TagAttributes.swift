// The few attributes of a start tag that segmentation asks for, found in one pass. Other attributes
// are read where they are needed, with `AttributeScanner`.

/// The attributes that say what an element is for, as bytes of their values; empty where there is
/// none.
struct ElementMarks: Sendable, Equatable {
  /// `class`.
  var classes = 0..<0
  /// `id`.
  var identifier = 0..<0
  /// `role`, `itemprop` or `rel`, the first of them.
  var role = 0..<0
  /// `aria-label`, or one of the data attributes that page builders name their parts by, the first.
  var component = 0..<0
  /// `href`: where a link leads.
  var link = 0..<0

  /// Those that are words: all but ``link``.
  var words: [Range<Int>] { [classes, identifier, role, component] }
}

/// What a start tag says about its element: its marks, and whether it is hidden.
struct TagAttributes: AttributeSink {
  /// What the element is for.
  private(set) var marks = ElementMarks()
  /// Whether the element has `hidden` or a `style` with `display: none`.
  private(set) var isHidden = false

  /// Of no attributes.
  init() {}

  /// Reads the attributes in `range`.
  ///
  /// - Complexity: O(bytes).
  init(_ range: Range<Int>, _ bytes: Span<UInt8>) {
    var scanner = AttributeScanner(range)
    while let attribute = scanner.next(bytes) { note(attribute, bytes) }
  }

  @inline(__always)
  mutating func begin() { self = TagAttributes() }

  @inline(__always)
  mutating func note(_ attribute: MarkupAttribute, _ bytes: Span<UInt8>) {
    switch attribute.name.count {
    case 2 where marks.identifier.isEmpty && isEqual(bytes, attribute.name, "id"):
      marks.identifier = attribute.value
    case 3 where marks.role.isEmpty && isEqual(bytes, attribute.name, "rel"),
      4 where marks.role.isEmpty && isEqual(bytes, attribute.name, "role"),
      8 where marks.role.isEmpty && isEqual(bytes, attribute.name, "itemprop"):
      marks.role = attribute.value
    case 4 where marks.link.isEmpty && isEqual(bytes, attribute.name, "href"):
      marks.link = attribute.value
    case 5 where marks.classes.isEmpty && isEqual(bytes, attribute.name, "class"):
      marks.classes = attribute.value
    case 9...14 where marks.component.isEmpty && Self.namesComponent(bytes, attribute.name):
      marks.component = attribute.value
    case 5 where isEqual(bytes, attribute.name, "style"):
      if Self.isDisplayNone(bytes, attribute.value) { isHidden = true }
    case 6 where isEqual(bytes, attribute.name, "hidden"):
      // `hidden=until-found` is found by a search, and then shown: hidden all the same.
      isHidden = true
    default: break
    }
  }

  /// Whether an attribute of this name says which part of a page an element is.
  private static func namesComponent(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    switch name.count {
    case 9:
      isEqual(bytes, name, "data-type") || isEqual(bytes, name, "data-role")
        || isEqual(bytes, name, "data-name")
    case 10: isEqual(bytes, name, "aria-label")
    case 11: isEqual(bytes, name, "data-testid") || isEqual(bytes, name, "data-module")
    case 14: isEqual(bytes, name, "data-component")
    default: false
    }
  }

  /// Whether a style's declarations come down to `display: none`: the last one counts, unless an
  /// earlier one is `!important`. Knows no comments and no strings.
  private static func isDisplayNone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var isNone = false
    var isImportant = false
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, bytes[end] != UInt8(ascii: ";") { end &+= 1 }
      let declaration = trimmed(bytes, start..<end)
      start = end &+ 1
      // The shortest that counts is `display:flex` or the like.
      guard declaration.count >= 11, bytes[declaration.lowerBound] | 0x20 == UInt8(ascii: "d"),
        isEqual(bytes, declaration.prefix(7), "display")
      else { continue }
      var value = trimmed(bytes, declaration.dropFirst(7))
      guard !value.isEmpty, bytes[value.lowerBound] == UInt8(ascii: ":") else { continue }
      value = trimmed(bytes, value.dropFirst())
      let isHeavy = isEqual(bytes, value.suffix(10), "!important")
      if isHeavy { value = trimmed(bytes, value.dropLast(10)) }
      if isImportant, !isHeavy { continue }
      isImportant = isHeavy
      isNone = isEqual(bytes, value, "none")
    }
    return isNone
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isMarkupSpace(bytes[start]) { start &+= 1 }
    while start < end, isMarkupSpace(bytes[end &- 1]) { end &-= 1 }
    return start..<end
  }
}

/// Whether `bytes[range]` is `name`, a lower-case ASCII word, letters' case aside.
@inline(__always)
func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ name: StaticString) -> Bool {
  guard range.count == name.utf8CodeUnitCount else { return false }
  return name.withUTF8Buffer { expected in
    for offset in 0..<expected.count {
      let byte = bytes[range.lowerBound &+ offset]
      let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if folded != expected[offset] { return false }
    }
    return true
  }
}
