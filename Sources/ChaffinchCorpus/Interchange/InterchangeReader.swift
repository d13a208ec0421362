// Reads corpora in the formats of other tools and in ours. Opens no files: it is given their bytes,
// decompressed.

import Chaffinch

/// Articles read from another tool's file, and what their labels were like.
public struct InterchangeCorpus: Sendable {
  /// The articles.
  public let corpus: Corpus
  /// Spans that cover half of no paragraph, and so labelled none.
  public let unusedSpans: Int
  /// Records whose labels nobody accepted: rejected, ignored or cancelled. They have none.
  public let undecidedRecords: Int
}

/// Reads labelled articles in any ``InterchangeFormat``.
public struct InterchangeReader: Sendable {
  /// The format.
  public let format: InterchangeFormat
  /// What labels mean; our own formats have no others than ours.
  public let mapping: LabelMapping
  /// Whether a malformed record is counted and left out instead of stopping the reading.
  public let skipsInvalid: Bool

  /// A reader.
  public init(
    _ format: InterchangeFormat, mapping: LabelMapping = LabelMapping(),
    skipsInvalid: Bool = false
  ) {
    self.format = format
    self.mapping = mapping
    self.skipsInvalid = skipsInvalid
  }

  /// Reads the articles in `bytes`, which need not have labels.
  ///
  /// - Parameter file: the name for error messages.
  /// - Throws: ``CorpusError/malformedLine(file:line:reason:)`` unless such records are skipped, and
  ///   ``CorpusError/noArticles(file:)`` or ``CorpusError/noRecords(file:format:)``.
  public func read(_ bytes: [UInt8], file: String) throws(CorpusError) -> InterchangeCorpus {
    switch format {
    case .jsonLines, .tabSeparated:
      let reader = CorpusReader(skipsInvalid: skipsInvalid, allowsUnlabelled: true)
      return InterchangeCorpus(
        corpus: try reader.read(bytes, file: file), unusedSpans: 0, undecidedRecords: 0)
    case .fastText, .labelStudio, .doccano, .prodigy:
      var reading = Reading(format: format, mapping: mapping)
      var skipped: [CorpusError] = []
      let places: [AnnotationRecords.Place]
      do {
        places =
          format == .fastText
          ? CorpusLines(bytes).map { ($0.number, $0.range) } : try AnnotationRecords.places(bytes)
      } catch {
        throw .malformedLine(file: file, line: error.line, reason: error.reason)
      }
      for (line, range) in places {
        do {
          try reading.feed(bytes, range)
        } catch {
          let described = CorpusError.malformedLine(file: file, line: line, reason: error.reason)
          guard skipsInvalid else { throw described }
          skipped.append(described)
        }
      }
      reading.finish()
      guard !reading.articles.isEmpty else {
        throw skipped.first ?? .noRecords(file: file, format: format.rawValue)
      }
      return InterchangeCorpus(
        corpus: Corpus(articles: reading.articles, skipped: skipped),
        unusedSpans: reading.unusedSpans, undecidedRecords: reading.undecidedRecords)
    }
  }

  /// A file that is being read.
  private struct Reading {
    let format: InterchangeFormat
    let mapping: LabelMapping
    private(set) var articles: [LabelledArticle] = []
    private(set) var unusedSpans = 0
    private(set) var undecidedRecords = 0
    private var lines: FastTextFormat
    /// The parts of an article that may go on.
    private var parts: (name: String, first: LabelledArticle, paragraphs: [LabelledParagraph])?

    init(format: InterchangeFormat, mapping: LabelMapping) {
      self.format = format
      self.mapping = mapping
      lines = FastTextFormat(mapping)
    }

    mutating func feed(_ bytes: [UInt8], _ range: Range<Int>) throws(LineError) {
      if format == .fastText {
        if let article = try lines.feed(bytes, range) { articles.append(article) }
        return
      }
      guard let record = try JSONArticle.object(bytes, range) else { return }
      let read =
        switch format {
        case .labelStudio: try LabelStudioFormat.read(record, mapping)
        case .doccano: try DoccanoFormat.read(record, mapping)
        default: try ProdigyFormat.read(record, mapping)
        }
      unusedSpans += read.unusedSpans
      if read.isUndecided { undecidedRecords += 1 }
      if let name = read.part, parts?.name == name {
        parts?.paragraphs += read.article.paragraphs
        return
      }
      endArticle()
      if let name = read.part {
        parts = (name, read.article, read.article.paragraphs)
      } else {
        articles.append(read.article)
      }
    }

    mutating func finish() {
      if let article = lines.finish() { articles.append(article) }
      endArticle()
    }

    /// Ends the article of parts, if there is one.
    private mutating func endArticle() {
      guard let (_, first, paragraphs) = parts else { return }
      parts = nil
      articles.append(
        LabelledArticle(
          id: first.id, site: first.site, language: first.language, source: first.source,
          paragraphs: paragraphs))
    }
  }
}
