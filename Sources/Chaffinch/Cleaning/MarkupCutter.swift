// Finds the bytes of an HTML text that go with removed paragraphs: their text, the elements that
// hold nothing else, and wrappers that would be left empty. Decides nothing about paragraphs.

/// Cuts removed paragraphs out of HTML.
///
/// An element goes when a removed paragraph is in it and nothing that stays: no kept text, no
/// picture or player. A picture goes only with its removed caption. Scripts, form fields and icons
/// go and stay with what surrounds them. Where an element's tags do not match one another, or kept
/// paragraphs on both sides would run together, only text is cut and the tags stay.
package struct MarkupCutter {
  /// A paragraph's place and what becomes of it.
  struct Decision {
    let range: Range<Int>
    let isRemoved: Bool
    let isCaption: Bool
  }

  /// What an open element holds so far.
  private struct Holding {
    let start: Int
    var isKept = false
    var isRemoved = false
    /// Whether a paragraph that is no caption is removed.
    var losesText = false
    /// Removed captions whose pictures have not gone with them.
    var captions = 0
    var pictures = 0
    /// The keys of start tags less those of end tags: zero where each has its other one.
    var balance: UInt64
    /// The first of ``elements`` that lies inside.
    let firstCut: Int
  }

  /// Where a tag ends a paragraph.
  private struct Border {
    let place: Int
    let isLineBreak: Bool
  }

  private let bytes: [UInt8]
  private let range: Range<Int>
  private let decisions: [Decision]
  private let table = HTMLElementTable.shared

  private var open = OpenElements()
  private var holdings: [Holding] = [Holding(start: 0, balance: 0, firstCut: 0)]
  private var next = 0
  /// The decision on the paragraph that was met last.
  private var last = -1
  /// Removed text, piece by piece.
  private var texts: [Range<Int>] = []
  /// Removed elements and the text outside them, in order.
  private var elements: [Range<Int>] = []
  /// Tags that end a paragraph, and line breaks, of which it takes two.
  private var borders: [Border] = []

  private init(_ bytes: [UInt8], _ range: Range<Int>, _ decisions: [Decision]) {
    self.bytes = bytes
    self.range = range
    self.decisions = decisions
  }

  /// What goes from a text, and what is left of it.
  struct Cut {
    /// The ranges that go: in order, apart, each at tokens' borders or paragraphs' ends.
    let ranges: [Range<Int>]
    /// The text without them.
    let bytes: [UInt8]
    /// What that is read as: exactly the kept paragraphs.
    let left: PageSegmenter.Result
  }

  /// What to cut from `range` of decoded `bytes`; `nil` for nothing.
  ///
  /// - Parameters:
  ///   - paragraphs: what ``PageSegmenter`` gave for the same bytes.
  ///   - removes: which of them go; those beyond its end stay.
  ///   - captions: which of them are captions.
  /// - Complexity: O(bytes). Reads the result once more: if what is left would not have exactly the
  ///   kept paragraphs, only text is cut, or nothing.
  static func cut(
    _ bytes: [UInt8], range: Range<Int>, paragraphs: [Paragraph], removes: [Bool],
    captions: [Bool]
  ) -> Cut? {
    guard removes.contains(true) else { return nil }
    var decisions: [Decision] = []
    decisions.reserveCapacity(paragraphs.count)
    var kept: [String] = []
    for (index, paragraph) in paragraphs.enumerated() {
      let isRemoved = index < removes.count && removes[index]
      if !isRemoved { kept.append(paragraph.text) }
      guard let place = paragraph.decodedRange else { continue }
      decisions.append(
        Decision(
          range: place, isRemoved: isRemoved,
          isCaption: index < captions.count && captions[index]))
    }
    var cutter = MarkupCutter(bytes, range, decisions)
    cutter.scan()
    return cutter.checked(cutter.separatedCuts(), kept) ?? cutter.checked(cutter.texts, kept)
  }

  /// The ranges of ``cut(_:range:paragraphs:removes:captions:)``.
  static func cuts(
    _ bytes: [UInt8], range: Range<Int>, paragraphs: [Paragraph], removes: [Bool],
    captions: [Bool]
  ) -> [Range<Int>] {
    cut(bytes, range: range, paragraphs: paragraphs, removes: removes, captions: captions)?.ranges
      ?? []
  }

  /// The cut at `ranges` if it leaves the paragraphs `kept`, and something goes.
  private func checked(_ ranges: [Range<Int>], _ kept: [String]) -> Cut? {
    let rest = Self.removing(ranges, from: bytes, range)
    let left = PageSegmenter(rest).segment()
    guard left.paragraphs.count == kept.count,
      left.paragraphs.indices.allSatisfy({ left.paragraphs[$0].text == kept[$0] })
    else { return nil }
    return ranges.isEmpty ? nil : Cut(ranges: ranges, bytes: rest, left: left)
  }

  /// `range` of `bytes` less `cuts`.
  package static func removing(_ cuts: [Range<Int>], from bytes: [UInt8], _ range: Range<Int>)
    -> [UInt8]
  {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var position = range.lowerBound
    for cut in cuts {
      result.append(contentsOf: bytes[position..<cut.lowerBound])
      position = cut.upperBound
    }
    result.append(contentsOf: bytes[position..<range.upperBound])
    return result
  }

  // MARK: Scanning

  private mutating func scan() {
    let bytes = self.bytes
    let span = bytes.span
    var scanner = MarkupScanner(range, dialect: .html)
    var attributes = TagAttributes()
    while let token = scanner.next(span, attributes: &attributes) {
      switch token.kind {
      case .text: read(token.range, span)
      case .startTag: startTag(token, attributes, span)
      case .endTag: endTag(token, span)
      case .comment, .doctype, .cdata, .processingInstruction: break
      }
    }
    open.closeAll()
    for entry in open.closed { close(entry, at: range.upperBound) }
  }

  private mutating func startTag(
    _ token: MarkupToken, _ attributes: TagAttributes, _ span: Span<UInt8>
  ) {
    let key = elementKey(span, token.name)
    let element = table.element(key)
    let traits = table.traits(of: element)
    let start = token.range.lowerBound
    open.imply(element, traits)
    for entry in open.closed { close(entry, at: start) }
    let isHidden = open.isHidden
    if !isHidden, Self.isPicture(element) { holdings[holdings.count - 1].pictures += 1 }
    if open.open(token, attributes, element, traits, key: key) {
      holdings.append(Holding(start: start, balance: key, firstCut: elements.count))
    } else if OpenElements.isFrame(element) {
      holdings[holdings.count - 1].balance &+= key
    }
    if open.endsParagraph {
      borders.append(Border(place: start, isLineBreak: false))
    } else if element == .br, !isHidden, !open.isPreformatted {
      borders.append(Border(place: start, isLineBreak: true))
    }
  }

  private mutating func endTag(_ token: MarkupToken, _ span: Span<UInt8>) {
    let key = elementKey(span, token.name)
    let element = table.element(key)
    let traits = table.traits(of: element)
    if element == .br {
      if !open.isHidden, !open.isPreformatted {
        borders.append(Border(place: token.range.lowerBound, isLineBreak: true))
      }
      return
    }
    let isEnd = open.close(key, element, traits)
    if open.endsParagraph {
      borders.append(Border(place: token.range.lowerBound, isLineBreak: false))
    }
    var isMatched = false
    for entry in open.closed {
      // All but the element that the tag names end before it.
      close(entry, at: entry.hasEndTag ? token.range.upperBound : token.range.lowerBound)
      if entry.hasEndTag { isMatched = true }
    }
    // An end tag without a start may end something further out once its surroundings are gone.
    if !isMatched, isEnd || element != .p, !traits.contains(.void) {
      holdings[holdings.count - 1].balance &-= key
    }
  }

  private mutating func read(_ text: Range<Int>, _ span: Span<UInt8>) {
    if open.isHidden {
      guard open.entries.last?.element == .head,
        text.contains(where: { !isMarkupSpace(span[$0]) })
      else { return }
      open.leaveHead()
      for entry in open.closed { close(entry, at: text.lowerBound) }
      if open.isHidden { return }
    }
    while next < decisions.count, decisions[next].range.upperBound <= text.lowerBound { next += 1 }
    var current = next
    while current < decisions.count, decisions[current].range.lowerBound < text.upperBound {
      let decision = decisions[current]
      let piece = decision.range.clamped(to: text)
      if decision.isRemoved {
        texts.append(piece)
        elements.append(piece)
        let holder = holdings.count - 1
        holdings[holder].isRemoved = true
        if !decision.isCaption {
          holdings[holder].losesText = true
        } else if current > last {
          holdings[holder].captions += 1
        }
      } else if piece.contains(where: { !isMarkupSpace(span[$0]) }) {
        holdings[holdings.count - 1].isKept = true
      }
      last = current
      current += 1
    }
  }

  /// Ends an element: cuts it whole if nothing in it stays, and hands what it holds to the one
  /// around it.
  private mutating func close(_ entry: OpenElements.Entry, at end: Int) {
    guard holdings.count > 1, var holding = holdings.popLast() else { return }
    if entry.hasEndTag || Self.hasOptionalEnd(entry.element) { holding.balance &-= entry.key }
    let isFigure = entry.element == .figure
    if holding.isRemoved, !holding.isKept, entry.isBalanced, holding.balance == 0,
      !Self.staysAsShell(entry.element),
      holding.pictures == 0 || isFigure && holding.captions > 0
        || !holding.losesText && holding.pictures <= holding.captions
    {
      elements.removeSubrange(holding.firstCut...)
      elements.append(holding.start..<end)
      // A caption takes the pictures of its figure, or else one.
      holding.captions -= isFigure ? holding.captions : holding.pictures
      holding.pictures = 0
    }
    let outer = holdings.count - 1
    holdings[outer].isKept = holdings[outer].isKept || holding.isKept
    holdings[outer].isRemoved = holdings[outer].isRemoved || holding.isRemoved
    holdings[outer].losesText = holdings[outer].losesText || holding.losesText
    holdings[outer].captions += holding.captions
    holdings[outer].pictures += holding.pictures
    holdings[outer].balance &+= holding.balance
  }

  /// Elements whose end tag may be left out (HTML standard, 13.1.2.4).
  private static func hasOptionalEnd(_ element: HTMLElement) -> Bool {
    switch element {
    case .html, .head, .body, .li, .dt, .dd, .p, .rt, .rp, .optgroup, .option, .colgroup, .caption,
      .thead, .tbody, .tfoot, .tr, .td, .th:
      true
    default: false
    }
  }

  /// Elements whose absence would break what is around them: a page's frame, a row's cells.
  private static func staysAsShell(_ element: HTMLElement) -> Bool {
    switch element {
    case .html, .head, .body, .frameset, .td, .th: true
    default: false
    }
  }

  private static func isPicture(_ element: HTMLElement) -> Bool {
    switch element {
    // Of `picture` the `img` inside counts.
    case .img, .video, .audio, .iframe, .embed, .object, .applet, .canvas, .math: true
    default: false
    }
  }

  // MARK: Keeping paragraphs apart

  /// The cuts of elements; wherever they would leave no border between two kept paragraphs, one
  /// element stays and loses its text only.
  private func separatedCuts() -> [Range<Int>] {
    var result: [Range<Int>] = []
    var cut = 0
    var text = 0
    var border = 0
    var previous: Int?
    for paragraph in decisions where !paragraph.isRemoved {
      // The gap in front of a kept paragraph: its cuts, its pieces of text, its borders.
      let end = paragraph.range.lowerBound
      let firstCut = cut
      while cut < elements.count, elements[cut].lowerBound < end { cut += 1 }
      let firstText = text
      while text < texts.count, texts[text].lowerBound < end { text += 1 }
      var lineBreaks = 0
      var hasBorder = previous == nil
      var inner = firstCut
      /// The shortest cut element that has a border in it.
      var shell: Int?
      while border < borders.count, borders[border].place < end {
        let place = borders[border].place
        let isLineBreak = borders[border].isLineBreak
        border += 1
        guard place >= previous ?? 0 else { continue }
        while inner < cut, elements[inner].upperBound <= place { inner += 1 }
        if inner < cut, elements[inner].lowerBound <= place {
          if !isLineBreak, shell.map({ elements[inner].count < elements[$0].count }) ?? true {
            shell = inner
          }
        } else if isLineBreak {
          lineBreaks += 1
          hasBorder = hasBorder || lineBreaks >= 2
        } else {
          hasBorder = true
        }
      }
      if hasBorder {
        result.append(contentsOf: elements[firstCut..<cut])
      } else if let shell {
        let element = elements[shell]
        result.append(contentsOf: elements[firstCut..<shell])
        result.append(
          contentsOf: texts[firstText..<text].filter { element.overlaps($0) })
        result.append(contentsOf: elements[shell + 1..<cut])
      } else {
        result.append(contentsOf: texts[firstText..<text])
      }
      previous = paragraph.range.upperBound
    }
    // Behind the last kept paragraph nothing can run together.
    result.append(contentsOf: elements[cut...])
    return result
  }
}
