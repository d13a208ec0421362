// What the elements around a paragraph say, as hashed features: names, class and id words, links,
// surroundings. Reads no text but its length.

/// The kinds of markup features; the raw value is part of the feature.
enum MarkupKind: UInt64 {
  case element = 1
  case elementAndParent
  case path
  case ownWord
  case parentWord
  case outerWord
  case anyWord
  case ownClass
  case surrounding
  case surroundings
  case linkDensity
  case linkDensityAndLength
  case linkDensityAndElement
  case elementAndLength
  case ownWordAndLength
  case surroundingAndLength
  case noWords
  case fragment
  case fragmentAndLinkDensity
  case fragmentAndPath
  case position
  case positionAndLength
  case positionAndLinkDensity
  case linkKind
  case linkWord
  case linkWordAndDensity
  case linkClass
  case linkWordCount
  case picture
  case pictureAndLength
  case pictureAndElement
}

/// The words of the class, id and like attributes of an article's elements, hashed once for all its
/// paragraphs.
///
/// A word is a run of letters, digits and bytes beyond ASCII, cut where lower case turns to upper
/// case; ASCII letters are case-folded, a run of digits counts as one `0`. Words of one byte are left
/// out. At most 24 words of an element count.
public struct MarkupWords: Sendable {
  private static let limit = 24
  /// The paragraph's own element and those around it that are looked at.
  static let levels = 8

  /// What is known of the elements, shared by all copies: it goes along with every paragraph.
  private final class Contents: Sendable {
    let markup: ArticleMarkup
    /// Where each element's words start in ``words``; one more than there are elements.
    let starts: [Int32]
    let words: [Word]
    let names: [UInt64]
    /// The place of the element around each, -1 for none.
    let parents: [Int32]
    let isFragment: Bool

    init(_ markup: ArticleMarkup) {
      self.markup = markup
      var starts: [Int32] = [0]
      var words: [Word] = []
      var names: [UInt64] = []
      var parents: [Int32] = []
      starts.reserveCapacity(markup.elements.count + 1)
      words.reserveCapacity(2 * markup.elements.count)
      names.reserveCapacity(markup.elements.count)
      parents.reserveCapacity(markup.elements.count)
      let span = markup.source.span
      for element in markup.elements {
        names.append(elementKey(span, element.name))
        parents.append(Int32(truncatingIfNeeded: element.parent ?? -1))
        let limit = words.count + MarkupWords.limit
        let marks = element.marks
        MarkupWords.append(marks.classes, span, to: &words, limit: limit)
        MarkupWords.append(marks.identifier, span, to: &words, limit: limit)
        MarkupWords.append(marks.role, span, to: &words, limit: limit)
        MarkupWords.append(marks.component, span, to: &words, limit: limit)
        starts.append(Int32(truncatingIfNeeded: words.count))
      }
      isFragment = markup.isFragment
      self.starts = starts
      self.words = words
      self.names = names
      self.parents = parents
    }
  }

  private let contents: Contents

  var markup: ArticleMarkup { contents.markup }
  /// The words of all elements; ``words(of:)`` says which are whose.
  var words: [Word] { contents.words }
  /// The hash of each element's name.
  var names: [UInt64] { contents.names }
  /// The place of the element around each, -1 for none.
  var parents: [Int32] { contents.parents }
  /// Whether the elements are part of a page only, such as an item of a feed.
  var isFragment: Bool { contents.isFragment }

  struct Word: Sendable {
    let hash: UInt64
    let range: Range<Int>
  }

  /// The words of the elements of `markup`.
  ///
  /// - Complexity: O(bytes of the elements' marks).
  public init(_ markup: ArticleMarkup) {
    contents = Contents(markup)
  }

  private static func append(
    _ range: Range<Int>, _ bytes: Span<UInt8>, to words: inout [Word], limit: Int
  ) {
    var index = range.lowerBound
    while index < range.upperBound, words.count < limit {
      let start = index
      var hash = FNV1a()
      var previous: UInt8 = 0
      while index < range.upperBound {
        let byte = bytes[index]
        let isUpper = byte &- 0x41 < 26
        if isUpper, previous &- 0x61 < 26 { break }
        if isUpper || byte &- 0x61 < 26 || byte >= 0x80 {
          hash.update(UInt64(isUpper ? byte | 0x20 : byte))
        } else if byte &- 0x30 < 10 {
          // Numbers of any length are alike.
          if previous &- 0x30 >= 10 { hash.update(0x30) }
        } else {
          break
        }
        previous = byte
        index += 1
      }
      if index - start > 1 { words.append(Word(hash: hash.value, range: start..<index)) }
      if index == start { index += 1 }
    }
  }

  func words(of element: Int) -> Range<Int> {
    Int(contents.starts[element])..<Int(contents.starts[element + 1])
  }

  /// Gives the features of a paragraph at `place` to a sink.
  ///
  /// - Parameters:
  ///   - position: where in the article; a feature of parts of pages only, since feeds' items end with
  ///     what was added to them, while a page's first and last paragraphs are all alike.
  ///   - length: the step of the text's length.
  func emit<Sink: FeatureSink>(
    _ place: ParagraphMarkup, position: ArticlePosition?, length: UInt64, to sink: inout Sink
  ) {
    let density = Self.step(place.linkDensity)
    sink.emit(.linkDensity, density, "link density, step \(density) of 7")
    sink.emit(
      .linkDensityAndLength, density << 16 | length,
      "link density, step \(density) of 7, length step \(length)")
    let surroundings = place.surroundings.intersection(.all)
    sink.emit(.surroundings, UInt64(surroundings.rawValue), "surroundings \(surroundings)")
    var rest = surroundings.rawValue
    while rest != 0 {
      let bit = UInt64(rest.trailingZeroBitCount)
      rest &= rest - 1
      sink.emit(.surrounding, bit, "inside \(Surroundings.names[Int(bit)])")
      sink.emit(
        .surroundingAndLength, bit << 16 | length,
        "inside \(Surroundings.names[Int(bit)]), length step \(length)")
    }
    if isFragment { emitFragment(position, density: density, length: length, to: &sink) }
    emitLink(place, density: density, to: &sink)
    emitPicture(place, length: length, to: &sink)
    guard let own = place.element, contents.names.indices.contains(own) else { return }
    emitElements(own, density: density, length: length, to: &sink)
  }

  /// Gives the features of parts of pages to a sink.
  private func emitFragment<Sink: FeatureSink>(
    _ position: ArticlePosition?, density: UInt64, length: UInt64, to sink: inout Sink
  ) {
    sink.emit(.fragment, 0, "part of a page")
    sink.emit(
      .fragmentAndLinkDensity, density << 16 | length,
      "part of a page, link density, step \(density) of 7, length step \(length)")
    guard let position else { return }
    let step = position.step
    sink.emit(.position, step, "part of a page, \(position)")
    sink.emit(
      .positionAndLength, step << 16 | length,
      "part of a page, \(position), length step \(length)")
    sink.emit(
      .positionAndLinkDensity, step << 16 | density,
      "part of a page, \(position), link density, step \(density) of 7")
  }

  /// Gives the features of a paragraph's element and those around it to a sink.
  private func emitElements<Sink: FeatureSink>(
    _ own: Int, density: UInt64, length: UInt64, to sink: inout Sink
  ) {
    let contents = contents
    let name = contents.names[own]
    sink.emit(.element, name, "element \(markup.name(of: own))")
    sink.emit(
      .linkDensityAndElement, name &* 31 &+ density,
      "element \(markup.name(of: own)), link density, step \(density) of 7")
    sink.emit(
      .elementAndLength, name &* 31 &+ length,
      "element \(markup.name(of: own)), length step \(length)")
    var path = name
    var hasWords = false
    for index in words(of: own) {
      let word = contents.words[index].hash
      hasWords = true
      sink.emit(.ownWord, word, "own class word “\(text(index))”")
      sink.emit(
        .ownWordAndLength, word &* 31 &+ length,
        "own class word “\(text(index))”, length step \(length)")
      sink.emit(.anyWord, word, "class word “\(text(index))”")
    }
    var element = Int(contents.parents[own])
    if element >= 0 {
      path = path &* 31 &+ contents.names[element]
      sink.emit(
        .elementAndParent, path,
        "element \(markup.name(of: own)) in \(markup.name(of: element))")
      for index in words(of: element) {
        let word = contents.words[index].hash
        hasWords = true
        sink.emit(.parentWord, word, "parent's class word “\(text(index))”")
        sink.emit(.anyWord, word, "class word “\(text(index))”")
      }
      element = Int(contents.parents[element])
    }
    var level = 2
    while element >= 0, level < Self.levels {
      path = path &* 31 &+ contents.names[element]
      for index in words(of: element) {
        let word = contents.words[index].hash
        hasWords = true
        sink.emit(.outerWord, word, "outer class word “\(text(index))”")
        sink.emit(.anyWord, word, "class word “\(text(index))”")
      }
      element = Int(contents.parents[element])
      level += 1
    }
    sink.emit(.path, path, "path of elements")
    if !hasWords { sink.emit(.noWords, 0, "no class words") }
    if isFragment { sink.emit(.fragmentAndPath, path, "part of a page, path of elements") }
  }

  func text(_ word: Int) -> String {
    String(decoding: markup.source[words[word].range], as: UTF8.self).lowercased()
  }

  /// A share in eight steps; none and all have steps of their own.
  private static func step(_ share: Float) -> UInt64 {
    if share <= 0 { return 0 }
    return share >= 0.999 ? 7 : 1 + UInt64(share * 6)
  }
}

extension Surroundings: CustomStringConvertible {
  /// The kinds' names, by bit.
  static let names = [
    "list item", "table cell", "heading", "figcaption", "blockquote", "preformatted", "figure",
    "navigation", "aside", "header", "footer", "form", "article", "main", "button", "link", "label",
    "address", "time",
  ]

  /// The kinds' names, separated by commas; `none` for none.
  public var description: String {
    let found = Self.names.indices.filter { rawValue >> UInt32($0) & 1 == 1 }.map { Self.names[$0] }
    return found.isEmpty ? "none" : found.joined(separator: ", ")
  }
}
