// An evaluation as text for people and as JSON for programs.

import Chaffinch
import ChaffinchCorpus

extension Evaluation {
  /// The scores as an aligned table: per label precision, recall, F1 and support, then macro-F1,
  /// accuracy, Matthews correlation, log loss, Brier score, expected calibration error and the confusion
  /// matrix. Undefined scores print as `–`. Where paragraphs
  /// were not found, a line says how many, and the matrix has a column for them.
  public var table: String {
    var lines = [Self.row(["", "precision", "recall", "F1", "support"])]
    for label in ParagraphLabel.allCases {
      lines.append(
        Self.row([
          label.name, Self.format(confusion.precision(of: label)),
          Self.format(confusion.recall(of: label)), Self.format(confusion.f1(of: label)),
          String(confusion.support(of: label)),
        ]))
    }
    lines.append("")
    lines.append(
      Self.row(["macro-F1", "", "", Self.format(confusion.macroF1), String(confusion.total)]))
    lines.append(Self.row(["accuracy", "", "", Self.format(confusion.accuracy), ""]))
    lines.append(Self.row(["Matthews", "", "", Self.format(confusion.matthewsCorrelation), ""]))
    lines.append(Self.row(["log loss", "", "", Self.format(logLoss), ""]))
    lines.append(Self.row(["Brier", "", "", Self.format(brierScore), ""]))
    lines.append(Self.row(["calibration", "", "", Self.format(calibrationError), ""]))
    lines.append(
      Self.row([
        "paywall", "", "", Self.format(paywall.f1), String(paywall.hits + paywall.misses),
      ]))
    let hasUnmatched = confusion.unmatchedTotal > 0
    if hasUnmatched {
      lines.append(Self.row(["unmatched", "", "", "", String(confusion.unmatchedTotal)]))
    }
    lines.append("")
    lines.append(
      Self.row(
        ["true \\ said"] + ParagraphLabel.allCases.map(\.name)
          + (hasUnmatched ? ["unmatched"] : [])))
    for truth in ParagraphLabel.allCases {
      lines.append(
        Self.row(
          [truth.name]
            + ParagraphLabel.allCases.map { String(confusion[truth: truth, predicted: $0]) }
            + (hasUnmatched ? [String(confusion.unmatched(of: truth))] : [])))
    }
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n") + "\n"
  }

  /// The scores as JSON with a fixed order of members; undefined scores are `null`. `unmatched`
  /// counts the paragraphs that were not found, which `paragraphs` and every `support` include.
  public var json: JSONValue {
    let labels = ParagraphLabel.allCases.map { label in
      (
        key: label.name,
        value: JSONValue.object([
          ("precision", Self.number(confusion.precision(of: label))),
          ("recall", Self.number(confusion.recall(of: label))),
          ("f1", Self.number(confusion.f1(of: label))),
          ("support", .number(String(confusion.support(of: label)))),
        ])
      )
    }
    let rows = ParagraphLabel.allCases.map { truth in
      (
        key: truth.name,
        value: JSONValue.object(
          ParagraphLabel.allCases.map {
            ($0.name, .number(String(confusion[truth: truth, predicted: $0])))
          } + [("unmatched", .number(String(confusion.unmatched(of: truth))))])
      )
    }
    return .object([
      ("paragraphs", .number(String(confusion.total))),
      ("unmatched", .number(String(confusion.unmatchedTotal))),
      ("macroF1", Self.number(confusion.macroF1)),
      ("accuracy", Self.number(confusion.accuracy)),
      ("matthewsCorrelation", Self.number(confusion.matthewsCorrelation)),
      ("logLoss", Self.number(logLoss)),
      ("brierScore", Self.number(brierScore)),
      ("calibrationError", Self.number(calibrationError)),
      ("labels", .object(labels)),
      (
        "paywall",
        .object([
          ("f1", Self.number(paywall.f1)), ("hits", .number(String(paywall.hits))),
          ("falseAlarms", .number(String(paywall.falseAlarms))),
          ("misses", .number(String(paywall.misses))),
        ])
      ),
      (
        "cleaning",
        .object([
          ("toContent", Self.json(cleaningToContent)), ("promos", Self.json(cleaningPromos)),
        ])
      ),
      ("confusion", .object(rows)),
    ])
  }

  private static func json(_ scores: CleaningScores) -> JSONValue {
    .object([
      ("contentLost", number(scores.contentLost)), ("promoLeft", number(scores.promoLeft)),
    ])
  }

  /// A score with four decimals, a negative one with a minus sign, `–` when it is undefined.
  public static func format(_ score: Double?) -> String {
    fixed(score, 4)
  }

  static func number(_ score: Double?) -> JSONValue {
    score == nil ? .null : .number(format(score))
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let space = String(repeating: " ", count: max((index == 0 ? 12 : 10) - cell.count, 0))
      return index == 0 ? cell + space : space + cell
    }.joined()
  }
}
