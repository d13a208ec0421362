// Where in its article a paragraph stands, in steps. Knows no other paragraph.

/// A paragraph's place among the paragraphs of its article.
public struct ArticlePosition: Sendable, Equatable, CustomStringConvertible {
  /// The paragraphs before it.
  public let index: Int
  /// The article's paragraphs, the paragraph included.
  public let count: Int

  /// The place `index` of `count`.
  public init(_ index: Int, of count: Int) {
    self.index = index
    self.count = count
  }

  /// The paragraphs before it, at most three, and behind it, at most five.
  private var edges: (before: Int, behind: Int) {
    (min(max(index, 0), 3), min(max(count - 1 - index, 0), 5))
  }

  /// A number for each pair of the paragraphs before it and behind it.
  var step: UInt64 { UInt64(edges.before * 8 + edges.behind) }

  /// The place in words.
  public var description: String {
    "\(edges.before)\(edges.before == 3 ? " or more" : "") before and "
      + "\(edges.behind)\(edges.behind == 5 ? " or more" : "") behind it"
  }
}
