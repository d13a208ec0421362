// Works through several files, one after the other: one that fails is reported and the next one tried. Knows nothing of
// what is done with them.

/// A run over files.
struct FileRun {
  let files: [String]
  /// Whether a failure is one of several files', rather than the command's.
  let isMany: Bool
  /// Whether the first failure ends the run.
  let failsFast: Bool

  /// Calls `body` with each file, then `finish`.
  ///
  /// Of several files one that cannot be read does not end the run; its status is thrown at the end.
  /// Failures to write end it at once.
  func run(
    _ body: (String) throws(CommandError) -> Void, finish: () throws(CommandError) -> Void
  ) throws(CommandError) {
    var progress = ProgressLine()
    var failed = 0
    var status: Int32 = 0
    for (index, file) in files.enumerated() {
      do {
        try body(file)
      } catch {
        progress.clear()
        guard isMany, !failsFast, !error.isOfOutput else { throw error }
        StandardError.write("chaffinch: \(error.message)\n")
        failed += 1
        if status == 0 { status = error.status }
      }
      if isMany { progress.show("\(index + 1) of \(files.count) files") }
    }
    progress.clear()
    try finish()
    if failed > 0 {
      throw CommandError(
        message: "\(failed) of \(files.count) files could not be read", status: status)
    }
  }
}
