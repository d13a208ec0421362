// `chaffinch model verify`: says of each file whether it is a sound model, or what is wrong with it.

import ArgumentParser
import Chaffinch

/// The `model verify` subcommand.
struct ModelVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check model files and say what is wrong with them.",
    discussion: """
      Reads every file to the end and prints a line for each: 'FILE: ok', or what is wrong with it. \
      Nothing in a model file is believed. Its header is checked before the tensors are read: its \
      length, the places of the tensors (gaps, overlaps, bytes behind the last one), types and shapes, \
      the versions of format and features, the labels, and the size that all of it would have, at most \
      \(Model.byteLimit) bytes. Then the checksum, the shapes that the model needs, decision rules \
      within their ranges, and weights and scales, which must be finite. Every command that reads a \
      model checks it in the same way.

      The exit status is 65 when a file is refused, 66 when one cannot be read; all files are tried.

      EXAMPLES
        chaffinch model verify model.safetensors
        chaffinch model verify old.safetensors new.safetensors
      """)

  @Argument(
    help: ArgumentHelp("Models; '-' for standard input.", valueName: "file"), completion: .file())
  var files: [String]

  func run() throws {
    let output = try OutputFile(nil)
    var first: CommandError?
    var refused = 0
    for file in files {
      do throws(CommandError) {
        _ = try ModelInput.description(of: file)
        try output.write(printable(ModelInput.name(of: file)) + ": ok\n")
      } catch {
        if error.isOfOutput { throw error }
        refused += 1
        first = first ?? error
        try output.write(error.message + "\n")
      }
    }
    try output.finish()
    if let first {
      throw CommandError(
        message: "\(refused) of \(files.count) model files cannot be used", status: first.status)
    }
  }
}
