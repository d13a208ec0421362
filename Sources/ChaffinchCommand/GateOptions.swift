// The options of `evaluate` that compare scores with pinned floors, and what comes of it.

import ArgumentParser
import Chaffinch
import ChaffinchEvaluation

/// `--gate` and what belongs to it.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare the scores with the floors in FILE; exit with status 1 when one is missed.",
      valueName: "file"), completion: .file())
  var gate: String?

  @Option(
    help: ArgumentHelp(
      "The corpus's name in the baseline. (default: the files' names without endings)",
      valueName: "name"))
  var gateName: String?

  @Flag(
    help: """
      Pin the floors anew, a little below the scores, for the corpus as it is now. A floor is never \
      lowered.
      """)
  var updateBaseline = false

  @Flag(help: "Let --update-baseline lower floors that the scores miss.")
  var allowRegression = false

  @Flag(help: "Print what the gate says, and no scores.")
  var gateOnly = false

  func validate() throws {
    let needGate = [
      ("--gate-name", gateName != nil), ("--update-baseline", updateBaseline),
      ("--gate-only", gateOnly),
    ]
    for (name, isGiven) in needGate where isGiven && gate == nil {
      throw ValidationError("\(name) needs --gate")
    }
    guard updateBaseline || !allowRegression else {
      throw ValidationError("--allow-regression is for --update-baseline")
    }
  }

  /// Opens the gate before the scores are there: a baseline that cannot be used is said first.
  ///
  /// - Parameters:
  ///   - corpora: the files that are scored.
  ///   - parts: what they are narrowed to, such as a language.
  ///   - command: the command that scores them, for messages.
  /// - Returns: `nil` without `--gate`.
  func open(for corpora: [String], parts: [String], command: String) throws(CommandError)
    -> GateRun?
  {
    guard let gate else { return nil }
    let files = corpora.map { FileList.stem(of: $0) }.joined(separator: "+")
    return try GateRun(
      path: gate,
      name: gateName ?? (parts.isEmpty ? files : "\(files) (\(parts.joined(separator: ", ")))"),
      command: command, updates: updateBaseline, allowsRegression: allowRegression)
  }
}

/// A run of the gate: the baseline as it was read, and the file that a new one goes to.
struct GateRun {
  private let path: String
  private let name: String
  private let command: String
  private let allowsRegression: Bool
  private let baseline: GateBaseline
  /// Where a new baseline goes; `nil` where none is asked for.
  private let output: OutputFile?

  fileprivate init(
    path: String, name: String, command: String, updates: Bool, allowsRegression: Bool
  ) throws(CommandError) {
    self.path = path
    self.name = name
    self.command = command
    self.allowsRegression = allowsRegression
    if updates, System.kind(of: path) == .missing {
      baseline = GateBaseline()
    } else {
      let bytes = try InputFile.bytes(of: path)
      do {
        baseline = try GateBaseline(parsing: bytes)
      } catch {
        throw .data("\(path): \(error)")
      }
    }
    output = updates ? try OutputFile(path) : nil
  }

  /// What the gate says of the scores, floors that are pinned anew included: those are in place after
  /// ``finish()``.
  ///
  /// - Returns: the gate, or `nil` where the corpus is pinned for the first time; and lines for people.
  func judge(_ evaluation: Evaluation, fingerprint: String) throws(CommandError) -> (
    gate: Gate?, text: String
  ) {
    guard let output else {
      do {
        let gate = try Gate(
          evaluation, name: name, fingerprint: fingerprint, baseline: baseline)
        return (gate, text(gate))
      } catch {
        throw .data("\(path): \(error)")
      }
    }
    let (updated, gate) = baseline.updated(
      evaluation, name: name, fingerprint: fingerprint, allowsRegression: allowsRegression)
    if let gate, !gate.passed, !allowsRegression { return (gate, text(gate)) }
    try output.write(updated.text)
    var text = "\(name): pinned for the corpus \(fingerprint) in \(path)\n"
    for floor in updated[name]?.floors ?? [] {
      let before = baseline[name]?.floors.first { $0.score == floor.score }?.value
      let change =
        before.map { $0 == floor.value ? "" : ", was \(Evaluation.format($0))" } ?? ", new"
      text += "  floor of \(floor.score.title): \(Evaluation.format(floor.value))\(change)\n"
    }
    return (nil, text)
  }

  private func text(_ gate: Gate) -> String {
    gate.cases.map { "\($0.passed ? "ok    " : "MISSED") \(name): \($0.message)\n" }.joined()
  }

  /// Puts new floors in place, when all else that was asked for is done.
  ///
  /// - Precondition: ``judge(_:fingerprint:)`` gave no gate.
  func finish() throws(CommandError) { try output?.finish() }

  /// The error that ends the run; `nil` when nothing was missed.
  func failure(_ gate: Gate?) -> CommandError? {
    guard let gate, !gate.passed else { return nil }
    let missed = gate.missed.map(\.message).joined(separator: "; ")
    let advice =
      output == nil
      ? "see where with '\(command) --report DIR'; if the floors are to be lower, add "
        + "'--update-baseline --allow-regression'"
      : "nothing was pinned; if the floors are to be lower, add '--allow-regression'"
    return CommandError(
      message: "the gate refuses the model on '\(name)' (\(path)): \(missed); \(advice)", status: 1)
  }
}
