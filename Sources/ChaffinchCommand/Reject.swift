// A bad record as it is told of (`--rejects`) and as it is passed on (`--on-error pass`). Decides nothing.

import Chaffinch

/// A record, or a whole input, that is not what it should be.
struct Reject {
  let file: String
  /// The record's line; `nil` for a whole input.
  var line: Int?
  let reason: String

  /// Appends a line of JSON with the record's bytes, or with their number where they were not kept.
  func append(
    _ record: ArraySlice<UInt8>?, count: Int? = nil, to output: inout [UInt8]
  ) {
    var object = JSONObjectWriter()
    object.add("file", file, to: &output)
    object.add("line", line, to: &output)
    object.add("reason", reason, to: &output)
    if let record {
      let text = String(decoding: record, as: UTF8.self)
      if text.utf8.elementsEqual(record) {
        object.add("record", text, to: &output)
      } else {
        object.add("base64", base64(record), to: &output)
      }
    }
    object.add("bytes", count, to: &output)
    object.close(&output)
    output.append(0x0A)
  }
}

/// Bytes in the alphabet of RFC 4648, padded.
func base64(_ bytes: ArraySlice<UInt8>) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var output: [UInt8] = []
  output.reserveCapacity((bytes.count + 2) / 3 * 4)
  var position = bytes.startIndex
  while position < bytes.endIndex {
    let group = bytes[position..<min(position + 3, bytes.endIndex)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      output.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : 0x3D)
    }
    position += 3
  }
  return String(decoding: output, as: UTF8.self)
}

/// An object's member `error`.
enum ErrorMember {
  /// Appends the JSON object in `line` with the member `error`: in the place of an older one, or behind
  /// the last member. All other bytes stay.
  ///
  /// - Parameter line: a valid JSON object, white space around it allowed.
  static func append(
    _ line: Range<Int>, of bytes: [UInt8], reason: String, to output: inout [UInt8]
  ) {
    let (old, end, isEmpty) = find(line, bytes)
    output.append(contentsOf: bytes[line.lowerBound..<(old?.lowerBound ?? end)])
    if old == nil { output.append(contentsOf: (isEmpty ? #""error":"# : #","error":"#).utf8) }
    appendJSON(reason, to: &output)
    output.append(contentsOf: bytes[(old?.upperBound ?? end)..<line.upperBound])
  }

  /// The value of the last member `error`, the end of the last member, and whether there is none.
  private static func find(
    _ line: Range<Int>, _ bytes: [UInt8]
  ) -> (old: Range<Int>?, end: Int, isEmpty: Bool) {
    var depth = 0
    var isKeyNext = false
    var key = 0..<0
    var old: Range<Int>?
    // Where the value of the member begins whose key was read, and where what was read last ends.
    var value: Int?
    var end = line.lowerBound
    var isEmpty = true
    func member(_ value: Int?) {
      if let value, bytes[key].elementsEqual(#""error""#.utf8) { old = value..<end }
    }
    var index = line.lowerBound
    while index < line.upperBound {
      let start = index
      index += 1
      switch bytes[start] {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case UInt8(ascii: "\""):
        while index < line.upperBound, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
        if depth == 1, isKeyNext {
          key = start..<index
          isKeyNext = false
          isEmpty = false
          continue
        }
      case UInt8(ascii: ":") where depth == 1:
        value = nil
        continue
      case UInt8(ascii: ",") where depth == 1:
        member(value)
        isKeyNext = true
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth == 1 {
          isKeyNext = true
          end = index
          continue
        }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          member(value)
          return (old, end, isEmpty)
        }
      default: break
      }
      if depth >= 1, value == nil { value = start }
      end = min(index, line.upperBound)
    }
    return (old, end, isEmpty)
  }
}
