// Reads files and standard input, gzip-compressed or not, whole or in pieces. Interprets nothing.

/// An input: a path, or `-` for standard input.
final class InputFile {
  /// What reading a piece came to.
  enum Found: Equatable {
    /// So many bytes, at least one.
    case bytes(Int)
    /// Nothing is there yet.
    case paused
    case end
  }

  private static let gzipMagic: [UInt8] = [0x1F, 0x8B]
  /// Bytes read at a time where it must be seen first whether they are compressed.
  private static let pieceSize = 1 << 16

  /// The name for messages.
  let name: String
  private let descriptor: Int32
  /// Whether this is a regular file, which has no pauses.
  private let isFile: Bool
  /// What was left in a regular file when it was opened, unless it is compressed.
  let size: Int?
  private let interruption: SystemInterruption?
  /// Whether a signal ends the waiting for bytes. The run's own wish always does.
  var isInterruptible = true
  /// Whether it is known if the bytes are compressed.
  private var isKnown: Bool
  private var gzip: GzipReader?
  /// The first bytes of a stream that turned out not to be compressed.
  private var head: [UInt8] = []
  /// What reading failed with behind bytes that were handed out.
  private var failure: CommandError?
  /// Bytes that were handed out, decompressed.
  private(set) var bytesRead = 0

  /// Opens `path` for reading; while it waits for bytes, or for somebody to write to a pipe, `interruption`
  /// ends it by an error.
  init(_ path: String, interruption: SystemInterruption? = nil) throws(CommandError) {
    name = path == "-" ? "standard input" : path
    self.interruption = interruption
    if path == "-" {
      // A copy, so that all descriptors are this object's to close.
      descriptor = System.isReadable(0) ? System.duplicate(0) : -1
      guard descriptor >= 0 else { throw .noInput("standard input: is closed; name a file") }
    } else {
      descriptor = try Self.open(path, interruption)
    }
    let left = System.bytesLeft(in: descriptor)
    isFile = left != nil
    isKnown = isFile
    guard isFile, System.goesOn(descriptor, with: Self.gzipMagic) else {
      size = left
      return
    }
    size = nil
    try decompress([])
  }

  deinit {
    _ = System.closeFile(descriptor)
  }

  private static func open(
    _ path: String, _ interruption: SystemInterruption?
  ) throws(CommandError) -> Int32 {
    let kind = System.kind(of: path)
    guard kind != .directory else {
      throw .noInput("\(path): is a directory; name a file, or '-' for standard input")
    }
    let descriptor: Int32
    if kind == .pipe, let interruption {
      let endings = [interruption.descriptor, interruption.cancellation]
      guard let opened = System.openPipe(path, unless: endings) else { throw .interrupted }
      descriptor = opened
    } else {
      descriptor = System.openForReading(path)
    }
    guard descriptor >= 0 else {
      throw .noInput("\(path): \(System.lastError); name a readable file, or '-'")
    }
    return descriptor
  }

  /// What ends the waiting for bytes.
  private var endings: [Int32] {
    guard let interruption else { return [] }
    return isInterruptible
      ? [interruption.descriptor, interruption.cancellation] : [interruption.cancellation]
  }

  private func decompress(_ first: [UInt8]) throws(CommandError) {
    guard let reader = GzipReader() else {
      throw .inputOutput("\(name): cannot be read (out of memory)")
    }
    reader.feed(first)
    gzip = reader
  }

  // MARK: Pieces

  /// Reads into `buffer` from `start` on, where there must be room, what is there.
  ///
  /// - Parameter waits: whether to wait where nothing is there yet.
  func readSome(
    into buffer: inout [UInt8], from start: Int, waits: Bool
  ) throws(CommandError) -> Found {
    if let failure { throw failure }
    while true {
      if let gzip, !gzip.needsInput {
        let found = try sound { () throws(GzipError) in
          try gzip.inflate(into: &buffer, from: start)
        }
        if found > 0 { return count(found) }
        if !gzip.needsInput { continue }
      }
      if isKnown, !head.isEmpty {
        let found = min(head.count, buffer.count - start)
        buffer.replaceSubrange(start..<start + found, with: head[..<found])
        head.removeFirst(found)
        return count(found)
      }
      if !isFile {
        switch System.wait(for: descriptor, or: endings, forever: waits) {
        case .ready: break
        case .paused: return .paused
        case .interrupted: throw .interrupted
        }
      }
      if isKnown, gzip == nil {
        let found =
          isFile
          ? System.read(descriptor, into: &buffer, from: start)
          : System.readSome(descriptor, into: &buffer, from: start)
        guard let found else { throw readingFailed }
        return count(found)
      }
      var piece = [UInt8](repeating: 0, count: Self.pieceSize)
      guard let found = System.readSome(descriptor, into: &piece) else { throw readingFailed }
      piece.removeLast(piece.count - found)
      if let gzip {
        guard found > 0 else {
          try sound { () throws(GzipError) in try gzip.finish() }
          return .end
        }
        gzip.feed(piece)
        continue
      }
      head += piece
      guard found == 0 || head.count >= Self.gzipMagic.count else { continue }
      isKnown = true
      if head.starts(with: Self.gzipMagic) {
        try decompress(head)
        head = []
      }
    }
  }

  private func count(_ found: Int) -> Found {
    bytesRead += found
    return found == 0 ? .end : .bytes(found)
  }

  private func sound<Result>(
    _ body: () throws(GzipError) -> Result
  ) throws(CommandError) -> Result {
    do {
      return try body()
    } catch {
      throw .data(
        "\(name): not readable as gzip (\(error.reason)); the file is damaged or truncated")
    }
  }

  private var readingFailed: CommandError {
    .inputOutput("\(name): \(System.lastError); the input is incomplete")
  }

  /// Reads into `buffer` from `start` on, until it is full or the input ends; returns how many bytes were
  /// read.
  func read(into buffer: inout [UInt8], from start: Int) throws(CommandError) -> Int {
    var end = start
    while end < buffer.count,
      case .bytes(let found) = try readSome(into: &buffer, from: end, waits: true)
    {
      end += found
    }
    return end - start
  }

  // MARK: Wholes

  /// The first bytes: a regular file of up to `limit` bytes is read whole, of anything else `limit`
  /// bytes, or fewer where it ends, or where it pauses and `isEnough` says so.
  func readFirst(
    limit: Int, isEnough: (([UInt8]) -> Bool)? = nil
  ) throws(CommandError) -> [UInt8] {
    if let size {
      // One byte more, to see that the file ends.
      guard let bytes = System.read(descriptor, count: min(size + 1, limit)) else {
        throw readingFailed
      }
      bytesRead += bytes.count
      return bytes
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit, Self.pieceSize))
    var waits = isEnough == nil
    while bytes.count < limit {
      let room = min(limit - bytes.count, piece.count)
      if room < piece.count { piece.removeLast(piece.count - room) }
      do throws(CommandError) {
        switch try readSome(into: &piece, from: 0, waits: waits) {
        case .bytes(let found):
          bytes += piece[..<found]
          waits = isEnough == nil
        case .paused:
          if isEnough?(bytes) ?? false { return bytes }
          waits = true
        case .end: return bytes
        }
      } catch {
        // Of lines, those before the damage are whole.
        guard !bytes.isEmpty, error.kind != .interruption else { throw error }
        failure = error
        return bytes
      }
    }
    return bytes
  }

  /// Everything that is left.
  func readAll() throws(CommandError) -> [UInt8] {
    try rest(after: [])
  }

  /// `first`, which was read already, and everything that is left.
  func rest(after first: [UInt8]) throws(CommandError) -> [UInt8] {
    if let size, bytesRead <= size {
      let left = size - bytesRead
      if left == 0 {
        guard let more = System.read(descriptor, count: 1) else { throw readingFailed }
        if more.isEmpty { return first }
        bytesRead += 1
        return try grow(first + more)
      }
      guard let bytes = System.read(descriptor, after: first, count: left + 1) else {
        throw readingFailed
      }
      bytesRead += bytes.count - first.count
      // A file may grow while it is read.
      return bytes.count <= first.count + left ? bytes : try grow(bytes)
    }
    return try grow(first)
  }

  private func grow(_ first: [UInt8]) throws(CommandError) -> [UInt8] {
    var bytes = first
    var filled = first.count
    while true {
      if filled == bytes.count {
        bytes += [UInt8](repeating: 0, count: max(1 << 16, min(filled, 1 << 26)))
      }
      let found = try read(into: &bytes, from: filled)
      guard found > 0 else { break }
      filled += found
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// All bytes of `path`.
  static func bytes(of path: String) throws(CommandError) -> [UInt8] {
    try InputFile(path).readAll()
  }
}
