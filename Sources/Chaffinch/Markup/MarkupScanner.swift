// Cuts HTML or XML into tokens: the tokenizer of the HTML standard (13.2.5) with what its tree
// builder feeds back for elements whose text is not markup. Builds no tree, reports no parse
// errors, expands no entities of a DTD, and does not know where SVG and MathML begin: a `title` or
// `style` there is read as HTML's.

/// A position in bytes of markup that moves from token to token.
///
/// Total and linear: any bytes are cut into tokens without gaps, each byte is looked at a bounded
/// number of times, nothing nests and nothing is allocated. Bytes are taken as UTF-8 and never
/// decoded, so malformed sequences pass through. Text between two other tokens is one token, but
/// CDATA sections come by themselves.
public struct MarkupScanner: Sendable {
  /// The rules to read by.
  public enum Dialect: Sendable {
    /// HTML: some elements hold raw text, `<![CDATA[` and `<?` begin comments.
    case html
    /// XML: CDATA sections, processing instructions, an internal subset in the DOCTYPE; what is no
    /// markup by its rules is text or a comment, never an error.
    case xml
  }

  /// What is expected at ``index``.
  enum Content: UInt8 {
    case markup, escapableText, rawText, script, plaintext, cdata
  }

  /// The offset behind the last token.
  public private(set) var index: Int
  private let end: Int
  private let isXML: Bool
  private let allowsCDATA: Bool
  private var content: Content
  /// The element whose end tag ends the text, packed; zero for none.
  private var element: UInt64

  /// A scanner over `range` of some bytes, which every call is given and which `range` must lie in.
  public init(_ range: Range<Int>, dialect: Dialect = .html) {
    self.init(range, dialect: dialect, content: .markup, element: "", allowsCDATA: dialect == .xml)
  }

  /// A scanner that starts inside an element, in the standard's words: in another state and after a
  /// start tag `element` (at most eight letters).
  init(
    _ range: Range<Int>, dialect: Dialect, content: Content, element: String, allowsCDATA: Bool
  ) {
    index = range.lowerBound
    end = range.upperBound
    isXML = dialect == .xml
    self.allowsCDATA = allowsCDATA
    self.content = content
    self.element = element.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The next token, `nil` at the end. `bytes` must be the same every time.
  public mutating func next(_ bytes: Span<UInt8>) -> MarkupToken? {
    var none = NoAttributes()
    return next(bytes, attributes: &none)
  }

  /// The same; of a start tag `attributes` are found on the way.
  mutating func next(
    _ bytes: Span<UInt8>, attributes: inout some AttributeSink
  ) -> MarkupToken? {
    guard index < end else { return nil }
    if content != .markup, let token = elementText(bytes) { return token }
    let start = index
    let markup = markupStart(bytes)
    guard markup == start else {
      index = markup
      return MarkupToken(.text, start..<markup, content: start..<markup)
    }
    switch bytes[start &+ 1] {
    case UInt8(ascii: "/"): return endTag(bytes)
    case UInt8(ascii: "!"): return declaration(bytes)
    case UInt8(ascii: "?"): return processingInstruction(bytes)
    default: return startTag(bytes, &attributes)
    }
  }

  /// The offset of the first `<` from `index` on that is not text.
  @inline(__always)
  private func markupStart(_ bytes: Span<UInt8>) -> Int {
    var position = index
    while true {
      position = firstIndex(of: UInt8(ascii: "<"), in: bytes, from: position, to: end)
      guard position &+ 1 < end else { return end }
      let next = bytes[position &+ 1]
      if startsName(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        return position
      }
      if next == UInt8(ascii: "/"), position &+ 2 < end,
        !isXML || startsName(bytes[position &+ 2]) || bytes[position &+ 2] == UInt8(ascii: ">")
      {
        return position
      }
      position &+= 1
    }
  }

  @inline(__always)
  private func startsName(_ byte: UInt8) -> Bool {
    isASCIILetter(byte)
      || isXML && (byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":"))
  }

  // MARK: Tags

  @inline(__always)
  private mutating func startTag(
    _ bytes: Span<UInt8>, _ attributes: inout some AttributeSink
  ) -> MarkupToken {
    attributes.begin()
    let token = tag(bytes, .startTag, nameStart: index &+ 1, &attributes)
    if !isXML, token.kind == .startTag { enter(bytes, token.name) }
    return token
  }

  @inline(__always)
  private mutating func endTag(_ bytes: Span<UInt8>) -> MarkupToken {
    let first = bytes[index &+ 2]
    if startsName(first) {
      var none = NoAttributes()
      return tag(bytes, .endTag, nameStart: index &+ 2, &none)
    }
    guard first == UInt8(ascii: ">") else { return bogusComment(bytes, from: index &+ 2) }
    return dropped(to: index &+ 3)
  }

  @inline(__always)
  private mutating func tag(
    _ bytes: Span<UInt8>, _ kind: MarkupToken.Kind, nameStart: Int,
    _ sink: inout some AttributeSink
  ) -> MarkupToken {
    let start = index
    var nameEnd = nameStart &+ 1
    while nameEnd < end, !LowASCIISet.tagNameEnd.contains(bytes[nameEnd]) { nameEnd &+= 1 }
    var attributes = AttributeScanner(nameEnd..<end)
    var last = nameEnd
    while let attribute = attributes.advance(bytes) {
      last = attribute.range.upperBound
      sink.note(attribute, bytes)
    }
    let close = attributes.index
    guard close < end else { return dropped(to: end) }
    index = close &+ 1
    return MarkupToken(
      tag: kind, start: start, name: nameStart..<nameEnd, close: close,
      isSelfClosing: last < close && bytes[close &- 1] == UInt8(ascii: "/"))
  }

  /// What the tree builder of the standard does after the start tag of an element with text.
  @inline(__always)
  private mutating func enter(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    guard 3...9 ~= name.count else { return }
    switch bytes[name.lowerBound] | 0x20 {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "i"), UInt8(ascii: "n"),
      UInt8(ascii: "x"), UInt8(ascii: "p"):
      break
    default: return
    }
    let packed = packedName(bytes, name)
    switch packed {
    case 0x7363_7269_7074:  // script
      content = .script
    case 0x73_7479_6c65, 0x78_6d70, 0x6966_7261_6d65,  // style, xmp, iframe
      0x6e_6f65_6d62_6564, 0x6e6f_6672_616d_6573:  // noembed, noframes
      content = .rawText
    case 0x74_6974_6c65, 0x7465_7874_6172_6561:  // title, textarea
      content = .escapableText
    default:
      guard name.count == 9,
        hasPrefixIgnoringCase(bytes, name.lowerBound, name.upperBound, "plaintext")
      else { return }
      content = .plaintext
    }
    element = packed
  }

  // MARK: Text of elements

  /// The text that the element's end tag or the input's end ends; `nil` when that is empty.
  private mutating func elementText(_ bytes: Span<UInt8>) -> MarkupToken? {
    let start = index
    let mode = content
    content = .markup
    if mode == .cdata { return cdata(bytes, contentStart: start) }
    index =
      switch mode {
      case .script: scriptEnd(bytes, from: start, to: end, element: element)
      case .plaintext: end
      default: rawTextEnd(bytes, from: start, to: end, element: element)
      }
    guard index > start else { return nil }
    return MarkupToken(
      .text, start..<index, content: start..<index,
      textMode: mode == .escapableText ? .escapable : .raw)
  }

  // MARK: Everything else

  private mutating func declaration(_ bytes: Span<UInt8>) -> MarkupToken {
    let inside = index &+ 2
    if hasPrefix(bytes, inside, end, "--") { return comment(bytes, from: inside &+ 2) }
    if hasPrefixIgnoringCase(bytes, inside, end, "doctype") {
      return doctype(bytes, from: inside &+ 7)
    }
    if allowsCDATA, hasPrefix(bytes, inside, end, "[CDATA[") {
      return cdata(bytes, contentStart: inside &+ 7)
    }
    return bogusComment(bytes, from: inside)
  }

  private mutating func comment(_ bytes: Span<UInt8>, from inside: Int) -> MarkupToken {
    let start = index
    let found = commentEnd(bytes, from: inside, to: end, isXML: isXML)
    index = found.token
    return MarkupToken(.comment, start..<index, content: inside..<found.content)
  }

  private mutating func cdata(_ bytes: Span<UInt8>, contentStart: Int) -> MarkupToken {
    let start = index
    var close = contentStart
    while true {
      close = firstIndex(of: UInt8(ascii: ">"), in: bytes, from: close, to: end)
      guard close < end else { break }
      if close &- contentStart >= 2, bytes[close &- 1] == UInt8(ascii: "]"),
        bytes[close &- 2] == UInt8(ascii: "]")
      {
        break
      }
      close &+= 1
    }
    index = close < end ? close &+ 1 : end
    return MarkupToken(
      .cdata, start..<index, content: contentStart..<(close < end ? close &- 2 : end),
      textMode: .raw)
  }

  private mutating func doctype(_ bytes: Span<UInt8>, from inside: Int) -> MarkupToken {
    let start = index
    let close =
      isXML
      ? doctypeEnd(bytes, from: inside, to: end)
      : firstIndex(of: UInt8(ascii: ">"), in: bytes, from: inside, to: end)
    index = close < end ? close &+ 1 : end
    return MarkupToken(.doctype, start..<index, content: inside..<close)
  }

  private mutating func processingInstruction(_ bytes: Span<UInt8>) -> MarkupToken {
    let start = index
    guard isXML else { return bogusComment(bytes, from: start &+ 1) }
    let close = processingInstructionEnd(bytes, from: start &+ 2, to: end)
    index = close < end ? close &+ 2 : end
    return MarkupToken(.processingInstruction, start..<index, content: start &+ 2..<close)
  }

  private mutating func bogusComment(_ bytes: Span<UInt8>, from inside: Int) -> MarkupToken {
    let start = index
    let close = firstIndex(of: UInt8(ascii: ">"), in: bytes, from: inside, to: end)
    index = close < end ? close &+ 1 : end
    return MarkupToken(.comment, start..<index, content: inside..<close)
  }

  /// A token for bytes that the standard drops.
  private mutating func dropped(to limit: Int) -> MarkupToken {
    let start = index
    index = limit
    return MarkupToken(.comment, start..<limit, content: limit..<limit)
  }
}
