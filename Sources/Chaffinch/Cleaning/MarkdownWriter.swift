// Writes an article's kept paragraphs as Markdown: headings, lists, quotes, preformatted text. Keeps
// no links, no emphasis and no nesting of lists: paragraphs are text.

extension CleanedArticle {
  /// The kept paragraphs as CommonMark; characters that would be markup are escaped.
  ///
  /// An item's first paragraph has the bullet or number, its others are indented below it.
  public var markdown: String {
    var result = ""
    var previous: MarkdownPlace?
    for decision in decisions where !decision.isRemoved {
      let place = MarkdownPlace(decision.paragraph, in: article.markup)
      if let previous { result += place.separator(after: previous) }
      result += place.block(decision.paragraph.text, after: previous)
      previous = place
    }
    return result
  }

  /// One line of text with the characters that would be markup escaped.
  ///
  /// - Parameter escapesSigns: whether `#` is escaped everywhere: at a heading's end it is a mark.
  package static func escaped(_ text: String, escapesSigns: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    var isAtStart = true
    var hasNumber = false
    for scalar in text.unicodeScalars {
      let isSpace = scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
      // Four spaces would make it code.
      if isSpace, isAtStart { continue }
      let isDigit = ("0"..."9").contains(scalar)
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", "&": result.append("\\")
      case "#" where escapesSigns || isAtStart: result.append("\\")
      case "+", "-", ">", "=", "~", "|": if isAtStart { result.append("\\") }
      case ".", ")": if hasNumber { result.append("\\") }
      default: break
      }
      hasNumber = isDigit && (isAtStart || hasNumber)
      result.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
      isAtStart = false
    }
    return String(result)
  }
}

/// What a paragraph is in Markdown.
private struct MarkdownPlace {
  /// 1 to 6 for a paragraph in `h1` to `h6`, 0 for all others.
  private var level = 0
  private var isPreformatted: Bool
  /// The innermost item and quotation, as places in the article's elements; -1 where only
  /// surroundings are known.
  private var item: Int?
  private var quote: Int?
  private var isOrdered = false

  /// The elements that are looked at.
  private static let levels = 64

  init(_ paragraph: Paragraph, in markup: ArticleMarkup?) {
    let surroundings = paragraph.markup?.surroundings ?? []
    isPreformatted = surroundings.contains(.preformatted)
    let isMarked = !surroundings.isDisjoint(with: [.heading, .listItem, .blockquote])
    if isMarked, let markup, let element = paragraph.markup?.element {
      var hasList = false
      for place in markup.path(from: element, count: Self.levels) {
        switch markup.name(of: place) {
        case "h1", "h2", "h3", "h4", "h5", "h6":
          if level == 0 { level = markup.name(of: place).last?.wholeNumberValue ?? 0 }
        case "li", "dt", "dd": item = item ?? place
        case "ol", "ul", "dl", "menu":
          // The list around the innermost item says how it is marked.
          guard item != nil, !hasList else { continue }
          hasList = true
          isOrdered = markup.name(of: place) == "ol"
        case "blockquote": quote = quote ?? place
        default: break
        }
      }
    }
    if surroundings.contains(.listItem), item == nil { item = -1 }
    if surroundings.contains(.blockquote), quote == nil { quote = -1 }
    if level > 0 || isPreformatted { item = nil }
  }

  /// What stands between this paragraph and the one before.
  func separator(after previous: MarkdownPlace) -> String {
    if let quote, quote == previous.quote, quote >= 0 {
      return startsItem(after: previous) && previous.item != nil ? "\n" : "\n>\n"
    }
    return quote == nil && previous.quote == nil && startsItem(after: previous)
      && previous.item != nil && isOrdered == previous.isOrdered ? "\n" : "\n\n"
  }

  private func startsItem(after previous: MarkdownPlace?) -> Bool {
    guard let item else { return false }
    return item < 0 || item != previous?.item
  }

  /// The paragraph with its marks.
  func block(_ text: String, after previous: MarkdownPlace?) -> String {
    var lines: [String]
    if level > 0 {
      lines = [
        String(repeating: "#", count: level) + " "
          + CleanedArticle.escaped(text, escapesSigns: true)
      ]
    } else if isPreformatted {
      lines = Self.fenced(text)
    } else if item == nil {
      lines = [CleanedArticle.escaped(text)]
    } else {
      let marker = isOrdered ? "1. " : "- "
      let isFirst = startsItem(after: previous)
      lines = [
        (isFirst ? marker : String(repeating: " ", count: marker.utf8.count))
          + CleanedArticle.escaped(text)
      ]
    }
    if quote != nil { lines = lines.map { "> " + $0 } }
    return lines.joined(separator: "\n")
  }

  /// A fence longer than any run of backticks inside, and the lines between.
  private static func fenced(_ text: String) -> [String] {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    return [fence] + lines.map { String(decoding: $0, as: UTF8.self) } + [fence]
  }
}
