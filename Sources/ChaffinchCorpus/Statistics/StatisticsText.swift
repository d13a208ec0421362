// The figures of a corpus as aligned tables for people and as JSON for programs.

import Chaffinch

extension CorpusStatistics {
  /// Sites that the text names, at most.
  private static let siteLimit = 10

  /// The figures as text; what a corpus does not say stands as `–`.
  public var text: String {
    var parts = [summary]
    var table = AlignedTable(["label", "paragraphs", "share", "median", "90 %", "longest"])
    for label in InnerLabel.allCases {
      table.add(row(label.name, all.labels[label], lengths(of: label)))
    }
    if all.unlabelled > 0 { table.add(row("none", all.unlabelled, lengths(of: nil))) }
    parts.append(table.text)
    parts.append(Self.table("language", languages[...]))
    parts.append(Self.table("source", sources[...]))
    parts.append(Self.table("largest sites", sites.prefix(Self.siteLimit)))
    return parts.joined(separator: "\n")
  }

  private var summary: String {
    var table = AlignedTable(["corpus", fingerprint])
    func add(_ title: String, _ count: Int, of whole: Int? = nil) {
      table.add([title, String(count)] + (whole.map { [percentage(count, of: $0)] } ?? []))
    }
    add("articles", all.articles)
    add("with markup", articlesWithMarkup, of: all.articles)
    add("without any label", unlabelledArticles, of: all.articles)
    add("sites", siteCount)
    add("articles without a site", articlesWithoutSite, of: all.articles)
    add("paragraphs", all.paragraphs)
    add("without a label", all.unlabelled, of: all.paragraphs)
    if notContent > 0 { add("of these not content", notContent, of: all.paragraphs) }
    add("extracted", extracted, of: all.paragraphs)
    add("unmatched", unmatched.total)
    return table.text
  }

  private func row(_ name: String, _ count: Int, _ lengths: Lengths?) -> [String] {
    let figures = lengths.map { [$0.median, $0.ninetyPercent, $0.longest].map(String.init) }
    return [name, String(count), percentage(count, of: all.paragraphs)]
      + (figures ?? ["–", "–", "–"])
  }

  private static func table(_ title: String, _ groups: ArraySlice<Group>) -> String {
    var table = AlignedTable(
      [title, "articles", "paragraphs"] + InnerLabel.allCases.map(\.name) + ["none"])
    for group in groups {
      table.add(
        [group.name.isEmpty ? "–" : group.name.onOneLine, String(group.articles)]
          + [String(group.paragraphs)] + InnerLabel.allCases.map { String(group.labels[$0]) }
          + [String(group.unlabelled)])
    }
    return table.text
  }

  /// The figures as JSON with a fixed order of members, all sites among them.
  public var json: JSONValue {
    func number(_ value: Int) -> JSONValue { .number(String(value)) }
    let labels = InnerLabel.allCases.map { ($0.name, Optional($0)) } + [("none", nil)]
    return .object([
      ("corpus", .string(fingerprint)),
      ("articles", number(all.articles)),
      ("articlesWithMarkup", number(articlesWithMarkup)),
      ("unlabelledArticles", number(unlabelledArticles)),
      ("sites", number(siteCount)),
      ("articlesWithoutSite", number(articlesWithoutSite)),
      ("paragraphs", number(all.paragraphs)),
      ("unlabelledParagraphs", number(all.unlabelled)),
      ("notContentParagraphs", number(notContent)),
      ("extractedParagraphs", number(extracted)),
      ("unmatched", unmatched.json),
      (
        "labels",
        .object(
          labels.map { name, label in
            let lengths = lengths(of: label)
            return (
              name,
              .object([
                ("paragraphs", number(label.map { all.labels[$0] } ?? all.unlabelled)),
                ("medianLength", lengths.map { number($0.median) } ?? .null),
                ("ninetyPercentLength", lengths.map { number($0.ninetyPercent) } ?? .null),
                ("longest", lengths.map { number($0.longest) } ?? .null),
              ])
            )
          })
      ),
      ("byLanguage", .array(languages.map(\.json))),
      ("bySource", .array(sources.map(\.json))),
      ("bySite", .array(sites.map(\.json))),
    ])
  }
}

extension CorpusStatistics.Group {
  /// The group's counts.
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)),
      ("articles", .number(String(articles))),
      ("paragraphs", .number(String(paragraphs))),
      ("labels", labels.json),
      ("unlabelled", .number(String(unlabelled))),
    ])
  }
}
