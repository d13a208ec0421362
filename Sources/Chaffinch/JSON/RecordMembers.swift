// Notes where a record's members stand and chooses the one that holds the article. Reads no values.

/// A member of a record.
struct RecordMember: Sendable, Equatable {
  /// Its value.
  let value: Range<Int>
  /// The value's first byte, which says what kind it is.
  let first: UInt8
  /// Whether the value is a string with escapes.
  let hasEscapes: Bool
  /// Whether a member of this name stood before it.
  let isRepeated: Bool

  var isNull: Bool { first == UInt8(ascii: "n") }
}

/// Where a record's own members stand in the line.
struct RecordMembers: Sendable, Equatable {
  private(set) var paragraphs: RecordMember?
  private(set) var text: RecordMember?
  private(set) var html: RecordMember?
  private(set) var named: RecordMember?
  private(set) var verdict: RecordMember?
  private(set) var id: RecordMember?
  private(set) var source: RecordMember?
  /// The end of the last member.
  var end: Int
  /// The text or page that is the article; `nil` where `paragraphs` is.
  private(set) var document: RecordDocument?

  /// No members yet of an object that begins at `start`.
  init(start: Int) {
    end = start
  }

  /// Notes the member with this key.
  mutating func note(
    _ key: Range<Int>, _ value: Range<Int>, hasEscapes: Bool, _ bytes: Span<UInt8>,
    _ wanted: RecordSource
  ) {
    end = value.upperBound
    func noted(_ slot: inout RecordMember?) {
      slot = RecordMember(
        value: value, first: bytes[value.lowerBound], hasEscapes: hasEscapes,
        isRepeated: slot != nil)
    }
    if wanted.member != nil, isKey(bytes, key, wanted.key) { noted(&named) }
    if isJSONString(bytes, key, "paragraphs") {
      noted(&paragraphs)
    } else if isJSONString(bytes, key, "text") {
      noted(&text)
    } else if isJSONString(bytes, key, "html") {
      noted(&html)
    } else if isJSONString(bytes, key, "verdict") {
      noted(&verdict)
    } else if isJSONString(bytes, key, "id") {
      noted(&id)
    } else if isJSONString(bytes, key, "source") {
      noted(&source)
    }
  }

  /// Chooses the member that holds the article; returns what is wrong with it.
  ///
  /// - Parameter wantsSpans: whether spans are to point into it, so that paragraphs will not do.
  mutating func choose(_ wanted: RecordSource, wantsSpans: Bool) -> RecordError? {
    if paragraphs?.isRepeated == true { return .duplicateKey("paragraphs") }
    if verdict?.isRepeated == true { return .duplicateKey("verdict") }
    if wantsSpans {
      if id?.isRepeated == true { return .duplicateKey("id") }
      if source?.isRepeated == true { return .duplicateKey("source") }
    }
    if let name = wanted.member {
      guard let named else { return .noMember(name) }
      if name == "paragraphs" { return wantsSpans ? .noTextForSpans : checked(named) }
      return take(named, name, wanted.format ?? Self.format(of: name))
    }
    if !wantsSpans, let paragraphs, !paragraphs.isNull { return checked(paragraphs) }
    if let text, !text.isNull { return take(text, "text", .text) }
    if let html, !html.isNull { return take(html, "html", .html) }
    return wantsSpans && paragraphs?.isNull == false ? .noTextForSpans : .noArticle
  }

  /// What a member holds by its name.
  private static func format(of name: String) -> DocumentFormat? {
    switch name {
    case "text": .text
    case "html": .html
    default: nil
    }
  }

  private func checked(_ paragraphs: RecordMember) -> RecordError? {
    paragraphs.first == UInt8(ascii: "[") ? nil : .paragraphsNotAnArray
  }

  private mutating func take(_ member: RecordMember, _ name: String, _ format: DocumentFormat?)
    -> RecordError?
  {
    guard !member.isRepeated else { return .duplicateKey(name) }
    guard member.first == UInt8(ascii: "\"") else { return .notAString(name) }
    document = RecordDocument(
      text: member.value.lowerBound + 1..<member.value.upperBound - 1,
      hasEscapes: member.hasEscapes, format: format)
    return nil
  }
}

/// Whether the key between a member's quotes is `name`, however it is escaped.
private func isKey(_ bytes: Span<UInt8>, _ key: Range<Int>, _ name: [UInt8]) -> Bool {
  if key.count == name.count {
    return name.indices.allSatisfy { bytes[key.lowerBound + $0] == name[$0] }
  }
  // An escaped spelling is longer and rare.
  guard key.count > name.count, key.count <= 6 * name.count else { return false }
  var plain: [UInt8] = []
  appendUnescapedJSON(bytes, key, to: &plain)
  return plain == name
}
