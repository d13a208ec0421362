// JSON Lines from an input to an output, record by record, in bounded memory. What becomes of a
// record is the caller's.

import Chaffinch

/// A stream of JSON Lines records.
struct RecordStream {
  /// Bytes read at a time.
  static let chunk = 1 << 20

  let input: InputFile
  let output: OutputFile
  let showsProgress: Bool

  /// A line without its end.
  struct Line {
    let range: Range<Int>
    /// The line's number, from 1.
    let number: Int
    /// The input's name.
    let name: String

    /// What is wrong with the line, and where.
    func error(_ error: RecordError) -> CommandError {
      .data(
        "\(name):\(number): \(error); mend or remove the line (one object a line; "
          + "--input-format text reads the input as plain text)")
    }
  }

  /// Calls `body` with each line in `first`, which was read already, and in the rest of the input.
  /// It is given the line, the bytes that its range indexes, and the output's buffer; if it returns
  /// true, what it appended is a line, which then ends as the record does.
  func run(
    startingWith first: consuming [UInt8],
    _ body: (Line, [UInt8], inout [UInt8]) throws(CommandError) -> Bool
  ) throws(CommandError) {
    try forEachLine(startingWith: first) { line, bytes, hasReturn throws(CommandError) in
      try output.write { buffer throws(CommandError) in
        guard try body(line, bytes, &buffer) else { return }
        if hasReturn { buffer.append(0x0D) }
        buffer.append(0x0A)
      }
    }
  }

  /// Calls `body` with each line in `first`, which was read already, and in the rest of the input: the
  /// line, the bytes that its range indexes, and whether it ended with a carriage return. Writes
  /// nothing.
  func forEachLine(
    startingWith first: consuming [UInt8],
    _ body: (Line, [UInt8], Bool) throws(CommandError) -> Void
  ) throws(CommandError) {
    var progress = ProgressLine()
    // One buffer for the whole run: what was read ends at `filled`, records start at `position`, and
    // no line ends before `searched`.
    var bytes = first
    var filled = bytes.count
    var number = 0
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var searched = position
    var isAtEnd = false
    while true {
      while position < filled,
        let end = System.lineFeed(in: bytes, searched..<filled) ?? (isAtEnd ? filled : nil)
      {
        number += 1
        let hasReturn = end > position && bytes[end - 1] == 0x0D
        let line = Line(
          range: position..<(hasReturn ? end - 1 : end), number: number, name: input.name)
        do throws(CommandError) {
          try body(line, bytes, hasReturn)
        } catch {
          progress.clear()
          throw error
        }
        position = min(end + 1, filled)
        searched = position
      }
      if showsProgress { progress.show("\(input.bytesRead >> 20) MB, \(number) records") }
      guard !isAtEnd else { break }
      // The open line moves to the front; a line longer than the buffer doubles it.
      bytes.replaceSubrange(..<(filled - position), with: bytes[position..<filled])
      filled -= position
      position = 0
      searched = filled
      if bytes.count - filled < Self.chunk / 2 {
        bytes += [UInt8](repeating: 0, count: max(bytes.count, Self.chunk))
      }
      let found = try input.read(into: &bytes, from: filled)
      filled += found
      isAtEnd = found == 0
    }
    progress.clear()
  }
}
