// Duplicates and leaks as lines for people and as JSON, with the names of their records.

import Chaffinch
import ChaffinchCorpus

/// What `corpus dedupe` found.
struct DuplicateReport {
  /// The places of the articles that are to go.
  let places: Set<Int>
  /// The report for people.
  let text: String
  /// The report for programs.
  let json: JSONValue

  /// Duplicates inside `records`.
  init(_ found: Deduplication, in records: CorpusRecords) {
    places = Set(found.duplicates.map(\.place))
    let exact = found.duplicates.count { $0.likeness == .exact }
    let near = found.duplicates.count - exact
    var lines: [String] = []
    for group in found.groups {
      lines.append(printable(records.name(of: group.kept)))
      for one in group.duplicates {
        lines.append("  \(one.likeness.words): \(printable(records.name(of: one.place)))")
      }
    }
    if !lines.isEmpty { lines.append("") }
    lines.append(
      "\(records.count) articles: \(exact) exact and \(near) near duplicates, "
        + "\(records.count - places.count) left")
    text = lines.joined(separator: "\n") + "\n"
    json = .object([
      ("articles", .number(String(records.count))),
      ("exact", .number(String(exact))),
      ("near", .number(String(near))),
      (
        "groups",
        .array(
          found.groups.map { group in
            .object([
              ("kept", .string(records.name(of: group.kept))),
              (
                "duplicates",
                .array(
                  group.duplicates.map { one in
                    .object([
                      ("article", .string(records.name(of: one.place))),
                      ("likeness", .string(one.likeness.name)),
                      ("resemblance", .number(fixed(one.likeness.resemblance, 3))),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }

  /// What `records` share with `others`.
  init(_ found: Leakage, in records: CorpusRecords, others: CorpusRecords) {
    places = Set(found.leaks.map(\.place))
    let sites = Set(
      found.leaks.compactMap { $0.site == nil ? nil : records[$0.place].article.site })
    let ofSites = found.leaks.count { $0.site != nil }
    let exact = found.leaks.count { $0.likeness == .exact }
    let near = found.leaks.count { $0.likeness != nil } - exact
    var lines: [String] = []
    for leak in found.leaks {
      var reasons: [String] = []
      if let other = leak.text, let likeness = leak.likeness {
        reasons.append("\(likeness.words) of \(others.name(of: other))")
      }
      if let other = leak.site {
        reasons.append(
          "same site '\(records[leak.place].article.site)' as \(others.name(of: other))")
      }
      lines.append(
        printable("\(records.name(of: leak.place)): \(reasons.joined(separator: "; "))"))
    }
    if !lines.isEmpty { lines.append("") }
    lines.append(
      "\(records.count) articles against \(others.count): \(exact) exact and \(near) near duplicates, "
        + "\(ofSites) articles of \(sites.count) sites that both have; \(places.count) leak")
    text = lines.joined(separator: "\n") + "\n"
    json = .object([
      ("articles", .number(String(records.count))),
      ("against", .number(String(others.count))),
      ("exact", .number(String(exact))),
      ("near", .number(String(near))),
      ("ofSharedSites", .number(String(ofSites))),
      ("sharedSites", .array(sites.sorted().map { .string($0) })),
      (
        "leaks",
        .array(
          found.leaks.map { leak in
            .object([
              ("article", .string(records.name(of: leak.place))),
              ("site", leak.site == nil ? .null : .string(records[leak.place].article.site)),
              ("likeness", leak.likeness.map { .string($0.name) } ?? .null),
              (
                "resemblance",
                leak.likeness.map { .number(fixed($0.resemblance, 3)) } ?? .null
              ),
              ("duplicateOf", leak.text.map { .string(others.name(of: $0)) } ?? .null),
            ])
          })
      ),
    ])
  }
}

extension Likeness {
  /// The kind, for programs.
  fileprivate var name: String { self == .exact ? "exact" : "near" }

  /// The kind and the resemblance, for people.
  fileprivate var words: String {
    switch self {
    case .exact: "exact duplicate"
    case .near(let share): "near duplicate (\(fixed(share, 3)))"
    }
  }
}
