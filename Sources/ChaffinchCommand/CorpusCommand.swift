// `chaffinch corpus`: the subcommands that make and check corpora.

import ArgumentParser

/// The `corpus` subcommand.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Make and check labelled corpora.",
    subcommands: [
      CorpusBuild.self,
      CorpusConvert.self,
      CorpusLint.self,
    ])
}
