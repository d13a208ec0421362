// Compresses to one gzip member (RFC 1952) whose pieces may be made by several threads. Writes no files.

import CZlib

/// Compressed bytes that can stand behind others, and what a member's end must know of them.
struct GzipPiece {
  let bytes: [UInt8]
  fileprivate let checksum: UInt
  fileprivate let count: Int
}

/// Makes pieces, one at a time. Every thread has one of its own.
final class GzipCompressor {
  // zlib keeps the address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  /// zlib's usual level, 6, takes two and a half times as long as 2 and saves a tenth of the bytes.
  private static let level: Int32 = 2

  /// `nil` without memory.
  init?() {
    stream.initialize(to: z_stream())
    // 15 bits of window, negative for no header: that of the member stands once, before all pieces.
    let code = deflateInit2_(
      stream, Self.level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return nil }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// `bytes`, compressed without reference to what stands before.
  func compress(_ bytes: [UInt8]) -> GzipPiece {
    deflateReset(stream)
    var bytes = bytes
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 3 + 1024)
    let checksum = bytes.withUnsafeMutableBufferPointer { given in
      var sum = crc32(0, nil, 0)
      var position = 0
      // zlib counts in 32 bits.
      repeat {
        let count = min(given.count - position, 1 << 30)
        let start = given.baseAddress.map { $0 + position }
        sum = crc32(sum, start, UInt32(count))
        stream.pointee.next_in = start
        stream.pointee.avail_in = UInt32(count)
        position += count
        // Behind the last byte the piece is brought to a byte's end, so that it can be read at once.
        drain(position < given.count ? Z_NO_FLUSH : Z_SYNC_FLUSH, into: &output)
      } while position < given.count
      return sum
    }
    return GzipPiece(bytes: output, checksum: UInt(checksum), count: bytes.count)
  }

  private func drain(_ flush: Int32, into output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { buffer in
      repeat {
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(buffer.count)
        _ = deflate(stream, flush)
        output.append(contentsOf: buffer[..<(buffer.count - Int(stream.pointee.avail_out))])
      } while stream.pointee.avail_out == 0
    }
  }
}

/// The bytes around the pieces of a member.
struct GzipMember {
  /// Magic, deflate, no flags, no time, no extra flags, unknown system: the same for all.
  static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  private var checksum: UInt = 0
  private var count = 0

  /// Notes that `piece` stands next.
  mutating func add(_ piece: GzipPiece) {
    checksum = UInt(crc32_combine(numericCast(checksum), numericCast(piece.checksum), piece.count))
    count &+= piece.count
  }

  /// An empty last block, the checksum and the length modulo 2^32.
  var tail: [UInt8] {
    [0x03, 0x00]
      + [UInt32(truncatingIfNeeded: checksum), UInt32(truncatingIfNeeded: count)].flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
      }
  }
}
