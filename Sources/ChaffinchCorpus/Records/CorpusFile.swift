// Reads a file's records and what is wrong with its lines, in the three formats, told apart by the
// first byte. The only parser of corpora: `CorpusReader` adds what training and scores demand.

import Chaffinch

/// A corpus's file in memory, cut into records.
public struct CorpusFile: Sendable {
  /// The name for messages.
  public let name: String
  /// The file, decompressed.
  public let bytes: [UInt8]
  /// The format of all records.
  public let format: CorpusFormat
  /// The records, in order.
  public let records: [CorpusRecord]
  /// The lines that are no records, or no part of one, in order: all of them
  /// ``CorpusError/malformedLine(file:line:reason:)``.
  public let malformed: [CorpusError]

  /// Reads `bytes`: JSON Lines when the first visible byte is `{`, labelled HTML when it is `<`,
  /// otherwise the format for people.
  ///
  /// - Parameters:
  ///   - stopsAtMalformed: whether the first malformed line ends the reading. Otherwise it is left out: a
  ///     line of JSON, a paragraph of the format for people, an item of HTML.
  ///   - readsPredictions: whether ``CorpusRecord/predictions`` are wanted; a wrong one is a malformed
  ///     line then.
  /// - Complexity: O(bytes).
  public init(
    _ bytes: [UInt8], name: String, stopsAtMalformed: Bool = false, readsPredictions: Bool = false
  ) {
    self.name = name
    self.bytes = bytes
    let lines = CorpusLines(bytes)
    var reading = Reading(file: name, stopsAtMalformed: stopsAtMalformed)
    if lines.areMarkup {
      format = .labelledHTML
      reading.readMarkup(bytes)
    } else if lines.areJSON {
      format = .jsonLines
      reading.readJSON(bytes, lines, readsPredictions: readsPredictions)
    } else {
      format = .lines
      reading.readLines(bytes, lines)
    }
    records = reading.records
    malformed = reading.malformed
  }

  /// The articles, without their bytes.
  public var corpus: Corpus { Corpus(articles: records.map(\.article), skipped: malformed) }

  /// Where a record of this file stands, as `file:line`.
  public func place(of record: CorpusRecord) -> String { "\(name):\(record.line)" }

  /// Appends a record so that it can stand in any file of its format: a line of JSON byte for byte;
  /// in the other formats the paragraphs byte for byte behind their own site, language, source and id.
  public func append(_ record: CorpusRecord, to output: inout [UInt8]) {
    let article = record.article
    let notes = [
      ("site", article.site), ("language", article.language), ("source", article.source),
    ]
    switch format {
    case .jsonLines:
      output.append(contentsOf: bytes[record.range])
      output.append(0x0A)
    case .lines:
      for (key, value) in notes { output.append(contentsOf: "# \(key): \(value)\n".utf8) }
      if !article.id.isEmpty { output.append(contentsOf: "# id: \(article.id)\n".utf8) }
      for part in record.parts {
        output.append(contentsOf: bytes[part.range])
        output.append(0x0A)
      }
      // A blank line ends the article.
      output.append(0x0A)
    case .labelledHTML:
      for (key, value) in notes { output.append(contentsOf: "<!-- \(key): \(value) -->\n".utf8) }
      output.append(contentsOf: bytes[record.range])
      output.append(0x0A)
    }
  }
}

/// Records as they are found.
private struct Reading {
  let file: String
  let stopsAtMalformed: Bool
  var records: [CorpusRecord] = []
  var malformed: [CorpusError] = []

  init(file: String, stopsAtMalformed: Bool) {
    self.file = file
    self.stopsAtMalformed = stopsAtMalformed
  }

  private mutating func note(_ reason: String, line: Int) {
    malformed.append(.malformedLine(file: file, line: line, reason: reason))
  }

  mutating func readJSON(_ bytes: [UInt8], _ lines: CorpusLines, readsPredictions: Bool) {
    for (number, range) in lines {
      do {
        guard let value = try JSONArticle.object(bytes, range) else { continue }
        records.append(
          CorpusRecord(
            article: try JSONArticle.article(value), line: number, range: range, parts: [],
            predictions: readsPredictions ? try PredictionMembers.predictions(value) : []))
      } catch {
        note(error.reason, line: number)
        if stopsAtMalformed { return }
      }
    }
  }

  mutating func readLines(_ bytes: [UInt8], _ lines: CorpusLines) {
    var text = TabSeparatedArticles()
    var parts: [CorpusRecord.Part] = []
    func record(_ article: LabelledArticle) -> CorpusRecord? {
      guard let first = parts.first, let last = parts.last else { return nil }
      return CorpusRecord(
        article: article, line: first.line,
        range: first.range.lowerBound..<last.range.upperBound, parts: parts)
    }
    for (number, range) in lines {
      do {
        let article = try text.feed(bytes, range)
        switch text.lastLine {
        case .blank:
          if let article, let record = record(article) { records.append(record) }
          parts = []
        case .note: continue
        case .comment, .paragraph:
          parts.append(.init(line: number, range: range, isParagraph: text.lastLine == .paragraph))
        }
      } catch {
        note(error.reason, line: number)
        if stopsAtMalformed { return }
      }
    }
    if let article = text.finish(), let record = record(article) { records.append(record) }
  }

  mutating func readMarkup(_ bytes: [UInt8]) {
    let items = LabelledMarkup.read(bytes, stopsAtWrong: stopsAtMalformed)
    records = items.records
    for error in items.wrong { note(error.reason, line: error.line) }
  }
}
