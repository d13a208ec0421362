// An article: paragraphs in reading order, and what is known of the page around them. Does not
// classify them.

/// A text as a sequence of paragraphs.
public struct Article: Sendable, Equatable {
  /// The paragraphs in reading order.
  public let paragraphs: [Paragraph]

  /// How many malformed sequences were replaced by U+FFFD while reading.
  public let replacedSequences: Int

  /// The elements that the paragraphs stood in; `nil` when they did not stand in markup.
  public let markup: ArticleMarkup?

  /// The page that the article was read from; `nil` when it was not.
  let page: Page?

  /// Metadata that came with the paragraphs; it is asked before the page.
  private let declared: PageMetadata?

  /// A page's bytes, and how they were read.
  struct Page: Sendable, Equatable {
    /// The bytes as given.
    let input: [UInt8]
    /// The same as UTF-8.
    let text: DecodedText
    /// What the page says of itself.
    let metadata: PageMetadata

    static func == (left: Page, right: Page) -> Bool { left.input == right.input }
  }

  /// An article of ready-made paragraphs, with the elements that their markup refers to and what the
  /// page around them declared, if there was one.
  public init(
    paragraphs: [Paragraph], markup: ArticleMarkup? = nil, metadata: PageMetadata? = nil
  ) {
    self.init(
      paragraphs: paragraphs, replacedSequences: 0, markup: markup, page: nil, declared: metadata)
  }

  /// An article of ready-made paragraphs, given by their texts.
  public init(paragraphs: [String]) {
    self.init(paragraphs: paragraphs.map { Paragraph(text: $0) })
  }

  /// Segments plain text; see ``PlainTextSegmenter`` for the rules.
  public init(text: String) {
    self.init(utf8: Array(text.utf8))
  }

  /// Segments UTF-8 bytes of plain text; malformed sequences are replaced and counted.
  ///
  /// - Complexity: O(bytes).
  public init(utf8 bytes: [UInt8]) {
    var segmenter = PlainTextSegmenter(bytes)
    let paragraphs = segmenter.paragraphs()
    self.init(
      paragraphs: paragraphs, replacedSequences: segmenter.replacedSequences, markup: nil,
      page: nil)
  }

  /// Segments plain text in any encoding; ranges index the bytes as given.
  ///
  /// - Parameter encoding: what the bytes are in; otherwise it is recognised.
  /// - Throws: ``EncodingError`` when the system cannot convert it.
  public init(text bytes: [UInt8], encoding: CharacterEncoding? = nil) throws(EncodingError) {
    let decoded = try DecodedText(decoding: bytes, forced: encoding)
    var segmenter = PlainTextSegmenter(decoded.utf8)
    let paragraphs = segmenter.paragraphs().map {
      Paragraph(text: $0.text, byteRange: $0.byteRange.map { decoded.map.source($0) })
    }
    self.init(
      paragraphs: paragraphs,
      replacedSequences: decoded.replaced + segmenter.replacedSequences, markup: nil, page: nil)
  }

  /// Segments a page of HTML in any encoding; ranges index the bytes as given.
  ///
  /// - Parameter encoding: what the bytes are in, from an HTTP header for example; otherwise it is
  ///   recognised from a byte-order mark, a declaration, or the bytes themselves.
  /// - Throws: ``EncodingError`` when the system cannot convert it.
  /// - Complexity: O(bytes), whatever the markup.
  public init(html bytes: [UInt8], encoding: CharacterEncoding? = nil) throws(EncodingError) {
    let decoded = try DecodedText(decoding: bytes, forced: encoding)
    let result = PageSegmenter(decoded.utf8, map: decoded.map).segment()
    self.init(
      paragraphs: result.paragraphs,
      replacedSequences: decoded.replaced + malformedSequences(in: decoded.utf8),
      markup: ArticleMarkup(elements: result.elements, source: decoded.utf8),
      page: Page(
        input: bytes, text: decoded, metadata: PageMetadata(result.metadata, in: decoded.utf8)))
  }

  /// Segments decoded HTML that is a part of something else, such as an item of a feed; ranges index
  /// `utf8`, and there is no metadata.
  package init(fragment utf8: [UInt8]) {
    let result = PageSegmenter(utf8).segment()
    self.init(
      paragraphs: result.paragraphs, replacedSequences: malformedSequences(in: utf8),
      markup: ArticleMarkup(elements: result.elements, source: utf8), page: nil)
  }

  /// Segments plain text whose lines may have been wrapped although no blank line stands between
  /// them, as in indented XML.
  package init(wrapped utf8: [UInt8]) {
    var segmenter = PlainTextSegmenter(utf8, linesAreParagraphs: false)
    let paragraphs = segmenter.paragraphs()
    self.init(
      paragraphs: paragraphs, replacedSequences: segmenter.replacedSequences, markup: nil,
      page: nil)
  }

  /// The same paragraphs as part of a page, outside all elements: the text of a feed's item that has no
  /// tags is classified like its neighbours that have.
  package var asFragment: Article {
    Article(
      paragraphs: paragraphs.map {
        Paragraph(
          text: $0.text, byteRange: $0.byteRange,
          markup: ParagraphMarkup(element: nil, surroundings: [], linkDensity: 0),
          decodedRange: $0.decodedRange)
      }, replacedSequences: replacedSequences, markup: ArticleMarkup(elements: []), page: page,
      declared: declared)
  }

  init(
    paragraphs: [Paragraph], replacedSequences: Int, markup: ArticleMarkup?, page: Page?,
    declared: PageMetadata? = nil
  ) {
    self.paragraphs = paragraphs
    self.replacedSequences = replacedSequences
    self.markup = markup
    self.page = page
    self.declared = declared
  }

  /// Whether the article was read from a page of HTML.
  var isPage: Bool { page != nil }

  /// What the page declares about its article; `nil` for an article that is no page and was given
  /// no metadata.
  public var metadata: PageMetadata? { declared ?? page?.metadata }

  /// The encoding that the page was read in; `nil` for an article that is no page.
  public var encoding: CharacterEncoding? { page?.text.encoding }
}
