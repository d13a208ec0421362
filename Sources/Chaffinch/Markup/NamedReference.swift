// Looks names up in the table of character references, which stays text: nothing is built from it.

/// What a name stands for.
struct NamedReference: Equatable {
  let first: UInt32
  /// 0 when the name stands for one scalar.
  let second: UInt32
  /// Whether the reference counts only with its semicolon.
  let needsSemicolon: Bool
}

/// The reference of the name `bytes[range]`, without `&` and `;`; `nil` when there is no such name.
func namedReference(_ bytes: Span<UInt8>, _ range: Range<Int>) -> NamedReference? {
  if let first = commonReference(bytes, range) {
    return NamedReference(
      first: first, second: 0, needsSemicolon: range.count == 4 && first == 0x27)
  }
  return namedCharacterReferences.withUTF8Buffer { table in
    // Binary search over bytes: `low` and `high` are always where an entry begins, or the end.
    var low = 0
    var high = table.count
    while low < high {
      var entry = low + (high - low) / 2
      while entry > low, table[entry - 1] != UInt8(ascii: " ") { entry -= 1 }
      var offset = 0
      while offset < range.count, table[entry + offset] == bytes[range.lowerBound + offset] {
        offset += 1
      }
      // A separator stops the comparison: it is below every letter, and no letter of the name.
      let next = table[entry + offset]
      let isSeparator = next == UInt8(ascii: ";") || next == UInt8(ascii: ",")
      if offset == range.count, isSeparator { return entryValue(table, at: entry + offset) }
      if offset < range.count, isSeparator || next < bytes[range.lowerBound + offset] {
        low = entry + offset
        while low < high, table[low] != UInt8(ascii: " ") { low += 1 }
        low += low < high ? 1 : 0
      } else {
        high = entry
      }
    }
    return nil
  }
}

/// Nearly all references of real pages.
@inline(__always)
private func commonReference(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
  let (start, end) = (range.lowerBound, range.upperBound)
  switch range.count {
  case 2:
    if hasPrefix(bytes, start, end, "lt") { return 0x3C }
    if hasPrefix(bytes, start, end, "gt") { return 0x3E }
  case 3:
    if hasPrefix(bytes, start, end, "amp") { return 0x26 }
  case 4:
    if hasPrefix(bytes, start, end, "quot") { return 0x22 }
    if hasPrefix(bytes, start, end, "nbsp") { return 0xA0 }
    if hasPrefix(bytes, start, end, "apos") { return 0x27 }
  default: break
  }
  return nil
}

/// Reads an entry's scalars; `separator` is the offset behind its name.
private func entryValue(
  _ table: UnsafeBufferPointer<UInt8>, at separator: Int
) -> NamedReference {
  var scalars: (UInt32, UInt32) = (0, 0)
  var index = separator + 1
  while index < table.count, table[index] != UInt8(ascii: " ") {
    if let digit = hexValue(table[index]) {
      scalars.1 = scalars.1 << 4 | digit
    } else {
      scalars = (scalars.1, 0)
    }
    index += 1
  }
  let isPair = scalars.0 != 0
  return NamedReference(
    first: isPair ? scalars.0 : scalars.1, second: isPair ? scalars.1 : 0,
    needsSemicolon: table[separator] == UInt8(ascii: ";"))
}
