// Finds the article in a JSON Lines record, and where its other members stand. Changes nothing.

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

/// Reads one record.
enum RecordReader {
  /// Finds the members of the record in `line` and appends its paragraphs, if they are its article;
  /// returns `nil` for a blank line.
  ///
  /// - Parameter wantsSpans: whether spans are to point into the article, so that it must be a text or
  ///   a page.
  static func read(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ source: RecordSource = RecordSource(),
    wantsSpans: Bool = false, into paragraphs: inout [RecordParagraph]
  ) throws(RecordError) -> RecordMembers? {
    var scanner = JSONScanner(line)
    scanner.skipWhitespace(bytes)
    guard scanner.index < line.upperBound else { return nil }
    var members = RecordMembers(start: scanner.index)
    let takesParagraphs = !wantsSpans && (source.member ?? "paragraphs") == "paragraphs"
    let problem: RecordError?
    do {
      problem = try record(
        &scanner, bytes, source, takesParagraphs: takesParagraphs, &members, into: &paragraphs)
    } catch {
      throw .json(JSONError(error.reason, at: error.offset - line.lowerBound))
    }
    if problem != .notAnObject, let wrong = members.choose(source, wantsSpans: wantsSpans) {
      throw wrong
    }
    if let problem { throw problem }
    return members
  }

  // What is wrong with the JSON is thrown, what is wrong with the record is returned.

  private static func record(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, _ source: RecordSource,
    takesParagraphs: Bool, _ members: inout RecordMembers,
    into paragraphs: inout [RecordParagraph]
  ) throws(JSONError) -> RecordError? {
    guard bytes[scanner.index] == UInt8(ascii: "{") else {
      _ = try scanner.skipValue(bytes)
      try scanner.expectEnd(bytes)
      return .notAnObject
    }
    var problem: RecordError?
    var more = try scanner.opens(UInt8(ascii: "{"), close: UInt8(ascii: "}"), bytes)
    while more {
      let key = try scanner.key(bytes)
      let value: Range<Int>
      if takesParagraphs, try scanner.peek(bytes) == UInt8(ascii: "["),
        isJSONString(bytes, key, "paragraphs")
      {
        let start = scanner.index
        let wrong = try list(&scanner, bytes, into: &paragraphs)
        value = start..<scanner.index
        problem = problem ?? wrong
      } else {
        value = try scanner.skipValue(bytes)
      }
      members.note(key, value, hasEscapes: scanner.hasEscapes, bytes, source)
      more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
    }
    try scanner.expectEnd(bytes)
    return problem
  }

  private static func list(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, into paragraphs: inout [RecordParagraph]
  ) throws(JSONError) -> RecordError? {
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
