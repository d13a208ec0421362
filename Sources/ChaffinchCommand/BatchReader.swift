// Makes batches of a list of files: opens one after the other and finds out what it is. Reads lines; whole
// inputs are read where they are worked on.

/// The reading end of a run over files.
final class BatchReader {
  private let files: [String]
  private let options: InputOptions
  private let stageOptions: StageOptions
  private let interruption: SystemInterruption?
  /// The place in the list up to which files are given up, set by whoever meets their failure.
  private let abandoned: SystemCell
  private var next = 0
  /// The file of lines that is being read, and whether nothing of it was handed out.
  private var current: (reader: LineBatchReader, input: InputFile, isFirst: Bool)?

  init(
    _ files: [String], _ options: InputOptions, _ stageOptions: StageOptions,
    _ interruption: SystemInterruption?, abandoned: SystemCell
  ) {
    self.files = files
    self.options = options
    self.stageOptions = stageOptions
    self.interruption = interruption
    self.abandoned = abandoned
  }

  /// Fills the next batch; false behind the last file. An error of a file is in its batch.
  func read(into batch: Batch) throws(CommandError) -> Bool {
    if current != nil, abandoned.value >= next - 1 { current = nil }
    while current == nil {
      guard next < files.count else { return false }
      batch.reset(next, files[next], isFirst: true)
      next += 1
      do throws(CommandError) {
        let input = try RecognisedInput(batch.path, options, interruption: interruption)
        guard input.format == .jsonLines else {
          batch.content = .whole(input)
          batch.isLast = true
          return true
        }
        current = (reader(of: input), input.file, true)
      } catch {
        guard error.kind != .interruption else { throw error }
        batch.content = .nothing
        if error.kind == .content { batch.content = .refused(error) } else { batch.failure = error }
        batch.isLast = true
        return true
      }
    }
    try readLines(into: batch)
    return true
  }

  private func reader(of input: RecognisedInput) -> LineBatchReader {
    let longLines: LineBatchReader.LongLines =
      switch stageOptions.onError {
      case .fail: .stop
      case .skip: .drop
      case .pass: .pass
      }
    return LineBatchReader(
      input.file, startingWith: input.first, limit: stageOptions.maximumRecordBytes,
      longLines: longLines)
  }

  private func readLines(into batch: Batch) throws(CommandError) {
    batch.reset(next - 1, files[next - 1], isFirst: current?.isFirst ?? true)
    current?.isFirst = false
    do throws(CommandError) {
      // In place, so that no buffer is copied.
      if try current?.reader.read(into: &batch.lines) ?? false {
        batch.content = .records
      } else {
        batch.isLast = true
      }
    } catch {
      guard error.kind != .interruption else { throw error }
      batch.failure = error
      batch.isLast = true
    }
    batch.bytesRead = current?.input.bytesRead ?? 0
    if batch.isLast { current = nil }
  }
}
