// Text of strangers inside GitHub-flavoured Markdown: neither markup, nor a table's end, nor a mention.
// Writes no structure.

extension String {
  /// The text as one line that Markdown shows as it is. Marks are escaped; blanks and control characters
  /// become spaces, and characters that turn the direction of what follows are left out. Behind `@` and `#`
  /// stands a zero-width space, for mentions and references to issues are looked for when the escapes are
  /// gone.
  var markdownEscaped: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "@", "#": text += "\\\(scalar)\u{200B}"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "+", "-", ".", "!", "|", "~", "$",
        ":", "=", "^":
        text += "\\\(scalar)"
      case "\0"..."\u{20}", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}":
        if !text.hasSuffix(" ") { text += " " }
      case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
