// Says whether a text has HTML's tags at all: feeds do not say whether theirs is markup. Reads no
// structure.

/// Which tags of elements that HTML knows stand in a text, and whether a comment does.
package struct HTMLTags: Sendable {
  /// Whether there is a start tag.
  package private(set) var hasStart = false
  /// Whether there is an end tag.
  package private(set) var hasEnd = false
  /// Whether there is a comment.
  package private(set) var hasComment = false

  /// Looks through `utf8`.
  ///
  /// - Complexity: O(bytes); stops at the first end tag behind a start tag.
  package init(_ utf8: [UInt8]) {
    let table = HTMLElementTable.shared
    let span = utf8.span
    var scanner = MarkupScanner(0..<utf8.count)
    while !(hasStart && hasEnd), let token = scanner.next(span) {
      if token.kind == .comment, hasPrefix(span, token.range.lowerBound, utf8.count, "<!--") {
        hasComment = true
      }
      guard token.kind == .startTag || token.kind == .endTag,
        table.element(elementKey(span, token.name)) != .other
      else { continue }
      if token.kind == .startTag { hasStart = true } else { hasEnd = true }
    }
  }
}
