// Tests how inputs are cut into lines: numbers, line ends, the first bytes, and lines that are too long.

import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct LineBatchTests {
  /// The lines of `text`, of which `first` bytes were read before, and what is too long as `…` and its
  /// number of bytes.
  private func lines(
    _ text: String, first: Int = 0, limit: Int = .max / 2,
    _ longLines: LineBatchReader.LongLines = .drop
  ) throws -> [String] {
    let workshop = try Workshop()
    try workshop.write("in", text)
    let input = try InputFile(workshop.url("in").path)
    let head = try input.readFirst(limit: max(first, 1))
    var reader = LineBatchReader(input, startingWith: head, limit: limit, longLines: longLines)
    var batch = LineBatch()
    var found: [String] = []
    while try reader.read(into: &batch) {
      let bytes = batch.bytes
      switch batch.content {
      case .piece: found.append("piece")
      case .end(let count): found.append("\(batch.firstLine):… \(count)")
      case .lines:
        batch.forEachLine { line in
          let end = line.hasReturn ? "\\r" : ""
          found.append("\(line.number):\(String(decoding: bytes[line.range], as: UTF8.self))\(end)")
          return true
        }
      }
    }
    return found
  }

  @Test("Lines have numbers; their ends and the byte-order mark are not of them")
  func ends() throws {
    let text = "\u{FEFF}a\r\n\nb\n\u{FEFF}c"
    for first in [1, 2, 3, 5, 100] {
      #expect(try lines(text, first: first) == ["1:a\\r", "2:", "3:b", "4:\u{FEFF}c"])
    }
    #expect(try lines("a\n\n") == ["1:a", "2:"])
  }

  @Test("A line is one wherever the pieces end that are read", arguments: [-1, 0, 1, 2])
  func pieces(offset: Int) throws {
    let long = String(repeating: "x", count: LineBatchReader.size + offset)
    let text = "a\n\(long)\nb\n\(long)\(long)\n\(long)"
    #expect(
      try lines(text) == ["1:a", "2:\(long)", "3:b", "4:\(long)\(long)", "5:\(long)"])
  }

  @Test("Batches are of like size, however much was read before and however long a line was")
  func sizes() throws {
    let size = LineBatchReader.size
    let line = String(repeating: "x", count: 999) + "\n"
    let text =
      String(repeating: line, count: 5 * size / 1000)
      + String(repeating: "y", count: 6 * size) + "\n" + String(repeating: line, count: 500)
    let workshop = try Workshop()
    try workshop.write("in", text)
    let input = try InputFile(workshop.url("in").path)
    var reader = LineBatchReader(input, startingWith: try input.readFirst(limit: 4 * size))
    var batch = LineBatch()
    var bytes: [UInt8] = []
    var sizes: [Int] = []
    while try reader.read(into: &batch) {
      bytes += batch.bytes[batch.range]
      sizes.append(batch.range.count)
    }
    #expect(bytes == Array(text.utf8))
    #expect(sizes.count { $0 > 2 * size } == 1, "the long line's alone")
    #expect(sizes.count > 5)
  }

  @Test("A line over the limit ends the input, is dropped, or comes in pieces")
  func tooLong() throws {
    let long = String(repeating: "x", count: 3 * LineBatchReader.size)
    let text = "a\n\(long)\r\nb\n\(long)"
    let count = 3 * LineBatchReader.size
    #expect(
      try lines(text, limit: 1000) == ["1:a", "2:… \(count)", "3:b", "4:… \(count)"])
    let stopped = try lines(text, limit: 1000, .stop)
    #expect(stopped.count == 2 && stopped[1].hasPrefix("2:… "))
    let passed = try lines(text, limit: 1000, .pass)
    #expect(passed.filter { $0 != "piece" }.map { $0.prefix(2) } == ["1:", "2:", "3:", "4:"])
    #expect(passed.contains("piece"))
    // Of the limit's length it is none.
    #expect(try lines(text, limit: count) == ["1:a", "2:\(long)\\r", "3:b", "4:\(long)"])
  }
}
