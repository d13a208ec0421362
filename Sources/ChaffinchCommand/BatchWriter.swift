// Puts what came of batches where it belongs, in the order of the input, and decides what the failure of a
// file ends. Makes nothing of its own but counts.

/// The writing end of a run over files.
final class BatchWriter {
  private let fileCount: Int
  private let options: InputOptions
  private let destination: Destination
  private let rejects: OutputFile?
  private let report: DecisionReport?
  private let interruption: SystemInterruption?
  private let abandoned: SystemCell

  /// Where the file goes that is being written.
  private var output: OutputFile?
  /// Whether anything of the file was written.
  private var hasOutput = false
  /// Whether a line was begun that is passed on in pieces.
  private var isInsideLine = false
  private(set) var counts = RunCounts()
  private(set) var filesDone = 0
  private(set) var filesFailed = 0
  /// The status of the first file that failed.
  private(set) var status: Int32 = 0
  /// Bytes of the files that are done, and of the one that is being written.
  private var bytesDone = 0
  private var bytesOfFile = 0
  private var progress = ProgressLine()
  /// Whether output and progress may meet on one terminal.
  private let isTerminal = System.isTerminal(1)

  init(
    _ fileCount: Int, _ options: InputOptions, to destination: Destination,
    rejects: OutputFile?, report: DecisionReport?, _ interruption: SystemInterruption?,
    abandoned: SystemCell
  ) {
    self.fileCount = fileCount
    self.options = options
    self.destination = destination
    self.rejects = rejects
    self.report = report
    self.interruption = interruption
    self.abandoned = abandoned
  }

  /// Bytes of input whose output is written.
  var bytesRead: Int { bytesDone + bytesOfFile }

  /// Writes a batch; an error ends the run.
  func take(_ batch: Batch) throws(CommandError) {
    do throws(CommandError) {
      if !isInsideLine, interruption?.isRequested ?? false { throw .interrupted }
      guard batch.index > abandoned.value else { return }
      try write(batch)
      if let failure = batch.failure { return try fail(batch, failure) }
      if batch.isLast { try finishFile(batch) }
    } catch {
      progress.clear()
      throw error
    }
  }

  private func write(_ batch: Batch) throws(CommandError) {
    if batch.isFirst {
      bytesOfFile = 0
      hasOutput = false
      // A file that failed at once leaves nothing in a directory.
      output = batch.failure == nil ? try destination.open(batch.path) : nil
    }
    if !batch.notes.isEmpty, !options.quiet {
      progress.clear()
      StandardError.write(batch.notes)
    }
    // What is told of a record is told before it is gone.
    if let rejects, !batch.rejects.isEmpty {
      try rejects.write(bytes: batch.rejects)
      try rejects.flush()
    }
    if !batch.report.isEmpty { try report?.add(batch.report) }
    try writeOutput(of: batch)
    counts.add(batch.counts)
    // What was read ahead is not counted before its output is written.
    bytesOfFile = batch.isLast ? max(bytesOfFile, batch.bytesRead) : bytesOfFile + batch.inputCount
    progress.show(
      fileCount > 1
        ? "\(filesDone + filesFailed) of \(fileCount) files"
        : "\(bytesRead / 1_000_000) MB, \(counts.records) records")
  }

  private func writeOutput(of batch: Batch) throws(CommandError) {
    if !batch.output.isEmpty, output == nil { output = try destination.open(batch.path) }
    guard let output, !batch.output.isEmpty else { return }
    if isTerminal { progress.clear() }
    try output.write(bytes: hasOutput ? batch.separator : batch.opening)
    hasOutput = true
    if let piece = batch.compressed, output.isCompressed {
      try output.write(bytes: batch.output, compressedTo: piece)
    } else {
      try output.write(bytes: batch.output)
    }
    if case .records = batch.content { isInsideLine = batch.lines.content == .piece }
    // Whoever waits for a line gets it; a file that nobody sees yet can wait.
    if !output.isHidden { try output.flush() }
  }

  private func finishFile(_ batch: Batch) throws(CommandError) {
    filesDone += 1
    counts.cleaning.countFile()
    try endFile()
    if let output { try destination.close(output) }
    output = nil
  }

  private func endFile() throws(CommandError) {
    bytesDone += bytesOfFile
    bytesOfFile = 0
    // The line of a file that broke off must not run into the next file's.
    if isInsideLine { try output?.write("\n") }
    isInsideLine = false
  }

  private func fail(_ batch: Batch, _ failure: CommandError) throws(CommandError) {
    filesFailed += 1
    if status == 0 { status = failure.status }
    try endFile()
    try output?.flush()
    // In a directory the file does not appear.
    output = nil
    guard options.isMany, !options.failFast, !failure.isOfOutput else { throw failure }
    progress.clear()
    StandardError.write("chaffinch: \(failure.message)\n")
    abandoned.value = batch.index
  }

  /// Completes the outputs when all files are done.
  func finish() throws(CommandError) {
    progress.clear()
    try destination.finish()
    try report?.finish()
  }

  /// What failed of the files, as an error.
  var failure: CommandError? {
    guard filesFailed > 0 else { return nil }
    return CommandError(
      message: "\(filesFailed) of \(fileCount) files could not be read", status: status)
  }

  /// Bytes of output, before compression.
  var bytesWritten: Int { destination.bytesWritten }
}
