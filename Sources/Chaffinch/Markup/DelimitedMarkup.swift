// Finds where comments, processing instructions and DOCTYPEs with an internal subset end.

/// Where a comment ends whose inside starts at `start`: behind its `>` and behind its data, by the
/// HTML standard (13.2.5.43 to .52) or, in XML, at `-->` alone.
func commentEnd(
  _ bytes: Span<UInt8>, from start: Int, to limit: Int, isXML: Bool
) -> (token: Int, content: Int) {
  let dash = UInt8(ascii: "-")
  var close = start
  while true {
    close = firstIndex(of: UInt8(ascii: ">"), in: bytes, from: close, to: limit)
    guard close < limit else { break }
    let count = close &- start
    if count >= 2, bytes[close &- 1] == dash, bytes[close &- 2] == dash {
      return (close &+ 1, close &- 2)
    }
    if !isXML {
      // <!--> and <!---> are empty comments, --!> ends one too.
      if count == 0 || count == 1 && bytes[start] == dash { return (close &+ 1, start) }
      if count >= 3, bytes[close &- 1] == UInt8(ascii: "!"), bytes[close &- 2] == dash,
        bytes[close &- 3] == dash
      {
        return (close &+ 1, close &- 3)
      }
    }
    close &+= 1
  }
  // Cut off: what could have been the beginning of the delimiter is not data.
  var content = limit
  if content &- start >= 3, bytes[content &- 1] == UInt8(ascii: "!"), bytes[content &- 2] == dash,
    bytes[content &- 3] == dash
  {
    return (limit, content &- 3)
  }
  for _ in 0..<2 where content > start && bytes[content &- 1] == dash { content &-= 1 }
  return (limit, content)
}

/// The offset of the `?>` that ends a processing instruction, `limit` when there is none.
func processingInstructionEnd(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
  var close = start
  while true {
    close = firstIndex(of: UInt8(ascii: "?"), in: bytes, from: close, to: limit)
    guard close &+ 1 < limit else { return limit }
    if bytes[close &+ 1] == UInt8(ascii: ">") { return close }
    close &+= 1
  }
}

/// The offset of the `>` that ends a DOCTYPE of XML, `limit` when there is none: quoted literals,
/// comments, processing instructions and the internal subset in brackets are skipped, not read.
func doctypeEnd(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
  var isInSubset = false
  var position = start
  while position < limit {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      position = firstIndex(of: byte, in: bytes, from: position &+ 1, to: limit)
    case UInt8(ascii: "["): isInSubset = true
    case UInt8(ascii: "]"): isInSubset = false
    case UInt8(ascii: ">") where !isInSubset: return position
    case UInt8(ascii: "<") where hasPrefix(bytes, position, limit, "<!--"):
      position = commentEnd(bytes, from: position &+ 4, to: limit, isXML: true).token &- 1
    case UInt8(ascii: "<") where hasPrefix(bytes, position, limit, "<?"):
      position = processingInstructionEnd(bytes, from: position &+ 2, to: limit) &+ 1
    default: break
    }
    position &+= 1
  }
  return limit
}
