// `chaffinch corpus`: the subcommands that make corpora.

import ArgumentParser

/// The `corpus` subcommand.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Make labelled corpora.",
    subcommands: [
      CorpusBuild.self,
      CorpusConvert.self,
    ])
}
