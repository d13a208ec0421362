// JSON Lines from an input to an output, record by record, in bounded memory.

import Chaffinch

/// Tags a stream of JSON Lines records.
struct RecordStream {
  /// Bytes read at a time.
  static let chunk = 1 << 20

  let input: InputFile
  let output: OutputFile
  let classifier: ParagraphClassifier
  let writer: TaggedArticleWriter

  /// Tags the records in the first `count` bytes of `first`, which were read already, and in the rest
  /// of the input.
  func run(startingWith first: [UInt8], count: Int) throws(CommandError) {
    let tagger = JSONLinesTagger(classifier)
    var scratch = JSONLinesTagger.Scratch()
    var progress = ProgressLine()
    // One buffer for the whole run: what was read ends at `filled`, records start at `position`, and
    // no line ends before `searched`.
    var bytes = first
    var filled = count
    var number = 0
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var searched = position
    var isAtEnd = false
    while true {
      while position < filled,
        let end = System.lineFeed(in: bytes, searched..<filled) ?? (isAtEnd ? filled : nil)
      {
        number += 1
        do {
          try tag(position..<end, of: bytes, number: number, tagger, &scratch)
        } catch {
          // What was tagged before the bad record is not lost on standard output.
          progress.clear()
          try output.flush()
          throw error
        }
        position = min(end + 1, filled)
        searched = position
      }
      progress.show("\(input.bytesRead >> 20) MB, \(number) records")
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

  private func tag(
    _ line: Range<Int>, of bytes: [UInt8], number: Int, _ tagger: JSONLinesTagger,
    _ scratch: inout JSONLinesTagger.Scratch
  ) throws(CommandError) {
    let hasReturn = line.last.map { bytes[$0] == 0x0D } ?? false
    let record = hasReturn ? line.dropLast() : line
    try output.write { buffer throws(CommandError) in
      do throws(RecordError) {
        if writer.format == .jsonl {
          try tagger.tag(record, of: bytes, to: &buffer, using: &scratch)
          if hasReturn { buffer.append(0x0D) }
          buffer.append(0x0A)
        } else if let article = try JSONLinesTagger.article(record, of: bytes) {
          writer.append(article, classifier.classify(article), to: &buffer)
        }
      } catch {
        throw .data(
          "\(input.name):\(number): \(error); mend or remove the line (one object a line; "
            + "--input-format text reads the input as plain text)")
      }
    }
  }
}
