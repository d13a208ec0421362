// The report of suspicious labels as JSON, a suspect a line. Chooses none.

import Chaffinch
import ChaffinchEvaluation

extension LintReport {
  /// Appends the report as one object; `CorpusLint` says what it has.
  func appendJSON(to output: inout [UInt8]) {
    let joint = linted.learning.joint
    let labels = ParagraphLabel.allCases
    var object = JSONObjectWriter()
    object.add("corpus", linted.fingerprint, to: &output)
    object.add("articles", linted.articles.count, to: &output)
    object.add("paragraphs", linted.places.count, to: &output)
    object.add("partlyLabelled", linted.partlyLabelled, to: &output)
    object.key("estimatedErrors", &output)
    output.append(contentsOf: String(joint.estimatedErrors).utf8)
    object.key("thresholds", &output)
    let thresholds = zip(labels, linted.learning.thresholds).map { label, threshold in
      (key: label.name, value: threshold.map { JSONValue.number(String($0)) } ?? .null)
    }
    JSONValue.object(thresholds).append(to: &output)
    object.key("joint", &output)
    let rows = labels.map { given in
      let cells = labels.map { likely in
        (key: likely.name, value: JSONValue.number(String(joint[given: given, likely: likely])))
      }
      return (key: given.name, value: JSONValue.object(cells))
    }
    JSONValue.object(rows).append(to: &output)
    object.key("suspects", &output)
    output.append(UInt8(ascii: "["))
    for (number, suspect) in suspects.enumerated() {
      output.append(contentsOf: (number == 0 ? "\n" : ",\n").utf8)
      append(suspect, rank: number + 1, to: &output)
    }
    output.append(contentsOf: "\n]".utf8)
    object.close(&output)
    output.append(0x0A)
  }

  private func append(_ suspect: LabelSuspect, rank: Int, to output: inout [UInt8]) {
    let place = linted.places[suspect.index]
    let article = linted.articles[place.article]
    let source = linted.sources[place.article]
    var object = JSONObjectWriter()
    object.add("rank", rank, to: &output)
    object.add("file", source.file, to: &output)
    object.add("article", source.number, to: &output)
    object.add("id", article.id, to: &output)
    object.add("site", article.site, to: &output)
    object.add("paragraph", place.paragraph + 1, to: &output)
    object.add("given", suspect.given.name, to: &output)
    object.add("suggested", suspect.suggested.name, to: &output)
    object.key("score", &output)
    output.append(contentsOf: String(suspect.score).utf8)
    object.add("confident", suspect.isConfident, to: &output)
    object.key("probabilities", &output)
    let probabilities = ParagraphLabel.allCases.map {
      (
        key: $0.name, value: JSONValue.number(String(suspect.probabilities[Int($0.rawValue)]))
      )
    }
    JSONValue.object(probabilities).append(to: &output)
    object.key("prediction", &output)
    PredictionWriter().append(linted.predictions[suspect.index], to: &output)
    object.key("alike", &output)
    JSONValue.object(alike(suspect).map { ($0.label.name, .number(String($0.count))) })
      .append(to: &output)
    object.add("text", article.paragraphs[place.paragraph].text, to: &output)
    let shown = neighbours(of: place)
    object.key("before", &output)
    append(shown.lowerBound..<place.paragraph, of: place.article, to: &output)
    object.key("after", &output)
    append(place.paragraph + 1..<shown.upperBound, of: place.article, to: &output)
    object.close(&output)
  }

  /// Appends paragraphs as an array of objects with `label` and `text`.
  private func append(_ range: Range<Int>, of article: Int, to output: inout [UInt8]) {
    JSONValue.array(
      linted.articles[article].paragraphs[range].map { paragraph in
        .object([
          ("label", paragraph.label.map { .string($0.label.name) } ?? .null),
          ("text", .string(paragraph.text)),
        ])
      }
    ).append(to: &output)
  }
}
