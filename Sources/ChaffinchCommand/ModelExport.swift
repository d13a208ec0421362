// `chaffinch model export`: writes a model's weights as plain numbers that NumPy can read.

import ArgumentParser
import Chaffinch

/// The `model export` subcommand.
struct ModelExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model's weights as float32 tensors.",
    discussion: """
      Writes a safetensors file (eight bytes of length, a header of JSON, little-endian numbers) with \
      all weights as float32, steps already multiplied by their scales. For each variant there are \
      'text.naive_bayes.weights' [rows, 5], 'text.naive_bayes.bias' [5], the same of \
      'logistic_regression' and of 'markup', and for each context model its rounds, such as \
      'text.context.0.weights' [features + 1, gates, 5], the last row being the constant's.

      The header's '__metadata__' has strings: 'labels' (the order of the classes), the decision \
      rules' numbers, 'text.table_bits' (a feature's row are so many upper bits of its hash), \
      'text.context.features' (names, one a line), and the provenance. Without a file it is the \
      built-in model. The file is for other programs; 'chaffinch' reads models, not exports.

      Evaluation/score_with_numpy.py computes scores from it and the rows and values that 'explain' \
      prints, with NumPy alone, and compares them with the scores of this program.

      EXAMPLES
        chaffinch model export --output weights.safetensors
        chaffinch model export model.safetensors --output weights.safetensors
      """)

  @Argument(
    help: ArgumentHelp(
      "A model; the built-in one when none is named. '-' for standard input.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write to FILE, '-' for standard output; it appears only when complete.", valueName: "file"),
    completion: .file())
  var output: String

  func run() throws {
    let description = try ModelInput.description(of: file)
    let output = try OutputFile(output)
    try output.write { $0 += description.exported() }
    try output.finish()
  }
}
