// Says whether bytes are well-formed UTF-8 and whether that means more than ASCII. Names no
// malformed sequence; that is `firstMalformedUTF8`'s task.

/// What bytes are when read as UTF-8.
enum UTF8Validity: Equatable {
  /// ASCII alone, which is the same in nearly every encoding.
  case ascii
  /// Well-formed with characters of two bytes and more, which no legacy text is by chance unless it
  /// is very short.
  case multibyte
  /// Not UTF-8.
  case malformed
}

/// Reads all of `bytes` unless a malformed sequence ends the matter sooner: linear time, one table
/// look-up for each byte outside of long ASCII runs.
func utf8Validity(of bytes: Span<UInt8>) -> UTF8Validity {
  var position = asciiRunEnd(bytes, from: 0)
  guard position < bytes.count else { return .ascii }
  let transitions = UTF8Automaton.transitions.span
  // Known here, so that look-ups need not be checked.
  guard transitions.count == 256 else { return .malformed }
  let words = bytes.bytes
  var state = UTF8Automaton.accept
  while position &+ 16 <= bytes.count {
    var first = UInt64(
      littleEndian: words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    var second = UInt64(
      littleEndian: words.unsafeLoadUnaligned(fromByteOffset: position &+ 8, as: UInt64.self))
    if (first | second) & 0x8080_8080_8080_8080 == 0 {
      guard state & 63 == UTF8Automaton.accept else { return .malformed }
      position = asciiRunEnd(bytes, from: position &+ 16)
      continue
    }
    for _ in 0..<8 {
      state = transitions[Int(first & 0xFF)] &>> state
      first &>>= 8
    }
    for _ in 0..<8 {
      state = transitions[Int(second & 0xFF)] &>> state
      second &>>= 8
    }
    // Nothing leads back from rejection, so it is enough to look now and then.
    if state & 63 == UTF8Automaton.reject { return .malformed }
    position &+= 16
  }
  while position < bytes.count {
    state = transitions[Int(bytes[position])] &>> state
    position &+= 1
  }
  return state & 63 == UTF8Automaton.accept ? .multibyte : .malformed
}

/// The automaton of well-formed byte sequences (Unicode Standard, table 3-7), with a state as a
/// shift: a byte's word holds, six bits a state, the state that it leads to. One look-up and one
/// shift a byte, and only the shift waits for the byte before.
private enum UTF8Automaton {
  static let reject: UInt64 = 0
  static let accept: UInt64 = 6

  /// A word for each byte value.
  static let transitions: [UInt64] = {
    let oneMore: UInt64 = 12
    let twoMore: UInt64 = 18
    let threeMore: UInt64 = 24
    let afterE0: UInt64 = 30
    let afterED: UInt64 = 36
    let afterF0: UInt64 = 42
    let afterF4: UInt64 = 48
    let edges: [(from: UInt64, bytes: ClosedRange<Int>, to: UInt64)] = [
      (accept, 0x00...0x7F, accept), (accept, 0xC2...0xDF, oneMore),
      (accept, 0xE0...0xE0, afterE0), (accept, 0xE1...0xEC, twoMore),
      (accept, 0xED...0xED, afterED), (accept, 0xEE...0xEF, twoMore),
      (accept, 0xF0...0xF0, afterF0), (accept, 0xF1...0xF3, threeMore),
      (accept, 0xF4...0xF4, afterF4),
      (afterE0, 0xA0...0xBF, oneMore), (afterED, 0x80...0x9F, oneMore),
      (afterF0, 0x90...0xBF, twoMore), (afterF4, 0x80...0x8F, twoMore),
      (threeMore, 0x80...0xBF, twoMore), (twoMore, 0x80...0xBF, oneMore),
      (oneMore, 0x80...0xBF, accept),
    ]
    var table = [UInt64](repeating: 0, count: 256)
    for edge in edges {
      for byte in edge.bytes { table[byte] |= edge.to << edge.from }
    }
    return table
  }()
}
