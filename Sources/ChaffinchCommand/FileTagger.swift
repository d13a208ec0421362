// Tags one file and writes it in the form that is asked for. Which files there are and where the
// output goes is decided elsewhere.

import Chaffinch
import ChaffinchFeeds

/// Tags files.
struct FileTagger {
  private let classifier: ParagraphClassifier
  private let options: InputOptions
  private let source: RecordSource
  private let writer: TaggedArticleWriter
  private let namesFiles: Bool

  init(_ command: Tag, _ classifier: ParagraphClassifier) throws(CommandError) {
    self.classifier = classifier
    options = command.fieldOptions.options(command.inputOptions)
    source = try command.fieldOptions.source(command.inputOptions.inputFormat)
    namesFiles = options.isMany && command.destinationOptions.outputDirectory == nil
    let destination = command.destinationOptions
    writer = TaggedArticleWriter(
      format: command.outputFormat ?? (destination.isTerminal ? .listing : .jsonl),
      usesColour: destination.usesColour,
      columns: destination.isTerminal ? System.columns(of: 1) : 0)
  }

  /// Tags `path` into `output`; returns the number of paragraphs.
  func tag(_ path: String, to output: OutputFile) throws(CommandError) -> Int {
    let input = try RecognisedInput(path, options)
    guard input.format != .jsonLines else { return try tagRecords(input, path, to: output) }
    let name = input.file.name
    guard writer.format != .attributes else {
      throw .usage(
        "\(name): is \(input.format.name), and --output-format attributes is for JSON Lines with "
          + "'text'; leave it out")
    }
    // All labels are kept: the decisions hold the predictions and remove nothing.
    let tagged = try CleanedInput(
      input.bytes(), input.format, encoding: options.encoding, name: name, classifier,
      CleaningPolicy(keep: Set(ParagraphLabel.allCases)))
    let count = tagged.sections.reduce(0) { $0 + $1.article.decisions.count }
    if count == 0, input.format == .text {
      throw .noInput("\(name): has no text; name an article")
    }
    if !options.quiet { warnOfReplacedSequences(tagged.replacedSequences, in: name) }
    try output.write { buffer throws(CommandError) in
      writer.append(tagged, file: namesFiles ? path : nil, to: &buffer)
    }
    return count
  }

  private func tagRecords(_ input: RecognisedInput, _ path: String, to output: OutputFile)
    throws(CommandError) -> Int
  {
    let tagger = JSONLinesTagger(classifier, source: source)
    let annotator = JSONLinesAnnotator(classifier, source: source)
    var scratch = JSONLinesTagger.Scratch()
    var count = 0
    // The records keep every byte, so their file's name stands in the other forms only.
    var file = namesFiles ? path : nil
    try RecordStream(input: input.file, output: output, showsProgress: !options.isMany)
      .run(startingWith: input.first) { line, bytes, buffer throws(CommandError) in
        do throws(RecordError) {
          if writer.format == .jsonl {
            count += try tagger.tag(line.range, of: bytes, to: &buffer, using: &scratch).paragraphs
            return true
          }
          if writer.format == .attributes {
            count += try annotator.apply(to: line.range, of: bytes, appendingTo: &buffer).paragraphs
            return true
          }
          guard
            let article = try JSONLinesTagger.article(line.range, of: bytes, source: source)
          else { return false }
          let predictions = classifier.classify(article)
          let tagged = CleanedArticle(
            article, predictions: predictions,
            policy: CleaningPolicy(keep: Set(ParagraphLabel.allCases)))
          writer.append(CleanedInput(tagged), file: file, to: &buffer)
          file = nil
          count += predictions.count
          return false
        } catch {
          throw line.error(error)
        }
      }
    return count
  }
}
