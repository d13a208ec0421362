// Writes the explanation of a paragraph for people: tables of what spoke for its label and against.
// Cuts long names; JSON has them whole.

import Chaffinch

/// Writes explanations as text.
struct ExplanationListing {
  /// How many terms are shown on either side when nobody says.
  static let standardTop = 8

  /// How many terms are shown on either side.
  let top: Int
  let usesColour: Bool
  /// The width that lines are cut to.
  let columns: Int

  /// Appends what is said of a paragraph, and a blank line.
  func append(_ explained: ExplainedParagraph, to output: inout [UInt8]) {
    var lines: [String] = []
    appendHeading(explained, to: &lines)
    let explanation = explained.explanation
    for level in explanation.local + [explanation.context].compactMap(\.self) {
      lines.append("")
      appendTable(level, explained.comparison, to: &lines)
    }
    lines.append("")
    appendDecision(explanation, explained.comparison, to: &lines)
    lines.append("")
    for line in lines {
      output.append(contentsOf: line.utf8)
      output.append(0x0A)
    }
  }

  // MARK: The paragraph

  private func appendHeading(_ explained: ExplainedParagraph, to lines: inout [String]) {
    let prediction = explained.explanation.prediction
    let comparison = explained.comparison
    let place = explained.place
    let names = [
      place.file, place.record.map { "record \($0)" }, place.item.map { "item \($0)" },
      place.title, place.field,
    ].compactMap(\.self)
    if !names.isEmpty { lines.append(bold(cut(printable(names.joined(separator: ", ")), columns))) }
    let number = "paragraph \(explained.explanation.index + 1) of \(explained.count): "
    let label =
      "\(prediction.label.name)\(prediction.isPaywall ? "*" : "") \(wholePercent(prediction.probability))"
    let other =
      ", then \(comparison.against.name) "
      + wholePercent(prediction.probability(of: comparison.against))
    let paywall = prediction.isPaywall ? " (* asks the reader to pay, join or identify)" : ""
    lines.append(
      usesColour
        ? bold(number) + "\u{1B}[\(prediction.label.colour)m\(label)\u{1B}[0m\(other)\(paywall)"
        : number + label + other + paywall)
    lines.append(cut("  “\(printable(explained.text))”", columns))
  }

  // MARK: A level

  private func appendTable(
    _ level: ScoreExplanation, _ comparison: LabelComparison, to lines: inout [String]
  ) {
    let (own, other) = (comparison.labelClass, comparison.againstClass)
    lines.append(bold("\(Self.title(level.level)): \(own.name) (+) or \(other.name) (-)"))
    let table = ExplanationTable(level.level, columns: columns)
    lines.append(dim(table.head(level.rule)))
    let ranked = RankedTerms(level, own, over: other, count: top)
    for entry in ranked.speakingFor + ranked.speakingAgainst {
      let mark = entry.term.isShared ? "~" : ""
      lines.append(table.row(entry, mark + printable(entry.term.name)))
    }
    if !ranked.others.isEmpty {
      let isOne = ranked.others.count == 1
      lines.append(
        table.row(
          Self.sum(ranked.others), "\(ranked.others.count) other\(isOne ? "" : "s")"))
    }
    let corrections = level.rule.corrections[own] - level.rule.corrections[other]
    if corrections != 0 {
      lines.append(table.row(together: corrections, "corrections of the classes' shares"))
    }
    var sum = Self.sum(ranked.speakingFor + ranked.speakingAgainst + ranked.others)
    sum.together += corrections
    lines.append(table.row(sum, "sum"))
    let combined = level.combined
    let used = (
      first: level.first[own] - level.first[other],
      second: level.second[own] - level.second[other], together: combined[own] - combined[other]
    )
    lines.append(table.row(used, "= score used"))
    let groups = level.groups(own, over: other).map {
      "\($0.group) \(ExplanationTable.signed($0.together))"
    }
    lines += wrapped("  by group: ", groups)
    let probabilities = InnerLabel.allCases.map {
      "\($0.name) \(wholePercent(level.probabilities[$0]))"
    }
    lines += wrapped(level.level.isLocal ? "  by itself: " : "  together: ", probabilities)
  }

  private static func sum(
    _ entries: [RankedTerms.Entry]
  ) -> (first: Float, second: Float, together: Float) {
    var sum = (first: 0.0, second: 0.0, together: 0.0)
    for entry in entries {
      sum.first += Double(entry.first)
      sum.second += Double(entry.second)
      sum.together += Double(entry.together)
    }
    return (Float(sum.first), Float(sum.second), Float(sum.together))
  }

  private static func title(_ level: ScoreExplanation.Level) -> String {
    switch level {
    case .localText: "Its text"
    case .localMarkup: "Its text and markup"
    case .contextText: "In its context"
    case .contextPage: "In the context of the page"
    case .contextPart: "In the context of the part of a page"
    }
  }

  // MARK: The decision

  private func appendDecision(
    _ explanation: Explanation, _ comparison: LabelComparison, to lines: inout [String]
  ) {
    let (own, other) = (comparison.labelClass, comparison.againstClass)
    let table = ExplanationTable(nil, columns: columns)
    lines.append(
      bold("Decision: \(comparison.label.name) (+) or \(comparison.against.name) (-)"))
    let deciding = explanation.deciding.combined
    lines.append(table.row(together: deciding[own] - deciding[other], "score used"))
    if let consensus = explanation.consensus {
      lines.append(
        table.row(
          together: consensus[own] - consensus[other], "judged together with the items of its list")
      )
    }
    if comparison.folding != 0 {
      let weaker = [own, other].contains(.paywall) ? "promo" : "paywall"
      lines.append(table.row(together: comparison.folding, "promo's weaker class, \(weaker)"))
    }
    if comparison.thresholds != 0 {
      lines.append(table.row(together: comparison.thresholds, "thresholds of the labels"))
    }
    lines.append(table.row(together: comparison.logOdds, "= logarithm of their odds"))
  }

  // MARK: Lines

  /// A heading and parts behind it, as many in a line as there is room for.
  private func wrapped(_ head: String, _ parts: [String]) -> [String] {
    let indent = String(repeating: " ", count: min(head.count, columns / 4))
    var lines: [String] = []
    var line = head
    for (index, part) in parts.enumerated() {
      let part = index + 1 < parts.count ? part + ", " : part
      if line.count + part.count > columns + 1, line.contains(where: { $0 != " " }) {
        lines.append(line)
        line = indent
      }
      line += part
    }
    lines.append(line)
    return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  private func cut(_ text: String, _ columns: Int) -> String {
    WrappedText.cut(text, columns: columns)
  }

  private func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func dim(_ text: String) -> String { usesColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
