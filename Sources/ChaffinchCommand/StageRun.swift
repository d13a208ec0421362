// A run of `tag` or `clean` from its files to its exit status: sets up the pipeline and sees to it that each
// end, good or bad, is a clean one. What is made of a record is the worker's.

import Chaffinch

/// The stages of a run: batches are read, worked on, and written.
private final class Stage<Worker: RecordWorker>: PipelineStages, @unchecked Sendable {
  // The pipeline lets one thread at a time read, and one write.
  private let reader: BatchReader
  private let writer: BatchWriter
  private let work: BatchWork<Worker>
  private let compresses: Bool
  private let interruption: SystemInterruption?

  struct Scratch {
    var worker: Worker.Scratch
    let compressor: GzipCompressor?
  }

  init(
    _ reader: BatchReader, _ work: BatchWork<Worker>, _ writer: BatchWriter, compresses: Bool,
    _ interruption: SystemInterruption?
  ) {
    self.reader = reader
    self.work = work
    self.writer = writer
    self.compresses = compresses
    self.interruption = interruption
  }

  func makeItem() -> Batch { Batch() }

  func makeScratch() -> Scratch {
    Scratch(worker: work.worker.makeScratch(), compressor: compresses ? GzipCompressor() : nil)
  }

  func read(into batch: Batch) throws(CommandError) -> Bool { try reader.read(into: batch) }

  func work(on batch: Batch, using scratch: inout Scratch) {
    work.work(on: batch, using: &scratch.worker)
    if !batch.output.isEmpty { batch.compressed = scratch.compressor?.compress(batch.output) }
  }

  func take(_ batch: Batch) throws(CommandError) { try writer.take(batch) }

  func weight(of batch: Batch) -> Int { batch.weight }

  func cancel() { interruption?.cancel() }
}

/// What a run is told besides what it works with.
struct StageSetting {
  let command: String
  let files: [String]
  let inputOptions: InputOptions
  let stageOptions: StageOptions
  let destination: Destination
  var report: DecisionReport?
}

/// A run over files.
struct StageRun {
  /// Bytes of input that may be on their way while more is read.
  private static let weightLimit = 16 << 20

  private let setting: StageSetting
  private let rejects: OutputFile?
  private let metrics: OutputFile?

  /// Opens what is written besides the results.
  init(_ setting: StageSetting) throws(CommandError) {
    self.setting = setting
    let options = setting.stageOptions
    rejects = try options.rejects.map { path throws(CommandError) in
      try OutputFile(path, besides: setting.files)
    }
    metrics = try options.metrics.map { path throws(CommandError) in
      try OutputFile(path, besides: setting.files)
    }
  }

  /// Works through all files, tells what was done, and throws what went wrong.
  func run(_ worker: some RecordWorker) throws(CommandError) {
    let options = setting.stageOptions
    let threads = options.threads ?? System.processorCount
    let interruption = SystemInterruption()
    let abandoned = SystemCell(-1)
    let reader = BatchReader(
      setting.files, setting.inputOptions, options, interruption, abandoned: abandoned)
    let writer = BatchWriter(
      setting.files.count, setting.inputOptions, to: setting.destination, rejects: rejects,
      report: setting.report, interruption, abandoned: abandoned)
    let stage = Stage(
      reader,
      BatchWork(
        worker: worker, policy: options.onError, limit: options.maximumRecordBytes,
        keepsRejects: rejects != nil),
      writer, compresses: setting.destination.isCompressed, interruption)
    let clock = ContinuousClock()
    let start = clock.now
    let result = Result { () throws(CommandError) in
      try OrderedPipeline(stage, threads: threads, weightLimit: Self.weightLimit).run()
      try writer.finish()
    }
    var error = result.error ?? writer.failure
    // What was rejected is told of, however the run ended.
    let rejected = Result { () throws(CommandError) in try rejects?.finish() }
    error = error ?? rejected.error
    let signal = endingSignal(error, interruption)
    let parts = (clock.now - start).components
    let summary = StageSummary(
      command: setting.command, threads: threads, counts: writer.counts,
      filesDone: writer.filesDone, filesFailed: writer.filesFailed,
      bytesRead: writer.bytesRead, bytesWritten: writer.bytesWritten,
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    if result.error == nil { tell(summary) }
    // What ended the run counts more than what could not be told of it.
    let told = Result { () throws(CommandError) in
      try metrics?.write(summary.metrics(error, signal: signal))
      try metrics?.finish()
    }
    if let signal { System.end(by: signal) }
    if let error = error ?? told.error { throw error }
  }

  /// The signal by which the process shall end.
  private func endingSignal(
    _ error: CommandError?, _ interruption: SystemInterruption?
  ) -> Int32? {
    switch error?.kind {
    case .interruption: interruption?.signal()
    // Whoever started the process may want an error instead.
    case .closedPipe:
      System.isIgnored(System.closedPipeSignal) ? nil : System.closedPipeSignal
    default: nil
    }
  }

  private func tell(_ summary: StageSummary) {
    guard !setting.inputOptions.quiet else { return }
    StandardError.write(summary.counts.cleaning.notes)
    // A single text or page has its counts on a terminal only.
    if summary.counts.hasLines || setting.inputOptions.isMany || System.isTerminal(2) {
      StandardError.write(summary.text)
    }
  }
}

extension Result {
  fileprivate var error: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
