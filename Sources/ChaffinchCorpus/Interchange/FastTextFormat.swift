// Training text of fastText (`fasttext supervised -input`). Reads and writes it with the usual prefix of
// labels.

import Chaffinch

/// A line a paragraph: `__label__` and the label, a space, the text.
///
/// fastText takes every word that begins with `__label__` for a label, wherever it stands, and trains on no
/// line without one; a blank line is such a line. So an article ends with a blank line, as in the format for
/// people, and a paragraph without a label is its text alone. Sites, languages and all else have no place.
struct FastTextFormat {
  private static let prefix = Array("__label__".utf8)
  /// The word that fastText takes for a line's end.
  private static let lineEnd = Array("</s>".utf8)

  private let mapping: LabelMapping
  private var paragraphs: [LabelledParagraph] = []

  init(_ mapping: LabelMapping) {
    self.mapping = mapping
  }

  // MARK: Reading

  /// Feeds one line without its end; returns the article that a blank line completes.
  mutating func feed(_ bytes: [UInt8], _ range: Range<Int>) throws(LineError) -> LabelledArticle? {
    let line = bytes[range]
    guard line.contains(where: { !Self.isSpace($0) }) else { return finish() }
    guard String(decoding: line, as: UTF8.self).utf8.elementsEqual(line) else {
      throw LineError(reason: "malformed UTF-8")
    }
    let words = line.split(omittingEmptySubsequences: false, whereSeparator: Self.isSpace)
    let names = words.filter { $0.starts(with: Self.prefix) }.map {
      String(decoding: $0.dropFirst(Self.prefix.count), as: UTF8.self)
    }
    let text = Array(
      words.filter { !$0.starts(with: Self.prefix) }.joined(separator: [0x20]))
    let trimmed = String(decoding: text, as: UTF8.self)[...].trimmingSpaces
    guard !trimmed.isEmpty else { throw LineError(reason: "no text beside the label") }
    let label = try mapping.label(names)
    paragraphs.append(
      LabelledParagraph(
        text: String(trimmed), label: label?.label, isNotContent: label == .notContent))
    return nil
  }

  /// The article that is still open, if any.
  mutating func finish() -> LabelledArticle? {
    guard !paragraphs.isEmpty else { return nil }
    defer { paragraphs = [] }
    return LabelledArticle(id: "", site: "", language: "", paragraphs: paragraphs)
  }

  // MARK: Writing

  /// Appends the articles, a blank line between them.
  static func append(_ articles: [LabelledArticle], to output: inout [UInt8]) {
    var isFirst = true
    for article in articles where !article.paragraphs.isEmpty {
      if !isFirst { output.append(0x0A) }
      isFirst = false
      for paragraph in article.paragraphs {
        let text = line(paragraph.text)
        guard text.contains(where: { !isSpace($0) }) else { continue }
        if let label = paragraph.label {
          output.append(contentsOf: prefix)
          output.append(contentsOf: "\(label.name) ".utf8)
        }
        output.append(contentsOf: text)
        output.append(0x0A)
      }
    }
  }

  /// A text as fastText reads it as text: on one line, an underscore off each word that would be a label,
  /// and a space in each that would end the line.
  static func line(_ text: String) -> [UInt8] {
    let words = text.utf8.split(omittingEmptySubsequences: false, whereSeparator: isSpace)
    var line: [UInt8] = []
    for (number, word) in words.enumerated() {
      if number > 0 { line.append(0x20) }
      if word.starts(with: prefix) {
        line.append(contentsOf: word.dropFirst())
      } else if word.elementsEqual(lineEnd) {
        line.append(contentsOf: "< /s>".utf8)
      } else {
        line.append(contentsOf: word)
      }
    }
    return line
  }

  /// What fastText splits words at.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0
  }
}
