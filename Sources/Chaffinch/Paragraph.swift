// A paragraph of an article: its text and where it stood in the input. Carries no label.

/// One paragraph as a reader sees it.
public struct Paragraph: Sendable, Equatable {
  /// The text, trimmed, its hard-wrapped lines joined by one space, malformed UTF-8 replaced by
  /// U+FFFD.
  public let text: String

  /// Where the paragraph stands in the original input, in bytes, whatever its encoding: from the
  /// first byte of its text to behind the last, with the inline tags between. `nil` when it did not
  /// come from bytes.
  public let byteRange: Range<Int>?

  /// Where it stood in markup; `nil` when it did not.
  public let markup: ParagraphMarkup?

  /// The same place in the decoded text, which is what markup is cut by.
  let decodedRange: Range<Int>?

  /// A paragraph of `text` that stood at `byteRange` of the input.
  public init(text: String, byteRange: Range<Int>? = nil, markup: ParagraphMarkup? = nil) {
    self.init(text: text, byteRange: byteRange, markup: markup, decodedRange: nil)
  }

  init(text: String, byteRange: Range<Int>?, markup: ParagraphMarkup?, decodedRange: Range<Int>?) {
    self.text = text
    self.byteRange = byteRange
    self.markup = markup
    self.decodedRange = decodedRange
  }
}
