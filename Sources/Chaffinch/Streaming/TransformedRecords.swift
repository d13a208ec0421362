// Tags, cleans or annotates the JSON Lines of an asynchronous sequence. Cuts no bytes into lines: that
// is the caller's, as is writing them.

/// What became of a line of JSON Lines.
public struct TransformedRecord: Sendable, Equatable {
  /// The line, without its end.
  public let line: [UInt8]
  /// What was counted; nothing for a blank line.
  public let counts: RecordCounts

  /// The line as a string.
  public var text: String { String(decoding: line, as: UTF8.self) }

  /// What `transform` makes of a line.
  init(_ line: [UInt8], _ transform: some RecordTransform) throws(RecordError) {
    var output: [UInt8] = []
    output.reserveCapacity(2 * line.count)
    counts = try transform.apply(to: 0..<line.count, of: line, appendingTo: &output)
    self.line = output
  }

  /// The same, an error as a value.
  static func result(_ line: [UInt8], _ transform: some RecordTransform)
    -> Result<TransformedRecord, RecordError>
  {
    do throws(RecordError) {
      return .success(try TransformedRecord(line, transform))
    } catch {
      return .failure(error)
    }
  }
}

extension AsyncSequence where Self: Sendable, Element == [UInt8] {
  /// What `transform` makes of the lines: a record for each, in order, several at once. The first line
  /// that is no record throws its ``RecordError`` and ends the sequence.
  ///
  /// A line costs what the transform costs, mostly that of tagging: with the default model five to ten
  /// microseconds a paragraph; and a task.
  ///
  /// - Parameters:
  ///   - transform: a ``JSONLinesTagger``, ``JSONLinesCleaner`` or ``JSONLinesAnnotator``, one for all
  ///     tasks.
  ///   - ahead: how many lines are read at most before their records are asked for.
  public func records(by transform: some RecordTransform, ahead: Int = 16)
    -> AsyncConcurrentMapSequence<Self, TransformedRecord>
  {
    AsyncConcurrentMapSequence(self, ahead: ahead) { try TransformedRecord($0, transform) }
  }

  /// The same with a result for each line: one that is no record is a failure in its place, and the
  /// sequence goes on.
  public func recordResults(by transform: some RecordTransform, ahead: Int = 16)
    -> AsyncConcurrentMapSequence<Self, Result<TransformedRecord, RecordError>>
  {
    AsyncConcurrentMapSequence(self, ahead: ahead) { TransformedRecord.result($0, transform) }
  }
}

extension AsyncSequence where Self: Sendable, Element == String {
  /// What `transform` makes of the lines: a record for each, in order, several at once. The first line
  /// that is no record throws its ``RecordError`` and ends the sequence. Bytes spare a copy.
  public func records(by transform: some RecordTransform, ahead: Int = 16)
    -> AsyncConcurrentMapSequence<Self, TransformedRecord>
  {
    AsyncConcurrentMapSequence(self, ahead: ahead) {
      try TransformedRecord(Array($0.utf8), transform)
    }
  }

  /// The same with a result for each line: one that is no record is a failure in its place, and the
  /// sequence goes on.
  public func recordResults(by transform: some RecordTransform, ahead: Int = 16)
    -> AsyncConcurrentMapSequence<Self, Result<TransformedRecord, RecordError>>
  {
    AsyncConcurrentMapSequence(self, ahead: ahead) {
      TransformedRecord.result(Array($0.utf8), transform)
    }
  }
}
