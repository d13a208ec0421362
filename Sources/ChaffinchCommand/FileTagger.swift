// Tags records and whole inputs and writes them in the form that is asked for. Which there are and where
// the output goes is decided elsewhere.

import Chaffinch
import ChaffinchFeeds

/// Tags records, texts, pages and feeds.
struct FileTagger: RecordWorker {
  private let classifier: ParagraphClassifier
  private let tagger: JSONLinesTagger
  private let annotator: JSONLinesAnnotator
  private let source: RecordSource
  private let options: InputOptions
  private let writer: TaggedArticleWriter
  private let namesFiles: Bool

  init(_ command: Tag, _ classifier: ParagraphClassifier) throws(CommandError) {
    self.classifier = classifier
    source = try command.fieldOptions.source(command.inputOptions.inputFormat)
    tagger = JSONLinesTagger(classifier, source: source)
    annotator = JSONLinesAnnotator(classifier, source: source)
    options = command.inputOptions
    namesFiles = options.isMany && command.destinationOptions.outputDirectory == nil
    let destination = command.destinationOptions
    writer = TaggedArticleWriter(
      format: command.outputFormat ?? (destination.isTerminal ? .listing : .jsonl),
      usesColour: destination.usesColour,
      columns: destination.isTerminal ? System.columns(of: 1) : 0)
  }

  func makeScratch() -> JSONLinesTagger.Scratch { JSONLinesTagger.Scratch() }

  var writesLines: Bool { writer.format == .jsonl || writer.format == .attributes }

  func refusal(of format: InputFormat, _ name: String) -> CommandError? {
    guard writer.format == .attributes, format != .jsonLines else { return nil }
    return .usage(
      "\(name): is \(format.name), and --output-format attributes is for JSON Lines with 'text'; "
        + "leave it out")
  }

  func work(
    onRecord line: LineBatch.Line, of batch: Batch, using scratch: inout JSONLinesTagger.Scratch
  ) throws(RecordError) {
    let bytes = batch.lines.bytes
    switch writer.format {
    case .jsonl:
      batch.counts.add(try tagger.tag(line.range, of: bytes, to: &batch.output, using: &scratch))
      return
    case .attributes:
      batch.counts.add(
        try annotator.apply(to: line.range, of: bytes, appendingTo: &batch.output))
      return
    case .listing, .tsv: break
    }
    guard let article = try JSONLinesTagger.article(line.range, of: bytes, source: source) else {
      return
    }
    let tagged = CleanedArticle(
      article, predictions: classifier.classify(article), policy: Self.policy)
    // The records keep every byte, so their file's name stands in the other forms only, once.
    if namesFiles, batch.opening.isEmpty { writer.appendName(batch.path, to: &batch.opening) }
    append(CleanedInput(tagged), file: nil, to: batch)
  }

  func work(
    onWhole bytes: [UInt8], _ format: InputFormat, of batch: Batch
  ) throws(CommandError) {
    let tagged = try CleanedInput(
      bytes, format, encoding: options.encoding, name: batch.name, classifier, Self.policy)
    if format == .text, tagged.sections.allSatisfy({ $0.article.decisions.isEmpty }) {
      throw .noContent("\(batch.name): has no text; name an article")
    }
    batch.notes += replacedSequencesNote(tagged.replacedSequences, in: batch.name)
    append(tagged, file: namesFiles ? batch.path : nil, to: batch)
  }

  func pass(_ bytes: [UInt8], reason: String, of batch: Batch) {
    appendError(reason, file: batch.path, to: &batch.output)
  }

  /// All labels are kept: the decisions hold the predictions and remove nothing.
  private static let policy = CleaningPolicy(keep: Set(ParagraphLabel.allCases))

  private func append(_ tagged: CleanedInput, file: String?, to batch: Batch) {
    writer.append(tagged, file: file, to: &batch.output)
    for section in tagged.sections {
      for decision in section.article.decisions { batch.counts.add(decision.prediction) }
    }
  }
}
