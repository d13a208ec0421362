// What markup says about an article's paragraphs: the elements around each, their class and id
// words, how much of it is links. Says nothing about the text.

/// Where a paragraph stood in markup.
public struct ParagraphMarkup: Sendable, Equatable {
  /// The innermost element that holds the whole paragraph, as a place in ``ArticleMarkup/elements``;
  /// `nil` outside all elements.
  public let element: Int?
  /// The kinds of elements around it, at any distance.
  public let surroundings: Surroundings
  /// The share of the text's bytes inside links, in 0…1.
  public let linkDensity: Float
  /// The first link that some of the text is inside of, as a place in ``ArticleMarkup/elements``; `nil`
  /// without one.
  public let link: Int?
  /// Where the last picture before the paragraph stood; `nil` when there was none.
  public let picture: PicturePlace?

  /// A place in markup; `linkDensity` is clamped to 0…1, and what is no number counts as 0.
  public init(
    element: Int?, surroundings: Surroundings, linkDensity: Float, link: Int? = nil,
    picture: PicturePlace? = nil
  ) {
    self.element = element
    self.surroundings = surroundings
    self.linkDensity = linkDensity > 0 ? min(linkDensity, 1) : 0
    self.link = link
    self.picture = picture
  }
}

/// An element that holds a paragraph or an ancestor of one. Its name and attributes are bytes of
/// ``ArticleMarkup/source``.
public struct MarkupElement: Sendable, Equatable {
  /// The place of the element around it, `nil` for the outermost.
  public let parent: Int?
  /// The name's bytes, as written.
  let name: Range<Int>
  /// The attributes that say what it is for.
  let marks: ElementMarks
}

/// The elements of an article that its paragraphs refer to.
public struct ArticleMarkup: Sendable, Equatable {
  /// The elements, outer ones before inner ones.
  public let elements: [MarkupElement]
  /// The bytes that names and attributes are read from.
  let source: [UInt8]

  /// Elements of a page that was read from `source`.
  init(elements: [MarkupElement], source: [UInt8]) {
    self.elements = elements
    self.source = source
  }

  /// Elements given by name, class and id words, and parent, as a corpus keeps them; a parent that
  /// is not an earlier place is taken for none.
  ///
  /// - Parameter links: where elements lead, by their places.
  public init(
    elements: [(name: String, words: String, parent: Int?)], links: [Int: String] = [:]
  ) {
    var source: [UInt8] = []
    self.elements = elements.enumerated().map { place, element in
      let name = source.count
      source.append(contentsOf: element.name.utf8)
      let words = source.count
      source.append(contentsOf: element.words.utf8)
      let link = source.count
      source.append(contentsOf: (links[place] ?? "").utf8)
      return MarkupElement(
        parent: element.parent.flatMap { (0..<place).contains($0) ? $0 : nil },
        name: name..<words,
        marks: ElementMarks(classes: words..<link, link: link..<source.count))
    }
    self.source = source
  }

  /// Whether the elements are part of a page only, such as an item of a feed: there is no `html` and
  /// no `body`.
  public var isFragment: Bool {
    let span = source.span
    return !elements.contains { element in
      isEqual(span, element.name, "html") || isEqual(span, element.name, "body")
    }
  }

  /// The name of the element at `place`, its ASCII letters lower-cased: only these have no case in
  /// HTML; empty where there is no element.
  public func name(of place: Int) -> String {
    guard elements.indices.contains(place) else { return "" }
    return String(
      decoding: source[elements[place].name].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }

  /// Whether the element at `place` has the name `name`, in small letters.
  func isNamed(_ name: StaticString, _ place: Int) -> Bool {
    elements.indices.contains(place) && isEqual(source.span, elements[place].name, name)
  }

  /// The values of the attributes that say what the element at `place` is for, separated by a space:
  /// class, id, role or itemprop, and the name of the page's part.
  public func words(of place: Int) -> String {
    guard elements.indices.contains(place) else { return "" }
    let parts = elements[place].marks.words.filter { !$0.isEmpty }
    return parts.map { String(decoding: source[$0], as: UTF8.self) }.joined(separator: " ")
  }

  /// Where the link at `place` leads, as written; empty for no link.
  public func link(of place: Int) -> String {
    guard elements.indices.contains(place) else { return "" }
    return String(decoding: source[elements[place].marks.link], as: UTF8.self)
  }

  /// The elements from `place` outwards, at most `count`.
  public func path(from place: Int, count: Int) -> [Int] {
    var result: [Int] = []
    var next: Int? = place
    while let current = next, result.count < count, elements.indices.contains(current) {
      result.append(current)
      next = elements[current].parent
    }
    return result
  }

  /// The kinds of elements that stand around the inside of each element, itself included.
  ///
  /// - Complexity: O(elements).
  public func surroundings() -> [Surroundings] {
    let table = HTMLElementTable.shared
    let span = source.span
    var result: [Surroundings] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      let own = table.element(elementKey(span, element.name)).surroundings
      result.append(own.union(element.parent.map { result[$0] } ?? []))
    }
    return result
  }
}
