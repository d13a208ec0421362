// Tasks of Label Studio in JSON: reading exports (JSON and JSON-MIN), writing files to import. Of regions it
// knows those of paragraphs; predictions are nobody's labels and are not read.

import Chaffinch

/// Tasks of Label Studio, an article a task: `data` with an array of objects with `text`, as the tag
/// `Paragraphs` shows them, and `annotations` whose `result` has regions of the type `paragraphlabels`.
/// Their offsets count UTF-16 code units inside the paragraphs that `start` and `end` number from 0. A task
/// may also be one paragraph: a string `text` in `data`, and results of the type `choices`.
///
/// Of a task's annotations those that were cancelled are passed over; the ground truth counts, otherwise the
/// one that was updated last.
enum LabelStudioFormat {
  /// The name of the control tag, in results and in the labelling configuration.
  private static let control = "label"
  /// The name of the object tag for whole articles, and of the member that it shows.
  private static let paragraphs = "paragraphs"

  // MARK: Reading

  /// The article, or the paragraph, of a task.
  static func read(_ task: JSONValue, _ mapping: LabelMapping) throws(LineError) -> ReadArticle {
    let isMinimal = task["data"] == nil
    let data = task["data"] ?? task
    guard case .object(let members) = data else { throw LineError(reason: "'data' is no object") }
    let hidden = try ArticleMembers.hidden(in: data)
    let annotation = isMinimal ? nil : try annotation(of: task)
    let results = isMinimal ? minimalResults(members) : try results(of: annotation?.value)
    var read: ReadArticle
    if let texts = texts(in: members) {
      read = try article(texts, results, mapping, data, hidden, task["id"])
    } else if let text = data["text"]?.string {
      read = try ReadArticle(
        paragraph: text, label: try mapping.label(try choices(results)), visible: data,
        hidden: hidden, id: task["id"])
    } else {
      throw LineError(
        reason: "'data' has neither an array of objects with 'text' nor a string 'text'")
    }
    read.isUndecided = annotation?.isCancelled ?? false
    return read
  }

  /// The texts of the first member that the tag `Paragraphs` could show.
  private static func texts(in members: [(key: String, value: JSONValue)]) -> [String]? {
    for member in members where member.key != ArticleMembers.key {
      guard let elements = member.value.array, !elements.isEmpty else { continue }
      let texts = elements.compactMap { $0["paragraphlabels"] == nil ? $0["text"]?.string : nil }
      if texts.count == elements.count { return texts }
    }
    return nil
  }

  /// The annotation that counts; `nil` where there is none, cancelled where there are only such.
  private static func annotation(
    of task: JSONValue
  ) throws(LineError) -> (value: JSONValue?, isCancelled: Bool)? {
    guard let value = task["annotations"] ?? task["completions"], value != .null else {
      return nil
    }
    guard let all = value.array else { throw LineError(reason: "'annotations' is no array") }
    guard !all.isEmpty else { return nil }
    let finished = all.filter { $0["was_cancelled"]?.bool != true }
    let truths = finished.filter { $0["ground_truth"]?.bool == true }
    var best: (value: JSONValue, time: String)?
    for annotation in truths.isEmpty ? finished : truths {
      let time = (annotation["updated_at"] ?? annotation["created_at"])?.string ?? ""
      // Times are written alike, so that their order is that of the letters.
      if best.map({ $0.time.utf8.lexicographicallyPrecedes(time.utf8) || $0.time == time }) ?? true
      {
        best = (annotation, time)
      }
    }
    return (best?.value, finished.isEmpty)
  }

  private static func results(of annotation: JSONValue?) throws(LineError) -> [JSONValue] {
    guard let annotation else { return [] }
    guard let results = annotation["result"]?.array else {
      throw LineError(reason: "an annotation has no array 'result'")
    }
    return results
  }

  /// The results that a task of the export JSON-MIN has among its data.
  private static func minimalResults(
    _ members: [(key: String, value: JSONValue)]
  ) -> [JSONValue] {
    func result(_ type: String, _ value: JSONValue) -> JSONValue {
      .object([("type", .string(type)), ("value", value)])
    }
    var results: [JSONValue] = []
    for (key, value) in members {
      if let regions = value.array {
        results += regions.filter { $0["paragraphlabels"] != nil }.map {
          result("paragraphlabels", $0)
        }
      } else if value["choices"] != nil {
        results.append(result("choices", value))
      } else if key == control, value.string != nil {
        results.append(result("choices", .object([("choices", .array([value]))])))
      }
    }
    return results
  }

  /// The labels that are chosen for a whole task.
  private static func choices(_ results: [JSONValue]) throws(LineError) -> [String] {
    var names: [String] = []
    for result in results {
      guard let type = result["type"]?.string, type == "choices" || type == "labels" else {
        continue
      }
      guard type == "choices" else {
        throw LineError(
          reason: "a result of the type 'labels' marks words; label texts by 'choices', or "
            + "paragraphs by 'paragraphlabels'")
      }
      names += try Self.names(in: result["value"]?["choices"])
    }
    return names
  }

  private static func names(in value: JSONValue?) throws(LineError) -> [String] {
    guard let elements = value?.array else {
      throw LineError(reason: "a result's 'value' has no array of labels")
    }
    let names = elements.compactMap(\.string)
    guard names.count == elements.count else {
      throw LineError(reason: "a result's 'value' has labels that are no strings")
    }
    return names
  }

  /// The article of a task with many paragraphs.
  private static func article(
    _ texts: [String], _ results: [JSONValue], _ mapping: LabelMapping, _ data: JSONValue,
    _ hidden: JSONValue?, _ id: JSONValue?
  ) throws(LineError) -> ReadArticle {
    var places: [Range<Int>] = []
    var end = 0
    for text in texts {
      places.append(end..<end + text.utf16.count)
      end += text.utf16.count
    }
    var spans: [LabelledSpan] = []
    for result in results {
      // What is chosen for the task as a whole says nothing of its paragraphs.
      guard let type = result["type"]?.string, let value = result["value"],
        type == "paragraphlabels" || type == "choices" && value["start"] != nil
      else { continue }
      let names = try names(in: value[type])
      spans.append(
        LabelledSpan(place: try place(of: value, places), label: try mapping.label(names)))
    }
    // Empty paragraphs are shown, but they are none.
    let kept = texts.indices.filter { !texts[$0].isEmpty }
    let labels = SpanLabels(kept.map { places[$0] }, spans)
    return ReadArticle(
      article: try ArticleMembers.article(
        zip(kept, labels.labels).map { (texts[$0], $1) }, visible: data, hidden: hidden, id: id),
      unusedSpans: labels.unused)
  }

  /// The place of a region in the paragraphs one behind the other.
  private static func place(
    of region: JSONValue, _ places: [Range<Int>]
  ) throws(LineError) -> Range<Int> {
    func position(_ number: String, _ offset: String) -> Int? {
      guard let paragraph = ArticleMembers.text(region[number]).flatMap({ Int($0) }),
        let offset = region[offset]?.int, places.indices.contains(paragraph),
        (0...places[paragraph].count).contains(offset)
      else { return nil }
      return places[paragraph].lowerBound + offset
    }
    guard let start = position("start", "startOffset"), let end = position("end", "endOffset"),
      start < end
    else {
      throw LineError(
        reason: "a region has a 'start', 'startOffset', 'end' and 'endOffset' that are no place in "
          + "the \(places.count) paragraphs")
    }
    return start..<end
  }

  // MARK: Writing

  /// Appends an article as a task, annotated where it has labels.
  static func append(_ article: LabelledArticle, to output: inout [UInt8]) {
    let texts = article.paragraphs.enumerated().map { index, paragraph in
      JSONValue.object([
        ("author", .string(String(index + 1))), ("text", .string(paragraph.text)),
      ])
    }
    var results: [JSONValue] = []
    for (index, paragraph) in article.paragraphs.enumerated() {
      guard let label = paragraph.label else { continue }
      let value = JSONValue.object([
        ("start", .string(String(index))), ("end", .string(String(index))),
        ("startOffset", .number("0")), ("endOffset", .number(String(paragraph.text.utf16.count))),
        ("text", .string(paragraph.text)), ("paragraphlabels", .array([.string(label.name)])),
      ])
      results.append(
        result(
          "paragraph-\(index + 1)", of: "paragraphlabels", on: paragraphs, value))
    }
    append([(paragraphs, .array(texts))], ArticleMembers(article), results, to: &output)
  }

  /// Appends a paragraph of an article as a task.
  static func append(_ part: ArticlePart, to output: inout [UInt8]) {
    let results = part.label.map { label in
      [
        result(
          "choice", of: "choices", on: "text",
          .object([("choices", .array([.string(label.name)]))]))
      ]
    }
    append([("text", .string(part.text))] + part.place, part.members, results ?? [], to: &output)
  }

  private static func result(
    _ id: String, of type: String, on object: String, _ value: JSONValue
  ) -> JSONValue {
    .object([
      ("id", .string(id)), ("from_name", .string(control)), ("to_name", .string(object)),
      ("type", .string(type)), ("origin", .string("manual")), ("value", value),
    ])
  }

  private static func append(
    _ texts: [(key: String, value: JSONValue)], _ members: ArticleMembers, _ results: [JSONValue],
    to output: inout [UInt8]
  ) {
    var data = texts + members.visible
    if let hidden = members.hidden { data.append((ArticleMembers.key, hidden)) }
    var task: [(key: String, value: JSONValue)] = [("data", .object(data))]
    if !results.isEmpty {
      task.append(("annotations", .array([.object([("result", .array(results))])])))
    }
    JSONValue.object(task).append(to: &output)
  }
}
