// Counts what `clean` kept and removed, for the lines on standard error. Says nothing of single
// paragraphs; the report does.

import Chaffinch

/// What was kept, removed and left alone in a run.
struct CleaningSummary {
  /// Articles left alone that are named at most.
  private static let limit = 20

  private var kept = [Int](repeating: 0, count: ParagraphLabel.allCases.count)
  private var removed = [Int](repeating: 0, count: ParagraphLabel.allCases.count)
  private var leftAlone: [String] = []
  private var leftAloneCount = 0
  private var files = 0
  private var verdicts: [PaywallVerdict.Value: Int] = [:]
  private var lastVerdict: PaywallVerdict?

  /// Counts a file that was cleaned.
  mutating func countFile() { files += 1 }

  /// Adds what was counted of later inputs.
  mutating func add(_ later: CleaningSummary) {
    for label in kept.indices {
      kept[label] += later.kept[label]
      removed[label] += later.removed[label]
    }
    leftAlone += later.leftAlone.prefix(Self.limit - leftAlone.count)
    leftAloneCount += later.leftAloneCount
    files += later.files
    verdicts.merge(later.verdicts) { $0 + $1 }
    lastVerdict = later.lastVerdict ?? lastVerdict
  }

  /// Paragraphs that were removed, by label.
  var removedByLabel: [(name: String, count: Int)] {
    zip(ParagraphLabel.allCases, removed).map { ($0.name, $1) }
  }

  /// Counts the decisions about an input.
  mutating func add(_ input: CleanedInput, name: String, record: Int? = nil) {
    for item in input.items {
      if let verdict = item.verdict {
        verdicts[verdict.value, default: 0] += 1
        lastVerdict = verdict
      }
      for section in item.sections {
        for decision in section.article.decisions {
          let label = Int(decision.prediction.label.rawValue)
          if decision.isRemoved { removed[label] += 1 } else { kept[label] += 1 }
        }
        guard let reason = section.leftAlone else { continue }
        leftAloneCount += 1
        guard leftAlone.count < Self.limit else { continue }
        var place = name
        if let record { place += ":\(record)" }
        if let number = item.number { place += ", item \(number)" }
        if let title = item.title { place += " “\(printable(title))”" }
        if let field = section.field { place += ", \(field)" }
        leftAlone.append("\(place): left as it is: \(reason)\n")
      }
    }
  }

  /// A line for each article that was left alone, up to a number; empty if there is none.
  var notes: String {
    let more = leftAloneCount - leftAlone.count
    return leftAlone.map { "chaffinch: \($0)" }.joined()
      + (more > 0 ? "chaffinch: \(more) more left as they are\n" : "")
  }

  /// The counts as one line, and a line with the verdict, or with the verdicts' counts.
  var counts: String {
    let head = files == 1 ? "" : "\(files) files: "
    return "\(head)kept \(Self.describe(kept)), removed \(Self.describe(removed))\n"
      + verdictLine
  }

  private var verdictLine: String {
    let total = verdicts.values.reduce(0, +)
    if total == 1, let lastVerdict { return "verdict: \(lastVerdict)\n" }
    let parts = PaywallVerdict.Value.allCases.compactMap { value in
      verdicts[value].map { "\($0) \(value.rawValue)" }
    }
    return parts.isEmpty ? "" : "verdicts: \(parts.joined(separator: ", "))\n"
  }

  /// Paragraphs by label, such as `3 paragraphs (2 content, 1 promo)`.
  static func describe(_ counts: [Int]) -> String {
    let total = counts.reduce(0, +)
    guard total > 0 else { return "nothing" }
    let parts = zip(ParagraphLabel.allCases, counts).filter { $0.1 > 0 }
    let labels = parts.map { "\($0.1) \($0.0.name)" }.joined(separator: ", ")
    return "\(total) paragraph\(total == 1 ? "" : "s") (\(labels))"
  }
}

/// A text without the control characters that would steer a terminal.
func printable(_ text: String) -> String {
  var result = String(text.map { $0.asciiValue.map { $0 < 0x20 } == true ? " " : $0 })
  result.unicodeScalars.removeAll { (0x7F...0x9F).contains($0.value) }
  return result
}
