// An article: paragraphs in reading order. Does not classify them.

/// A text as a sequence of paragraphs.
public struct Article: Sendable, Equatable {
  /// The paragraphs in reading order.
  public let paragraphs: [Paragraph]

  /// How many malformed UTF-8 sequences were replaced by U+FFFD while reading.
  public let replacedSequences: Int

  /// An article of ready-made paragraphs.
  public init(paragraphs: [Paragraph]) {
    self.paragraphs = paragraphs
    self.replacedSequences = 0
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
    self.paragraphs = segmenter.paragraphs()
    self.replacedSequences = segmenter.replacedSequences
  }
}
