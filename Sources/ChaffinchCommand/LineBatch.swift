// Cuts an input into batches of whole lines, in bounded memory, and hands out what is there when the input
// pauses. What becomes of a line is the caller's.

/// Lines that were read together, or a piece of one that is too long.
struct LineBatch {
  enum Content: Equatable {
    /// Whole lines.
    case lines
    /// Bytes of a line that is too long, its line end among them, to be passed on as they are.
    case piece
    /// The end of a line that is too long, which has so many bytes; what came before may be in pieces.
    case end(count: Int)
  }

  fileprivate(set) var content = Content.lines
  /// More bytes than the batch has; they are used again.
  fileprivate(set) var bytes: [UInt8] = []
  /// The batch's own bytes.
  fileprivate(set) var range = 0..<0
  /// The number of the first line, from 1.
  fileprivate(set) var firstLine = 1

  /// A line without its end.
  struct Line {
    let range: Range<Int>
    /// The line's number, from 1.
    let number: Int
    /// Whether a carriage return ended it.
    let hasReturn: Bool
  }

  /// Calls `body` with each line until it returns false.
  func forEachLine<Failure: Error>(
    _ body: (Line) throws(Failure) -> Bool
  ) throws(Failure) {
    var number = firstLine
    var position = range.lowerBound
    while position < range.upperBound {
      let end = System.lineFeed(in: bytes, position..<range.upperBound) ?? range.upperBound
      let hasReturn = end > position && bytes[end - 1] == 0x0D
      let line = Line(
        range: position..<(hasReturn ? end - 1 : end), number: number, hasReturn: hasReturn)
      guard try body(line) else { return }
      number += 1
      position = end + 1
    }
  }
}

/// Reads batches of lines.
struct LineBatchReader {
  /// Bytes of a batch, about: little enough to stay in the cache, much beside the cost of handing it on.
  static let size = 1 << 17

  /// What becomes of lines that are too long.
  enum LongLines {
    /// The first one ends the input.
    case stop
    /// They are read and not kept.
    case drop
    /// They come through in pieces.
    case pass
  }

  private let input: InputFile
  /// Bytes that a line may have without its end.
  private let limit: Int
  private let longLines: LongLines
  /// What was read and is in no batch yet, from the start of a line.
  private var rest: [UInt8]
  private var line = 1
  /// Bytes so far of the line that is too long and not at its end.
  private var longCount: Int?
  private var longEndsWithReturn = false
  private var isAtStart = true
  private var isAtEnd = false
  /// What reading failed with behind the last whole line.
  private var error: CommandError?

  /// A reader of `first`, which was read already, and the rest of the input.
  init(
    _ input: InputFile, startingWith first: [UInt8], limit: Int = .max / 2,
    longLines: LongLines = .stop
  ) {
    self.input = input
    self.limit = limit
    self.longLines = longLines
    rest = first
  }

  /// Fills a batch; false at the end.
  mutating func read(into batch: inout LineBatch) throws(CommandError) -> Bool {
    if longCount != nil { return try readLongLine(into: &batch, held: nil) }
    if let error { throw error }
    guard !isAtEnd || !rest.isEmpty else { return false }
    var filled = takeRest(into: &batch.bytes)
    let start = try skipMark(&batch.bytes, &filled)
    if !rest.isEmpty { return finish(&batch, start..<filled, filled) }
    var end = System.endOfLastLine(in: batch.bytes, start..<filled)
    while !isAtEnd, error == nil {
      guard filled < Self.size || end == nil else { break }
      // With a carriage return that may be the line's end.
      if end == nil, filled - start > limit + 1 { break }
      if batch.bytes.count - filled < Self.size / 4 {
        batch.bytes.append(contentsOf: repeatElement(0, count: max(batch.bytes.count, Self.size)))
      }
      do throws(CommandError) {
        switch try input.readSome(into: &batch.bytes, from: filled, waits: end == nil) {
        case .bytes(let found):
          end = System.endOfLastLine(in: batch.bytes, filled..<filled + found) ?? end
          filled += found
        case .paused: return finish(&batch, start..<(end ?? start), filled)
        case .end: isAtEnd = true
        }
      } catch {
        guard error.kind != .interruption else { throw error }
        self.error = error
      }
    }
    if let end { return finish(&batch, start..<(isAtEnd ? filled : end), filled) }
    guard isAtEnd || error != nil else {
      return try readLongLine(into: &batch, held: start..<filled)
    }
    if let error { throw error }
    return finish(&batch, start..<filled, filled)
  }

  /// The length of a byte-order mark at the input's start; of one that may go on more is read.
  private mutating func skipMark(
    _ bytes: inout [UInt8], _ filled: inout Int
  ) throws(CommandError) -> Int {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard isAtStart else { return 0 }
    isAtStart = false
    while filled < mark.count, !isAtEnd, mark.starts(with: bytes[..<filled]) {
      if bytes.count < Self.size {
        bytes.append(contentsOf: repeatElement(0, count: Self.size))
      }
      if case .bytes(let found) = try input.readSome(into: &bytes, from: filled, waits: true) {
        filled += found
      } else {
        isAtEnd = true
      }
    }
    return bytes[..<filled].starts(with: mark) ? mark.count : 0
  }

  /// Moves the rest to the front of `bytes`, or, of much, whole lines of a batch's size; returns how many
  /// bytes.
  private mutating func takeRest(into bytes: inout [UInt8]) -> Int {
    // What a long line took is given back: a batch that has more room than the others would be filled, and
    // they would wait for it.
    if bytes.count > 2 * Self.size { bytes = [] }
    var count = rest.count
    if count > Self.size { count = System.endOfLastLine(in: rest, 0..<Self.size) ?? count }
    if bytes.count < count {
      bytes.append(contentsOf: repeatElement(0, count: count - bytes.count))
    }
    bytes.replaceSubrange(..<count, with: rest[..<count])
    if count == rest.count {
      rest.removeAll(keepingCapacity: count <= Self.size)
    } else {
      rest.removeFirst(count)
    }
    return count
  }

  private mutating func finish(
    _ batch: inout LineBatch, _ range: Range<Int>, _ filled: Int
  ) -> Bool {
    rest.append(contentsOf: batch.bytes[range.upperBound..<filled])
    batch.content = .lines
    batch.range = range
    batch.firstLine = line
    line += System.lineFeeds(in: batch.bytes, range)
    return !range.isEmpty
  }

  // MARK: Lines that are too long

  /// Reads on in a line that is too long; what of it is `held` in the batch already comes first.
  private mutating func readLongLine(
    into batch: inout LineBatch, held: Range<Int>?
  ) throws(CommandError) -> Bool {
    var count = longCount ?? 0
    var held = held
    var endsWithReturn = longEndsWithReturn
    defer { longEndsWithReturn = endsWithReturn }
    batch.firstLine = line
    while true {
      let range = if let held { held } else { try readPiece(into: &batch.bytes) }
      held = nil
      let end = System.lineFeed(in: batch.bytes, range)
      let last = end ?? range.upperBound
      let hasReturn = last > range.lowerBound ? batch.bytes[last - 1] == 0x0D : endsWithReturn
      endsWithReturn = hasReturn
      count += last - range.lowerBound
      longCount = count
      if let end { rest.append(contentsOf: batch.bytes[(end + 1)..<range.upperBound]) }
      batch.range = range.lowerBound..<(end.map { $0 + 1 } ?? range.upperBound)
      if end != nil || isAtEnd || longLines == .stop {
        // The carriage return may have come in an earlier piece.
        batch.content = .end(count: count - (end != nil && hasReturn ? 1 : 0))
        longCount = nil
        line += 1
        input.isInterruptible = true
        if longLines == .stop {
          isAtEnd = true
          rest = []
        }
        return true
      }
      batch.content = .piece
      if longLines == .pass {
        // What has begun to be passed on is passed on to its end.
        input.isInterruptible = false
        return true
      }
    }
  }

  /// The rest, or else what is read next; empty at the end.
  private mutating func readPiece(into bytes: inout [UInt8]) throws(CommandError) -> Range<Int> {
    let filled = takeRest(into: &bytes)
    guard filled == 0 else { return 0..<filled }
    if bytes.count < Self.size { bytes = [UInt8](repeating: 0, count: Self.size) }
    if case .bytes(let found) = try input.readSome(into: &bytes, from: 0, waits: true) {
      return 0..<found
    }
    isAtEnd = true
    return 0..<0
  }
}
