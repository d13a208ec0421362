// Writes an article as a line of a JSON Lines corpus. What may be left out of a line is left out; what
// a line means stands in `JSONArticle`, which reads it.

import Chaffinch

/// Writes articles as lines of JSON, with what else is known of them.
///
/// The members, in this order, each where there is something to say: `id`, `site`, `language`, `source`,
/// the members added, what the page declares (`title`, `openGraphTitle`, `authors`,
/// `isAccessibleForFree`), `paragraphs`, `elements`, `unmatched`. A paragraph has `text` and `label`
/// (`null` where there is none), `notContent` and `paywall` (only `true`), `extracted` (only `false`),
/// `byteRange`, `element`, `linkDensity`, `link`, `picture` and `prediction`.
public struct CorpusLineWriter: Sendable {
  private var added: [(key: String, value: String)] = []

  /// A writer of nothing but the article.
  public init() {}

  /// Adds a member to the lines; an empty value is left out.
  public mutating func add(_ key: String, _ value: String) {
    if !value.isEmpty { added.append((key, value)) }
  }

  /// Appends an article as a line, line end included. ``CorpusReader`` reads it back as `article`.
  ///
  /// - Parameters:
  ///   - byteRanges: of each paragraph in the page; empty for none.
  ///   - predictions: for each paragraph; empty for none.
  public func append(
    _ article: LabelledArticle, byteRanges: [Range<Int>?] = [], predictions: [Prediction?] = [],
    to output: inout [UInt8]
  ) {
    var object = LineObject()
    let names = [
      ("id", article.id), ("site", article.site), ("language", article.language),
      ("source", article.source),
    ]
    for (key, value) in names + added where !value.isEmpty {
      object.add(key, to: &output) { appendJSON(value, to: &$0) }
    }
    for (key, value) in article.metadata.members {
      object.add(key, to: &output) { value.append(to: &$0) }
    }
    object.add("paragraphs", to: &output) { output in
      output.append(UInt8(ascii: "["))
      for (index, paragraph) in article.paragraphs.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.append(
          paragraph, byteRange: byteRanges.indices.contains(index) ? byteRanges[index] : nil,
          prediction: predictions.indices.contains(index) ? predictions[index] : nil, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
    if let markup = article.markup {
      object.add("elements", to: &output) { Self.append(markup, to: &$0) }
    }
    if article.unmatched.total > 0 {
      object.add("unmatched", to: &output) { article.unmatched.json.append(to: &$0) }
    }
    output.append(contentsOf: "}\n".utf8)
  }

  private static func append(
    _ paragraph: LabelledParagraph, byteRange: Range<Int>?, prediction: Prediction?,
    to output: inout [UInt8]
  ) {
    var object = LineObject()
    object.add("text", to: &output) { appendJSON(paragraph.text, to: &$0) }
    object.add("label", paragraph.label.map { "\"\($0.label.name)\"" } ?? "null", to: &output)
    if paragraph.label == nil, paragraph.isNotContent {
      object.add("notContent", "true", to: &output)
    }
    if paragraph.label == .paywall { object.add("paywall", "true", to: &output) }
    if !paragraph.isExtracted { object.add("extracted", "false", to: &output) }
    if let range = byteRange {
      object.add("byteRange", "[\(range.lowerBound),\(range.upperBound)]", to: &output)
    }
    if let markup = paragraph.markup {
      if let element = markup.element { object.add("element", String(element), to: &output) }
      object.add("linkDensity", String(markup.linkDensity), to: &output)
      if let link = markup.link { object.add("link", String(link), to: &output) }
      if let picture = markup.picture {
        object.add("picture", "[\(picture.paragraphs),\(picture.levels)]", to: &output)
      }
    }
    if let prediction {
      object.add("prediction", to: &output) { output in
        PredictionWriter().append(prediction, to: &output)
        // What a reader would take for granted need not be said.
        if prediction.isPaywall != (prediction.paywall >= 0.5) {
          output.removeLast()
          output.append(contentsOf: ",\"isPaywall\":\(prediction.isPaywall)}".utf8)
        }
      }
    }
    output.append(UInt8(ascii: "}"))
  }

  private static func append(_ markup: ArticleMarkup, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for place in markup.elements.indices {
      output.append(contentsOf: (place > 0 ? ",[" : "[").utf8)
      appendJSON(markup.name(of: place), to: &output)
      output.append(UInt8(ascii: ","))
      appendJSON(markup.words(of: place), to: &output)
      output.append(
        contentsOf: ",\(markup.elements[place].parent.map(String.init) ?? "null")".utf8)
      let link = markup.link(of: place)
      if !link.isEmpty {
        output.append(UInt8(ascii: ","))
        appendJSON(link, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
    output.append(UInt8(ascii: "]"))
  }
}

/// The members of an object that is being written.
private struct LineObject {
  private var separator = "{"

  mutating func add(
    _ key: String, to output: inout [UInt8], _ value: (inout [UInt8]) -> Void
  ) {
    output.append(contentsOf: separator.utf8)
    appendJSON(key, to: &output)
    output.append(UInt8(ascii: ":"))
    separator = ","
    value(&output)
  }

  mutating func add(_ key: String, _ value: String, to output: inout [UInt8]) {
    add(key, to: &output) { $0.append(contentsOf: value.utf8) }
  }
}

extension LabelCounts {
  /// The counts that are not 0, by the labels' names.
  var json: JSONValue {
    .object(present.map { ($0.label.name, .number(String($0.count))) })
  }
}
