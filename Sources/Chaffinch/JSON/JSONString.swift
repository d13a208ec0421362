// Reads and writes the insides of JSON strings. Expects that `JSONScanner` checked what it reads.

/// Appends the text between a string's quotes, escapes resolved, as UTF-8; a lone surrogate becomes
/// U+FFFD.
package func appendUnescapedJSON(
  _ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
) {
  var index = range.lowerBound
  while index < range.upperBound {
    let byte = bytes[index]
    guard byte == UInt8(ascii: "\\") else {
      output.append(byte)
      index += 1
      continue
    }
    let escape = bytes[index + 1]
    index += 2
    switch escape {
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0C)
    case UInt8(ascii: "n"): output.append(0x0A)
    case UInt8(ascii: "r"): output.append(0x0D)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "u"):
      var unit = codeUnit(bytes, at: index)
      index += 4
      if (0xD800...0xDBFF).contains(unit), index + 6 <= range.upperBound,
        bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
      {
        let low = codeUnit(bytes, at: index + 2)
        if (0xDC00...0xDFFF).contains(low) {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          index += 6
        }
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: output.append(escape)
    }
  }
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
