// A report as JSON: everything, members in a fixed order, numbers with fixed decimals. Undefined is null.

import Chaffinch

extension EvaluationReport {
  /// The report as JSON: one line for each member that fits one, so that two reports can be compared line by line.
  public var jsonText: String {
    var text = ""
    json.appendLines(to: &text, indent: "")
    return text + "\n"
  }

  /// The report as a value, members in a fixed order.
  public var json: JSONValue {
    .object([
      ("format", .string("chaffinch-evaluation-report")),
      ("version", .number("1")),
      ("model", .string(subject.model)),
      ("provenance", .object(subject.provenance.map { ($0.key, .string($0.value)) })),
      ("corpora", .array(subject.corpora.map { .string($0) })),
      ("parts", .array(subject.parts.map { .string($0) })),
      ("fingerprint", .string(fingerprint)),
      ("articles", .number(String(articleCount))),
      ("skippedLines", .number(String(subject.skippedLines))),
      ("includesText", .bool(includesText)),
      ("scores", evaluation.json),
      ("figures", .array(figures.map(\.json))),
      ("gate", .array(gate.map(\.json))),
      ("comparison", comparison.map { $0.change.json(baseline: $0.baseline) } ?? .null),
      ("curves", .array(curves.map(\.json))),
      ("reliability", .array(reliability.bins.map(\.json))),
      ("slices", .array(slices.map(\.json))),
      ("mistakes", .array(mistakes.all.map(\.json))),
    ])
  }
}

/// A number with four decimals; `null` where it is undefined.
private func number(_ value: Double?) -> JSONValue { Evaluation.number(value) }

private func number(_ value: Int) -> JSONValue { .number(String(value)) }

private func json(_ interval: ConfidenceInterval?) -> JSONValue {
  interval.map { .array([number($0.lower), number($0.upper)]) } ?? .null
}

extension EvaluationReport.Figure {
  fileprivate var json: JSONValue {
    .object([
      ("score", .string(score.name)), ("value", number(value)),
      ("interval", ChaffinchEvaluation.json(interval)),
    ])
  }
}

extension GateCase {
  fileprivate var json: JSONValue {
    .object([
      ("corpus", .string(corpus)), ("score", .string(score.name)), ("floor", number(floor)),
      ("value", number(value)), ("passed", .bool(passed)),
    ])
  }
}

extension ModelComparison {
  /// The differences and McNemar's test, behind the baseline's name.
  public func json(baseline: String) -> JSONValue {
    .object([
      ("baseline", .string(baseline)),
      (
        "differences",
        .array(
          differences.map { change in
            .object([
              ("score", .string(change.score.name)), ("value", number(change.value)),
              ("baseline", number(change.baseline)),
              ("difference", number(change.difference)),
              ("interval", ChaffinchEvaluation.json(change.interval)),
              ("p", number(change.pValue)), ("verdict", .string(change.verdict)),
            ])
          })
      ),
      (
        "mcNemar",
        .object([
          ("gains", number(mcNemar.gains)), ("losses", number(mcNemar.losses)),
          ("p", number(mcNemar.pValue)),
        ])
      ),
    ])
  }
}

extension PrecisionRecallCurve {
  fileprivate var json: JSONValue {
    .object([
      ("label", .string(label.name)), ("averagePrecision", number(averagePrecision)),
      ("columns", .array(["recall", "precision", "threshold"].map { .string($0) })),
      (
        "points",
        .array(
          points.map { point in
            .array([number(point.recall), number(point.precision), number(point.threshold)])
          })
      ),
    ])
  }
}

extension ReliabilityDiagram.Bin {
  fileprivate var json: JSONValue {
    .object([
      ("lower", number(lower)), ("upper", number(upper)), ("count", number(count)),
      ("confidence", number(confidence)), ("accuracy", number(accuracy)),
    ])
  }
}

extension Slice {
  fileprivate var json: JSONValue {
    .object([
      ("kind", .string(kind.rawValue)), ("name", .string(name)),
      ("articles", number(articleCount)),
      ("interval", ChaffinchEvaluation.json(interval)), ("scores", evaluation.json),
    ])
  }
}

extension Mistake {
  /// The mistake as JSON: for reports, and for the page that shows them.
  var json: JSONValue {
    .object([
      ("article", .string(article)), ("articleNumber", number(articleNumber)),
      ("site", .string(site)), ("language", .string(language)), ("source", .string(source)),
      ("paragraph", number(paragraph)), ("paragraphs", number(paragraphCount)),
      ("truth", .string(truth.label.name)), ("isPaywall", .bool(truth == .paywall)),
      ("predicted", .string(prediction.label.name)), ("confidence", number(Double(confidence))),
      (
        "probabilities",
        .object(
          ParagraphLabel.allCases.map {
            ($0.name, number(Double(prediction.probability(of: $0))))
          })
      ),
      ("paywallProbability", number(Double(prediction.paywall))),
      ("text", text.map { .string($0) } ?? .null),
      ("before", .array(before.map(\.json))), ("after", .array(after.map(\.json))),
    ])
  }
}

extension Mistake.Neighbour {
  fileprivate var json: JSONValue {
    .object([
      ("truth", truth.map { .string($0.name) } ?? .null),
      ("predicted", predicted.map { .string($0.name) } ?? .null),
      ("text", text.map { .string($0) } ?? .null),
    ])
  }
}

extension JSONValue {
  /// Appends the value: in one line where that has at most 100 bytes, else a line for each member.
  fileprivate func appendLines(to text: inout String, indent: String) {
    var bytes: [UInt8] = []
    append(to: &bytes)
    let parts: [(key: String?, value: JSONValue)]
    let brackets: (open: String, close: String)
    switch self {
    case .object(let members) where bytes.count > 100:
      parts = members.map { ($0.key, $0.value) }
      brackets = ("{", "}")
    case .array(let elements) where bytes.count > 100:
      parts = elements.map { (nil, $0) }
      brackets = ("[", "]")
    default:
      text += String(decoding: bytes, as: UTF8.self)
      return
    }
    text += brackets.open
    for (index, part) in parts.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += indent + "  "
      if let key = part.key {
        var name: [UInt8] = []
        appendJSON(key, to: &name)
        text += String(decoding: name, as: UTF8.self) + ": "
      }
      part.value.appendLines(to: &text, indent: indent + "  ")
    }
    text += "\n" + indent + brackets.close
  }
}
