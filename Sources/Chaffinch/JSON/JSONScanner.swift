// Walks over JSON text (RFC 8259) in one pass and without a tree: finds where values end and checks
// them on the way. Builds nothing; `JSONValue` builds trees, `JSONString` reads strings.

/// A position in JSON bytes that moves from token to token.
///
/// Strict: what it accepts is JSON and well-formed UTF-8. Nesting costs a byte a level on the heap,
/// never recursion.
package struct JSONScanner {
  /// The offset of the next byte to read.
  package var index: Int
  /// The offset behind the last byte that may be read.
  let end: Int
  /// Whether the string that was consumed last has escapes.
  package private(set) var hasEscapes = false

  /// A scanner over `range` of some bytes, which every call is given.
  package init(_ range: Range<Int>) {
    index = range.lowerBound
    end = range.upperBound
  }

  @inline(__always)
  mutating func skipWhitespace(_ bytes: Span<UInt8>) {
    while index < end {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  /// The next byte that is no white space, not consumed.
  @inline(__always)
  package mutating func peek(_ bytes: Span<UInt8>) throws(JSONError) -> UInt8 {
    skipWhitespace(bytes)
    guard index < end else { throw JSONError(.unexpectedEnd, at: index) }
    return bytes[index]
  }

  /// Consumes `byte`, after white space.
  @inline(__always)
  mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONError) {
    let found = try peek(bytes)
    guard found == byte else { throw JSONError(.unexpectedByte(found), at: index) }
    index += 1
  }

  /// Checks that only white space is left.
  package mutating func expectEnd(_ bytes: Span<UInt8>) throws(JSONError) {
    skipWhitespace(bytes)
    guard index == end else { throw JSONError(.trailingBytes, at: index) }
  }

  /// Consumes a string and returns the range between its quotes.
  package mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    try expect(UInt8(ascii: "\""), bytes)
    let start = index
    hasEscapes = false
    while true {
      // Runs of plain ASCII first: nearly everything.
      index = plainASCIIEnd(bytes)
      guard index < end else { break }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return start..<index - 1
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try skipEscape(bytes)
      } else if byte < 0x20 {
        throw JSONError(.controlCharacter, at: index)
      } else {
        let scalar = decodeScalar(bytes, at: index)
        guard scalar.isValid, index + scalar.length <= end else {
          throw JSONError(.malformedUTF8, at: index)
        }
        index += scalar.length
      }
    }
    throw JSONError(.unexpectedEnd, at: index)
  }

  /// Where the run of bytes that stand for themselves inside a string ends: before a quote, a
  /// backslash, a control character or a byte of a longer character.
  @inline(__always)
  private func plainASCIIEnd(_ bytes: Span<UInt8>) -> Int {
    let words = bytes.bytes
    let ones: UInt64 = 0x0101_0101_0101_0101
    var position = index
    // The same as below for 32 bytes, of which it is only asked whether the run ends in them.
    let many = SIMD4<UInt64>(repeating: ones)
    while position &+ 32 <= end {
      let word = words.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
      let quote = (word ^ (many &* 0x22)) &- many
      let backslash = (word ^ (many &* 0x5C)) &- many
      let stops = (quote | backslash | (word &- many &* 0x20) | word) & (many &* 0x80)
      let half = stops.lowHalf | stops.highHalf
      guard half[0] | half[1] == 0 else { break }
      position &+= 32
    }
    while position &+ 8 <= end {
      // Eight bytes at once: a byte's high bit is set in `stops` where the run ends (and perhaps in
      // later bytes, which does not matter).
      let word = UInt64(
        littleEndian: words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let control = word &- (ones &* 0x20)
      let stops = ((quote &- ones) | (backslash &- ones) | control | word) & (ones &* 0x80)
      guard stops == 0 else { return position &+ stops.trailingZeroBitCount / 8 }
      position &+= 8
    }
    while position < end {
      let byte = bytes[position]
      guard byte &- 0x20 < 0x60, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
        return position
      }
      position &+= 1
    }
    return position
  }

  private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONError) {
    guard index + 1 < end else { throw JSONError(.unexpectedEnd, at: end) }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 2
    case UInt8(ascii: "u"):
      guard index + 6 <= end else { throw JSONError(.unexpectedEnd, at: end) }
      for offset in 2..<6 where hexValue(bytes[index + offset]) == nil {
        throw JSONError(.badEscape, at: index)
      }
      index += 6
    default: throw JSONError(.badEscape, at: index)
    }
  }

  /// Consumes a number and returns its range.
  mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    let start = index
    if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let integer = digits(bytes)
    guard integer > 0, integer == 1 || bytes[index - integer] != UInt8(ascii: "0") else {
      throw JSONError(.badNumber, at: start)
    }
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard digits(bytes) > 0 else { throw JSONError(.badNumber, at: start) }
    }
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard digits(bytes) > 0 else { throw JSONError(.badNumber, at: start) }
    }
    return start..<index
  }

  private mutating func digits(_ bytes: Span<UInt8>) -> Int {
    let start = index
    while index < end, bytes[index] &- 0x30 < 10 { index += 1 }
    return index - start
  }

  /// Consumes `true`, `false` or `null`.
  mutating func literal(_ bytes: Span<UInt8>) throws(JSONError) {
    let word: StaticString =
      switch bytes[index] {
      case UInt8(ascii: "t"): "true"
      case UInt8(ascii: "f"): "false"
      default: "null"
      }
    for offset in 0..<word.utf8CodeUnitCount {
      guard index < end else { throw JSONError(.unexpectedEnd, at: index) }
      guard bytes[index] == word.withUTF8Buffer({ $0[offset] }) else {
        throw JSONError(.unexpectedByte(bytes[index]), at: index)
      }
      index += 1
    }
  }

  /// Consumes a string, number or literal.
  private mutating func scalar(_ bytes: Span<UInt8>, first: UInt8) throws(JSONError) {
    switch first {
    case UInt8(ascii: "\""): _ = try string(bytes)
    case UInt8(ascii: "-"), 0x30...0x39: _ = try number(bytes)
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): try literal(bytes)
    default: throw JSONError(.unexpectedByte(first), at: index)
    }
  }

  /// Consumes any value and returns its range.
  package mutating func skipValue(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    let first = try peek(bytes)
    let start = index
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      try scalar(bytes, first: first)
      return start..<index
    }
    // The closing bytes still to come, innermost last.
    var open: [UInt8] = []
    var next = first
    while true {
      if next == UInt8(ascii: "{") || next == UInt8(ascii: "[") {
        index += 1
        let close = next + 2
        if try peek(bytes) == close {
          index += 1
        } else {
          open.append(close)
          if close == UInt8(ascii: "}") { try key(bytes) }
          next = try peek(bytes)
          continue
        }
      } else {
        try scalar(bytes, first: next)
      }
      // A value ended: close what ends with it.
      while let close = open.last {
        let byte = try peek(bytes)
        if byte == close {
          index += 1
          open.removeLast()
        } else if byte == UInt8(ascii: ",") {
          index += 1
          if close == UInt8(ascii: "}") { try key(bytes) }
          break
        } else {
          throw JSONError(.unexpectedByte(byte), at: index)
        }
      }
      if open.isEmpty { return start..<index }
      next = try peek(bytes)
    }
  }

  /// Consumes a member's key and colon and returns the range between the key's quotes.
  @discardableResult
  package mutating func key(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    let range = try string(bytes)
    try expect(UInt8(ascii: ":"), bytes)
    return range
  }

  /// After a member or element: consumes a comma and returns true, or `close` and returns false.
  package mutating func hasNext(before close: UInt8, _ bytes: Span<UInt8>) throws(JSONError) -> Bool
  {
    let byte = try peek(bytes)
    guard byte == UInt8(ascii: ",") || byte == close else {
      throw JSONError(.unexpectedByte(byte), at: index)
    }
    index += 1
    return byte != close
  }

  /// Consumes `open` and, when the object or array is empty, its `close`; says whether it has
  /// anything in it.
  package mutating func opens(_ open: UInt8, close: UInt8, _ bytes: Span<UInt8>) throws(JSONError)
    -> Bool
  {
    try expect(open, bytes)
    guard try peek(bytes) == close else { return true }
    index += 1
    return false
  }
}

/// The value of a hexadecimal digit.
package func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}
