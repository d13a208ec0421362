// Where a record's paragraphs and their labels stand in the line, and what to write there for new ones.
// Reads no texts.

import Chaffinch

/// A paragraph's place in its line.
struct ParagraphPlace: Sendable {
  /// The whole value: a string with its quotes, or an object.
  let value: Range<Int>
  /// The values of the members that speak of the label, of an object.
  var members: [String: Range<Int>] = [:]
  /// The end of an object's last member; `nil` for a string.
  var membersEnd: Int?

  /// A piece of the line and what takes its place.
  typealias Edit = (range: Range<Int>, text: String)

  /// The edits that give the paragraph `label`, in the order of their places.
  func edits(for label: InnerLabel?) -> [Edit] {
    let name = label.map { "\"\($0.label.name)\"" } ?? "null"
    let isPaywall = label == .paywall
    guard let membersEnd else {
      let rest = ",\"label\":\(name)\(isPaywall ? ",\"paywall\":true" : "")}"
      return [
        (value.lowerBound..<value.lowerBound, "{\"text\":"),
        (value.upperBound..<value.upperBound, rest),
      ]
    }
    var edits: [Edit] = []
    var added = ""
    if let old = members["label"] {
      edits.append((old, name))
    } else {
      added += ",\"label\":\(name)"
    }
    if let old = members["paywall"] {
      edits.append((old, String(isPaywall)))
    } else if isPaywall {
      added += ",\"paywall\":true"
    }
    // A known label says more.
    if label != nil, let old = members["notContent"] { edits.append((old, "false")) }
    if !added.isEmpty { edits.append((membersEnd..<membersEnd, added)) }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The places of all paragraphs of the record that is `line`.
  static func all(in line: [UInt8]) throws(LineError) -> [ParagraphPlace] {
    let found: (places: [ParagraphPlace], twice: String?)
    do {
      var scanner = JSONScanner(0..<line.count)
      found = try record(&scanner, line.span)
    } catch {
      throw LineError(reason: error.description)
    }
    if let key = found.twice {
      throw LineError(reason: "the key '\(key)' occurs twice in one object")
    }
    return found.places
  }

  /// The places, and a key that occurs twice where it must not.
  private static func record(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> ([ParagraphPlace], twice: String?) {
    var places: [ParagraphPlace] = []
    var twice: String?
    var isFound = false
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      guard isJSONString(bytes, key, "paragraphs") else {
        _ = try scanner.skipValue(bytes)
        more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
        continue
      }
      if isFound { twice = "paragraphs" }
      isFound = true
      var goesOn = try scanner.opens(UInt8(ascii: "["), close: UInt8(ascii: "]"), bytes)
      while goesOn {
        let (place, repeated) = try paragraph(&scanner, bytes)
        places.append(place)
        twice = twice ?? repeated
        goesOn = try scanner.hasNext(before: UInt8(ascii: "]"), bytes)
      }
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    return (places, twice)
  }

  private static let keys: [StaticString] = ["text", "label", "paywall", "notContent"]

  private static func paragraph(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> (ParagraphPlace, twice: String?) {
    guard try scanner.peek(bytes) == UInt8(ascii: "{") else {
      return (ParagraphPlace(value: try scanner.skipValue(bytes)), nil)
    }
    let start = scanner.index
    var members: [String: Range<Int>] = [:]
    var end = start
    var twice: String?
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      _ = try scanner.peek(bytes)
      let value = try scanner.skipValue(bytes)
      if let known = keys.first(where: { isJSONString(bytes, key, $0) })?.description {
        if members.updateValue(value, forKey: known) != nil { twice = known }
      }
      end = scanner.index
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    return (
      ParagraphPlace(value: start..<scanner.index, members: members, membersEnd: end), twice
    )
  }
}
