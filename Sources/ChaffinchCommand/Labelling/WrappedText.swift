// Breaks texts into lines of a number of columns. Expects harmless characters; hyphenates nothing.

/// Texts broken or cut to columns.
enum WrappedText {
  /// `characters` in lines of at most `columns`: broken behind spaces and hyphens and beside wide
  /// characters, and inside words that are longer than a line. At least one line.
  ///
  /// - Precondition: `columns` is at least 2, so that a wide character fits.
  /// - Complexity: O(characters).
  static func lines(_ characters: [Character], columns: Int) -> [String] {
    var lines: [String] = []
    var start = 0
    // The last place to break, and the columns before it.
    var place: (index: Int, columns: Int)?
    var filled = 0
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let width = CharacterWidth.columns(of: character)
      if character == " " {
        // A space that does not fit hangs over the edge.
        place = (index + 1, filled + 1)
      } else if width == 2, index > start {
        place = (index, filled)
      }
      if filled + width > columns, character != " " {
        var end = (index: index, columns: filled)
        if let place, place.index > start { end = place }
        lines.append(trimmed(characters[start..<end.index]))
        start = end.index
        filled -= end.columns
        place = nil
      }
      filled += width
      if width == 2 || character == "-" && filled > 1 { place = (index + 1, filled) }
      index += 1
    }
    if start < characters.count || lines.isEmpty { lines.append(trimmed(characters[start...])) }
    return lines
  }

  private static func trimmed(_ line: ArraySlice<Character>) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The start of `characters` in at most `columns`, with `…` where something is cut off.
  ///
  /// - Complexity: O(columns).
  static func cut(_ characters: some Sequence<Character>, columns: Int) -> String {
    var result: [Character] = []
    var filled = 0
    var last: [(count: Int, filled: Int)] = []
    for character in characters {
      let width = CharacterWidth.columns(of: character)
      if filled + width > columns {
        // Room for the sign of the cut.
        while filled > columns - 1, let before = last.popLast() {
          result.removeLast(result.count - before.count)
          filled = before.filled
        }
        return columns > 0 ? String(result) + "…" : ""
      }
      last.append((result.count, filled))
      result.append(character)
      filled += width
    }
    return String(result)
  }
}
