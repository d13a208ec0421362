// Reads corpora in pieces of whole lines, so that a large one is never in memory. Trains nothing.

import Chaffinch
import ChaffinchCorpus

/// Corpora, read piece by piece: JSON Lines in batches of bounded size, the other formats file by file.
struct CorpusPieces {
  /// Bytes that are read at a time.
  static let batchBytes = 1 << 24
  /// Pieces that a batch is cut into, whatever the number of threads.
  static let pieceCount = 8

  /// Some lines of a file.
  struct Piece: Sendable {
    let bytes: [UInt8]
    let name: String
    /// The lines of the file before it.
    let linesBefore: Int

    /// The articles in it; an error names the line of the file.
    func articles() -> Result<[LabelledArticle], CorpusError> {
      let read = CorpusFile(bytes, name: name, stopsAtMalformed: true)
      guard let first = read.malformed.first else { return .success(read.records.map(\.article)) }
      guard case .malformedLine(let file, let line, let reason) = first else {
        return .failure(first)
      }
      return .failure(.malformedLine(file: file, line: line + linesBefore, reason: reason))
    }
  }

  /// Calls `body` with the pieces of each batch of a file, in order. A batch is twice as large and more
  /// where a line does not fit.
  static func forEachBatch(
    of path: String, batchBytes: Int = batchBytes, _ body: ([Piece]) throws(CommandError) -> Void
  ) throws(CommandError) {
    let input = try InputFile(path)
    var bytes = [UInt8](repeating: 0, count: batchBytes)
    var filled = 0
    var lines = 0
    var isJSON: Bool?
    while true {
      let found = try input.read(into: &bytes, from: filled)
      filled += found
      if found > 0, filled < bytes.count { continue }
      let isJSONLines = isJSON ?? startsAsJSON(bytes[..<filled])
      isJSON = isJSONLines
      let end =
        found == 0 ? filled : (bytes[..<filled].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
      // Other formats are read whole; so is a line that is longer than a batch.
      guard found == 0 || isJSONLines && end > 0 else {
        bytes += [UInt8](repeating: 0, count: bytes.count)
        continue
      }
      if end > 0 {
        let pieces =
          isJSONLines
          ? cut(bytes[..<end], input.name, &lines)
          : [
            Piece(bytes: Array(bytes[..<end]), name: input.name, linesBefore: 0)
          ]
        try body(pieces)
      }
      guard found > 0 else { return }
      bytes.replaceSubrange(..<(filled - end), with: bytes[end..<filled])
      filled -= end
    }
  }

  private static func startsAsJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    return bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
      == UInt8(ascii: "{")
  }

  /// Pieces of about equal size that end with lines.
  private static func cut(_ bytes: ArraySlice<UInt8>, _ name: String, _ lines: inout Int) -> [Piece]
  {
    var pieces: [Piece] = []
    var start = bytes.startIndex
    for number in 1...pieceCount {
      let target = max(bytes.count * number / pieceCount, start)
      let end = bytes[target...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      guard end > start else { continue }
      let piece = Piece(bytes: Array(bytes[start..<end]), name: name, linesBefore: lines)
      lines += piece.bytes.count { $0 == 0x0A }
      pieces.append(piece)
      start = end
    }
    return pieces
  }
}
