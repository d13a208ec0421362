// Cuts plain text into paragraphs with their byte ranges. Knows no markup and no other encoding
// than UTF-8.

/// Cuts UTF-8 plain text into paragraphs.
///
/// The rules, in order:
/// - LF, CRLF, CR, U+0085 and U+2028 end a line; U+2029 ends a line and its paragraph.
/// - A line of nothing but white space (no-break and other Unicode spaces included) is blank.
/// - Where no blank line and no U+2029 stands between lines, every line is a paragraph.
/// - Otherwise blank lines separate blocks. A block's lines are one hard-wrapped paragraph and are
///   joined by a space, but a line that opens with a list marker (`-`, `*`, `•`, `1.`) starts a
///   new paragraph, and in a block with a line too long for hard wrapping every line is one.
/// - A byte-order mark at the start is skipped; malformed UTF-8 becomes U+FFFD and is counted.
struct PlainTextSegmenter {
  /// Characters beyond which a line cannot have been wrapped by hand or by a mail program.
  static let longestWrappedLine = 120

  private let bytes: [UInt8]
  private let linesAreParagraphs: Bool
  private(set) var replacedSequences = 0

  /// A segmenter of `bytes`; `linesAreParagraphs` says whether the rule for text without blank lines
  /// holds. Without it such a text is one block.
  init(_ bytes: [UInt8], linesAreParagraphs: Bool = true) {
    self.bytes = bytes
    self.linesAreParagraphs = linesAreParagraphs
  }

  /// A line: its trimmed range, and what the rules ask of it.
  private struct Line {
    var range: Range<Int>
    var characters: Int
    var opensList: Bool
    var endsParagraph: Bool
    var isBlank: Bool { range.isEmpty }
  }

  mutating func paragraphs() -> [Paragraph] {
    let lines = lines()
    // Blank lines before the first text or after the last separate nothing.
    let inner = lines.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed()
    let hasBreaks =
      !linesAreParagraphs
      || inner.dropLast().contains { $0.isBlank || $0.endsParagraph }
    var result: [Paragraph] = []
    var block: [Line] = []
    for line in inner {
      if !line.isBlank { block.append(line) }
      if line.isBlank || line.endsParagraph || !hasBreaks {
        append(block, to: &result)
        block.removeAll(keepingCapacity: true)
      }
    }
    append(block, to: &result)
    return result
  }

  private mutating func append(_ block: [Line], to result: inout [Paragraph]) {
    guard !block.isEmpty else { return }
    let isWrapped = block.allSatisfy { $0.characters <= Self.longestWrappedLine }
    var start = 0
    for index in 1...block.count {
      guard index == block.count || block[index].opensList || !isWrapped else { continue }
      result.append(paragraph(of: block[start..<index]))
      start = index
    }
  }

  private mutating func paragraph(of lines: ArraySlice<Line>) -> Paragraph {
    var text: [UInt8] = []
    var lower = Int.max
    var upper = 0
    for line in lines {
      if !text.isEmpty { text.append(UInt8(ascii: " ")) }
      appendRepaired(line.range, to: &text)
      lower = min(lower, line.range.lowerBound)
      upper = max(upper, line.range.upperBound)
    }
    return Paragraph(text: String(decoding: text, as: UTF8.self), byteRange: lower..<upper)
  }

  /// Appends the bytes of `range`, malformed sequences as U+FFFD.
  private mutating func appendRepaired(_ range: Range<Int>, to text: inout [UInt8]) {
    let bytes = self.bytes
    let span = bytes.span
    guard firstMalformedUTF8(in: span, range) != nil else {
      text.append(contentsOf: bytes[range])
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = decodeScalar(span, at: index)
      if scalar.isValid {
        text.append(contentsOf: bytes[index..<index + scalar.length])
      } else {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replacedSequences += 1
      }
      index += scalar.length
    }
  }

  private func lines() -> [Line] {
    let span = bytes.span
    var result: [Line] = []
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = Line(range: index..<index, characters: 0, opensList: false, endsParagraph: false)
    // The trimmed range grows from its first to its last visible character.
    var isOpen = false
    var trailing = 0

    func close(endsParagraph: Bool = false) {
      line.endsParagraph = endsParagraph
      if isOpen { line.opensList = opensList(span, line.range) }
      // Blank lines in a row say no more than one of them: they must not fill the memory.
      if isOpen || result.last?.isBlank != true { result.append(line) }
      isOpen = false
      trailing = 0
    }

    while index < bytes.count {
      let scalar = decodeScalar(span, at: index)
      let next = index + scalar.length
      switch scalar.value {
      case 0x0A, 0x85, 0x2028: close()
      case 0x2029: close(endsParagraph: true)
      case 0x0D:
        // CRLF ends one line, at its LF.
        if next == bytes.count || bytes[next] != 0x0A { close() }
      case let value where CharacterClass(value) == .space:
        trailing += 1
      default:
        if isOpen {
          line.range = line.range.lowerBound..<next
          line.characters += trailing + 1
        } else {
          line = Line(range: index..<next, characters: 1, opensList: false, endsParagraph: false)
          isOpen = true
        }
        trailing = 0
      }
      if !isOpen { line.range = next..<next }
      index = next
    }
    if isOpen { close() }
    return result
  }

  /// Whether a line starts like an item: a bullet or a number, then a space.
  private func opensList(_ span: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let first = decodeScalar(span, at: range.lowerBound)
    var index = range.lowerBound + first.length
    switch first.value {
    case 0x2D, 0x2A, 0x2022, 0x25AA, 0x25E6, 0x2023: break
    case 0x30...0x39:
      while index < range.upperBound, (0x30...0x39).contains(span[index]),
        index < range.lowerBound + 3
      { index += 1 }
      guard index < range.upperBound, span[index] == 0x2E || span[index] == 0x29 else {
        return false
      }
      index += 1
    default: return false
    }
    return index < range.upperBound
      && CharacterClass(decodeScalar(span, at: index).value) == .space
  }
}
