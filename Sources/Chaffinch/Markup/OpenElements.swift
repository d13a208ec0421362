// The elements that are open at a place of a page, as a stack: what a start tag closes by itself,
// what an end tag closes. Builds no tree and moves nothing, as a browser's repair does.

/// The stack of open elements.
///
/// Where markup is well nested it is what a browser has. Where it is not, it errs towards fewer
/// elements: the end tag of an inline element that would cross a block ends that element alone,
/// which then is not `isBalanced`, nor is what is inside it.
struct OpenElements {
  /// An open element.
  struct Entry {
    let element: HTMLElement
    let traits: ElementTraits
    /// The name's hash; tells unknown elements apart.
    let key: UInt64
    /// The kinds of elements around and itself, less those that have ended.
    var surroundings: Surroundings
    /// Whether a reader does not see what is inside.
    let isHidden: Bool
    /// The name, as bytes of the page.
    let name: Range<Int>
    /// What the element is for.
    let marks: ElementMarks
    /// The place in the article's table of elements, -1 while it has none.
    var index: Int32 = -1
    /// Whether its end tag came although elements inside it are still open.
    var isClosed = false
    /// Whether its own end tag closes it, and not another tag or the end of the page.
    var hasEndTag = false
    /// Whether tags inside and out are nested well.
    var isBalanced = true
  }

  /// How far up an end tag or an implied end looks: keeps hostile nesting linear.
  private static let reach = 256

  private(set) var entries: [Entry] = []
  /// The elements that the last tag closed, innermost first.
  private(set) var closed: [Entry] = []
  /// Whether ``closed`` is kept.
  private let keepsClosed: Bool
  /// Whether the last tag ends a paragraph: a block that a reader sees begins or ends there.
  private(set) var endsParagraph = false
  /// How many `a` are open and have not ended.
  private(set) var links = 0
  /// Start tags of `html` and `body` inside such an element, which open nothing, without their ends.
  private var frames = (html: 0, body: 0)
  /// How many are open of each known element, to look for none in vain.
  private var counts = [Int32](repeating: 0, count: 256)

  /// No open elements.
  ///
  /// - Parameter keepsClosed: whether ``closed`` will be asked for.
  init(keepsClosed: Bool = true) {
    self.keepsClosed = keepsClosed
    entries.reserveCapacity(64)
  }

  /// Whether an element is part of a page's frame: where it does not belong, it opens nothing.
  static func isFrame(_ element: HTMLElement) -> Bool {
    element == .html || element == .head || element == .body
  }

  /// Whether a reader does not see what comes next.
  var isHidden: Bool { entries.last?.isHidden ?? false }
  /// Whether white space counts in what comes next.
  var isPreformatted: Bool { entries.last?.surroundings.contains(.preformatted) ?? false }

  /// Whether an element is open.
  func isOpen(_ element: HTMLElement) -> Bool { counts[Int(element.rawValue)] > 0 }

  // MARK: Start tags

  /// Closes what a start tag of `element` ends by itself.
  mutating func imply(_ element: HTMLElement, _ traits: ElementTraits) {
    begin()
    if traits.contains(.closesParagraph), isOpen(.p) {
      closeImplied({ $0 == .p }, within: { $0.element == .button })
    }
    switch element {
    case .li: if isOpen(.li) { closeImplied({ $0 == .li }, within: Self.isAroundItems) }
    case .dd, .dt:
      if isOpen(.dd) || isOpen(.dt) {
        closeImplied({ $0 == .dd || $0 == .dt }, within: Self.isAroundItems)
      }
    case .td, .th:
      closeCells(in: { $0 == .tr || $0 == .tbody || $0 == .thead || $0 == .tfoot || $0 == .table })
    case .tr: closeCells(in: { $0 == .tbody || $0 == .thead || $0 == .tfoot || $0 == .table })
    case .tbody, .thead, .tfoot, .caption, .colgroup: closeCells(in: { $0 == .table })
    case .option:
      if isOpen(.option) { closeImplied({ $0 == .option }, within: { $0.element == .select }) }
    case .a: if isOpen(.a) { closeInline(.a) }
    case .h1, .h2, .h3, .h4, .h5, .h6:
      if let top = entries.last, Self.isHeading(top.element) { pop() }
    default: break
    }
    if entries.last?.element == .head, !Self.belongsInHead(element) { pop() }
  }

  /// Opens the element of a start tag, unless it has no content; ``imply(_:_:)`` comes first.
  ///
  /// - Returns: whether it is open now.
  @discardableResult
  mutating func open(
    _ token: MarkupToken, _ attributes: TagAttributes, _ element: HTMLElement,
    _ traits: ElementTraits, key: UInt64
  ) -> Bool {
    let isForeign = element == .other || element == .svg
    let isEmpty = traits.contains(.void) || token.isSelfClosing && isForeign
    if isEmpty, !traits.contains(.block) { return false }
    let isInHidden = isHidden
    // Pages that hide all of themselves are shown by a script.
    let isHidden =
      isInHidden || traits.contains(.hidden)
      || attributes.isHidden && element != .html && element != .body
    if traits.contains(.block), !isHidden { endsParagraph = true }
    guard !isEmpty, !isFrameInside(element) else { return false }
    let outer = entries.last?.surroundings ?? []
    entries.append(
      Entry(
        element: element, traits: traits, key: key,
        surroundings: outer.union(element.surroundings), isHidden: isHidden, name: token.name,
        marks: attributes.marks))
    counts[Int(element.rawValue)] &+= 1
    if element == .a { links += 1 }
    return true
  }

  /// Notes the place of the entry `depth` in the table of elements.
  mutating func setIndex(_ index: Int32, at depth: Int) { entries[depth].index = index }

  /// Ends the head at the first text behind it.
  mutating func leaveHead() {
    begin()
    if entries.last?.element == .head { pop() }
  }

  /// Whether a start tag is that of a second `html` or `body`, which is counted then, or of a `head`
  /// in the wrong place.
  private mutating func isFrameInside(_ element: HTMLElement) -> Bool {
    switch element {
    case .html where isOpen(.html): frames.html += 1
    case .body where isOpen(.body): frames.body += 1
    case .head: return !(entries.last.map { $0.element == .html } ?? true)
    default: return false
    }
    return true
  }

  // MARK: End tags

  /// Closes what an end tag of `element` ends.
  ///
  /// - Returns: whether it ended an element; otherwise it is to no effect, but a `</p>`, of which a
  ///   browser makes an empty paragraph, ends a paragraph all the same.
  @discardableResult
  mutating func close(_ key: UInt64, _ element: HTMLElement, _ traits: ElementTraits) -> Bool {
    begin()
    if let top = entries.last, top.key == key {
      entries[entries.count - 1].hasEndTag = true
      pop()
      return true
    }
    switch element {
    case .html where frames.html > 0:
      frames.html -= 1
      return false
    case .body where frames.body > 0:
      frames.body -= 1
      return false
    default: break
    }
    let isHeading = Self.isHeading(element)
    if isHeading || isOpen(element), let depth = depth(ofEnd: key, element, isHeading: isHeading) {
      let isBlock = traits.contains(.block) || traits.contains(.hidden)
      if !isBlock, entries[(depth + 1)...].contains(where: { $0.traits.contains(.block) }) {
        markMisnested(from: depth)
      } else {
        entries[depth].hasEndTag = entries[depth].key == key
        while entries.count > depth { pop() }
      }
      return true
    }
    if element == .p, !isHidden { endsParagraph = true }
    return false
  }

  /// Closes everything at the end of the page.
  mutating func closeAll() {
    begin()
    while !entries.isEmpty { pop() }
  }

  /// The depth of the element that an end tag ends, if there is one in reach.
  private func depth(ofEnd key: UInt64, _ element: HTMLElement, isHeading: Bool) -> Int? {
    let isTablePart = Self.isTablePart(element)
    var depth = entries.count - 1
    let lowest = max(0, entries.count - Self.reach)
    while depth >= lowest {
      if entries[depth].key == key, !entries[depth].isClosed { return depth }
      let around = entries[depth].element
      if isHeading, Self.isHeading(around) { return depth }
      if entries[depth].traits.contains(.barrier), !isTablePart || !Self.isCell(around) {
        return nil
      }
      depth -= 1
    }
    return nil
  }

  // MARK: Implied ends

  /// Closes the innermost element that `isEnded` accepts, unless one of `scope` or a barrier stands
  /// between.
  @inline(__always)
  private mutating func closeImplied(
    _ isEnded: (HTMLElement) -> Bool, within scope: (Entry) -> Bool
  ) {
    var depth = entries.count - 1
    let lowest = max(0, entries.count - Self.reach)
    while depth >= lowest {
      if isEnded(entries[depth].element) {
        while entries.count > depth { pop() }
        return
      }
      if scope(entries[depth]) || entries[depth].traits.contains(.barrier) { return }
      depth -= 1
    }
  }

  /// Closes everything inside the innermost `context` of a table, cells too.
  private mutating func closeCells(in context: (HTMLElement) -> Bool) {
    guard isOpen(.table) else { return }
    var depth = entries.count - 1
    let lowest = max(0, entries.count - Self.reach)
    while depth >= lowest {
      let element = entries[depth].element
      if context(element) {
        while entries.count > depth + 1 { pop() }
        return
      }
      if entries[depth].traits.contains(.barrier), !Self.isCell(element) { return }
      depth -= 1
    }
  }

  private mutating func closeInline(_ element: HTMLElement) {
    var depth = entries.count - 1
    let lowest = max(0, entries.count - Self.reach)
    while depth >= lowest {
      if entries[depth].element == element, !entries[depth].isClosed {
        if depth == entries.count - 1 { pop() } else { markMisnested(from: depth) }
        return
      }
      if entries[depth].traits.contains(.barrier) { return }
      depth -= 1
    }
  }

  // MARK: The stack

  private mutating func begin() {
    if keepsClosed, !closed.isEmpty { closed.removeAll(keepingCapacity: true) }
    endsParagraph = false
  }

  /// The element at `depth` ends here, but those inside it go on.
  private mutating func markMisnested(from depth: Int) {
    entries[depth].isClosed = true
    if entries[depth].element == .a { links -= 1 }
    var surroundings = depth > 0 ? entries[depth - 1].surroundings : []
    for inner in depth..<entries.count {
      entries[inner].isBalanced = false
      if !entries[inner].isClosed { surroundings.formUnion(entries[inner].element.surroundings) }
      entries[inner].surroundings = surroundings
    }
  }

  /// Closes the innermost element, and those around it that ended before it.
  private mutating func pop() {
    repeat {
      guard let entry = entries.popLast() else { return }
      counts[Int(entry.element.rawValue)] &-= 1
      if entry.element == .a, !entry.isClosed { links -= 1 }
      if entry.traits.contains(.block), !entry.isHidden { endsParagraph = true }
      if keepsClosed { closed.append(entry) }
    } while entries.last?.isClosed == true
  }

  // MARK: Kinds of elements

  private static func belongsInHead(_ element: HTMLElement) -> Bool {
    switch element {
    case .base, .basefont, .bgsound, .link, .meta, .title, .noscript, .noframes, .style, .script,
      .template, .head:
      true
    default: false
    }
  }

  /// Elements that an item's implied end does not cross.
  private static func isAroundItems(_ entry: Entry) -> Bool {
    guard entry.traits.contains(.block) else { return false }
    return entry.element != .div && entry.element != .address && entry.element != .p
  }

  private static func isHeading(_ element: HTMLElement) -> Bool {
    element.rawValue >= HTMLElement.h1.rawValue && element.rawValue <= HTMLElement.h6.rawValue
  }

  private static func isTablePart(_ element: HTMLElement) -> Bool {
    switch element {
    case .table, .tbody, .thead, .tfoot, .tr: true
    default: false
    }
  }

  private static func isCell(_ element: HTMLElement) -> Bool {
    element == .td || element == .th || element == .caption
  }
}
