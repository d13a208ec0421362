// The corpus format for people: a line a paragraph, label, tab, text. Reading and writing.

import Chaffinch

/// Gathers articles from lines: a blank line ends an article; `# site:`, `# language:`, `# source:` and
/// `# id:` hold until they are given anew, except the id, which holds for one article; other lines that
/// start with `#` are comments.
struct TabSeparatedArticles {
  private var id = ""
  private var site = ""
  private var language = ""
  private var source = ""
  private var paragraphs: [LabelledParagraph] = []
  /// What the last line was that was fed without an error.
  private(set) var lastLine = Line.blank

  /// What a line can be.
  enum Line {
    case blank
    /// One of the four that hold for what follows.
    case note
    case comment
    case paragraph
  }

  /// Feeds one line without its end; returns the article that a blank line completes.
  mutating func feed(_ bytes: [UInt8], _ range: Range<Int>) throws(LineError) -> LabelledArticle? {
    let line = bytes[range]
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else {
      lastLine = .blank
      return finish()
    }
    if first == UInt8(ascii: "#"), line.first == first {
      lastLine = note(String(decoding: line.dropFirst(), as: UTF8.self))
      return nil
    }
    guard let tab = line.firstIndex(of: 0x09) else {
      throw LineError(reason: "no tab between label and text")
    }
    guard String(decoding: line, as: UTF8.self).utf8.elementsEqual(line) else {
      throw LineError(reason: "malformed UTF-8")
    }
    let name = String(decoding: line[..<tab], as: UTF8.self)
    guard let label = InnerLabel(name: name) else { throw .unknownLabel(name) }
    let text = String(decoding: line[(tab + 1)...], as: UTF8.self)
    guard !text.isEmpty else { throw LineError(reason: "no text behind the label") }
    paragraphs.append(LabelledParagraph(text: text, label: label))
    lastLine = .paragraph
    return nil
  }

  /// The article that is still open, if any.
  mutating func finish() -> LabelledArticle? {
    guard !paragraphs.isEmpty else { return nil }
    defer {
      paragraphs = []
      id = ""
    }
    return LabelledArticle(
      id: id, site: site, language: language, source: source, paragraphs: paragraphs)
  }

  private mutating func note(_ comment: String) -> Line {
    guard let colon = comment.firstIndex(of: ":") else { return .comment }
    let key = comment[..<colon].trimmingSpaces
    let value = String(comment[comment.index(after: colon)...].trimmingSpaces)
    switch key {
    case "id": id = value
    case "site": site = value
    case "language": language = value
    case "source": source = value
    default: return .comment
    }
    return .note
  }
}

extension Substring {
  /// The text without spaces and tabs at its ends.
  var trimmingSpaces: Substring {
    var part = drop { $0 == " " || $0 == "\t" }
    while let last = part.last, last == " " || last == "\t" { part.removeLast() }
    return part
  }
}

extension StringProtocol {
  /// The text with a space for every line end and tab.
  var onOneLine: String { String(map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
}

extension Corpus {
  /// The corpus in the format for people. Tabs and line ends inside texts and notes become spaces;
  /// paragraphs without a label and counts of unmatched ones, which the format cannot say, are left
  /// out.
  public func tabSeparated() -> String {
    var output = ""
    var hasSource = false
    for article in articles where !article.labels.isEmpty {
      if !output.isEmpty { output += "\n" }
      output += "# site: \(article.site.onOneLine)\n"
      output += "# language: \(article.language.onOneLine)\n"
      // An empty one ends that of the article before.
      if !article.source.isEmpty || hasSource {
        output += "# source: \(article.source.onOneLine)\n"
        hasSource = !article.source.isEmpty
      }
      if !article.id.isEmpty { output += "# id: \(article.id.onOneLine)\n" }
      for paragraph in article.paragraphs {
        guard let label = paragraph.label else { continue }
        output += "\(label.name)\t\(paragraph.text.onOneLine)\n"
      }
    }
    return output
  }
}
