// A paragraph of an article: its text and where it stood in the input. Carries no label.

/// One paragraph as a reader sees it.
public struct Paragraph: Sendable, Equatable {
  /// The text, trimmed, its hard-wrapped lines joined by one space, malformed UTF-8 replaced by
  /// U+FFFD.
  public let text: String

  /// Where the paragraph stands in the original input, in bytes; `nil` when it did not come from
  /// bytes.
  public let byteRange: Range<Int>?

  /// A paragraph of `text` that stood at `byteRange` of the input.
  public init(text: String, byteRange: Range<Int>? = nil) {
    self.text = text
    self.byteRange = byteRange
  }
}
