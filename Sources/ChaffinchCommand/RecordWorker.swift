// What `tag` and `clean` do with a batch: a record after the other, or a whole input, and the policy for
// those that are not what they should be. What is made of a record is the subcommand's.

import Chaffinch
import ChaffinchFeeds

/// What a subcommand makes of records and whole inputs; it is asked by many threads at once.
protocol RecordWorker: Sendable {
  /// What a thread keeps from record to record.
  associatedtype Scratch

  func makeScratch() -> Scratch
  /// Whether what comes of a record is a line, so that blank lines and line ends stay.
  var writesLines: Bool { get }
  /// Why the input cannot be taken with the options there are.
  func refusal(of format: InputFormat, _ name: String) -> CommandError?
  /// Appends what comes of a record to the batch's output, and more to its other parts; when it throws, they
  /// are as they were. If ``writesLines``, the line's end is still to come.
  func work(
    onRecord line: LineBatch.Line, of batch: Batch, using scratch: inout Scratch
  ) throws(RecordError)
  /// Appends what comes of a text, a page or a feed; throws errors of kind `content`.
  func work(
    onWhole bytes: [UInt8], _ format: InputFormat, of batch: Batch
  ) throws(CommandError)
  /// Appends what a whole input is passed on as.
  func pass(_ bytes: [UInt8], reason: String, of batch: Batch)
}

/// Works on batches under a policy.
struct BatchWork<Worker: RecordWorker>: Sendable {
  let worker: Worker
  let policy: ErrorPolicy
  /// Bytes that a record may have.
  let limit: Int
  /// Whether what is left out is to be told of.
  let keepsRejects: Bool

  func work(on batch: Batch, using scratch: inout Worker.Scratch) {
    switch batch.content {
    case .nothing: break
    case .records: workOnLines(of: batch, using: &scratch)
    case .refused(let error):
      batch.counts.records += 1
      reject([], error, of: batch)
    case .whole(let input):
      // The input's file is closed when nothing holds it any more.
      defer { batch.content = .nothing }
      if let refusal = worker.refusal(of: input.format, batch.name) {
        batch.failure = refusal
        return
      }
      do throws(CommandError) {
        try workOnWhole(input, of: batch)
      } catch {
        batch.failure = error
      }
    }
  }

  private func workOnWhole(_ input: RecognisedInput, of batch: Batch) throws(CommandError) {
    let bytes = try input.bytes()
    batch.bytesRead = input.file.bytesRead
    batch.counts.records += 1
    do throws(CommandError) {
      try worker.work(onWhole: bytes, input.format, of: batch)
    } catch {
      guard error.kind == .content else { throw error }
      reject(bytes, error, of: batch)
    }
  }

  private func reject(_ bytes: [UInt8], _ error: CommandError, of batch: Batch) {
    guard policy != .fail else { return batch.failure = error }
    batch.counts.rejected += 1
    let reason = error.reason(without: batch.name)
    if keepsRejects {
      Reject(file: batch.path, reason: reason).append(nil, to: &batch.rejects)
    }
    if policy == .pass { worker.pass(bytes, reason: reason, of: batch) }
  }

  // MARK: Lines

  private func workOnLines(of batch: Batch, using scratch: inout Worker.Scratch) {
    if let refusal = worker.refusal(of: .jsonLines, batch.name) {
      batch.failure = refusal
      return
    }
    batch.counts.hasLines = true
    switch batch.lines.content {
    case .lines: break
    case .piece:
      batch.output.append(contentsOf: batch.lines.bytes[batch.lines.range])
      return
    case .end(let count): return rejectLong(count, of: batch)
    }
    batch.lines.forEachLine { line in
      if isBlank(line.range, of: batch.lines.bytes) {
        if worker.writesLines {
          batch.output.append(contentsOf: batch.lines.bytes[line.range])
          end(line, of: batch)
        }
        return true
      }
      batch.counts.records += 1
      guard line.range.count <= limit else { return rejectLong(line, of: batch) }
      do throws(RecordError) {
        try worker.work(onRecord: line, of: batch, using: &scratch)
      } catch {
        return reject(line, error, of: batch)
      }
      if worker.writesLines { end(line, of: batch) }
      return true
    }
  }

  private func isBlank(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
    for index in range {
      switch bytes[index] {
      case 0x20, 0x09, 0x0D: continue
      default: return false
      }
    }
    return true
  }

  private func end(_ line: LineBatch.Line, of batch: Batch) {
    if line.hasReturn { batch.output.append(0x0D) }
    batch.output.append(0x0A)
  }

  /// Returns whether the batch goes on.
  private func reject(_ line: LineBatch.Line, _ error: RecordError, of batch: Batch) -> Bool {
    let bytes = batch.lines.bytes
    guard policy != .fail else {
      batch.failure = .badRecord(batch.name, line.number, error.description)
      return false
    }
    batch.counts.rejected += 1
    if keepsRejects {
      Reject(file: batch.path, line: line.number, reason: error.description)
        .append(bytes[line.range], to: &batch.rejects)
    }
    guard policy == .pass else { return true }
    switch error {
    case .json, .notAnObject: batch.output.append(contentsOf: bytes[line.range])
    default:
      ErrorMember.append(line.range, of: bytes, reason: error.description, to: &batch.output)
    }
    end(line, of: batch)
    return true
  }

  /// A line that is too long and whole in its batch.
  private func rejectLong(_ line: LineBatch.Line, of batch: Batch) -> Bool {
    guard note(long: line.range.count, line.number, of: batch) else { return false }
    if policy == .pass {
      batch.output.append(contentsOf: batch.lines.bytes[line.range])
      end(line, of: batch)
    }
    return true
  }

  /// The end of a line that is too long and came in pieces.
  private func rejectLong(_ count: Int, of batch: Batch) {
    batch.counts.records += 1
    guard note(long: count, batch.lines.firstLine, of: batch), policy == .pass else { return }
    let piece = batch.lines.bytes[batch.lines.range]
    batch.output.append(contentsOf: piece)
    if piece.last != 0x0A { batch.output.append(0x0A) }
  }

  /// Notes a line that is too long; returns whether the batch goes on.
  private func note(long count: Int, _ number: Int, of batch: Batch) -> Bool {
    let reason = "longer than \(limit) bytes"
    guard policy != .fail else {
      batch.failure = .data(
        "\(batch.name):\(number): \(reason); raise --maximum-record-bytes, or pass --on-error skip")
      return false
    }
    batch.counts.rejected += 1
    if keepsRejects {
      Reject(file: batch.path, line: number, reason: reason)
        .append(nil, count: count, to: &batch.rejects)
    }
    return true
  }
}

extension CommandError {
  /// What is wrong with a line, and where.
  static func badRecord(_ name: String, _ number: Int, _ reason: String) -> CommandError {
    .data(
      "\(name):\(number): \(reason); mend or remove the line (one object a line; "
        + "--input-format text reads the input as plain text)")
  }

  /// The message less the input's name in front.
  func reason(without name: String) -> String {
    message.hasPrefix("\(name): ") ? String(message.dropFirst(name.count + 2)) : message
  }
}
