// `chaffinch model info`: prints what is in a model file.

import ArgumentParser
import Chaffinch

/// The `model info` subcommand.
struct ModelInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Print what is in a model file.",
    discussion: """
      Prints the file's size, versions and checksum; for each variant its algorithm, the rows of its \
      feature tables, its decision rule and its context models with their rounds, features and gates; \
      the provenance (settings, corpus, out-of-fold scores); and every tensor with type, shape and \
      bytes. Without a file it is the built-in model. All of the file is checked first, as 'verify' does.

      JSON is one object: {"name", "bytes", "headerBytes", "formatVersion", "featureVersion", \
      "checksum", "labels", "variants": [{"name", "algorithm", "tableBits", "tableRows", \
      "decisionRule", "contextModels": [{"name", "rounds", "features", "gates", "decisionRule"}]}], \
      "provenance": {"settings", "corpus", "scores"}, "tensors": [{"name", "type", "shape", \
      "bytes"}]}. A rule is {"weights", "corrections", "thresholds", "paywallThreshold"}.

      EXAMPLES
        chaffinch model info
        chaffinch model info model.safetensors --format json --output info.json
      """)

  @Argument(
    help: ArgumentHelp(
      "A model; the built-in one when none is named. '-' for standard input.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: "How to print the description.")
  var format = ReportFormat.text

  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let listing = ModelListing(
      name: ModelInput.name(of: file), description: try ModelInput.description(of: file))
    let output = try OutputFile(outputOptions.output)
    try output.write { format.append(text: listing.text, json: listing.json, to: &$0) }
    try output.finish()
  }
}
