// Finds the paragraphs in a JSON Lines record. Changes nothing.

/// Where a record's paragraph stands in the line.
struct RecordParagraph: Sendable {
  /// The whole value: the string with its quotes, or the object.
  var value: Range<Int>
  /// The text between its quotes.
  var text: Range<Int>
  /// Whether the text has escapes.
  var hasEscapes: Bool
  /// Whether the paragraph is a bare string.
  var isString: Bool
  /// The value of an object's `prediction`, if it has one.
  var prediction: Range<Int>?
  /// The end of an object's last member.
  var membersEnd: Int
}

/// Where a record's own members stand in the line.
struct RecordMembers: Sendable, Equatable {
  /// The value of `verdict`, if there is one.
  var verdict: Range<Int>?
  /// The end of the last member.
  var end: Int
}

/// Reads one record.
enum RecordReader {
  /// Appends the paragraphs of the record in `line`; returns `nil` for a blank line.
  static func read(
    _ bytes: Span<UInt8>, _ line: Range<Int>, into paragraphs: inout [RecordParagraph]
  ) throws(RecordError) -> RecordMembers? {
    var scanner = JSONScanner(line)
    scanner.skipWhitespace(bytes)
    guard scanner.index < line.upperBound else { return nil }
    var members = RecordMembers(verdict: nil, end: scanner.index)
    let problem: RecordError?
    do {
      problem = try record(&scanner, bytes, &members, into: &paragraphs)
    } catch {
      throw .json(JSONError(error.reason, at: error.offset - line.lowerBound))
    }
    if let problem { throw problem }
    return members
  }

  // What is wrong with the JSON is thrown, what is wrong with the record is returned.

  private static func record(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, _ members: inout RecordMembers,
    into paragraphs: inout [RecordParagraph]
  ) throws(JSONError) -> RecordError? {
    guard bytes[scanner.index] == UInt8(ascii: "{") else {
      _ = try scanner.skipValue(bytes)
      try scanner.expectEnd(bytes)
      return .notAnObject
    }
    var found = false
    var problem: RecordError?
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      if isJSONString(bytes, key, "paragraphs") {
        if found { problem = .duplicateKey("paragraphs") }
        found = true
        let wrong = try list(&scanner, bytes, into: &paragraphs)
        problem = problem ?? wrong
      } else if isJSONString(bytes, key, "verdict") {
        if members.verdict != nil { problem = .duplicateKey("verdict") }
        members.verdict = try scanner.skipValue(bytes)
      } else {
        _ = try scanner.skipValue(bytes)
      }
      members.end = scanner.index
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    try scanner.expectEnd(bytes)
    return problem ?? (found ? nil : .noParagraphs)
  }

  private static func list(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, into paragraphs: inout [RecordParagraph]
  ) throws(JSONError) -> RecordError? {
    guard try scanner.peek(bytes) == UInt8(ascii: "[") else {
      _ = try scanner.skipValue(bytes)
      return .paragraphsNotAnArray
    }
    var problem: RecordError?
    var number = 0
    var more = try scanner.opens(UInt8(ascii: "["), close: UInt8(ascii: "]"), bytes)
    while more {
      number += 1
      switch try scanner.peek(bytes) {
      case UInt8(ascii: "\""):
        let start = scanner.index
        let text = try scanner.string(bytes)
        paragraphs.append(
          RecordParagraph(
            value: start..<scanner.index, text: text, hasEscapes: scanner.hasEscapes,
            isString: true, prediction: nil, membersEnd: scanner.index))
      case UInt8(ascii: "{"):
        let wrong = try object(&scanner, bytes, number: number, into: &paragraphs)
        problem = problem ?? wrong
      default:
        _ = try scanner.skipValue(bytes)
        problem = problem ?? .noText(paragraph: number)
      }
      more = try scanner.hasNext(before: UInt8(ascii: "]"), bytes)
    }
    return problem
  }

  private static func object(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, number: Int,
    into paragraphs: inout [RecordParagraph]
  ) throws(JSONError) -> RecordError? {
    let start = scanner.index
    var text: Range<Int>?
    var hasText = false
    var hasEscapes = false
    var prediction: Range<Int>?
    var membersEnd = start
    var problem: RecordError?
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      let first = try scanner.peek(bytes)
      if isJSONString(bytes, key, "text") {
        if hasText { problem = .duplicateKey("text") }
        hasText = true
        let value = try scanner.skipValue(bytes)
        if first == UInt8(ascii: "\"") {
          text = value.lowerBound + 1..<value.upperBound - 1
          hasEscapes = scanner.hasEscapes
        }
      } else if isJSONString(bytes, key, "prediction") {
        if prediction != nil { problem = .duplicateKey("prediction") }
        prediction = try scanner.skipValue(bytes)
      } else {
        _ = try scanner.skipValue(bytes)
      }
      membersEnd = scanner.index
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    if let problem { return problem }
    guard let text else { return .noText(paragraph: number) }
    paragraphs.append(
      RecordParagraph(
        value: start..<scanner.index, text: text, hasEscapes: hasEscapes,
        isString: false, prediction: prediction, membersEnd: membersEnd))
    return nil
  }
}
