// The corpus that a labelling session writes: article after article, each safe on the disk before the
// next is shown. What is unfinished is kept elsewhere, by `UnfinishedLabels`.

import Chaffinch
import ChaffinchCorpus

/// A corpus of JSON Lines that grows.
///
/// An article is appended as one line and the file synchronised. A line that breaks off, because the
/// machine went down while it was written, is cut off when the file is opened again.
final class LabelledOutput {
  private let path: String
  private let descriptor: Int32
  /// Whether the file was not there before.
  private let isNew: Bool
  /// The size of the file, of whole lines.
  private var size = 0
  /// Where the articles of this session begin.
  private var starts: [Int] = []
  /// The keys of the articles that were there, with and without their ids.
  private(set) var done: Set<ArticleKey> = []
  /// Bytes of a line that broke off and was cut.
  private(set) var cutBytes = 0

  /// Opens the corpus at `path`, or makes it.
  ///
  /// - Throws: when it cannot be written, when another session has it, and when it holds anything but
  ///   articles as JSON Lines; then it stays as it is.
  init(_ path: String) throws(CommandError) {
    self.path = path
    let kind = System.kind(of: path)
    guard kind == .missing || kind == .regular else {
      throw .cannotCreate("\(path): is no file; labels need one that can be gone on with")
    }
    isNew = kind == .missing
    descriptor = System.openForAppending(path)
    guard descriptor >= 0 else {
      throw .cannotCreate("\(path): \(System.lastError); name a path that can be written")
    }
    guard System.lock(descriptor) else {
      throw .cannotCreate("\(path): another session is labelling into it; end that one first")
    }
    try readBack()
  }

  deinit {
    // A session without an article leaves no file.
    if isNew, size == 0, System.isUnchanged(descriptor, at: path, size: 0) { System.remove(path) }
    _ = System.closeLocked(descriptor)
  }

  /// Reads what is there.
  private func readBack() throws(CommandError) {
    guard let count = System.bytesLeft(in: descriptor),
      let bytes = System.read(descriptor, count: count)
    else { throw .inputOutput("\(path): \(System.lastError)") }
    let lines = LabellingRecord.lines(of: bytes)
    for (number, range) in lines {
      if number == lines.last?.number, bytes.last != 0x0A, LabellingRecord.breaksOff(bytes, range) {
        cutBytes = bytes.count - range.lowerBound
        size = range.lowerBound
        guard System.cut(descriptor, to: size) else { throw failed(System.lastError) }
        return
      }
      do throws(CorpusError) {
        guard let record = try LabellingRecord(bytes, range, file: path, line: number) else {
          continue
        }
        done.insert(ArticleKey(record.article, hasOwnID: true))
        done.insert(ArticleKey(record.article, hasOwnID: false))
      } catch {
        throw .data("\(error), or name another output: this one is no corpus of JSON Lines")
      }
    }
    size = bytes.count
    // An editor may have left the last line end out.
    if let last = bytes.last, last != 0x0A { try append([0x0A]) }
  }

  /// Appends an article's line; it is on the disk when this returns.
  func save(_ line: [UInt8]) throws(CommandError) {
    starts.append(size)
    do {
      try append(line)
    } catch {
      starts.removeLast()
      throw error
    }
  }

  private func append(_ bytes: [UInt8]) throws(CommandError) {
    guard System.isUnchanged(descriptor, at: path, size: size) else {
      throw .outputFailed("\(path): was changed by something else; quit and start again")
    }
    guard System.write(bytes, to: descriptor), System.synchronize(descriptor) else {
      let reason = System.lastError
      _ = System.cut(descriptor, to: size)
      throw failed(reason)
    }
    size += bytes.count
  }

  /// Takes the last article of this session out again.
  func takeBack() throws(CommandError) {
    guard let start = starts.last else { return }
    guard System.isUnchanged(descriptor, at: path, size: size) else {
      throw .outputFailed("\(path): was changed by something else; quit and start again")
    }
    guard System.cut(descriptor, to: start), System.synchronize(descriptor) else {
      throw failed(System.lastError)
    }
    starts.removeLast()
    size = start
  }

  private func failed(_ reason: String) -> CommandError {
    .outputFailed("\(path): \(reason)")
  }
}
