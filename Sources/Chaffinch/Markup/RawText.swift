// Finds where the text of elements without markup ends: raw and escapable text (HTML standard,
// 13.2.5.9 to .14) and scripts with their comments inside (13.2.5.15 to .31).

/// An element's name of at most eight letters as a number, in small letters, the last one lowest;
/// zero for anything else.
@inline(__always)
func packedName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  guard range.count <= 8 else { return 0 }
  var packed: UInt64 = 0
  for index in range {
    guard isASCIILetter(bytes[index]) else { return 0 }
    packed = packed << 8 | UInt64(bytes[index] | 0x20)
  }
  return packed
}

/// The packed name of `script`.
private let scriptName: UInt64 = 0x7363_7269_7074

/// Whether the letters from `start` are `element` and are followed by what ends a tag's name.
@inline(__always)
private func isName(
  _ bytes: Span<UInt8>, from start: Int, to limit: Int, _ element: UInt64
) -> Bool {
  let nameEnd = start &+ (71 &- element.leadingZeroBitCount) &>> 3
  return element != 0 && nameEnd < limit && LowASCIISet.tagNameEnd.contains(bytes[nameEnd])
    && packedName(bytes, start..<nameEnd) == element
}

/// The offset of the end tag of `element` (a packed name), `limit` when there is none.
func rawTextEnd(
  _ bytes: Span<UInt8>, from start: Int, to limit: Int, element: UInt64
) -> Int {
  var position = start
  while true {
    position = firstFarIndex(of: UInt8(ascii: "<"), in: bytes, from: position, to: limit)
    guard position &+ 1 < limit else { return limit }
    if bytes[position &+ 1] == UInt8(ascii: "/"),
      isName(bytes, from: position &+ 2, to: limit, element)
    {
      return position
    }
    position &+= 1
  }
}

/// The offset of the end tag that ends a script, `limit` when there is none.
///
/// Behind `<!--` (escaped), `<script` makes the next `</script` part of the text (double escaped),
/// until `-->`.
func scriptEnd(
  _ bytes: Span<UInt8>, from start: Int, to limit: Int, element: UInt64
) -> Int {
  enum Escape { case none, single, double }
  var escape = Escape.none
  /// Where dashes begin to count for `-->`: those of `<!--` do.
  var dashes = start
  var position = start
  while true {
    position =
      escape == .none
      ? firstFarIndex(of: UInt8(ascii: "<"), in: bytes, from: position, to: limit)
      : firstIndex(
        of: UInt8(ascii: "<"), or: UInt8(ascii: ">"), in: bytes, from: position, to: limit)
    guard position &+ 1 < limit else { return limit }
    if bytes[position] == UInt8(ascii: ">") {
      if position &- dashes >= 2, bytes[position &- 1] == UInt8(ascii: "-"),
        bytes[position &- 2] == UInt8(ascii: "-")
      {
        escape = .none
      }
    } else if bytes[position &+ 1] == UInt8(ascii: "/") {
      if escape == .double {
        if isName(bytes, from: position &+ 2, to: limit, scriptName) { escape = .single }
      } else if isName(bytes, from: position &+ 2, to: limit, element) {
        return position
      }
    } else if escape == .none {
      if hasPrefix(bytes, position &+ 1, limit, "!--") {
        escape = .single
        dashes = position &+ 2
        position &+= 3
      }
    } else if escape == .single, isName(bytes, from: position &+ 1, to: limit, scriptName) {
      escape = .double
    }
    position &+= 1
  }
}
