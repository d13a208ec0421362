// Decodes character references by the HTML standard (13.2.5.72 to .80), in XML too. Entities that a
// DTD declares are not known.

/// Decodes the reference that starts with the `&` at `index`: its length in bytes and its one or
/// two scalars (`second` is 0 when there is one); `nil` when the `&` is literal text.
///
/// Looks at no byte from `limit` on. `inAttribute` turns on the standard's exception for values
/// such as `?a=1&copy=2`. No allocation; the time is bounded but for the digits of a number.
public func characterReference(
  _ bytes: Span<UInt8>, at index: Int, limit: Int, inAttribute: Bool
) -> (length: Int, first: UInt32, second: UInt32)? {
  let start = index + 1
  guard start < limit else { return nil }
  if bytes[start] == UInt8(ascii: "#") { return numericReference(bytes, at: index, limit: limit) }
  // No name is longer than 31 letters and digits, no name without semicolon longer than 6.
  var nameEnd = start
  while nameEnd < limit, nameEnd - start < 32, isASCIIAlphanumeric(bytes[nameEnd]) { nameEnd += 1 }
  guard nameEnd - start >= 2 else { return nil }
  if nameEnd < limit, bytes[nameEnd] == UInt8(ascii: ";"),
    let found = namedReference(bytes, start..<nameEnd)
  {
    return (nameEnd + 1 - index, found.first, found.second)
  }
  var prefixEnd = min(nameEnd, start + 6)
  while prefixEnd - start >= 2 {
    if let found = namedReference(bytes, start..<prefixEnd), !found.needsSemicolon {
      // Without semicolon and in front of `=`, a letter or a digit it is a part of a URL.
      if inAttribute, prefixEnd < limit,
        bytes[prefixEnd] == UInt8(ascii: "=") || isASCIIAlphanumeric(bytes[prefixEnd])
      {
        return nil
      }
      return (prefixEnd - index, found.first, found.second)
    }
    prefixEnd -= 1
  }
  return nil
}

/// Appends `bytes[range]` as they are, but character references as the UTF-8 of what they stand
/// for. Malformed UTF-8 stays; line ends and NUL too. Linear in the range.
public func appendResolvingReferences(
  _ bytes: Span<UInt8>, _ range: Range<Int>, inAttribute: Bool, to output: inout [UInt8]
) {
  let end = range.upperBound
  var index = range.lowerBound
  while true {
    let ampersand = firstIndex(of: UInt8(ascii: "&"), in: bytes, from: index, to: end)
    for position in index..<ampersand { output.append(bytes[position]) }
    guard ampersand < end else { return }
    index =
      ampersand
      + appendReference(bytes, at: ampersand, limit: end, inAttribute: inAttribute, to: &output)
  }
}

/// Appends what the `&` at `index` begins, a reference resolved or the `&` itself, and returns the
/// bytes that it takes.
func appendReference(
  _ bytes: Span<UInt8>, at index: Int, limit: Int, inAttribute: Bool, to output: inout [UInt8]
) -> Int {
  guard
    let found = characterReference(bytes, at: index, limit: limit, inAttribute: inAttribute)
  else {
    output.append(UInt8(ascii: "&"))
    return 1
  }
  appendUTF8(found.first, to: &output)
  if found.second != 0 { appendUTF8(found.second, to: &output) }
  return found.length
}

/// Appends a scalar, which must not be a surrogate.
func appendUTF8(_ scalar: UInt32, to output: inout [UInt8]) {
  switch scalar {
  case 0..<0x80: output.append(UInt8(truncatingIfNeeded: scalar))
  case 0x80..<0x800:
    output.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
    output.append(continuation(scalar))
  case 0x800..<0x10000:
    output.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
    output.append(continuation(scalar >> 6))
    output.append(continuation(scalar))
  default:
    output.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
    output.append(continuation(scalar >> 12))
    output.append(continuation(scalar >> 6))
    output.append(continuation(scalar))
  }
}

private func continuation(_ bits: UInt32) -> UInt8 {
  0x80 | UInt8(truncatingIfNeeded: bits & 0x3F)
}

private func numericReference(
  _ bytes: Span<UInt8>, at start: Int, limit: Int
) -> (length: Int, first: UInt32, second: UInt32)? {
  var index = start + 2
  let isHexadecimal = index < limit && bytes[index] | 0x20 == UInt8(ascii: "x")
  if isHexadecimal { index += 1 }
  let digits = index
  var number: UInt32 = 0
  while index < limit, let digit = hexValue(bytes[index]), isHexadecimal || digit < 10 {
    // Saturates above the last scalar, so nothing overflows.
    number = min(number * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
    index += 1
  }
  guard index > digits else { return nil }
  if index < limit, bytes[index] == UInt8(ascii: ";") { index += 1 }
  switch number {
  case 0, 0xD800...0xDFFF, 0x11_0000...: number = 0xFFFD
  case 0x80...0x9F: number = windows1252(number)
  default: break
  }
  return (index - start, number, 0)
}

/// The scalar meant by a number in 0x80...0x9F: the byte of windows-1252; five of them are control
/// characters there too.
private func windows1252(_ number: UInt32) -> UInt32 {
  switch number {
  case 0x80: 0x20AC
  case 0x82: 0x201A
  case 0x83: 0x0192
  case 0x84: 0x201E
  case 0x85: 0x2026
  case 0x86: 0x2020
  case 0x87: 0x2021
  case 0x88: 0x02C6
  case 0x89: 0x2030
  case 0x8A: 0x0160
  case 0x8B: 0x2039
  case 0x8C: 0x0152
  case 0x8E: 0x017D
  case 0x91: 0x2018
  case 0x92: 0x2019
  case 0x93: 0x201C
  case 0x94: 0x201D
  case 0x95: 0x2022
  case 0x96: 0x2013
  case 0x97: 0x2014
  case 0x98: 0x02DC
  case 0x99: 0x2122
  case 0x9A: 0x0161
  case 0x9B: 0x203A
  case 0x9C: 0x0153
  case 0x9E: 0x017E
  case 0x9F: 0x0178
  default: number
  }
}
