// JSON Lines of doccano: sequence labelling, with an article a record, and text classification, with a
// paragraph a record. Relations and comments are not read.

import Chaffinch

/// Records of doccano, as it imports and exports them.
///
/// Sequence labelling: `{"text": …, "label": [[start, end, label], …]}`, places in code points; also with
/// `entities`, objects of `start_offset`, `end_offset` and `label`, as projects with relations export them.
/// Classification: `{"text": …, "label": [label]}`. Older versions said `labels`. All other members are
/// metadata: doccano shows them, and exports them again beside its own `id` and `Comments`.
enum DoccanoFormat {
  /// The article, or the paragraph, of a record.
  static func read(_ record: JSONValue, _ mapping: LabelMapping) throws(LineError) -> ReadArticle {
    guard let text = record["text"]?.string else { throw LineError(reason: "no string 'text'") }
    let hidden = try ArticleMembers.hidden(in: record)
    let labels = try elements(record)
    let names = labels.compactMap(\.string)
    guard names.isEmpty && (!labels.isEmpty || record["article"] == nil) else {
      guard names.count == labels.count else {
        throw LineError(reason: "'label' has names and spans; a record is labelled in one way")
      }
      return try ReadArticle(
        paragraph: text, label: try mapping.label(names), visible: record, hidden: hidden,
        id: record["id"])
    }
    let length = text.unicodeScalars.count
    var spans: [LabelledSpan] = []
    for (index, label) in labels.enumerated() {
      let row = label.array
      guard let name = row.map({ $0.count == 3 ? $0[2].string : nil }) ?? label["label"]?.string
      else {
        throw LineError(reason: "span \(index + 1) is no [start, end, label]")
      }
      let place = try SpannedText.span(
        from: row?[0] ?? label["start_offset"], to: row?[1] ?? label["end_offset"], of: length,
        number: index + 1)
      spans.append(LabelledSpan(place: place, label: try mapping.label(name)))
    }
    return try SpannedText.article(
      text, spans: spans, visible: record, hidden: hidden, id: record["id"])
  }

  /// The labels of a record, none where it has no member for them.
  private static func elements(_ record: JSONValue) throws(LineError) -> [JSONValue] {
    for key in ["label", "labels", "entities"] {
      guard let value = record[key], value != .null else { continue }
      if value.string != nil { return [value] }
      guard let elements = value.array else {
        throw LineError(reason: "'\(key)' is neither an array nor a string")
      }
      return elements
    }
    return []
  }

  /// Appends an article as a line for sequence labelling.
  static func append(_ article: LabelledArticle, to output: inout [UInt8]) {
    let spanned = SpannedText(article)
    let spans = spanned.spans(of: article).map { place, label in
      JSONValue.array([
        .number(String(place.lowerBound)), .number(String(place.upperBound)),
        .string(label.name),
      ])
    }
    append(
      spanned.text, label: spans, ArticleMembers(article, places: spanned.places), [], to: &output)
  }

  /// Appends a paragraph of an article as a line for text classification.
  static func append(_ paragraph: ArticlePart, to output: inout [UInt8]) {
    append(
      paragraph.text, label: paragraph.label.map { [.string($0.name)] } ?? [],
      paragraph.members, paragraph.place, to: &output)
  }

  private static func append(
    _ text: String, label: [JSONValue], _ members: ArticleMembers,
    _ place: [(key: String, value: JSONValue)], to output: inout [UInt8]
  ) {
    var record: [(key: String, value: JSONValue)] = [
      ("text", .string(text)), ("label", .array(label)),
    ]
    record += place + members.visible
    if let hidden = members.hidden {
      // As a string: doccano's tables would round the numbers of an object.
      var bytes: [UInt8] = []
      hidden.append(to: &bytes)
      record.append((ArticleMembers.key, .string(String(decoding: bytes, as: UTF8.self))))
    }
    JSONValue.object(record).append(to: &output)
    output.append(0x0A)
  }
}
