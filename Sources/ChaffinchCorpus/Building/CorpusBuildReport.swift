// What became of the labels when a corpus was built: counts by kind and label, as text and as JSON.

import Chaffinch

/// The books of a ``CorpusBuilder``.
public struct CorpusBuildReport: Sendable, Equatable {
  /// What can become of a labelled paragraph, in the order of the report.
  public enum Outcome: Int, CaseIterable, Sendable {
    /// As ``LabelAlignment/Fate/exact``.
    case exact
    /// As ``LabelAlignment/Fate/joined``.
    case joined
    /// As ``LabelAlignment/Fate/split``.
    case split
    /// As ``LabelAlignment/Fate/moved``.
    case moved
    /// As ``LabelAlignment/MissingReason/joinedWithAnotherLabel``.
    case joinedWithAnotherLabel
    /// As ``LabelAlignment/MissingReason/absent``.
    case absent

    init(_ fate: LabelAlignment.Fate) {
      self =
        switch fate {
        case .exact: .exact
        case .joined: .joined
        case .split: .split
        case .moved: .moved
        case .missing(.joinedWithAnotherLabel): .joinedWithAnotherLabel
        case .missing(.absent): .absent
        }
    }

    /// Whether the paragraph has a segment.
    public var isFound: Bool { self != .joinedWithAnotherLabel && self != .absent }

    /// The name in the report.
    public var name: String {
      switch self {
      case .exact: "exact"
      case .joined: "joined"
      case .split: "split"
      case .moved: "moved"
      case .joinedWithAnotherLabel: "joinedWithAnotherLabel"
      case .absent: "absent"
      }
    }
  }

  /// Pages that were there.
  public private(set) var pages = 0
  /// The files of pages that were not.
  public private(set) var missingPages: [String] = []
  /// The labelled paragraphs of those.
  public private(set) var paragraphsOfMissingPages = 0
  /// Segments of all pages.
  public private(set) var segments = 0
  /// Segments that have a label.
  public private(set) var labelledSegments = 0
  /// Letters and digits of all segments.
  public private(set) var scalars = 0
  /// Letters and digits of the segments that have no label.
  public private(set) var unlabelledScalars = 0
  /// Segments that are only known not to be content.
  public private(set) var notContentSegments = 0
  private var references = [Int](repeating: 0, count: PageReference.Outcome.allCases.count)
  private var outcomes = [LabelCounts](repeating: LabelCounts(), count: Outcome.allCases.count)

  init() {}

  /// How many labelled paragraphs of each label had an outcome.
  public subscript(outcome: Outcome) -> LabelCounts { outcomes[outcome.rawValue] }

  /// How many pages' references had an outcome.
  public subscript(outcome: PageReference.Outcome) -> Int { references[outcome.rawValue] }

  /// All labelled paragraphs of the pages that were there.
  public var labelled: LabelCounts { outcomes.reduce(into: LabelCounts()) { $0 += $1 } }

  /// The labelled paragraphs that have a segment.
  public var found: LabelCounts {
    Outcome.allCases.reduce(into: LabelCounts()) { if $1.isFound { $0 += self[$1] } }
  }

  mutating func count(_ fate: LabelAlignment.Fate, of label: InnerLabel) {
    outcomes[Outcome(fate).rawValue][label] += 1
  }

  mutating func count(_ outcome: PageReference.Outcome) {
    references[outcome.rawValue] += 1
  }

  mutating func count(_ digests: [TextDigest], labels: [KnownLabel?]) {
    pages += 1
    segments += digests.count
    for (digest, label) in zip(digests, labels) {
      let length = digest.isSymbolic ? 0 : digest.length
      scalars += length
      switch label {
      case nil: unlabelledScalars += length
      case .notContent: notContentSegments += 1
      default: labelledSegments += 1
      }
    }
  }

  mutating func countMissingPage(_ labels: PageLabels) {
    missingPages.append(labels.page.file)
    paragraphsOfMissingPages += labels.paragraphs.count
  }

  /// The report as an aligned table for people.
  public var text: String {
    let names = InnerLabel.allCases.map(\.name)
    var lines = ["\(pages) pages, \(labelled.total) labelled paragraphs", ""]
    lines.append(Self.row([""] + names + ["all", "share"]))
    func row(_ title: String, _ counts: LabelCounts) {
      lines.append(
        Self.row(
          [title] + InnerLabel.allCases.map { String(counts[$0]) }
            + [String(counts.total), Self.percent(counts.total, of: labelled.total)]))
    }
    for outcome in Outcome.allCases {
      let title =
        switch outcome {
        case .joinedWithAnotherLabel: "missing: joined with another label"
        case .absent: "missing: no such segments"
        default: outcome.name
        }
      row(title, self[outcome])
    }
    row("found", found)
    row("labelled", labelled)
    lines.append("")
    lines.append(
      "\(segments) segments, \(labelledSegments) with a label; "
        + "\(Self.percent(unlabelledScalars, of: scalars)) of their letters and digits have none")
    if notContentSegments > 0 {
      lines.append("\(notContentSegments) segments are only known not to be content")
    }
    if references.contains(where: { $0 > 0 }) {
      lines.append(
        "\(self[.used]) references used; left out: \(self[.foreign]) that are mostly not on their "
          + "page, \(self[.cutShort]) that are cut short")
    }
    if !missingPages.isEmpty {
      lines.append(
        "\(missingPages.count) pages with \(paragraphsOfMissingPages) labelled paragraphs are not "
          + "there, the first: \(missingPages[0])")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as JSON with a fixed order of members.
  public var json: JSONValue {
    func number(_ value: Int) -> JSONValue { .number(String(value)) }
    func counts(_ counts: LabelCounts) -> JSONValue {
      .object(
        [("all", number(counts.total))] + InnerLabel.allCases.map { ($0.name, number(counts[$0])) })
    }
    let used = PageReference.Outcome.allCases
    return .object([
      ("pages", number(pages)),
      ("missingPages", .array(missingPages.map { .string($0) })),
      ("paragraphsOfMissingPages", number(paragraphsOfMissingPages)),
      ("labelled", counts(labelled)),
      ("found", counts(found)),
      ("outcomes", .object(Outcome.allCases.map { ($0.name, counts(self[$0])) })),
      ("segments", number(segments)),
      ("labelledSegments", number(labelledSegments)),
      ("notContentSegments", number(notContentSegments)),
      ("references", .object(used.map { ("\($0)", number(self[$0])) })),
      ("scalars", number(scalars)),
      ("unlabelledScalars", number(unlabelledScalars)),
    ])
  }

  /// A share with two decimals, `–` of nothing.
  private static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    return fixed(Double(part) / Double(whole) * 100, 2) + " %"
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let space = String(repeating: " ", count: max((index == 0 ? 36 : 9) - cell.count, 0))
      return index == 0 ? cell + space : space + cell
    }.joined()
  }
}
