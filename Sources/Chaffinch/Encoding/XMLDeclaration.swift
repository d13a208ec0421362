// Reads the encoding out of an XML declaration (HTML Standard, "get an XML encoding"). Does not
// check the rest of the declaration.

/// The encoding that `<?xml … encoding="…"?>` at the start of `bytes` declares, in an ASCII-based
/// encoding. White space before the declaration is forgiven, since feeds have it.
///
/// Declared UTF-16 is UTF-8: its bytes could not have been read as ASCII.
func xmlDeclaredEncoding(_ bytes: Span<UInt8>) -> CharacterEncoding? {
  let limit = min(bytes.count, MetaPrescan.limit)
  var position = 0
  while position < limit, CharacterEncoding.isWhitespace(bytes[position]) { position += 1 }
  guard matches(bytes, at: position, "<?xml", end: limit) else { return nil }
  var end = position
  while end < limit, bytes[end] != UInt8(ascii: ">") { end += 1 }
  guard end < limit else { return nil }
  while position < end, !matches(bytes, at: position, "encoding", end: end) { position += 1 }
  position += "encoding".utf8.count
  func skipSpaces() {
    while position < end, bytes[position] <= 0x20 { position += 1 }
  }
  skipSpaces()
  guard position < end, bytes[position] == UInt8(ascii: "=") else { return nil }
  position += 1
  skipSpaces()
  guard position < end else { return nil }
  let quote = bytes[position]
  guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
  position += 1
  var label: [UInt8] = []
  while position < end, bytes[position] != quote {
    guard bytes[position] > 0x20 else { return nil }
    label.append(bytes[position])
    position += 1
  }
  guard position < end else { return nil }
  let declared = CharacterEncoding(label: String(decoding: label, as: UTF8.self))
  return declared == .utf16le || declared == .utf16be ? .utf8 : declared
}

/// Whether the lower-case ASCII `word` stands at `position` and before `end`, in any case.
@inline(__always)
func matches(_ bytes: Span<UInt8>, at position: Int, _ word: StaticString, end: Int) -> Bool {
  guard position + word.utf8CodeUnitCount <= end else { return false }
  return word.withUTF8Buffer { expected in
    for offset in 0..<expected.count {
      let byte = bytes[position + offset]
      let lowered = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if lowered != expected[offset] { return false }
    }
    return true
  }
}
