// `chaffinch model`: the subcommands that look into model files.

import ArgumentParser

/// The `model` subcommand.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Look into model files: describe, verify, compare, export.",
    subcommands: [
      ModelInfo.self,
      ModelVerify.self,
      ModelDiff.self,
      ModelExport.self,
    ])
}
