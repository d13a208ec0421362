// Explains the paragraphs of one file. Which files there are and where the output goes is decided
// elsewhere.

import Chaffinch

/// Explains files.
struct FileExplainer {
  private let classifier: ParagraphClassifier
  private let command: Explain
  private let namesFiles: Bool
  private let listing: ExplanationListing

  init(_ command: Explain, _ classifier: ParagraphClassifier) {
    self.classifier = classifier
    self.command = command
    namesFiles =
      command.inputOptions.isMany && command.destinationOptions.outputDirectory == nil
    let destination = command.destinationOptions
    listing = ExplanationListing(
      top: command.top ?? ExplanationListing.standardTop,
      usesColour: destination.usesColour,
      columns: destination.isTerminal ? System.columns(of: 1) : 80)
  }

  /// Explains `path` into `output`.
  func explain(_ path: String, to output: OutputFile) throws(CommandError) {
    let options = command.fieldOptions.options(command.inputOptions)
    let source = try command.fieldOptions.source(command.inputOptions.inputFormat)
    let input = try RecognisedInput(path, options)
    let name = input.file.name
    // The numbers asked for are checked against the article with the most paragraphs.
    var counts = ParagraphCounts()
    if input.format == .jsonLines {
      try explainRecords(input, source, path, &counts, to: output)
    } else {
      let tagged = try CleanedInput(
        input.bytes(), input.format, encoding: options.encoding, name: name, classifier,
        CleaningPolicy(keep: Set(ParagraphLabel.allCases)))
      if !options.quiet {
        StandardError.write(replacedSequencesNote(tagged.replacedSequences, in: name))
      }
      for section in tagged.sections { counts.add(section.article.article.paragraphs.count) }
      // Nothing is written where a number is wrong; of records that is known at their end.
      try check(counts, name)
      for item in tagged.items {
        for section in item.sections {
          let place = ExplainedPlace(
            file: namesFiles ? path : nil, item: item.number, title: item.title,
            field: section.field)
          try explain(section.article.article, at: place, to: output)
        }
      }
    }
    try check(counts, name)
  }

  private func explainRecords(
    _ input: RecognisedInput, _ source: RecordSource, _ path: String,
    _ counts: inout ParagraphCounts, to output: OutputFile
  ) throws(CommandError) {
    var reader = LineBatchReader(input.file, startingWith: input.first)
    var batch = LineBatch()
    while try reader.read(into: &batch) {
      try batch.forEachLine { line throws(CommandError) in
        var found: Article?
        do throws(RecordError) {
          found = try JSONLinesTagger.article(line.range, of: batch.bytes, source: source)
        } catch {
          throw .badRecord(input.file.name, line.number, error.description)
        }
        guard let article = found else { return true }
        counts.add(article.paragraphs.count)
        let place = ExplainedPlace(file: namesFiles ? path : nil, record: line.number)
        try explain(article, at: place, to: output)
        return true
      }
    }
  }

  /// Refuses numbers that no article has.
  private func check(_ counts: ParagraphCounts, _ name: String) throws(CommandError) {
    if counts.most == 0 {
      throw .noInput("\(name): has no text; name an article")
    }
    guard let number = command.paragraph.first(where: { $0 > counts.most }) else { return }
    let has = counts.most == 1 ? "one paragraph" : "\(counts.most) paragraphs"
    throw .usage(
      counts.articles == 1
        ? "\(name): has no paragraph \(number); it has \(has), see 'chaffinch tag'"
        : "\(name): no article in it has a paragraph \(number); the longest has \(has)")
  }

  private func explain(
    _ article: Article, at place: ExplainedPlace, to output: OutputFile
  ) throws(CommandError) {
    let explainer = ArticleExplainer(classifier, article)
    for index in chosen(explainer.count) {
      try output.write { buffer throws(CommandError) in
        append(index, explainer, article, place, to: &buffer)
      }
    }
  }

  /// The places of the paragraphs that are asked for, in the article's order.
  private func chosen(_ count: Int) -> [Int] {
    guard !command.paragraph.isEmpty else { return Array(0..<count) }
    return Set(command.paragraph).map { $0 - 1 }.filter { $0 < count }.sorted()
  }

  private func append(
    _ index: Int, _ explainer: ArticleExplainer, _ article: Article, _ place: ExplainedPlace,
    to buffer: inout [UInt8]
  ) {
    let explanation = explainer.explanation(of: index)
    let explained = ExplainedParagraph(
      place: place, count: explainer.count, text: article.paragraphs[index].text,
      explanation: explanation, comparison: explanation.comparison(against: command.against))
    switch command.outputFormat {
    case .text: listing.append(explained, to: &buffer)
    case .jsonl: ExplanationWriter(top: command.top).append(explained, to: &buffer)
    }
  }
}

/// Where an explained article stood.
struct ExplainedPlace {
  var file: String?
  /// The line of a record.
  var record: Int?
  /// The number of a feed's item.
  var item: Int?
  var title: String?
  var field: String?
}

/// A paragraph with all that is said of it.
struct ExplainedParagraph {
  let place: ExplainedPlace
  /// The article's paragraphs.
  let count: Int
  let text: String
  let explanation: Explanation
  let comparison: LabelComparison
}

/// The articles of an input and the most paragraphs that one of them has.
private struct ParagraphCounts {
  private(set) var articles = 0
  private(set) var most = 0

  mutating func add(_ count: Int) {
    articles += 1
    most = max(most, count)
  }
}
