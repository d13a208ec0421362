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
    return CorpusRecords(
      try CorpusLoading(skipsInvalid: skipInvalid, wanted: "a corpus").load(
        corpora,
        read: { bytes, path throws(CorpusError) in try reader.records(bytes, file: path) },
        malformed: \.malformed))
  }
}
