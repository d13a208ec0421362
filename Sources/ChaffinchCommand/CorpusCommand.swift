// `chaffinch corpus`: the subcommands that make, examine and divide corpora.

import ArgumentParser

/// The `corpus` subcommand.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Make, examine and divide labelled corpora.",
    subcommands: [
      CorpusBuild.self,
      CorpusConvert.self,
      CorpusCheckCommand.self,
      CorpusStatsCommand.self,
      CorpusSplitCommand.self,
      CorpusDedupeCommand.self,
      CorpusLint.self,
      CorpusSampleCommand.self,
    ])
}
