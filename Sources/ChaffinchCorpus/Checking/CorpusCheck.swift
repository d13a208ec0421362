// Checks corpora from the first line to the last and gathers everything that is wrong. Opens no files and
// mends nothing.

import Chaffinch

/// The problems of some files.
public struct CorpusCheck: Sendable {
  /// The problems, by file in the order of checking, then by line and paragraph.
  public private(set) var problems: [CorpusProblem] = []
  /// The articles that could be read.
  public private(set) var articles = 0
  /// Their paragraphs.
  public private(set) var paragraphs = 0
  /// Where each id was seen first.
  private var ids: [String: String] = [:]
  /// Where each text was seen first.
  private var texts: [TextDigest: String] = [:]

  /// Nothing checked yet.
  public init() {}

  /// Checks a file; ids and texts are compared with those of all files before, too.
  ///
  /// - Complexity: O(n log n) in the bytes.
  public mutating func check(_ bytes: [UInt8], file name: String) {
    let file = CorpusFile(bytes, name: name)
    var found: [CorpusProblem] = []
    var explained = Set<Int>()
    if file.format == .jsonLines { Self.checkMembers(file, &found, &explained) }
    for case .malformedLine(_, let line, let reason) in file.malformed
    where !explained.contains(line) {
      let kind: CorpusProblem.Kind =
        reason.hasPrefix("unknown label") ? .unknownLabel : .malformedLine
      found.append(CorpusProblem(file: name, line: line, kind: kind, what: reason.onOneLine))
    }
    for record in file.records {
      check(record, in: file, &found)
    }
    checkWhole(file, &found)
    // What is found first of the same place stays first.
    problems += found.enumerated().sorted {
      ($0.element.line, $0.element.paragraph ?? 0, $0.offset)
        < ($1.element.line, $1.element.paragraph ?? 0, $1.offset)
    }.map(\.element)
  }

  /// Checks the members of every JSON line; lines with errors need no other explanation.
  private static func checkMembers(
    _ file: CorpusFile, _ found: inout [CorpusProblem], _ explained: inout Set<Int>
  ) {
    for (number, range) in CorpusLines(file.bytes) {
      guard let object = try? JSONArticle.object(file.bytes, range) else { continue }
      for one in MemberCheck(object).found {
        found.append(
          CorpusProblem(
            file: file.name, line: number, paragraph: one.paragraph, kind: one.kind, what: one.what
          ))
        if [.malformedLine, .unknownLabel, .emptyParagraph].contains(one.kind) {
          explained.insert(number)
        }
      }
    }
  }

  private mutating func check(
    _ record: CorpusRecord, in file: CorpusFile, _ found: inout [CorpusProblem]
  ) {
    let article = record.article
    articles += 1
    paragraphs += article.paragraphs.count
    let lines = record.paragraphLines
    for one in ArticleCheck(article).found {
      let line = one.paragraph.map { lines[$0 - 1] } ?? record.line
      found.append(
        CorpusProblem(
          file: file.name, line: line, paragraph: one.paragraph, kind: one.kind, what: one.what))
    }
    let place = file.place(of: record)
    func note(_ kind: CorpusProblem.Kind, _ what: String) {
      found.append(CorpusProblem(file: file.name, line: record.line, kind: kind, what: what))
    }
    if !article.id.isEmpty {
      if let first = ids[article.id] {
        note(.duplicateID, "id '\(article.id.prefix(80).onOneLine)' is that of \(first)")
      } else {
        ids[article.id] = place
      }
    }
    let digest = TextDigest(article.paragraphs)
    guard digest != .empty else { return }
    if let first = texts[digest] {
      note(.duplicateText, "the text is that of \(first)")
    } else {
      texts[digest] = place
    }
  }

  private func checkWhole(_ file: CorpusFile, _ found: inout [CorpusProblem]) {
    func note(_ kind: CorpusProblem.Kind, _ what: String) {
      found.append(CorpusProblem(file: file.name, line: 0, kind: kind, what: what))
    }
    if file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF]) {
      note(.malformedLine, "the file is UTF-16; convert it to UTF-8")
    }
    guard !file.records.isEmpty else { return note(.noArticles, "no articles") }
    let hasLabels = file.records.contains { record in
      record.article.unmatched.total > 0
        || record.article.paragraphs.contains { $0.label != nil || $0.isNotContent }
    }
    if !hasLabels { note(.noLabels, "no paragraph has a label") }
  }

  /// How many problems there are of each kind, in the kinds' order, without those of which there are
  /// none.
  public var counts: [(kind: CorpusProblem.Kind, count: Int)] {
    CorpusProblem.Kind.allCases.compactMap { kind in
      let count = problems.count { $0.kind == kind }
      return count > 0 ? (kind, count) : nil
    }
  }

  /// The number of problems of a severity.
  public func count(of severity: CorpusProblem.Severity) -> Int {
    problems.count { $0.severity == severity }
  }
}
