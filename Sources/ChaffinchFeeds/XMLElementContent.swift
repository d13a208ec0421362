// Reads one element of XML as a whole: its character data, whether elements stand in it, where it
// ends. Repairs nothing.

import Chaffinch

/// What stands between an element's tags.
struct XMLElementContent {
  /// Between the tags.
  private(set) var inner: Range<Int>
  /// Behind the end tag.
  private(set) var end: Int
  /// Text and CDATA sections, those of inner elements too.
  private(set) var segments: [CharacterDataSegment] = []
  /// Whether there are tags inside.
  private(set) var hasElements = false
  /// Whether the end tag was found before the feed's end and the end of the item around.
  private(set) var isTerminated = false

  /// Reads on to the end tag that belongs to `start`, the token that `scanner` gave last.
  ///
  /// An end tag of `item`, the name of the element around, ends the content too and is left to be
  /// read again: one missing end tag must not swallow all further items.
  ///
  /// - Complexity: O(bytes of the content).
  init(
    _ scanner: inout MarkupScanner, start: MarkupToken, item: Range<Int>?, _ bytes: Span<UInt8>
  ) {
    let first = start.range.upperBound
    inner = first..<first
    end = first
    guard !start.isSelfClosing else {
      isTerminated = true
      return
    }
    var depth = 0
    var itemDepth = 0
    var before = scanner
    while let token = scanner.next(bytes) {
      end = token.range.upperBound
      switch token.kind {
      case .text: segments.append(CharacterDataSegment(range: token.content, isCDATA: false))
      case .cdata: segments.append(CharacterDataSegment(range: token.content, isCDATA: true))
      case .startTag:
        hasElements = true
        guard !token.isSelfClosing else { break }
        if isSameName(token.name, start.name, bytes) { depth += 1 }
        if let item, isSameName(token.name, item, bytes) { itemDepth += 1 }
      case .endTag:
        if isSameName(token.name, start.name, bytes) {
          guard depth > 0 else {
            inner = first..<token.range.lowerBound
            isTerminated = true
            return
          }
          depth -= 1
        } else if let item, isSameName(token.name, item, bytes) {
          guard itemDepth > 0 else {
            inner = first..<token.range.lowerBound
            end = token.range.lowerBound
            scanner = before
            return
          }
          itemDepth -= 1
        }
        hasElements = true
      case .comment, .doctype, .processingInstruction: break
      }
      before = scanner
    }
    inner = first..<max(first, end)
  }
}

/// Whether two names are the same bytes.
func isSameName(_ left: Range<Int>, _ right: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  for offset in 0..<left.count
  where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
    return false
  }
  return true
}

/// Whether the tags of XML in `range` close each other in order.
///
/// - Complexity: O(bytes).
func isWellNested(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  let span = bytes.span
  var open: [Range<Int>] = []
  var scanner = MarkupScanner(range, dialect: .xml)
  while let token = scanner.next(span) {
    if token.kind == .startTag, !token.isSelfClosing { open.append(token.name) }
    if token.kind == .endTag {
      guard let last = open.popLast(), isSameName(last, token.name, span) else { return false }
    }
  }
  return open.isEmpty
}
