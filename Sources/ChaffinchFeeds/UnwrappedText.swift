// Takes an item's text out of what a feed wraps it in, with a map back: character data of XML, JSON
// strings, markup that was escaped once more. Segments nothing.

import Chaffinch

/// Text as it was before it was put into a feed.
struct UnwrappedText {
  /// The text; malformed UTF-8 stays as it is.
  private(set) var utf8: [UInt8] = []
  /// From offsets in ``utf8`` to offsets in the decoded feed.
  private(set) var map = OffsetMap()

  /// Text that `feed` has literally.
  init(literal range: Range<Int>, of feed: [UInt8]) {
    append(range, of: feed)
  }

  /// The character data of an element: sections put together, the references that XML itself has
  /// resolved. Others (`&nbsp;`) stay, and are HTML's; entities of a DTD stay too.
  init(characterData segments: [CharacterDataSegment], of feed: [UInt8]) {
    let span = feed.span
    for segment in segments {
      let range = segment.range
      guard !segment.isCDATA else {
        append(range, of: feed)
        continue
      }
      resolve(range, of: feed) { index in
        xmlReference(span, at: index, limit: range.upperBound)
      }
    }
  }

  /// The text between the quotes of a JSON string that was checked.
  init(jsonString range: Range<Int>, of feed: [UInt8]) {
    let span = feed.span
    var index = range.lowerBound
    while index < range.upperBound {
      var end = index
      while end < range.upperBound, span[end] != UInt8(ascii: "\\") { end += 1 }
      append(index..<end, of: feed)
      guard end < range.upperBound else { return }
      index = end + Self.escapeLength(span, at: end, limit: range.upperBound)
      let before = utf8.count
      appendUnescapedJSON(span, end..<index, to: &utf8)
      map.append(utf8.count - before, from: end..<index)
    }
  }

  /// This text with the references of HTML resolved.
  var resolvingReferences: UnwrappedText {
    var result = UnwrappedText(literal: 0..<0, of: utf8)
    let span = utf8.span
    let limit = utf8.count
    result.resolve(0..<limit, of: utf8) { index in
      characterReference(span, at: index, limit: limit, inAttribute: false)
    }
    result.map = result.map.composed(with: map)
    return result
  }

  private mutating func append(_ range: Range<Int>, of feed: [UInt8]) {
    guard !range.isEmpty else { return }
    utf8.append(contentsOf: feed[range])
    map.append(range.count, from: range)
  }

  /// Appends a range, what `reference` finds at each `&` resolved.
  private mutating func resolve(
    _ range: Range<Int>, of feed: [UInt8],
    _ reference: (Int) -> (length: Int, first: UInt32, second: UInt32)?
  ) {
    let span = feed.span
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      guard span[index] == UInt8(ascii: "&"), let found = reference(index) else {
        index += 1
        continue
      }
      append(start..<index, of: feed)
      let before = utf8.count
      for value in [found.first, found.second] where value != 0 {
        utf8.append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? .init())
      }
      map.append(utf8.count - before, from: index..<index + found.length)
      index += found.length
      start = index
    }
    append(start..<range.upperBound, of: feed)
  }

  /// How many bytes the escape at `index` takes, a pair of surrogates taken together.
  private static func escapeLength(_ bytes: Span<UInt8>, at index: Int, limit: Int) -> Int {
    guard bytes[index + 1] == UInt8(ascii: "u") else { return 2 }
    /// Whether an escape has the hexadecimal digits D and one of the four from `first` on.
    func isSurrogate(_ start: Int, first: UInt32) -> Bool {
      guard start + 6 <= limit, bytes[start] == UInt8(ascii: "\\"),
        bytes[start + 1] == UInt8(ascii: "u"), hexValue(bytes[start + 2]) == 0xD,
        let second = hexValue(bytes[start + 3])
      else { return false }
      return (first..<first + 4).contains(second)
    }
    return isSurrogate(index, first: 8) && isSurrogate(index + 6, first: 12) ? 12 : 6
  }
}

/// The reference at the `&` at `index` that XML has without a DTD: five names and numbers, with
/// their semicolon.
private func xmlReference(
  _ bytes: Span<UInt8>, at index: Int, limit: Int
) -> (length: Int, first: UInt32, second: UInt32)? {
  guard index + 2 < limit else { return nil }
  switch bytes[index + 1] {
  case UInt8(ascii: "#"), UInt8(ascii: "l"), UInt8(ascii: "g"), UInt8(ascii: "a"),
    UInt8(ascii: "q"):
    break
  default: return nil
  }
  guard let found = characterReference(bytes, at: index, limit: limit, inAttribute: false),
    bytes[index + found.length - 1] == UInt8(ascii: ";")
  else { return nil }
  if bytes[index + 1] == UInt8(ascii: "#") { return found }
  switch (found.first, found.length) {
  case (0x26, 5), (0x3C, 4), (0x3E, 4), (0x22, 6), (0x27, 6): return found
  default: return nil
  }
}
