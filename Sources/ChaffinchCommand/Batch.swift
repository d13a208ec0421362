// A piece of the work on a list of files, and what came of it: lines of JSON Lines, or a whole text, page or
// feed. Used again and again, so that its buffers are.

import Chaffinch

/// A piece of work.
final class Batch: @unchecked Sendable {
  // It is handed from thread to thread by the pipeline and belongs to one at a time.

  enum Content {
    /// Nothing more: the file ends, or reading failed.
    case nothing
    /// What ``Batch/lines`` holds.
    case records
    /// An input that is still to be read.
    case whole(RecognisedInput)
    /// An input that is not what it should be, as was seen when it was opened.
    case refused(CommandError)
  }

  // MARK: What it is

  var content = Content.nothing
  var lines = LineBatch()
  /// The file's place in the list.
  var index = 0
  var path = ""
  /// The file's name for messages.
  var name = ""
  var isFirst = false
  var isLast = false
  /// Bytes of the input up to the end of this batch.
  var bytesRead = 0

  // MARK: What came of it

  var output: [UInt8] = []
  /// What stands before the first output of a file, and between its outputs.
  var opening: [UInt8] = []
  var separator: [UInt8] = []
  /// `output`, compressed.
  var compressed: GzipPiece?
  var report: [UInt8] = []
  var rejects: [UInt8] = []
  /// Lines for standard error.
  var notes = ""
  var counts = RunCounts()
  /// Ends the work on the file behind this batch.
  var failure: CommandError?

  /// Forgets the last piece of work and keeps the buffers, unless they are large.
  func reset(_ index: Int, _ path: String, isFirst: Bool) {
    content = .nothing
    self.index = index
    self.path = path
    name = path == "-" ? "standard input" : path
    self.isFirst = isFirst
    isLast = false
    bytesRead = 0
    Self.empty(&output)
    Self.empty(&report)
    Self.empty(&rejects)
    opening = []
    separator = []
    compressed = nil
    notes = ""
    counts = RunCounts()
    failure = nil
  }

  private static func empty(_ buffer: inout [UInt8]) {
    buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 22)
  }

  /// Bytes of lines.
  var inputCount: Int {
    if case .records = content { lines.range.count } else { 0 }
  }

  /// Bytes it needs, without what comes of it; of a compressed file or a pipe only what was read so far.
  var weight: Int {
    if case .whole(let input) = content { return input.file.size ?? input.first.count }
    return inputCount
  }
}

/// What a run did, or a part of it.
struct RunCounts {
  /// Records that were read, good and bad: lines that are not blank, and whole inputs.
  var records = 0
  var rejected = 0
  /// Whether there were lines of JSON Lines among them.
  var hasLines = false
  /// Paragraphs by label.
  var paragraphs = [Int](repeating: 0, count: ParagraphLabel.allCases.count)
  /// Those of them that were removed, and more of the kind; nothing where nothing is removed.
  var cleaning = CleaningSummary()

  mutating func add(_ prediction: Prediction) {
    paragraphs[Int(prediction.label.rawValue)] += 1
  }

  /// Adds the paragraphs of a record.
  mutating func add(_ record: RecordCounts) {
    for (place, label) in ParagraphLabel.allCases.enumerated() {
      paragraphs[place] += record.paragraphs(label)
    }
  }

  mutating func add(_ other: RunCounts) {
    records += other.records
    rejected += other.rejected
    hasLines = hasLines || other.hasLines
    for label in paragraphs.indices { paragraphs[label] += other.paragraphs[label] }
    cleaning.add(other.cleaning)
  }
}
