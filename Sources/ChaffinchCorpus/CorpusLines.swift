// The lines of a file in memory, as every format of this module counts them. Decodes nothing.

/// Lines with their numbers, from 1. A line ends at a line feed or with the file; a carriage return
/// before its end and a byte-order mark before the first line belong to none.
struct CorpusLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position: Int
  private var number = 0
  /// Whether the first visible byte of the file is `{`.
  let areJSON: Bool
  /// Whether it is `<`.
  let areMarkup: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[position...].first {
      $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09
    }
    areJSON = first == UInt8(ascii: "{")
    areMarkup = first == UInt8(ascii: "<")
  }

  mutating func next() -> (number: Int, range: Range<Int>)? {
    guard position < bytes.count else { return nil }
    number += 1
    let start = position
    var end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    position = end + 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return (number, start..<end)
  }
}
