// What a corpus knows of an article besides texts and labels, in members that annotation tools carry along
// unread. The members are those of a line of JSON Lines, and are read as such.

import Chaffinch

/// What tools are given of an article beside its paragraphs, and get back into one.
///
/// `site`, `language` and `source` are members that annotators may see. All else is in one object of the
/// name ``key``: `id`, what the page declares, `elements` and `unmatched` as in ``CorpusLineWriter``, and
/// `paragraphs`, an array with what else is known of each, where there is anything.
struct ArticleMembers {
  /// The name of the object that only we read.
  static let key = "chaffinch"
  private static let visibleKeys = ["site", "language", "source"]
  /// What tools say in their own way.
  private static let toldKeys = ["text", "label", "paywall"]

  /// The members for people.
  let visible: [(key: String, value: JSONValue)]
  /// The object for us; `nil` where it would be empty.
  let hidden: JSONValue?

  /// The members of an article.
  ///
  /// - Parameter places: where its paragraphs stand in a text, to be noted as `start` and `end`.
  init(_ article: LabelledArticle, places: [Range<Int>] = []) {
    var line: [UInt8] = []
    CorpusLineWriter().append(article, to: &line)
    // It is JSON, since it was written as such.
    let value = (try? JSONValue(parsing: line)) ?? .object([])
    let members = Self.members(of: value)
    visible = members.filter { Self.visibleKeys.contains($0.key) }
    let paragraphs = (value["paragraphs"]?.array ?? []).enumerated().map { index, paragraph in
      var known = Self.members(of: paragraph).filter { !Self.toldKeys.contains($0.key) }
      if places.indices.contains(index) {
        let place = places[index]
        known.insert(("end", .number(String(place.upperBound))), at: 0)
        known.insert(("start", .number(String(place.lowerBound))), at: 0)
      }
      return JSONValue.object(known)
    }
    var rest = members.filter { !Self.visibleKeys.contains($0.key) && $0.key != "paragraphs" }
    if paragraphs.contains(where: { $0 != .object([]) }) {
      rest.append(("paragraphs", .array(paragraphs)))
    }
    hidden = rest.isEmpty ? nil : .object(rest)
  }

  /// The object for us in a record, where it may have become a string; `nil` where there is none.
  static func hidden(in record: JSONValue) throws(LineError) -> JSONValue? {
    guard let value = record[key], value != .null else { return nil }
    if case .object = value { return value }
    guard let text = value.string else {
      throw LineError(reason: "'\(key)' is neither an object nor a string")
    }
    do {
      let parsed = try JSONValue(parsing: Array(text.utf8))
      guard case .object = parsed else {
        throw LineError(reason: "'\(key)' is a string without an object")
      }
      return parsed
    } catch let error as JSONError {
      throw LineError(reason: "'\(key)' is a string that is no JSON: \(error)")
    } catch let error as LineError {
      throw error
    } catch {
      throw LineError(reason: "'\(key)' cannot be read")
    }
  }

  /// The article of paragraphs and what a tool carried along.
  ///
  /// - Parameters:
  ///   - visible: the object with the members for people.
  ///   - id: the tool's own identifier, for articles that brought none.
  static func article(
    _ paragraphs: [(text: String, label: KnownLabel?)], visible: JSONValue, hidden: JSONValue?,
    id: JSONValue?
  ) throws(LineError) -> LabelledArticle {
    let known = hidden?["paragraphs"]?.array
    guard known == nil || known?.count == paragraphs.count else {
      throw LineError(
        reason: "'\(key)' knows of \(known?.count ?? 0) paragraphs and there are "
          + "\(paragraphs.count); leave the text as it was, or remove '\(key)'")
    }
    var members: [(key: String, value: JSONValue)] = []
    if let id = text(id) { members.append(("id", .string(id))) }
    for key in visibleKeys {
      if let value = visible[key]?.string { members.append((key, .string(value))) }
    }
    // Of a name that occurs twice the last one counts.
    members += Self.members(of: hidden ?? .null).filter { $0.key != "paragraphs" }
    let values = paragraphs.enumerated().map { index, paragraph in
      var object = Self.members(of: known?[index] ?? .null).filter {
        !toldKeys.contains($0.key)
      }
      object.append(("text", .string(paragraph.text)))
      if let label = paragraph.label?.label {
        object.append(("label", .string(label.label.name)))
        object.append(("paywall", .bool(label == .paywall)))
      } else if paragraph.label == .notContent {
        object.append(("notContent", .bool(true)))
      }
      return JSONValue.object(object)
    }
    members.append(("paragraphs", .array(values)))
    return try JSONArticle.article(.object(members))
  }

  /// A string, or a number as written.
  static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }

  private static func members(of value: JSONValue) -> [(key: String, value: JSONValue)] {
    if case .object(let members) = value { members } else { [] }
  }
}
