// What a split came to: each side's share of everything that was to be kept in proportion, as text and
// as JSON. Judges nothing.

import Chaffinch

/// The counts of a split by row and side.
public struct SplitReport: Sendable {
  /// A row: what was counted, how much each side has.
  public struct Row: Sendable, Equatable {
    /// What was counted, such as `language en`.
    public let name: String
    /// The count of each side.
    public let counts: [Int]
  }

  /// The sides.
  public let sides: [SplitSide]
  /// Articles, sites and labelled paragraphs; then labels, languages and sources, the largest first.
  public let rows: [Row]

  /// Counts what each side has.
  public init(_ split: StratifiedSplit, of articles: [LabelledArticle]) {
    let statistics = split.sides.indices.map { side in
      CorpusStatistics(
        Corpus(
          articles: articles.indices.filter { split.assignment[$0] == side }.map { articles[$0] }))
    }
    let whole = CorpusStatistics(Corpus(articles: articles))
    var rows = [
      Row(name: "articles", counts: statistics.map(\.all.articles)),
      Row(name: "sites", counts: statistics.map(\.siteCount)),
      Row(name: "labelled paragraphs", counts: statistics.map(\.all.labels.total)),
    ]
    for label in InnerLabel.allCases {
      rows.append(Row(name: label.name, counts: statistics.map { $0.all.labels[label] }))
    }
    func add(_ title: String, _ groups: (CorpusStatistics) -> [CorpusStatistics.Group]) {
      let articles = statistics.map { side in
        groups(side).reduce(into: [String: Int]()) { $0[$1.name] = $1.articles }
      }
      for group in groups(whole) {
        let counts = articles.map { $0[group.name, default: 0] }
        rows.append(
          Row(
            name: "\(title) \(group.name.isEmpty ? "–" : group.name.onOneLine)", counts: counts))
      }
    }
    add("language", \.languages)
    add("source", \.sources)
    sides = split.sides
    self.rows = rows
  }

  /// A table: for each row and side the count and its share of the row.
  public var text: String {
    let all = sides.reduce(0) { $0 + $1.share }
    var table = AlignedTable([""] + sides.flatMap { [$0.name, "share"] })
    table.add(["asked for"] + sides.flatMap { ["", fixed($0.share / all, 3)] })
    for row in rows {
      table.add([row.name] + row.counts.flatMap { [String($0), Self.share($0, of: row)] })
    }
    return table.text
  }

  private static func share(_ count: Int, of row: Row) -> String {
    let all = row.counts.reduce(0, +)
    return all > 0 ? fixed(Double(count) / Double(all), 3) : "–"
  }

  /// The rows' counts by side.
  public var json: JSONValue {
    .object([
      ("asked", .object(sides.map { ($0.name, .number("\($0.share)")) })),
      (
        "reached",
        .object(
          rows.map { row in
            (
              row.name,
              .object(zip(sides, row.counts).map { ($0.name, .number(String($1))) })
            )
          })
      ),
    ])
  }
}
