// JSON Lines of Prodigy, as `db-out` writes and `db-in` and recipes read them: spans, with an article a
// task, and classification or choice, with a paragraph a task. Tokens and hashes are Prodigy's to add.

import Chaffinch

/// Tasks of Prodigy.
///
/// `{"text": …, "spans": [{"start": …, "end": …, "label": …}], "answer": "accept"}`, places in code points;
/// or with `label`, or with `accept`, the ids of chosen `options`. Only what was accepted says anything. The
/// members of `meta` are shown to annotators, so that only short ones stand there; other members travel
/// along unseen.
enum ProdigyFormat {
  /// The article, or the paragraph, of a task.
  static func read(_ task: JSONValue, _ mapping: LabelMapping) throws(LineError) -> ReadArticle {
    guard let text = task["text"]?.string else { throw LineError(reason: "no string 'text'") }
    let answer = task["answer"]?.string ?? "accept"
    guard ["accept", "reject", "ignore"].contains(answer) else {
      throw LineError(
        reason: "unknown answer '\(answer.prefix(40))', expected accept, reject or ignore")
    }
    let meta = task["meta"] ?? .null
    let hidden = try ArticleMembers.hidden(in: task)
    let names = try names(task)
    var article: ReadArticle
    let hasSpans = task["spans"]?.array?.isEmpty == false
    if names != nil || !hasSpans && meta["article"] != nil {
      article = try ReadArticle(
        paragraph: text, label: answer == "accept" ? try mapping.label(names ?? []) : nil,
        visible: meta, hidden: hidden, id: meta["id"])
    } else {
      let spans = answer == "accept" ? try spans(task, text.unicodeScalars.count, mapping) : []
      article = try SpannedText.article(
        text, spans: spans, visible: meta, hidden: hidden, id: meta["id"])
    }
    article.isUndecided = answer != "accept"
    return article
  }

  /// The labels of the whole text; `nil` where the task has spans instead.
  private static func names(_ task: JSONValue) throws(LineError) -> [String]? {
    if let accept = task["accept"], accept != .null {
      // Ids that are numbers only stand for what the option says.
      var texts: [String: String] = [:]
      for option in task["options"]?.array ?? [] {
        if let id = ArticleMembers.text(option["id"]) { texts[id] = option["text"]?.string }
      }
      var names: [String] = []
      for id in accept.array ?? [accept] {
        guard let name = id.string ?? ArticleMembers.text(id).map({ texts[$0] ?? $0 }) else {
          throw LineError(reason: "'accept' is no array of options' ids")
        }
        names.append(name)
      }
      return names
    }
    guard task["spans"]?.array?.isEmpty ?? true, let label = task["label"], label != .null else {
      return nil
    }
    guard let name = label.string else { throw LineError(reason: "'label' is no string") }
    return [name]
  }

  private static func spans(
    _ task: JSONValue, _ length: Int, _ mapping: LabelMapping
  ) throws(LineError) -> [LabelledSpan] {
    guard let value = task["spans"], value != .null else { return [] }
    guard let elements = value.array else { throw LineError(reason: "'spans' is no array") }
    var spans: [LabelledSpan] = []
    for (index, element) in elements.enumerated() {
      guard let name = element["label"]?.string else {
        throw LineError(reason: "span \(index + 1) has no string 'label'")
      }
      let place = try SpannedText.span(
        from: element["start"], to: element["end"], of: length, number: index + 1)
      spans.append(LabelledSpan(place: place, label: try mapping.label(name)))
    }
    return spans
  }

  /// Appends an article as a task with spans, answered where it has labels.
  static func append(_ article: LabelledArticle, to output: inout [UInt8]) {
    let spanned = SpannedText(article)
    let spans = spanned.spans(of: article).map { place, label in
      JSONValue.object([
        ("start", .number(String(place.lowerBound))), ("end", .number(String(place.upperBound))),
        ("label", .string(label.name)),
      ])
    }
    let labels = spans.isEmpty ? [] : [(key: "spans", value: JSONValue.array(spans))]
    append(
      spanned.text, labels, ArticleMembers(article, places: spanned.places), [], to: &output)
  }

  /// Appends a paragraph of an article as a task with a choice of the labels.
  static func append(_ paragraph: ArticlePart, to output: inout [UInt8]) {
    var labels: [(key: String, value: JSONValue)] = [("options", options)]
    if let label = paragraph.label {
      labels.append(("accept", .array([.string(label.name)])))
    }
    append(
      paragraph.text, labels, paragraph.members, paragraph.place,
      isAnswered: paragraph.label != nil, to: &output)
  }

  private static let options = JSONValue.array(
    InnerLabel.allCases.map {
      .object([("id", .string($0.name)), ("text", .string($0.name))])
    })

  private static func append(
    _ text: String, _ labels: [(key: String, value: JSONValue)], _ members: ArticleMembers,
    _ place: [(key: String, value: JSONValue)], isAnswered: Bool? = nil, to output: inout [UInt8]
  ) {
    var task: [(key: String, value: JSONValue)] = [("text", .string(text))]
    task += labels
    let meta = place + members.visible
    if !meta.isEmpty { task.append(("meta", .object(meta))) }
    if let hidden = members.hidden { task.append((ArticleMembers.key, hidden)) }
    if isAnswered ?? !labels.isEmpty { task.append(("answer", .string("accept"))) }
    JSONValue.object(task).append(to: &output)
    output.append(0x0A)
  }
}
