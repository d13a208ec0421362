// Options that several subcommands have, and how they read models and corpora.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// `--model`.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Use the model in FILE instead of the built-in one.", valueName: "file"),
    completion: .file())
  var model: String?

  /// The named model, or the built-in one.
  func load() throws(CommandError) -> Model { try Self.load(model) }

  /// The model in the file at a path, or the built-in one.
  static func load(_ model: String?) throws(CommandError) -> Model {
    let bytes = try model.map { path throws(CommandError) in try ModelInput.bytes(of: path) }
    do {
      if let bytes { return try Model(serialized: bytes) }
      return try Model.bundled()
    } catch {
      throw ModelInput.refusal(ModelInput.name(of: model), error)
    }
  }
}

/// `--output`.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write to FILE instead of standard output; it appears only when complete.",
      valueName: "file"), completion: .file())
  var output: String?
}

/// The corpora and how strictly they are read.
struct CorpusOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Labelled corpora: JSON Lines, or lines of label, tab, text; may be gzip-compressed.",
      valueName: "corpus"), completion: .file())
  var corpora: [String]

  @Flag(help: "Leave malformed lines out and count them, instead of stopping.")
  var skipInvalid = false

  /// A corpus, and the predictions that stand in it where they were asked for.
  typealias Part = (corpus: Corpus, predictions: [[Prediction?]])

  /// The corpora, joined in the order given.
  func load() throws(CommandError) -> Corpus { Corpus.joined(try loadParts()) }

  /// The corpora, one for each file, in the order given.
  func loadParts() throws(CommandError) -> [Corpus] {
    try load { reader, bytes, path throws(CorpusError) in
      (try reader.read(bytes, file: path), [])
    }.map(\.corpus)
  }

  /// The corpora and the predictions that stand in them: one a paragraph of each article.
  func loadPredictedParts() throws(CommandError) -> [Part] {
    try load { reader, bytes, path throws(CorpusError) in
      try reader.readPredicted(bytes, file: path)
    }
  }

  private func load(_ read: (CorpusReader, [UInt8], String) throws(CorpusError) -> Part)
    throws(CommandError) -> [Part]
  {
    let reader = CorpusReader(skipsInvalid: skipInvalid)
    return try CorpusLoading(skipsInvalid: skipInvalid, wanted: "a labelled corpus").load(
      corpora,
      read: { bytes, path throws(CorpusError) in try read(reader, bytes, path) },
      malformed: \.corpus.skipped)
  }
}
