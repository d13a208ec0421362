// Reads and writes the insides of JSON strings. Expects that `JSONScanner` checked what it reads.

/// Appends the text between a string's quotes, escapes resolved, as UTF-8; a lone surrogate becomes
/// U+FFFD.
package func appendUnescapedJSON(
  _ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
) {
  // No escape stands for more bytes than it has: room first, and what was too much is cut off again.
  var position = output.count
  output.append(contentsOf: repeatElement(0, count: range.count))
  var room = output.mutableSpan
  var index = range.lowerBound
  while index < range.upperBound {
    var byte = bytes[index]
    index &+= 1
    if byte == UInt8(ascii: "\\") {
      byte = bytes[index]
      index &+= 1
      if byte == UInt8(ascii: "u") {
        let scalar = escapedScalar(bytes, at: &index, before: range.upperBound)
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          room[position] = byte
          position &+= 1
        }
        continue
      }
      byte = escapedByte(byte)
    }
    room[position] = byte
    position &+= 1
  }
  output.removeLast(output.count - position)
}

/// What a backslash and this letter stand for.
private func escapedByte(_ letter: UInt8) -> UInt8 {
  switch letter {
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  case UInt8(ascii: "n"): 0x0A
  case UInt8(ascii: "r"): 0x0D
  case UInt8(ascii: "t"): 0x09
  default: letter
  }
}

/// The scalar of the four hexadecimal digits at `index`, and of the low surrogate's behind a high one;
/// `index` moves behind them.
private func escapedScalar(
  _ bytes: Span<UInt8>, at index: inout Int, before end: Int
) -> Unicode.Scalar {
  var unit = codeUnit(bytes, at: index)
  index += 4
  if (0xD800...0xDBFF).contains(unit), index + 6 <= end,
    bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
  {
    let low = codeUnit(bytes, at: index + 2)
    if (0xDC00...0xDFFF).contains(low) {
      unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      index += 6
    }
  }
  return Unicode.Scalar(unit) ?? "\u{FFFD}"
}

/// The number that the four hexadecimal digits at `index` are.
func codeUnit(_ bytes: Span<UInt8>, at index: Int) -> UInt32 {
  var unit: UInt32 = 0
  for offset in 0..<4 { unit = unit << 4 | (hexValue(bytes[index + offset]) ?? 0) }
  return unit
}

/// The text between a string's quotes.
package func unescapedJSON(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
  var output: [UInt8] = []
  output.reserveCapacity(range.count)
  appendUnescapedJSON(bytes, range, to: &output)
  return String(decoding: output, as: UTF8.self)
}

/// Whether the text between a string's quotes is `text`, however it is escaped.
@inline(__always)
package func isJSONString(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
  let count = text.utf8CodeUnitCount
  if range.count == count {
    return text.withUTF8Buffer { expected in
      for offset in 0..<count where bytes[range.lowerBound + offset] != expected[offset] {
        return false
      }
      return true
    }
  }
  // An escaped spelling is longer and rare.
  guard range.count > count, range.count <= 6 * count else { return false }
  return unescapedJSON(bytes, range) == text.description
}

/// Appends `text` as a JSON string with its quotes, escaping only what must be.
public func appendJSON(_ text: String, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0, to: &output) }
  if done == nil { appendEscaped(Array(text.utf8), to: &output) }
  output.append(UInt8(ascii: "\""))
}

private func appendEscaped(
  _ bytes: some RandomAccessCollection<UInt8>, to output: inout [UInt8]
) {
  // Runs of bytes that stand for themselves are copied together.
  var start = bytes.startIndex
  var index = start
  while index != bytes.endIndex {
    let byte = bytes[index]
    if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      bytes.formIndex(after: &index)
      continue
    }
    output.append(contentsOf: bytes[start..<index])
    appendEscape(byte, to: &output)
    bytes.formIndex(after: &index)
    start = index
  }
  output.append(contentsOf: bytes[start...])
}

private func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\\"))
  switch byte {
  case 0x0A: output.append(UInt8(ascii: "n"))
  case 0x0D: output.append(UInt8(ascii: "r"))
  case 0x09: output.append(UInt8(ascii: "t"))
  case 0..<0x20:
    let digits = Array("0123456789abcdef".utf8)
    output.append(contentsOf: "u00".utf8)
    output.append(digits[Int(byte >> 4)])
    output.append(digits[Int(byte & 15)])
  default: output.append(byte)
  }
}
