// Text of strangers inside GitHub-flavoured Markdown: neither markup, nor a table's end, nor a link, nor a
// mention. Writes no structure.

extension String {
  /// The text as one line that Markdown shows as it is, wherever it stands in a line. Marks are escaped where
  /// they could mean something: `-`, `+`, `=`, `:` and numbered items only at the start, `_` only outside
  /// words, `:` and `.` where an address would become a link. Blanks and control characters become spaces,
  /// and characters that turn the direction of what follows are left out. Behind `@`, `#` and `GH-` before a
  /// name or a number stands a zero-width space, for mentions and references to issues are looked for when the
  /// escapes are gone. Names of emoji, such as `:tada:`, may become pictures.
  ///
  /// - Complexity: O(scalars).
  var markdownEscaped: String {
    let scalars = Array(unicodeScalars).filter { !Self.turnsDirection($0) }
    var text = ""
    // Whether nothing but space stands before, and whether nothing but space and digits does.
    var isAtStart = true
    var isNumber = true
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      func follows(_ word: String) -> Bool {
        let start = scalars[..<index].suffix(word.unicodeScalars.count)
        return start.elementsEqual(word.unicodeScalars) {
          $0.properties.lowercaseMapping == String($1)
        }
      }
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\\", "`", "*", "[", "]", "|", "~", "$": text += "\\\(scalar)"
      case "_": text += Self.isWord(before) && Self.isWord(after) ? "_" : "\\_"
      case "-" where follows("gh") && Self.isWord(after): text += "-\u{200B}"
      case "@" where Self.isWord(after): text += "@\u{200B}"
      case "#": text += (isAtStart ? "\\#" : "#") + (Self.isWord(after) ? "\u{200B}" : "")
      case "-", "+", "=": text += isAtStart ? "\\\(scalar)" : String(scalar)
      case ":": text += isAtStart || after == "/" ? "\\:" : ":"
      case ".": text += isNumber && !isAtStart || follows("www") ? "\\." : "."
      case ")": text += isNumber && !isAtStart ? "\\)" : ")"
      case "\0"..."\u{20}", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}":
        if !text.hasSuffix(" ") { text += " " }
        if !isAtStart { isNumber = false }
        continue
      default: text.unicodeScalars.append(scalar)
      }
      isAtStart = false
      isNumber = isNumber && ("0"..."9").contains(scalar)
    }
    return text
  }

  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
    default: false
    }
  }

  /// Whether a scalar can be part of a word or of a name.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
