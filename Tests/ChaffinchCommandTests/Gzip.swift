// Gzip-compresses bytes for tests, in stored blocks and by RFC 1952's own words: nothing of zlib.

import Foundation

/// `bytes` as a gzip file that compresses nothing.
func gzip(_ bytes: Data) -> Data {
  // Magic, deflate, no flags, no time, no extra flags, unknown system.
  var file = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(0xFFFF)
    file.append(rest.isEmpty ? 1 : 0)
    let count = UInt16(block.count)
    for value in [count, ~count] {
      file.append(UInt8(value & 0xFF))
      file.append(UInt8(value >> 8))
    }
    file.append(block)
  } while !rest.isEmpty
  for value in [crc32(bytes), UInt32(bytes.count)] {
    for shift in stride(from: 0, to: 32, by: 8) {
      file.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
    }
  }
  return file
}

private func crc32(_ bytes: Data) -> UInt32 {
  var sum = UInt32.max
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}
