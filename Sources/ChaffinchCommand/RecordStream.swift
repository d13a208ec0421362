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

  /// Tags the records in `first`, which was read already, and in the rest of the input.
  func run(startingWith first: [UInt8]) throws(CommandError) {
    let tagger = JSONLinesTagger(classifier)
    var scratch = JSONLinesTagger.Scratch()
    var progress = ProgressLine()
    var bytes = first
    var number = 0
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // Where the search for a line's end goes on after the next chunk.
    var searched = position
    var isAtEnd = false
    while !isAtEnd || position < bytes.count {
      while let end = System.lineFeed(in: bytes, from: searched) ?? (isAtEnd ? bytes.count : nil),
        position < bytes.count
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
        position = min(end + 1, bytes.count)
        searched = position
      }
      searched = bytes.count
      progress.show("\(input.bytesRead >> 20) MB, \(number) records")
      guard !isAtEnd else { break }
      bytes.removeSubrange(..<position)
      searched -= position
      position = 0
      isAtEnd = try !input.read(Self.chunk, into: &bytes)
    }
    progress.clear()
  }

  private func tag(
    _ line: Range<Int>, of bytes: [UInt8], number: Int, _ tagger: JSONLinesTagger,
    _ scratch: inout JSONLinesTagger.Scratch
  ) throws(CommandError) {
    let hasReturn = line.last.map { bytes[$0] == 0x0D } ?? false
    let record = hasReturn ? line.dropLast() : line
    do {
      if writer.format == .jsonl {
        try output.write { buffer throws(CommandError) in
          do throws(RecordError) {
            try tagger.tag(record, of: bytes, to: &buffer, using: &scratch)
          } catch {
            throw refusal(error, number)
          }
          if hasReturn { buffer.append(0x0D) }
          buffer.append(0x0A)
        }
      } else if let article = try JSONLinesTagger.article(record, of: bytes) {
        try output.write { buffer throws(CommandError) in
          writer.append(article, classifier.classify(article), to: &buffer)
        }
      }
    } catch let error as RecordError {
      throw refusal(error, number)
    } catch let error as CommandError {
      throw error
    } catch {
      throw .inputOutput("\(input.name): \(error)")
    }
  }

  private func refusal(_ error: RecordError, _ number: Int) -> CommandError {
    .data(
      "\(input.name):\(number): \(error); mend or remove the line (one object a line; "
        + "--input-format text reads the input as plain text)")
  }
}
