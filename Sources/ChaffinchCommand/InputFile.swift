// Reads files and standard input, gzip-compressed or not, whole or in pieces. Interprets nothing.

import CZlib

/// An input: a path, or `-` for standard input.
final class InputFile {
  /// Where the bytes come from.
  private enum Source {
    /// A regular file that is not compressed: its descriptor and size.
    case plain(Int32, size: Int)
    /// A compressed file, or a pipe, of which zlib finds out.
    case stream(gzFile)
  }

  /// The name for messages.
  let name: String
  private let source: Source
  private(set) var bytesRead = 0

  /// Opens `path` for reading.
  init(_ path: String) throws(CommandError) {
    name = path == "-" ? "standard input" : path
    let descriptor: Int32
    if path == "-" {
      // A copy, because closing the stream must not close standard input: the next file that is
      // opened would take its number.
      descriptor = System.duplicate(0)
      guard descriptor >= 0 else { throw .inputOutput("standard input: \(System.lastError)") }
    } else {
      guard System.kind(of: path) != .directory else {
        throw .noInput("\(path): is a directory; name a file, or '-' for standard input")
      }
      descriptor = System.openForReading(path)
      guard descriptor >= 0 else {
        throw .noInput("\(path): \(System.lastError); name a readable file, or '-'")
      }
    }
    // zlib would copy what is not compressed.
    if let size = System.bytesLeft(in: descriptor),
      !System.goesOn(descriptor, with: [0x1F, 0x8B])
    {
      source = .plain(descriptor, size: size)
      return
    }
    guard let stream = gzdopen(descriptor, "rb") else {
      _ = System.closeFile(descriptor)
      throw .inputOutput("\(path): cannot be read (out of memory)")
    }
    gzbuffer(stream, 1 << 18)
    source = .stream(stream)
  }

  deinit {
    switch source {
    case .plain(let descriptor, _): _ = System.closeFile(descriptor)
    case .stream(let stream): gzclose_r(stream)
    }
  }

  /// Reads into `buffer` from `start` on, until it is full or the input ends; returns how many bytes
  /// were read, 0 at the end of the input.
  func read(into buffer: inout [UInt8], from start: Int) throws(CommandError) -> Int {
    switch source {
    case .plain(let descriptor, _):
      guard let found = System.read(descriptor, into: &buffer, from: start) else {
        throw readingFailed
      }
      bytesRead += found
      return found
    case .stream(let stream): return try decompress(stream, into: &buffer, from: start)
    }
  }

  private var readingFailed: CommandError {
    .inputOutput("\(name): \(System.lastError); the input is incomplete")
  }

  private func decompress(_ stream: gzFile, into buffer: inout [UInt8], from start: Int)
    throws(CommandError) -> Int
  {
    let count = min(buffer.count - start, 1 << 30)
    let found = buffer.withUnsafeMutableBytes { bytes in
      gzread(stream, bytes.baseAddress.map { $0 + start }, UInt32(count))
    }
    // Where a gzip stream ends too early, zlib hands out what there is and returns no error.
    var code = Z_OK
    let message = gzerror(stream, &code).map { String(cString: $0) } ?? "unknown error"
    guard found == count || found >= 0 && code == Z_OK else {
      // zlib begins with its own name for the stream: "<fd:3>: unexpected end of file".
      let reason = message.hasPrefix("<fd:") ? message.drop { $0 != " " }.dropFirst() : message[...]
      throw code == Z_ERRNO
        ? readingFailed
        : .data("\(name): not readable as gzip (\(reason)); the file is damaged or truncated")
    }
    bytesRead += Int(found)
    return Int(found)
  }

  /// The first bytes: a regular file of up to `limit` bytes is read whole, of anything else `limit`
  /// bytes, or fewer where it ends.
  func readFirst(limit: Int) throws(CommandError) -> [UInt8] {
    if case .plain(let descriptor, let size) = source {
      // One byte more, to see that the file ends.
      guard let bytes = System.read(descriptor, count: min(size + 1, limit)) else {
        throw readingFailed
      }
      bytesRead += bytes.count
      return bytes
    }
    var bytes = [UInt8](repeating: 0, count: limit)
    let found = try read(into: &bytes, from: 0)
    bytes.removeLast(bytes.count - found)
    return bytes
  }

  /// Everything that is left.
  func readAll() throws(CommandError) -> [UInt8] {
    try rest(after: [])
  }

  /// `first`, which was read already, and everything that is left.
  func rest(after first: [UInt8]) throws(CommandError) -> [UInt8] {
    if case .plain(let descriptor, let size) = source, bytesRead <= size {
      let left = size - bytesRead
      guard let bytes = System.read(descriptor, count: left + 1) else { throw readingFailed }
      bytesRead += bytes.count
      // A file may grow while it is read.
      if bytes.count <= left {
        return first.isEmpty ? bytes : bytes.isEmpty ? first : first + bytes
      }
      return try grow(first + bytes)
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
