// Checks the members of one JSON record, so that all of a line's errors are found and not the first alone.
// Leaves the texts to `ArticleCheck`.

import Chaffinch

/// What is wrong with a record's members: kind, paragraph from 1, and a clause.
struct MemberCheck {
  private(set) var found: [(kind: CorpusProblem.Kind, paragraph: Int?, what: String)] = []

  /// Checks the object in a line.
  init(_ record: JSONValue) {
    for key in ["id", "site", "language", "source"] { expectString(record[key], key) }
    noteRepeated(record, nil)
    for (index, paragraph) in (record["paragraphs"]?.array ?? []).enumerated() {
      check(paragraph, number: index + 1)
    }
  }

  private mutating func note(_ kind: CorpusProblem.Kind, _ paragraph: Int?, _ what: String) {
    found.append((kind, paragraph, what))
  }

  private mutating func expectString(_ value: JSONValue?, _ key: String) {
    guard let value, value != .null, value.string == nil else { return }
    note(.ignoredMember, nil, "'\(key)' is not a string")
  }

  /// Names each member that an object has more than once.
  private mutating func noteRepeated(_ value: JSONValue, _ number: Int?) {
    guard case .object(let members) = value else { return }
    var seen = Set<String>()
    for member in members where !seen.insert(member.key).inserted {
      note(
        .contradiction, number, "'\(member.key.prefix(40).onOneLine)' occurs twice, the last counts"
      )
    }
  }

  private mutating func check(_ paragraph: JSONValue, number: Int) {
    guard case .object = paragraph else {
      return note(.malformedLine, number, "is no object with 'text' and 'label'")
    }
    noteRepeated(paragraph, number)
    if let text = paragraph["text"]?.string {
      if text.isEmpty { note(.emptyParagraph, number, "an empty 'text'") }
    } else {
      note(.malformedLine, number, "no string 'text'")
    }
    for key in ["paywall", "notContent", "extracted"] {
      guard let value = paragraph[key], value != .null, value.bool == nil else { continue }
      note(.ignoredMember, number, "'\(key)' is neither true nor false")
    }
    let label: InnerLabel?
    do {
      label = try JSONArticle.label(of: paragraph, number: number)
    } catch {
      return note(.unknownLabel, number, error.reason.onOneLine)
    }
    let paywall = paragraph["paywall"]?.bool
    if paywall == true, label != .paywall {
      note(.contradiction, number, "'paywall' is true and the label is \(Self.name(label))")
    }
    if paywall == false, label == .paywall {
      note(.contradiction, number, "'paywall' is false and the label is 'paywall'")
    }
    if label == .content, paragraph["notContent"]?.bool == true {
      note(.contradiction, number, "'notContent' is true and the label is 'content'")
    }
  }

  private static func name(_ label: InnerLabel?) -> String {
    label.map { "'\($0.name)'" } ?? "not known"
  }
}
