// Options that say where `clean` and `tag` write, and the outputs that follow from them.

import ArgumentParser

/// `--output` and `--output-directory`.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write to FILE instead of standard output; it appears only when complete.",
      valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write a file for each input into DIRECTORY, under the input's name without '.gz'.",
      valueName: "directory"), completion: .directory)
  var outputDirectory: String?

  func validate() throws {
    guard output == nil || outputDirectory == nil else {
      throw ValidationError("--output and --output-directory do not go together")
    }
  }

  /// Whether results go to standard output.
  var isStandardOutput: Bool { outputDirectory == nil && (output == nil || output == "-") }

  /// Whether results are for a person at a terminal.
  var isTerminal: Bool { isStandardOutput && System.isTerminal(1) }

  /// Whether results have colours: on a terminal, unless NO_COLOR is set.
  var usesColour: Bool { isTerminal && (System.environment("NO_COLOR") ?? "").isEmpty }
}

/// The outputs of a run.
final class Destination {
  /// Whether each file of a directory is on the disk before the next one: of hundreds of small ones that would
  /// take a good part of the time, and all can be made again.
  private static let areManySafe = false

  private let directory: String?
  /// The one output, where there is no directory.
  private let shared: OutputFile?
  /// Bytes of the outputs in the directory.
  private var bytesDone = 0

  /// Opens the output for `files`, or checks that each can have one of its own.
  ///
  /// - Parameter replacesInput: whether the one output may take the place of a file of `files`.
  init(
    _ options: DestinationOptions, for files: [String], replacesInput: Bool = true
  ) throws(CommandError) {
    directory = options.outputDirectory
    guard let directory else {
      shared = try OutputFile(options.output, besides: replacesInput ? [] : files)
      return
    }
    shared = nil
    try OutputDirectory.make(directory)
    var owners: [String: String] = [:]
    for file in files {
      let path = self.path(of: file)
      guard file != "-" else {
        throw .usage("standard input has no name for a file in \(directory); use --output")
      }
      if let other = owners.updateValue(file, forKey: path) {
        throw .usage("\(other) and \(file) would both be written to \(path); clean them apart")
      }
      if let old = System.resolved(path), old == System.resolved(file) {
        throw .usage("\(path) would replace its input; name another directory")
      }
    }
  }

  private func path(of file: String) -> String {
    "\(directory ?? ".")/\(FileList.baseName(of: file))"
  }

  /// The output of `file`: the one there is, or one of its own.
  func open(_ file: String) throws(CommandError) -> OutputFile {
    if let shared { return shared }
    return try OutputFile(path(of: file))
  }

  /// Completes an output that ``open(_:)`` gave, unless it is the one of all files.
  func close(_ output: OutputFile) throws(CommandError) {
    guard output !== shared else { return }
    try output.finish(isSafe: Self.areManySafe)
    bytesDone += output.bytesWritten
  }

  /// Whether what is written must be compressed.
  var isCompressed: Bool { shared?.isCompressed ?? false }

  /// Bytes that were written to all outputs that are done, before compression.
  var bytesWritten: Int { bytesDone + (shared?.bytesWritten ?? 0) }

  /// Lets `body` write what `file` gives. In a directory its output appears when `body` is done.
  func write(_ file: String, _ body: (OutputFile) throws(CommandError) -> Void)
    throws(CommandError)
  {
    if let shared {
      do {
        try body(shared)
      } catch {
        // What was done before is not lost on standard output.
        if !error.isOfOutput { try shared.flush() }
        throw error
      }
    } else {
      let output = try OutputFile(path(of: file))
      try body(output)
      try output.finish(isSafe: Self.areManySafe)
    }
  }

  /// Completes the one output.
  func finish() throws(CommandError) {
    try shared?.finish()
  }
}
