// How the subcommands of `corpus` read records: with their bytes, labelled or not.

import ArgumentParser
import ChaffinchCorpus

/// The corpora whose records are read.
struct RecordOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Corpora: JSON Lines, lines of label, tab, text, or labelled HTML; may be gzip-compressed.",
      valueName: "corpus"), completion: .file())
  var corpora: [String]

  @Flag(help: "Leave malformed lines out and count them, instead of stopping.")
  var skipInvalid = false

  /// The records of the corpora, in the order given.
  func load() throws(CommandError) -> CorpusRecords {
    try Self.load(corpora, skipInvalid: skipInvalid)
  }

  /// The records of `corpora`, in the order given.
  static func load(_ corpora: [String], skipInvalid: Bool) throws(CommandError) -> CorpusRecords {
    let reader = CorpusReader(skipsInvalid: skipInvalid, allowsUnlabelled: true)
    var files: [CorpusFile] = []
    for path in corpora {
      let bytes = try InputFile.bytes(of: path)
      guard !bytes.isEmpty else { throw .noInput("\(path): is empty; name a corpus") }
      do {
        files.append(try reader.records(bytes, file: path))
      } catch {
        var advice = ""
        if case .malformedLine = error, !skipInvalid {
          advice = ", or pass --skip-invalid to leave such lines out"
        }
        throw .data(error.description + advice)
      }
    }
    if let first = files.flatMap(\.malformed).first {
      let count = files.reduce(0) { $0 + $1.malformed.count }
      StandardError.write(
        "chaffinch: malformed lines left out: \(count), the first: \(first)\n")
    }
    return CorpusRecords(files)
  }
}

/// How a report is printed.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
