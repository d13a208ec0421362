// The records of a file of JSON: the lines, or the elements of one array. Reads none of them.

import Chaffinch

/// Where the records of a file stand.
enum AnnotationRecords {
  /// A record's place, and the number of the line that it begins on.
  typealias Place = (line: Int, range: Range<Int>)

  /// The records in `bytes`: elements when the first visible byte is `[`, lines otherwise.
  ///
  /// - Throws: what is wrong with an array, at its line; lines are not looked at.
  static func places(_ bytes: [UInt8]) throws(LocatedLineError) -> [Place] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    guard first == UInt8(ascii: "[") else {
      return CorpusLines(bytes).map { ($0.number, $0.range) }
    }
    var ranges: [Range<Int>] = []
    var problem: JSONError?
    do {
      try elements(bytes, from: start, into: &ranges)
    } catch {
      problem = error
    }
    if let problem {
      let before = bytes.prefix(problem.offset)
      throw LocatedLineError(
        line: 1 + before.count { $0 == 0x0A }, reason: problem.description)
    }
    var line = 1
    var position = 0
    return ranges.map { range in
      line += bytes[position..<range.lowerBound].count { $0 == 0x0A }
      position = range.lowerBound
      return (line, range)
    }
  }

  private static func elements(
    _ bytes: [UInt8], from start: Int, into ranges: inout [Range<Int>]
  ) throws(JSONError) {
    let span = bytes.span
    var scanner = JSONScanner(start..<bytes.count)
    let close = UInt8(ascii: "]")
    var more = try scanner.opens(UInt8(ascii: "["), close: close, span)
    while more {
      ranges.append(try scanner.skipValue(span))
      more = try scanner.hasNext(before: close, span)
    }
    try scanner.expectEnd(span)
  }
}
