// Writes results to standard output or to a file that appears only when it is complete, and to no file twice;
// compressed if its name ends in `.gz`.

/// An output: standard output, or a path. A file is written beside its place and renamed there by
/// ``finish()``; an output that is never finished leaves nothing behind, nor does one that a signal ends.
final class OutputFile {
  private let name: String
  private let descriptor: Int32
  /// Where the file appears; `nil` for what is written in place.
  private let target: String?
  private let partial: String?
  private var buffer: [UInt8] = []
  /// What compresses the bytes, and what was compressed so far, of a file named `.gz`.
  private var gzip: (compressor: GzipCompressor, member: GzipMember)?
  /// Bytes that were written, before compression.
  private(set) var bytesWritten = 0
  /// What brings a file to the disk before it has its name.
  private let writeBack: SystemWriteBack?
  /// Whether `descriptor` is this object's to close.
  private var isOpen = true

  /// Opens `path`, or standard output for `nil` and `-`.
  init(_ path: String?) throws(CommandError) {
    guard let path, path != "-" else {
      name = "standard output"
      descriptor = 1
      target = nil
      partial = nil
      writeBack = nil
      isOpen = false
      guard System.isWritable(1) else {
        throw .outputFailed("standard output: is closed; name a file by --output")
      }
      return
    }
    name = path
    switch System.kind(of: path) {
    case .directory:
      throw .cannotCreate("\(path): is a directory; name a file")
    case .pipe, .other:
      // A pipe or a device cannot be replaced by renaming.
      target = nil
      partial = nil
      descriptor = System.openForWriting(path)
    case .missing, .regular:
      let target = System.resolved(path) ?? path
      let partial = System.partialName(of: target)
      guard Self.isFree(partial) else {
        throw .usage("\(path): two outputs have this name; name different files")
      }
      System.remove(partial)
      System.removePartialFilesOnSignals()
      self.target = target
      self.partial = partial
      descriptor = System.createNew(partial)
      if descriptor >= 0 { _ = System.lock(descriptor) }
      if descriptor >= 0, let permissions = System.permissions(of: target) {
        System.setPermissions(permissions, of: descriptor)
      }
    }
    writeBack = target == nil ? nil : SystemWriteBack(descriptor)
    guard descriptor >= 0 else {
      isOpen = false
      throw .cannotCreate("\(path): \(System.lastError); name a path that can be written")
    }
    guard path.hasSuffix(".gz") else { return }
    guard let compressor = GzipCompressor() else {
      throw .cannotCreate("\(path): cannot be compressed (out of memory)")
    }
    gzip = (compressor, GzipMember())
    try writeOut(GzipMember.head)
  }

  /// Opens `path` unless it is a file in `inputs`: what a command says of a file must not take its place.
  convenience init(_ path: String?, besides inputs: [String]) throws(CommandError) {
    if let path, path != "-", System.kind(of: path) == .regular {
      for input in inputs where System.isSameFile(path, input) {
        throw .usage("\(path): is read, and would be replaced; name another output")
      }
    }
    try self.init(path)
  }

  deinit {
    abandon()
  }

  /// Whether no other output of this run writes to `partial`, by whatever name: that one would hold its
  /// lock. What a run before left behind under the same number does not count.
  private static func isFree(_ partial: String) -> Bool {
    guard System.kind(of: partial) == .regular else { return true }
    let descriptor = System.openForWriting(partial)
    guard descriptor >= 0 else { return true }
    defer { _ = System.closeLocked(descriptor) }
    return System.lock(descriptor)
  }

  /// Bytes after which the buffer is written out.
  private static let bufferLimit = 1 << 17

  /// Lets `body` append to the buffer, then writes it out if it is full.
  func write<Result>(_ body: (inout [UInt8]) throws(CommandError) -> Result)
    throws(CommandError) -> Result
  {
    let result = try body(&buffer)
    if buffer.count >= Self.bufferLimit { try flush() }
    return result
  }

  /// Appends a text.
  func write(_ text: String) throws(CommandError) {
    try write { buffer throws(CommandError) in buffer.append(contentsOf: text.utf8) }
  }

  /// Appends bytes; many are written out without being copied first.
  func write(bytes: [UInt8]) throws(CommandError) {
    guard bytes.count >= Self.bufferLimit / 8, gzip == nil else {
      return try write { buffer throws(CommandError) in buffer.append(contentsOf: bytes) }
    }
    try flush()
    try writeOut(bytes)
    bytesWritten += bytes.count
  }

  /// Whether nobody sees what is written before it is complete.
  var isHidden: Bool { target != nil }

  /// Whether what is written must be compressed.
  var isCompressed: Bool { gzip != nil }

  /// Appends bytes that another thread has compressed to `piece`.
  func write(bytes: [UInt8], compressedTo piece: GzipPiece) throws(CommandError) {
    try flush()
    gzip?.member.add(piece)
    try writeOut(piece.bytes)
    bytesWritten += bytes.count
  }

  /// Writes out what is buffered.
  func flush() throws(CommandError) {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    let piece = gzip?.compressor.compress(buffer)
    if let piece { gzip?.member.add(piece) }
    try writeOut(piece?.bytes ?? buffer)
    bytesWritten += buffer.count
  }

  private func writeOut(_ bytes: [UInt8]) throws(CommandError) {
    let done = System.written(bytes, to: descriptor)
    guard done == bytes.count else {
      let error = incomplete
      // A line that a full disk has torn is of no use to anyone.
      let torn = done - (System.endOfLastLine(in: bytes, 0..<done) ?? 0)
      if !isHidden, gzip == nil, torn > 0 { System.takeBack(torn, from: descriptor) }
      throw error
    }
    writeBack?.note(done)
  }

  /// The error of the call that failed last.
  private var incomplete: CommandError {
    .outputFailed(
      "\(name): \(System.lastError); the output is incomplete", isClosedPipe: System.isClosedPipe)
  }

  /// Writes out everything and puts the file in its place.
  ///
  /// - Parameter isSafe: whether it is on the disk before it has its name; else a crash of the machine may
  ///   leave an empty file under that. It takes a file up to some milliseconds.
  func finish(isSafe: Bool = true) throws(CommandError) {
    try flush()
    if let gzip { try writeOut(gzip.member.tail) }
    gzip = nil
    guard let target, let partial else { return }
    guard writeBack?.finish(isSafe: isSafe) ?? true else { throw incomplete }
    isOpen = false
    guard System.closeFile(descriptor) else {
      let error = incomplete
      System.remove(partial)
      throw error
    }
    guard System.renameFile(partial, to: target) else {
      let reason = System.lastError
      System.remove(partial)
      throw .cannotCreate("\(name): \(reason)")
    }
  }

  private func abandon() {
    guard isOpen else { return }
    isOpen = false
    writeBack?.join()
    _ = System.closeFile(descriptor)
    if let partial { System.remove(partial) }
  }
}
