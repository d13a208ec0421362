// The articles that are to be labelled, in the order of the input. Keeps where each stands and what is
// known of its labels; the article itself is read again when it is shown.

import Chaffinch
import ChaffinchCorpus

/// Articles waiting for labels.
struct ArticleQueue {
  /// Where an article stands.
  fileprivate enum Source {
    /// In a line of JSON, of one of ``files``.
    case record(file: Int, number: Int, range: Range<Int>)
    /// In a text, a page or a feed, at a place among its articles.
    case file(String, place: Int)
  }

  /// An article and what is known of it.
  struct Entry {
    fileprivate let source: Source
    let key: ArticleKey
    let labels: [InnerLabel?]
  }

  private let options: InputOptions
  private let files: ArticleFiles
  /// Whether malformed lines are left out.
  private let skipsInvalid: Bool
  /// Files of JSON Lines.
  private var lines: [(name: String, bytes: [UInt8])] = []
  private(set) var entries: [Entry] = []
  /// The articles of the text, page or feed that was read last.
  private var last: (path: String, isFeed: Bool, articles: [LabelledArticle])?
  /// The errors of lines that were left out.
  private(set) var skipped: [CorpusError] = []

  /// An empty queue.
  init(_ options: InputOptions, _ files: ArticleFiles, skipsInvalid: Bool) {
    self.options = options
    self.files = files
    self.skipsInvalid = skipsInvalid
  }

  /// Adds the articles of a file, all or none.
  mutating func add(_ path: String) throws(CommandError) {
    let input = try RecognisedInput(path, options)
    let bytes = try input.bytes()
    let added: [Entry]
    if input.format == .jsonLines {
      added = try records(bytes, input.file.name)
      lines.append((input.file.name, bytes))
    } else if path == "-" {
      throw .usage("standard input: can only be JSON Lines here; name texts, pages and feeds")
    } else {
      added = try files.articles(bytes, input.format, path).enumerated().map { place, article in
        Entry(
          source: .file(path, place: place),
          key: ArticleKey(article, hasOwnID: input.format == .feed),
          labels: article.paragraphs.map(\.label))
      }
    }
    let articles = added.filter { !$0.labels.isEmpty }
    guard !articles.isEmpty else {
      throw .noInput("\(input.file.name): has no paragraphs; name an article")
    }
    entries += articles
  }

  private mutating func records(_ bytes: [UInt8], _ name: String) throws(CommandError) -> [Entry] {
    var entries: [Entry] = []
    for (number, range) in LabellingRecord.lines(of: bytes) {
      do throws(CorpusError) {
        guard let record = try LabellingRecord(bytes, range, file: name, line: number) else {
          continue
        }
        entries.append(
          Entry(
            source: .record(file: lines.count, number: number, range: range),
            key: ArticleKey(record.article, hasOwnID: true),
            labels: record.article.paragraphs.map(\.label)))
      } catch {
        guard skipsInvalid else {
          throw .data("\(error), or pass --skip-invalid to leave such lines out")
        }
        skipped.append(error)
      }
    }
    return entries
  }

  /// Keeps the entries that `isIncluded` accepts.
  mutating func filter(_ isIncluded: (Entry) -> Bool) {
    entries = entries.filter(isIncluded)
  }

  /// Puts the entries in ascending order of `values`, equal ones as they were.
  mutating func sort(by values: [Double]) {
    entries = entries.indices.sorted { (values[$0], $0) < (values[$1], $1) }.map { entries[$0] }
  }

  /// Reads an article as it was when the queue was filled. The articles of a feed are read together: the
  /// next one of the same file costs nothing.
  mutating func article(_ index: Int) throws(CommandError) -> LabellingArticle {
    let entry = entries[index]
    switch entry.source {
    case .record(let file, let number, let range):
      let (name, bytes) = lines[file]
      do {
        let record = try LabellingRecord(bytes, range, file: name, line: number)
        if let record { return .record(record) }
      } catch {
        throw .data(error.description)
      }
      throw .data("\(name):\(number): is blank")
    case .file(let path, let place):
      if last?.path != path {
        let input = try RecognisedInput(path, options)
        let articles = try files.articles(try input.bytes(), input.format, path)
        last = (path, input.format == .feed, articles)
      }
      let (_, isFeed, found) = last ?? (path, false, [])
      guard found.indices.contains(place),
        ArticleKey(found[place], hasOwnID: isFeed) == entry.key
      else {
        throw .data("\(path): has changed since labelling began; start again, no label is lost")
      }
      return .file(found[place])
    }
  }
}

/// An article that is shown.
enum LabellingArticle {
  case record(LabellingRecord)
  case file(LabelledArticle)

  /// The article with the labels that its input gives.
  var article: LabelledArticle {
    switch self {
    case .record(let record): record.article
    case .file(let article): article
    }
  }

  /// A corpus's line with `labels`: a record's own line, or one that says what is known of a file.
  func line(_ labels: [InnerLabel?]) -> [UInt8] {
    var line: [UInt8] = []
    switch self {
    case .record(let record): record.append(labels: labels, to: &line)
    case .file(let article):
      let paragraphs = zip(article.paragraphs, labels).map { paragraph, label in
        LabelledParagraph(text: paragraph.text, label: label, markup: paragraph.markup)
      }
      CorpusLineWriter().append(
        LabelledArticle(
          id: article.id, site: article.site, language: article.language,
          paragraphs: paragraphs, markup: article.markup, metadata: article.metadata), to: &line)
    }
    return line
  }
}
