// Reads files and standard input, gzip-compressed or not, whole or in pieces. Interprets nothing.

import CZlib

/// An input: a path, or `-` for standard input.
final class InputFile {
  /// The name for messages.
  let name: String
  private let stream: gzFile
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
    guard let stream = gzdopen(descriptor, "rb") else {
      throw .inputOutput("\(path): cannot be read (out of memory)")
    }
    gzbuffer(stream, 1 << 18)
    self.stream = stream
  }

  deinit {
    gzclose_r(stream)
  }

  /// Reads into `buffer` from `start` on, until it is full or the input ends; returns how many bytes
  /// were read, 0 at the end of the input.
  func read(into buffer: inout [UInt8], from start: Int) throws(CommandError) -> Int {
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
        ? .inputOutput("\(name): \(System.lastError); the input is incomplete")
        : .data("\(name): not readable as gzip (\(reason)); the file is damaged or truncated")
    }
    bytesRead += Int(found)
    return Int(found)
  }

  /// Everything that is left.
  func readAll() throws(CommandError) -> [UInt8] {
    try rest(after: [], count: 0)
  }

  /// The first `count` bytes of `first`, which were read already, and everything that is left.
  func rest(after first: [UInt8], count: Int) throws(CommandError) -> [UInt8] {
    var bytes = first
    var filled = count
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
