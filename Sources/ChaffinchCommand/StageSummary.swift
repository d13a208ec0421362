// What a run of `tag` or `clean` did, for people and for programs. Counts nothing itself.

import Chaffinch
import ChaffinchCorpus

/// The figures of a run. A MB is 10^6 bytes.
struct StageSummary {
  let command: String
  let threads: Int
  let counts: RunCounts
  let filesDone: Int
  let filesFailed: Int
  /// Bytes of input whose output is written, after decompression.
  let bytesRead: Int
  /// Bytes of output, before compression.
  let bytesWritten: Int
  let seconds: Double

  private var rate: Double { seconds > 0 ? Double(bytesRead) / seconds / 1e6 : 0 }

  /// Lines for standard error.
  var text: String {
    let files = filesDone == 1 ? "" : "\(filesDone) files: "
    let head =
      command == "clean"
      ? counts.cleaning.counts : "\(files)tagged \(CleaningSummary.describe(counts.paragraphs))\n"
    let plural = counts.records == 1 ? "" : "s"
    return head + "\(counts.records) record\(plural), \(counts.rejected) rejected; "
      + "\(fixed(Double(bytesRead) / 1e6, 1)) MB in, "
      + "\(fixed(Double(bytesWritten) / 1e6, 1)) MB out; "
      + "\(fixed(seconds, 2)) s, \(fixed(rate, 1)) MB/s\n"
  }

  /// The figures as a line of JSON, with what the run ended by: an object whose members and their order
  /// are part of the command's contract.
  func metrics(_ error: CommandError?, signal: Int32?) -> String {
    var bytes: [UInt8] = []
    var object = JSONObjectWriter()
    object.add("command", command, to: &bytes)
    object.add("version", Version.current, to: &bytes)
    object.add("status", error == nil ? "done" : signal == nil ? "failed" : "ended", to: &bytes)
    object.add("exitStatus", signal.map { 128 + Int($0) } ?? Int(error?.status ?? 0), to: &bytes)
    object.add("error", error?.message, to: &bytes)
    object.add("files", filesDone, to: &bytes)
    object.add("filesFailed", filesFailed, to: &bytes)
    object.add("records", counts.records, to: &bytes)
    object.add("rejected", counts.rejected, to: &bytes)
    let names = ParagraphLabel.allCases.map(\.name)
    object.key("paragraphs", &bytes)
    Self.append(Array(zip(names, counts.paragraphs)), to: &bytes)
    if command == "clean" {
      object.key("removed", &bytes)
      Self.append(counts.cleaning.removedByLabel, to: &bytes)
    }
    object.add("bytesIn", bytesRead, to: &bytes)
    object.add("bytesOut", bytesWritten, to: &bytes)
    object.key("seconds", &bytes)
    bytes += fixed(seconds, 6).utf8
    object.key("megabytesPerSecond", &bytes)
    bytes += fixed(rate, 3).utf8
    object.add("threads", threads, to: &bytes)
    object.close(&bytes)
    bytes.append(0x0A)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ counts: [(name: String, count: Int)], to bytes: inout [UInt8]) {
    for (place, entry) in counts.enumerated() {
      bytes.append(UInt8(ascii: place == 0 ? "{" : ","))
      appendJSON(entry.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes += String(entry.count).utf8
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
