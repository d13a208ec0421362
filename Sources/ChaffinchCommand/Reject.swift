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
  /// the last member. All other bytes stay; what is no object comes through as it is.
  static func append(
    _ line: Range<Int>, of bytes: [UInt8], reason: String, to output: inout [UInt8]
  ) {
    guard let place = try? Place(in: line, bytes.span) else {
      return output.append(contentsOf: bytes[line])
    }
    output.append(contentsOf: bytes[line.lowerBound..<place.range.lowerBound])
    switch place.kind {
    case .value: break
    case .onlyMember: output.append(contentsOf: #""error":"#.utf8)
    case .nextMember: output.append(contentsOf: #","error":"#.utf8)
    }
    appendJSON(reason, to: &output)
    output.append(contentsOf: bytes[place.range.upperBound..<line.upperBound])
  }

  /// Where the reason goes.
  private struct Place {
    enum Kind {
      /// In the place of an older one.
      case value
      /// Into an object without members.
      case onlyMember
      /// Behind the last member.
      case nextMember
    }

    /// What it takes the place of.
    let range: Range<Int>
    let kind: Kind

    /// Looks for the last member `error`, however its key is escaped.
    init(in line: Range<Int>, _ bytes: Span<UInt8>) throws(JSONError) {
      let close = UInt8(ascii: "}")
      var scanner = JSONScanner(line)
      _ = try scanner.peek(bytes)
      // Behind the brace.
      var end = scanner.index + 1
      var old: Range<Int>?
      var more = try scanner.opens(UInt8(ascii: "{"), close: close, bytes)
      let isEmpty = !more
      while more {
        let key = try scanner.key(bytes)
        let value = try scanner.skipValue(bytes)
        if isJSONString(bytes, key, "error") { old = value }
        end = value.upperBound
        more = try scanner.hasNext(before: close, bytes)
      }
      range = old ?? end..<end
      kind = old != nil ? .value : isEmpty ? .onlyMember : .nextMember
    }
  }
}
