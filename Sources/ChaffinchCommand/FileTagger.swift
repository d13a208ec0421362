// Tags records and whole inputs and writes them in the form that is asked for. Which there are and where
// the output goes is decided elsewhere.

import Chaffinch
import ChaffinchFeeds

/// Tags records, texts, pages and feeds.
struct FileTagger: RecordWorker {
  private let classifier: ParagraphClassifier
  private let tagger: JSONLinesTagger
  private let options: InputOptions
  private let writer: TaggedArticleWriter
  private let namesFiles: Bool

  init(_ command: Tag, _ classifier: ParagraphClassifier) {
    self.classifier = classifier
    tagger = JSONLinesTagger(classifier)
    options = command.inputOptions
    namesFiles = options.isMany && command.destinationOptions.outputDirectory == nil
    let destination = command.destinationOptions
    writer = TaggedArticleWriter(
      format: command.outputFormat ?? (destination.isTerminal ? .listing : .jsonl),
      usesColour: destination.usesColour,
      columns: destination.isTerminal ? System.columns(of: 1) : 0)
  }

  func makeScratch() -> JSONLinesTagger.Scratch { JSONLinesTagger.Scratch() }

  var writesLines: Bool { writer.format == .jsonl }

  func refusal(of format: InputFormat, _ name: String) -> CommandError? { nil }

  func work(
    onRecord line: LineBatch.Line, of batch: Batch, using scratch: inout JSONLinesTagger.Scratch
  ) throws(RecordError) {
    if writesLines {
      _ = try tagger.tag(
        line.range, of: batch.lines.bytes, to: &batch.output, using: &scratch)
      for prediction in scratch.predictions { batch.counts.add(prediction) }
      return
    }
    guard let article = try JSONLinesTagger.article(line.range, of: batch.lines.bytes) else {
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
    appendError(reason, file: namesFiles ? batch.path : nil, to: &batch.output)
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
