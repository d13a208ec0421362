// Decompresses gzip (RFC 1952), fed piece by piece: all members, one behind the other. Reads no files.

import CZlib

/// What is wrong with gzip-compressed bytes, as a clause.
struct GzipError: Error {
  let reason: String
}

/// A gzip stream that is being decompressed.
final class GzipReader {
  // zlib keeps the address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var input: [UInt8] = []
  private var position = 0
  /// Whether a member has begun and not ended.
  private var isInside = true
  /// Whether zlib may hold more of what it was fed: the last buffer was filled to its end.
  private var isHolding = false

  /// A stream at its start; `nil` without memory.
  init?() {
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for gzip and nothing else.
    let code = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Whether nothing comes out until more is fed.
  var needsInput: Bool { position == input.count && !isHolding }

  /// Takes the next bytes; those before are all used up.
  func feed(_ bytes: [UInt8]) {
    input = bytes
    position = 0
  }

  /// Decompresses into `buffer` from `start` on; returns how many bytes came out, which may be none.
  func inflate(into buffer: inout [UInt8], from start: Int) throws(GzipError) -> Int {
    var end = start
    while end < buffer.count, !needsInput {
      if !isInside, try !beginsMember() { break }
      let (code, used, made) = step(&buffer, from: end)
      position += used
      end += made
      isHolding = end == buffer.count && code == Z_OK
      if code == Z_STREAM_END {
        isInside = false
      } else if code != Z_OK, code != Z_BUF_ERROR {
        throw GzipError(reason: stream.pointee.msg.map { String(cString: $0) } ?? "malformed")
      } else if used == 0, made == 0 {
        isHolding = false
        break
      }
    }
    return end - start
  }

  /// Says that the input is at its end.
  func finish() throws(GzipError) {
    if isInside { throw GzipError(reason: "unexpected end of file") }
  }

  /// Whether another member begins. Zeros may follow the last one, as on tapes; anything else would be
  /// lost data.
  private func beginsMember() throws(GzipError) -> Bool {
    while position < input.count, input[position] == 0 { position += 1 }
    guard position < input.count else { return false }
    guard input[position] == 0x1F else {
      throw GzipError(reason: "something else behind the compressed data")
    }
    inflateReset(stream)
    isInside = true
    return true
  }

  private func step(
    _ buffer: inout [UInt8], from start: Int
  ) -> (code: Int32, used: Int, made: Int) {
    let room = min(buffer.count - start, 1 << 30)
    return input.withUnsafeMutableBufferPointer { given in
      buffer.withUnsafeMutableBufferPointer { wanted in
        stream.pointee.next_in = given.baseAddress.map { $0 + position }
        stream.pointee.avail_in = UInt32(given.count - position)
        stream.pointee.next_out = wanted.baseAddress.map { $0 + start }
        stream.pointee.avail_out = UInt32(room)
        let before = Int(stream.pointee.avail_in)
        let code = CZlib.inflate(stream, Z_NO_FLUSH)
        return (
          code, before - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out)
        )
      }
    }
  }
}
