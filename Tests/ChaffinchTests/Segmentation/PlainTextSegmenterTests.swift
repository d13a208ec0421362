// Tests the rules by which plain text is cut into paragraphs, and the byte ranges they carry.

import Testing

@testable import Chaffinch

@Suite("Plain text segmentation")
struct PlainTextSegmenterTests {
  private func texts(_ text: String) -> [String] {
    Article(text: text).paragraphs.map(\.text)
  }

  @Test(
    "Every line end parts the lines of a text without blank lines",
    arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func lineEnds(end: String) {
    #expect(texts("One\(end)Two") == ["One", "Two"])
    #expect(texts("One\(end)Two\(end)") == ["One", "Two"])
  }

  @Test("CRLF is one line end, not a blank line")
  func crlf() {
    #expect(texts("a\r\nb\r\n\r\nc") == ["a b", "c"])
    #expect(texts("a\r\nb") == ["a", "b"])
    #expect(texts("a\n\rb\rc") == ["a", "b c"])
  }

  @Test(
    "A line of white space alone is blank",
    arguments: [
      "", " ", "\t ", "\u{A0}", "\u{A0} \u{2003}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\0",
      "\u{B}",
    ])
  func blankLines(blank: String) {
    #expect(texts("a\nb\n\(blank)\nc\nd") == ["a b", "c d"])
  }

  @Test(
    "Nothing but blank lines has no paragraphs",
    arguments: ["", " ", "\n", "\r\n \u{A0}\n\t", "\0"])
  func noText(text: String) {
    #expect(texts(text).isEmpty)
  }

  @Test("Blank lines around a text part nothing inside it")
  func outerBlankLines() {
    #expect(texts("\n \na\nb\n\n") == ["a", "b"])
  }

  @Test("Hard-wrapped lines of a block are joined by one space")
  func hardWrap() {
    #expect(texts("one  \n  two\nthree\n\nfour") == ["one two three", "four"])
  }

  @Test("U+2029 ends a paragraph as a blank line does")
  func paragraphSeparator() {
    #expect(texts("a\nb\u{2029}c\nd") == ["a b", "c d"])
  }

  @Test(
    "A list marker starts a paragraph inside a block",
    arguments: ["-", "*", "•", "▪", "◦", "‣", "1.", "12.", "123.", "7)"])
  func listMarkers(marker: String) {
    #expect(
      texts("Head\n\nIntro\n\(marker) first\nmore\n\(marker) second")
        == ["Head", "Intro", "\(marker) first more", "\(marker) second"])
    #expect(texts("Head\n\n\(marker)\u{A0}a\n\(marker) b").count == 3)
  }

  @Test(
    "What only resembles a list marker does not start a paragraph",
    arguments: [
      "-", "-5 degrees", "*note", "1.5 metres", "1984. A year", "12", "3 men", ". dot", "a. b",
    ])
  func noListMarkers(line: String) {
    #expect(texts("Head\n\nIntro\n\(line)") == ["Head", "Intro \(line)"])
  }

  @Test("A line too long for hard wrapping makes every line of its block a paragraph")
  func longLines() {
    // 120 characters may be wrapped by hand, 121 not; é counts once, its two bytes do not matter.
    let wrapped = String(repeating: "é", count: PlainTextSegmenter.longestWrappedLine)
    #expect(texts("a\n\n\(wrapped)\nb") == ["a", wrapped + " b"])
    #expect(texts("a\n\nb\n\(wrapped)é\nc") == ["a", "b", wrapped + "é", "c"])
    #expect(texts("a\nb\n\n\(wrapped)é") == ["a b", wrapped + "é"])
    #expect(texts("a\n\n  \(wrapped)  \nb") == ["a", wrapped + " b"])
  }

  @Test("A byte-order mark at the start belongs to no paragraph")
  func byteOrderMark() {
    let article = Article(utf8: [0xEF, 0xBB, 0xBF] + Array("Title\n".utf8))
    #expect(article.paragraphs == [Paragraph(text: "Title", byteRange: 3..<8)])
    #expect(article.replacedSequences == 0)
    #expect(Article(utf8: [0xEF, 0xBB, 0xBF]).paragraphs.isEmpty)
  }

  @Test("Malformed UTF-8 is replaced and counted")
  func malformed() {
    // FF; E2 82 cut short by a letter; 80 and 80; C3 at the end: five sequences.
    let bytes: [UInt8] = [0xFF, 0x61, 0xE2, 0x82, 0x62, 0x0A, 0x80, 0x80, 0x63, 0xC3]
    let article = Article(utf8: bytes)
    #expect(
      article.paragraphs == [
        Paragraph(text: "\u{FFFD}a\u{FFFD}b", byteRange: 0..<5),
        Paragraph(text: "\u{FFFD}\u{FFFD}c\u{FFFD}", byteRange: 6..<10),
      ])
    #expect(article.replacedSequences == 5)
    #expect(Article(text: "a real \u{FFFD}").replacedSequences == 0)
  }

  @Test("Byte ranges are trimmed and count bytes, not characters")
  func byteRanges() {
    // Two spaces, é in bytes 2–3, x at 5, the line's end at 7; the no-break space has two bytes,
    // so that € stands at 10–12.
    let article = Article(text: "  é x \n\u{A0}€\u{A0}\n")
    #expect(
      article.paragraphs == [
        Paragraph(text: "é x", byteRange: 2..<6), Paragraph(text: "€", byteRange: 10..<13),
      ])
    #expect(Article(text: "a\n b \n\n c").paragraphs.map(\.byteRange) == [0..<4, 8..<9])
  }

  // MARK: Properties over random texts

  /// Texts made of everything that the rules look at.
  private static func randomTexts() -> [[UInt8]] {
    let pieces: [[UInt8]] =
      [
        "a", "bc ", " ", "\n", "\n\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{A0}",
        "- ", "1. ", "é", "€", "\0", "\t", "東", String(repeating: "x", count: 121),
      ].map { Array($0.utf8) } + [[0xEF, 0xBB, 0xBF], [0xFF], [0xE2, 0x82], [0xC2], [0x85]]
    var generator = SeededGenerator(seed: 4)
    return (0..<400).map { _ in
      (0..<Int.random(in: 1...14, using: &generator)).flatMap { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }
    }
  }

  /// The characters that can be seen, in order, after repair.
  private func visible(_ bytes: some Collection<UInt8>) -> [UInt32] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
      .filter { CharacterClass($0) != .space }
  }

  @Test("Ranges ascend without overlap, are trimmed, and hold the paragraph's words")
  func rangeProperties() throws {
    for bytes in Self.randomTexts() {
      var position = 0
      for paragraph in Article(utf8: bytes).paragraphs {
        let range = try #require(paragraph.byteRange)
        #expect(range.lowerBound >= position && range.upperBound <= bytes.count, "\(bytes)")
        position = range.upperBound
        #expect(visible(bytes[range]) == visible(paragraph.text.utf8), "\(bytes)")
        let scalars = paragraph.text.unicodeScalars.map(\.value)
        for edge in [scalars.first, scalars.last] {
          #expect(CharacterClass(try #require(edge)) != .space, "\(bytes)")
        }
        let inRange = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
        #expect(inRange.first?.value == scalars.first && inRange.last?.value == scalars.last)
      }
    }
  }

  @Test("No visible character is lost, and every malformed sequence is counted")
  func nothingIsLost() {
    for bytes in Self.randomTexts() {
      let article = Article(utf8: bytes)
      #expect(article.paragraphs.flatMap { visible($0.text.utf8) } == visible(bytes), "\(bytes)")
      let replaced = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter {
        $0 == "\u{FFFD}"
      }
      #expect(article.replacedSequences == replaced.count, "\(bytes)")
    }
  }

  @Test("Paragraphs written with blank lines between them are read as the same paragraphs")
  func segmentingAgain() {
    for bytes in Self.randomTexts() {
      let once = Article(utf8: bytes).paragraphs.map(\.text)
      #expect(texts(once.joined(separator: "\n\n")) == once, "\(bytes)")
    }
  }
}
