// Writes the string of a record's text or page less its removed paragraphs. Decides nothing.

/// Appends what is between the quotes of `document`'s string less the paragraphs that `cleaned` removes.
///
/// What stays is spelled as it was. A text that would be read as other paragraphs than the kept ones is
/// replaced by these, separated by blank lines; so that cleaning it once more finds the same.
///
/// - Parameter utf8: the string, escapes resolved.
/// - Complexity: O(bytes).
func appendString(
  _ document: RecordDocument, in bytes: [UInt8], _ utf8: [UInt8], less cleaned: CleanedArticle,
  to output: inout [UInt8]
) {
  let removes = cleaned.decisions.map(\.isRemoved)
  guard removes.contains(true) else {
    output.append(contentsOf: bytes[document.text])
    return
  }
  let ranges: [Range<Int>]
  if cleaned.article.isPage {
    ranges = cleaned.decodedCuts(of: utf8)
  } else {
    let kept = cleaned.kept.map(\.paragraph.text)
    guard !kept.isEmpty else { return }
    ranges = cuts(of: cleaned.article.paragraphs.compactMap(\.byteRange), removes: removes)
    let rest = Article(utf8: removing(ranges, from: utf8)).paragraphs.lazy.map(\.text)
    guard rest.elementsEqual(kept) else {
      appendEscaped(cleaned.text, to: &output)
      return
    }
  }
  guard document.hasEscapes else {
    let start = document.text.lowerBound
    var position = start
    for range in ranges {
      output.append(contentsOf: bytes[position..<start + range.lowerBound])
      position = start + range.upperBound
    }
    output.append(contentsOf: bytes[position..<document.text.upperBound])
    return
  }
  let first = output.count
  appendEscaped(bytes.span, document.text, less: ranges, to: &output)
  // Two lone halves of a surrogate pair may have met.
  var again: [UInt8] = []
  appendUnescapedJSON(output.span, first..<output.count, to: &again)
  let rest = removing(ranges, from: utf8)
  if again != rest {
    output.removeLast(output.count - first)
    appendEscaped(String(decoding: rest, as: UTF8.self), to: &output)
  }
}

private func removing(_ cuts: [Range<Int>], from utf8: [UInt8]) -> [UInt8] {
  MarkupCutter.removing(cuts, from: utf8, 0..<utf8.count)
}

/// Appends `text` as it stands between a JSON string's quotes.
private func appendEscaped(_ text: String, to output: inout [UInt8]) {
  var quoted: [UInt8] = []
  appendJSON(text, to: &quoted)
  output.append(contentsOf: quoted.dropFirst().dropLast())
}

/// Appends the inside of a string with escapes less `cuts`, which are ranges of its UTF-8, in order and
/// apart.
private func appendEscaped(
  _ bytes: Span<UInt8>, _ range: Range<Int>, less cuts: [Range<Int>], to output: inout [UInt8]
) {
  var index = range.lowerBound
  var offset = 0
  func skip(to target: Int) {
    while offset < target, index < range.upperBound {
      let size = size(bytes, at: index, before: range.upperBound)
      index += size.spelled
      offset += size.decoded
    }
  }
  for cut in cuts {
    let start = index
    skip(to: cut.lowerBound)
    for position in start..<index { output.append(bytes[position]) }
    skip(to: cut.upperBound)
  }
  for position in index..<range.upperBound { output.append(bytes[position]) }
}

/// How many bytes a character or a part of one takes as it is spelled, and in UTF-8 behind the escapes.
private func size(_ bytes: Span<UInt8>, at index: Int, before end: Int)
  -> (spelled: Int, decoded: Int)
{
  guard bytes[index] == UInt8(ascii: "\\") else { return (1, 1) }
  guard bytes[index + 1] == UInt8(ascii: "u") else { return (2, 1) }
  let unit = codeUnit(bytes, at: index + 2)
  if unit < 0x800 { return (6, unit < 0x80 ? 1 : 2) }
  let isPair =
    0xD800...0xDBFF ~= unit && index + 12 <= end && bytes[index + 6] == UInt8(ascii: "\\")
    && bytes[index + 7] == UInt8(ascii: "u")
    && 0xDC00...0xDFFF ~= codeUnit(bytes, at: index + 8)
  return isPair ? (12, 4) : (6, 3)
}
