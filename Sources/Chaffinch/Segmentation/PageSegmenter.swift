// Cuts an HTML page into paragraphs as a reader sees them, in one pass and without a tree. Decides
// nothing about what a paragraph is.

/// Cuts decoded HTML into paragraphs.
///
/// - A block element's start and end, two `<br>` in a row and the ends of cells end a paragraph;
///   inline, unknown and hidden elements do not.
/// - What a browser would not show is skipped: `hidden`, inline `display: none`, `script`,
///   `template`, form choices, vector graphics, the fallbacks of players, NUL.
/// - White space and no-break spaces collapse to single spaces, except in `pre`, where lines and
///   spaces are kept.
/// - A paragraph begins and ends with a character that leaves a mark; other spaces and joiners at
///   its ends are no part of it.
struct PageSegmenter {
  /// What a page gives.
  struct Result {
    var paragraphs: [Paragraph] = []
    var elements: [MarkupElement] = []
    var metadata = PageMetadata.Places()
  }

  private let bytes: [UInt8]
  private let range: Range<Int>
  private let map: OffsetMap
  private let table = HTMLElementTable.shared

  private var open = OpenElements(keepsClosed: false)
  private var result = Result()

  // The paragraph that is being read.
  private var text: [UInt8] = []
  /// How much of ``text`` there is up to its last visible character, which ends at ``end``.
  private var visibleCount = 0
  private var start = 0
  private var end = 0
  private var linkBytes = 0
  private var link: Int32 = -1
  private var picture: PicturePlace?
  private var needsSpace = false
  private var isVisible = false
  private var breaks = 0
  /// The depth of the innermost element that holds all of the paragraph so far, its place in the
  /// table, and its surroundings.
  private var holder = (depth: 0, index: Int32(-1), surroundings: Surroundings())
  /// The least depth since text was added last.
  private var leastDepth = 0
  /// The depth of the last link's element.
  private var linkDepth = 0
  private var pictures = PictureTracker()

  /// A segmenter of `range` of decoded `bytes`, whose offsets `map` leads back to the input.
  init(_ bytes: [UInt8], range: Range<Int>? = nil, map: OffsetMap = .identity) {
    self.bytes = bytes
    self.range = range ?? 0..<bytes.count
    self.map = map
  }

  /// The page's paragraphs.
  ///
  /// - Complexity: O(bytes), whatever the nesting.
  consuming func segment() -> Result {
    let bytes = self.bytes
    let span = bytes.span
    var scanner = MarkupScanner(range, dialect: .html)
    var attributes = TagAttributes()
    while let token = scanner.next(span, attributes: &attributes) {
      switch token.kind {
      case .text: readText(token, span)
      case .startTag: startTag(token, attributes, span)
      case .endTag: endTag(token, span)
      case .comment, .doctype, .cdata, .processingInstruction: break
      }
    }
    flush()
    return result
  }

  // MARK: Tags

  private mutating func startTag(
    _ token: MarkupToken, _ attributes: TagAttributes, _ span: Span<UInt8>
  ) {
    let key = elementKey(span, token.name)
    let element = table.element(key)
    let traits = table.traits(of: element)
    open.imply(element, traits)
    noteDepth()
    if element == .br {
      if open.endsParagraph { flush() }
      lineBreak()
      return
    }
    result.metadata.note(element, token, span)
    if PictureTracker.isPicture(element), !open.isHidden {
      pictures.note(depth: open.entries.count)
    }
    open.open(token, attributes, element, traits, key: key)
    if element == .a { linkDepth = open.entries.count - 1 }
    if open.endsParagraph { flush() }
  }

  private mutating func endTag(_ token: MarkupToken, _ span: Span<UInt8>) {
    let key = elementKey(span, token.name)
    let element = table.element(key)
    if element == .br {
      lineBreak()
      return
    }
    open.close(key, element, table.traits(of: element))
    noteDepth()
    if open.endsParagraph { flush() }
  }

  private mutating func noteDepth() {
    leastDepth = min(leastDepth, open.entries.count)
    pictures.leave(to: open.entries.count)
  }

  private mutating func lineBreak() {
    guard !open.isHidden else { return }
    if open.isPreformatted {
      if isVisible { text.append(0x0A) }
      return
    }
    breaks += 1
    needsSpace = true
    if breaks >= 2 { flush() }
  }

  // MARK: Text

  private mutating func readText(_ token: MarkupToken, _ span: Span<UInt8>) {
    if open.isHidden, let top = open.entries.last {
      result.metadata.noteText(token.range, in: top.element, isGraphic: open.isOpen(.svg))
      guard top.element == .head, hasVisible(span, token.range) else { return }
      open.leaveHead()
      noteDepth()
      if open.isHidden { return }
    }
    // A space that stood before the link is none of its text.
    let before = text.count + (needsSpace && isVisible ? 1 : 0)
    let keepsLines = open.isPreformatted
    var index = token.range.lowerBound
    let end = token.range.upperBound
    let resolves = token.textMode != .raw
    while index < end {
      let byte = span[index]
      if isMarkupSpace(byte) {
        if !keepsLines {
          needsSpace = true
        } else if byte != 0x0D {
          addSpace(byte)
        } else if index + 1 == end || span[index + 1] != 0x0A {
          addSpace(0x0A)
        }
        index &+= 1
      } else if byte == 0x26, resolves,
        let reference = characterReference(span, at: index, limit: end, inAttribute: false)
      {
        addReference(reference, at: index)
        index &+= reference.length
      } else if byte == 0 {
        index &+= 1
      } else if isNoBreakSpace(span, index, end) {
        addSpace(0x20)
        index &+= 2
      } else {
        index = addRun(span, from: index, to: end)
      }
    }
    if open.links > 0, text.count > before { noteLink(bytes: text.count - before) }
  }

  /// Notes that some of the text stands in a link.
  private mutating func noteLink(bytes: Int) {
    linkBytes += bytes
    if link < 0, open.entries.indices.contains(linkDepth), open.entries[linkDepth].element == .a {
      link = place(of: linkDepth)
    }
  }

  /// Adds a space, which between words counts once and in preformatted text as it is.
  private mutating func addSpace(_ byte: UInt8) {
    if isVisible, open.isPreformatted {
      text.append(byte)
    } else {
      needsSpace = true
    }
  }

  /// Adds text up to the next reference, NUL, no-break space or white space that is no single space.
  private mutating func addRun(_ span: Span<UInt8>, from first: Int, to end: Int) -> Int {
    var index = first + 1
    while index < end {
      let byte = span[index]
      if byte == 0x26 { break }
      if byte <= 0x20 {
        if byte == 0 { break }
        // A single space inside a run goes along with it.
        if isMarkupSpace(byte),
          byte != 0x20 || index + 1 == end || !continuesRun(span[index + 1])
        {
          break
        }
      } else if byte == 0xC2, isNoBreakSpace(span, index, end) {
        break
      }
      index &+= 1
    }
    var place = first..<index
    // Most runs begin and end with a letter or a mark of ASCII.
    if span[first] >= 0xC2 || span[index - 1] >= 0x80 {
      place = visible(span, place)
      guard !place.isEmpty else {
        addBlank(span, first..<index)
        return index
      }
    }
    note(place)
    text.append(contentsOf: bytes[place.lowerBound..<index])
    visibleCount = text.count - (index - place.upperBound)
    return index
  }

  private mutating func addReference(
    _ reference: (length: Int, first: UInt32, second: UInt32), at index: Int
  ) {
    if reference.second == 0 {
      switch reference.first {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D, 0xA0:
        addSpace(reference.first == 0xA0 ? 0x20 : UInt8(reference.first))
        return
      case let value where isBlankScalar(value):
        addBlank(value)
        return
      default: break
      }
    }
    note(index..<index + reference.length)
    appendUTF8(reference.first, to: &text)
    if reference.second != 0 { appendUTF8(reference.second, to: &text) }
    visibleCount = text.count
  }

  /// `range` without the blanks at its ends; those at its beginning count inside a paragraph.
  private func visible(_ span: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let scalar = decodeScalar(span, at: start)
      guard isBlankScalar(scalar.value) else { break }
      start += scalar.length
    }
    guard start < range.upperBound else { return range.upperBound..<range.upperBound }
    var end = range.upperBound
    while end > start {
      var last = end - 1
      while last > start, end - last < 3, span[last] & 0xC0 == 0x80 { last -= 1 }
      let scalar = decodeScalar(span, at: last)
      guard isBlankScalar(scalar.value), last + scalar.length == end else { break }
      end = last
    }
    return (isVisible ? range.lowerBound : start)..<end
  }

  /// Adds text of nothing but blanks beyond ASCII, or single spaces between them.
  private mutating func addBlank(_ span: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = decodeScalar(span, at: index)
      addBlank(scalar.value)
      index += scalar.length
    }
  }

  /// Adds a character that leaves no mark, which stays if text follows.
  private mutating func addBlank(_ value: UInt32) {
    if isVisible, !needsSpace { appendUTF8(value, to: &text) }
  }

  /// Notes that visible text stands at `place`.
  private mutating func note(_ place: Range<Int>) {
    if !isVisible {
      isVisible = true
      start = place.lowerBound
      hold(open.entries.count - 1)
      picture = pictures.place(depth: open.entries.count)
    } else {
      if needsSpace { text.append(0x20) }
      let depth = min(leastDepth, open.entries.count) - 1
      if depth < holder.depth {
        hold(depth)
      } else if holder.depth >= 0 {
        // What has ended inside the holder does not hold all of the paragraph.
        holder.surroundings.formIntersection(open.entries[holder.depth].surroundings)
      }
    }
    leastDepth = open.entries.count
    end = place.upperBound
    needsSpace = false
    breaks = 0
  }

  /// Makes the element at `depth` the one that holds the paragraph.
  private mutating func hold(_ depth: Int) {
    guard depth >= 0 else {
      holder = (depth, -1, [])
      return
    }
    holder = (depth, place(of: depth), open.entries[depth].surroundings)
  }

  /// The place in the table of the element at `depth`, which it and its ancestors are given now.
  private mutating func place(of depth: Int) -> Int32 {
    let known = open.entries[depth].index
    guard known < 0 else { return known }
    var first = depth
    while first > 0, open.entries[first - 1].index < 0 { first -= 1 }
    for level in first...depth {
      let entry = open.entries[level]
      let parent = level > 0 ? Int(open.entries[level - 1].index) : nil
      open.setIndex(Int32(truncatingIfNeeded: result.elements.count), at: level)
      result.elements.append(
        MarkupElement(
          parent: parent, name: entry.name, marks: entry.marks))
    }
    return open.entries[depth].index
  }

  /// Ends the paragraph.
  private mutating func flush() {
    breaks = 0
    needsSpace = false
    guard isVisible else { return }
    text.removeLast(text.count - visibleCount)
    let place = start..<end
    result.paragraphs.append(
      Paragraph(
        text: String(decoding: text, as: UTF8.self), byteRange: map.source(place),
        markup: ParagraphMarkup(
          element: holder.index < 0 ? nil : Int(holder.index), surroundings: holder.surroundings,
          linkDensity: min(1, Float(linkBytes) / Float(max(text.count, 1))),
          link: link < 0 ? nil : Int(link), picture: picture),
        decodedRange: place))
    text.removeAll(keepingCapacity: true)
    linkBytes = 0
    link = -1
    isVisible = false
    pictures.paragraphEnds()
  }
}
