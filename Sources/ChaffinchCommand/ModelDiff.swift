// `chaffinch model diff`: prints in what two models differ.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `model diff` subcommand.
struct ModelDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Print in what two models differ.",
    discussion: """
      Prints the keys that differ, old → new: first those of the format (decision rules, numbers of \
      rounds and gates, the checksum), then those of the provenance (settings, corpus, scores). Then \
      every tensor of weights: 'equal', or how many of its numbers differ, and the mean (of all) and the \
      largest absolute difference. Weights are compared as what they are worth, steps times scales. \
      Tensors of different shapes are not compared.

      JSON is one object: {"differ", "format": [{"key", "old", "new"}], "provenance": [the same], \
      "tensors": [{"name", "oldShape", "newShape", "count", "differing", "mean", "largest"}]}; a value \
      that a model does not have is null.

      The exit status is 0 whether or not they differ; with --exit-code it is 1 when they do.

      EXAMPLES
        chaffinch model diff old.safetensors new.safetensors
        chaffinch model diff old.safetensors new.safetensors --exit-code
        chaffinch model diff old.safetensors new.safetensors --format json
      """)

  @Argument(help: ArgumentHelp("The old model.", valueName: "old"), completion: .file())
  var old: String

  @Argument(help: ArgumentHelp("The new model.", valueName: "new"), completion: .file())
  var new: String

  @Flag(help: "End with status 1 when the models differ.")
  var exitCode = false

  @Option(help: "How to print the differences.")
  var format = ReportFormat.text

  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let difference = ModelDifference(
      try ModelInput.description(of: old), try ModelInput.description(of: new))
    let output = try OutputFile(outputOptions.output)
    try output.write { format.append(text: difference.text, json: difference.json, to: &$0) }
    try output.finish()
    if exitCode, !difference.isEmpty { throw ExitCode(1) }
  }
}

extension ModelDifference {
  /// The differences, for people.
  fileprivate var text: String {
    if isEmpty { return "the models are equal\n" }
    var text = ""
    for (title, entries) in [("format", format), ("provenance", provenance)]
    where !entries.isEmpty {
      text += "\(title)\n"
      for entry in entries {
        text += "  \(printable(entry.key)): \(printable(entry.old ?? "none"))"
        text += " → \(printable(entry.new ?? "none"))\n"
      }
      text += "\n"
    }
    var table = AlignedTable(["weights", "differing", "share", "mean", "largest"])
    for tensor in tensors {
      guard let numbers = tensor.numbers else {
        table.add([tensor.name, "\(Self.text(tensor.oldShape)) → \(Self.text(tensor.newShape))"])
        continue
      }
      guard numbers.differing > 0 else {
        table.add([tensor.name, "equal"])
        continue
      }
      table.add([
        tensor.name, "\(numbers.differing) of \(numbers.count)",
        percentage(numbers.differing, of: numbers.count), String(numbers.mean),
        String(numbers.largest),
      ])
    }
    return text + table.text
  }

  private static func text(_ shape: [Int]?) -> String {
    shape.map { $0.map { String($0) }.joined(separator: " × ") } ?? "none"
  }

  /// The differences, for programs.
  fileprivate var json: JSONValue {
    .object([
      ("differ", .bool(!isEmpty)),
      ("format", .array(format.map(\.json))),
      ("provenance", .array(provenance.map(\.json))),
      ("tensors", .array(tensors.map(\.json))),
    ])
  }
}

extension ModelDifference.Entry {
  fileprivate var json: JSONValue {
    .object([
      ("key", .string(key)), ("old", old.map { .string($0) } ?? .null),
      ("new", new.map { .string($0) } ?? .null),
    ])
  }
}

extension ModelDifference.Tensor {
  fileprivate var json: JSONValue {
    func shape(_ shape: [Int]?) -> JSONValue {
      shape.map { .array($0.map { .number(String($0)) }) } ?? .null
    }
    return .object([
      ("name", .string(name)), ("oldShape", shape(oldShape)), ("newShape", shape(newShape)),
      ("count", numbers.map { .number(String($0.count)) } ?? .null),
      ("differing", numbers.map { .number(String($0.differing)) } ?? .null),
      ("mean", numbers.map { .number(String($0.mean)) } ?? .null),
      ("largest", numbers.map { .number(String($0.largest)) } ?? .null),
    ])
  }
}
