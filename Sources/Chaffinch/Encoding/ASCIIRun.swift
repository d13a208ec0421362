// Finds where ASCII ends, 64 bytes at a time. Says nothing of what follows.

/// The first offset from `start` on whose byte is not ASCII; `bytes.count` when there is none.
@inline(__always)
func asciiRunEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
  let words = bytes.bytes
  let highBits: UInt64 = 0x8080_8080_8080_8080
  var position = start
  while position &+ 64 <= bytes.count {
    let all = words.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD8<UInt64>.self)
    let half = all.lowHalf | all.highHalf
    let quarter = half.lowHalf | half.highHalf
    guard (quarter[0] | quarter[1]) & highBits == 0 else { break }
    position &+= 64
  }
  while position &+ 16 <= bytes.count {
    let first = words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
    let second = words.unsafeLoadUnaligned(fromByteOffset: position &+ 8, as: UInt64.self)
    guard (first | second) & highBits == 0 else { break }
    position &+= 16
  }
  while position < bytes.count, bytes[position] < 0x80 { position &+= 1 }
  return position
}
