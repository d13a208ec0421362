// `chaffinch evaluate`: scores a model on labelled corpora.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation

/// The `evaluate` subcommand.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score a model on labelled corpora.",
    discussion: """
      Prints precision, recall, F1 and support of each label, macro-F1, accuracy, log loss, expected \
      calibration error (15 bins), the F1 of paywall promos and the confusion matrix (rows are true labels). A score that is \
      undefined prints as – (null in JSON). Paragraphs without a label are not scored; labelled \
      ones that the segmentation missed ('unmatched' in the corpus) count as errors, except in \
      the log loss.

      EXAMPLES
        chaffinch evaluate corpus.jsonl.gz --language en
        chaffinch evaluate corpus.tsv --model model.safetensors --format json
      """)

  /// Formats of output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(help: ArgumentHelp("Only articles in this language, such as en.", valueName: "tag"))
  var language: String?

  @Option(help: "How to print the scores.")
  var format = Format.text

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    var corpus = try corpusOptions.load()
    if let language {
      corpus = corpus.filter { $0.language == language }
      guard !corpus.articles.isEmpty else {
        throw CommandError.data("no article of the corpus has language '\(language)'")
      }
    }
    var progress = ProgressLine()
    let evaluation = Evaluation(of: classifier, on: corpus) { done in
      progress.show("\(done) of \(corpus.articles.count) articles")
    }
    progress.clear()
    let output = try OutputFile(outputOptions.output)
    switch format {
    case .text:
      try output.write(
        "\(corpus.sizeText), corpus \(corpus.fingerprint)\n\n" + evaluation.table)
    case .json:
      try output.write(evaluation.jsonText(of: corpus))
    }
    try output.finish()
  }
}

extension Corpus {
  /// How many articles and labelled paragraphs there are, and how many without a label.
  var sizeText: String {
    let labelled = labels.count
    let size = "\(articles.count) articles, \(labelled) paragraphs"
    return labelled == paragraphCount
      ? size : "\(size) (and \(paragraphCount - labelled) without a label)"
  }
}

extension Evaluation {
  /// The scores as indented JSON, behind the corpus's fingerprint and counts.
  func jsonText(of corpus: Corpus) -> String {
    var bytes: [UInt8] = []
    json(of: corpus).append(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// The scores as JSON, behind the corpus's fingerprint and counts.
  func json(of corpus: Corpus) -> JSONValue {
    let head: [(key: String, value: JSONValue)] = [
      ("corpus", .string(corpus.fingerprint)),
      ("articles", .number(String(corpus.articles.count))),
      ("skippedLines", .number(String(corpus.skipped.count))),
    ]
    guard case .object(let scores) = json else { return json }
    return .object(head + scores)
  }
}
