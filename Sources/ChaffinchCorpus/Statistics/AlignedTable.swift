// Rows of cells as aligned text: the first column to the left, numbers to the right. Wraps nothing.

/// A table for people.
public struct AlignedTable: Sendable {
  private var rows: [[String]]

  /// A table with the titles of its columns.
  public init(_ titles: [String]) {
    rows = [titles]
  }

  /// Adds a row.
  public mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// The rows, a line each, columns two spaces apart. Widths are counted in characters.
  public var text: String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? cell + space : "  " + space + cell
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

/// A share as a percentage with a decimal, such as `12.5 %`; `–` of nothing.
public func percentage(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "–" }
  return fixed(Double(part) / Double(whole) * 100, 1) + " %"
}
