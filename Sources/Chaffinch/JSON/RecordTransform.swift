// What tagging, cleaning and annotating records have in common, so that streams need not know which
// of them they run.

/// Makes a line of output of every record.
///
/// A value that many tasks may use at once. The same line gives the same output in whatever order and
/// by whatever task.
public protocol RecordTransform: Sendable {
  /// Appends what becomes of the record in `line` of `bytes` to `output`, without a line end; a blank
  /// line comes back as it is. On error `output` is as it was.
  ///
  /// - Parameter line: the line without its end.
  /// - Returns: what was counted; nothing for a blank line.
  /// - Complexity: O(bytes of the line).
  func apply(
    to line: Range<Int>, of bytes: [UInt8], appendingTo output: inout [UInt8]
  ) throws(RecordError) -> RecordCounts
}

extension JSONLinesTagger: RecordTransform {
  /// Tags the record; see ``tag(_:of:to:using:)``, which is a little cheaper as its buffers are used
  /// again.
  public func apply(
    to line: Range<Int>, of bytes: [UInt8], appendingTo output: inout [UInt8]
  ) throws(RecordError) -> RecordCounts {
    var scratch = Scratch()
    return try tag(line, of: bytes, to: &output, using: &scratch)
  }
}

extension JSONLinesCleaner: RecordTransform {
  /// Cleans the record; see ``clean(_:of:to:)``, which also says what was decided.
  public func apply(
    to line: Range<Int>, of bytes: [UInt8], appendingTo output: inout [UInt8]
  ) throws(RecordError) -> RecordCounts {
    guard let cleaned = try clean(line, of: bytes, to: &output) else { return RecordCounts() }
    return RecordCounts(bytes: line.count, cleaned)
  }
}

extension RecordCounts {
  /// One record of so many bytes that was cleaned.
  public init(bytes: Int, _ cleaned: CleanedArticle) {
    self.init(bytes: bytes, cleaned.decisions.lazy.map(\.prediction))
  }
}
