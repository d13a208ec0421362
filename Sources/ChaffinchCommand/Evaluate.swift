// `chaffinch evaluate`: scores a model on labelled corpora.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation

/// The `evaluate` subcommand.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score a model on labelled corpora.",
    discussion: """
      Prints precision, recall, F1 and support of each label, macro-F1, accuracy, Matthews \
      correlation, log loss, Brier score, expected calibration error (15 bins), the F1 of paywall \
      promos and the confusion matrix (rows are true labels). A score that is undefined prints as – \
      (null in JSON). Paragraphs without a label are not scored; labelled ones that the segmentation \
      missed ('unmatched' in the corpus) count as errors, except where probabilities are scored.

      With --predicted the paragraphs' own 'prediction' objects are scored, as 'tag' and 'train \
      --predictions' write them, and as any other program may; a labelled paragraph without one \
      counts as missed.

      With --gate the scores are compared with floors that are pinned for a corpus by its name and \
      fingerprint; when one is missed the exit status is 1.

      With --report the scores with their intervals, curves, parts of the corpus and all mistakes are \
      written into a directory: for programs (report.json), for a pull request or a job summary \
      (report.md), for continuous integration (report.xml, JUnit: a case for each floor of --gate), \
      and for a browser (report.html, one file that asks no network).

      EXAMPLES
        chaffinch evaluate corpus.jsonl.gz --language en
        chaffinch evaluate corpus.tsv --model model.safetensors --format json
        chaffinch evaluate out-of-fold/text.jsonl --predicted
        chaffinch evaluate corpus.jsonl --gate baseline.json
        chaffinch evaluate corpus.jsonl --gate baseline.json --update-baseline
        chaffinch evaluate corpus.tsv --report report --baseline old.safetensors
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(help: ArgumentHelp("Only articles in this language, such as en.", valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp("Only articles of this collection ('source').", valueName: "name"))
  var source: String?

  @Flag(help: "Score the predictions that stand in the corpus instead of a model's.")
  var predicted = false

  @Option(help: "How to print the scores.")
  var format = ReportFormat.text

  @OptionGroup var gateOptions: GateOptions
  @OptionGroup var reportOptions: ReportOptions
  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard !predicted || modelOptions.model == nil else {
      throw ValidationError("--predicted and --model do not go together")
    }
  }

  func run() throws {
    let gate = try gateOptions.open(
      for: corpusOptions.corpora, parts: parts, command: command)
    let report = try reportOptions.open()
    let inputs = [gateOptions.gate, reportOptions.baseline, modelOptions.model]
    let output = try OutputFile(
      outputOptions.output, besides: corpusOptions.corpora + inputs.compactMap(\.self))
    let scored = try score()
    let evaluation = scored.corpus.evaluation
    let fingerprint = scored.corpus.corpus.fingerprint
    if !gateOptions.gateOnly {
      switch format {
      case .text:
        try output.write(
          "\(scored.corpus.corpus.sizeText), corpus \(fingerprint)\n\n" + evaluation.table)
      case .json:
        try output.write(
          evaluation.jsonText(
            of: scored.corpus.corpus, skippedLines: scored.subject.skippedLines))
      }
    }
    let judged = try gate?.judge(evaluation, fingerprint: fingerprint)
    if let judged {
      // What programs read stays what it was.
      if format == .text || gateOptions.gateOnly {
        try output.write((gateOptions.gateOnly ? "" : "\n") + judged.text)
      } else {
        StandardError.write(judged.text)
      }
    }
    try output.finish()
    try report?.write(scored.corpus, subject: scored.subject, gate: judged?.gate?.cases ?? [])
    if let failure = gate?.failure(judged?.gate) { throw failure }
    if judged != nil, judged?.gate == nil { try gate?.finish() }
  }

  /// The command that scores the same, for messages.
  private var command: String {
    var words = ["chaffinch", "evaluate"] + corpusOptions.corpora
    if predicted { words.append("--predicted") }
    for (name, value) in [
      ("--model", modelOptions.model), ("--language", language), ("--source", source),
    ] {
      if let value { words += [name, value] }
    }
    return words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
  }

  /// What the corpora are narrowed to.
  private var parts: [String] { [source, language].compactMap(\.self) }

  /// The articles that are asked for, with predictions, and what they are.
  private func score() throws -> (corpus: ScoredCorpus, subject: EvaluationReport.Subject) {
    func subject(_ name: String, _ provenance: [String: String], _ skippedLines: Int)
      -> EvaluationReport.Subject
    {
      EvaluationReport.Subject(
        model: name, provenance: provenance,
        corpora: corpusOptions.corpora.map { FileList.baseName(of: $0) }, parts: parts,
        skippedLines: skippedLines)
    }
    guard !predicted else {
      let files = try corpusOptions.loadPredictedParts()
      let scored = ScoredCorpus(
        files.flatMap { file in
          zip(file.corpus.articles, file.predictions).map {
            ScoredArticle(article: $0, predictions: $1)
          }
        }
      ).filter(isIncluded)
      try check(scored.articles.isEmpty)
      return (
        scored,
        subject(
          "the corpus's own predictions", [:], files.reduce(0) { $0 + $1.corpus.skipped.count })
      )
    }
    let model = try modelOptions.load()
    let corpus = try corpusOptions.load().filter(isIncluded)
    try check(corpus.articles.isEmpty)
    var progress = ProgressLine()
    let scored = ScoredCorpus(ParagraphClassifier(model), on: corpus) { done in
      progress.show("\(done) of \(corpus.articles.count) articles")
    }
    progress.clear()
    let name = modelOptions.model.map { FileList.baseName(of: $0) } ?? "the built-in model"
    return (scored, subject(name, model.provenance, corpus.skipped.count))
  }

  private func isIncluded(_ article: LabelledArticle) -> Bool {
    (language.map { $0 == article.language } ?? true)
      && (source.map { $0 == article.source } ?? true)
  }

  private func check(_ isEmpty: Bool) throws {
    guard isEmpty else { return }
    let asked = [language.map { "language '\($0)'" }, source.map { "source '\($0)'" }]
    throw CommandError.data(
      "no article of the corpus has \(asked.compactMap(\.self).joined(separator: " and "))")
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
  func jsonText(of corpus: Corpus, skippedLines: Int = 0) -> String {
    var bytes: [UInt8] = []
    json(of: corpus, skippedLines: skippedLines).append(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// The scores as JSON, behind the corpus's fingerprint and counts.
  func json(of corpus: Corpus, skippedLines: Int = 0) -> JSONValue {
    let head: [(key: String, value: JSONValue)] = [
      ("corpus", .string(corpus.fingerprint)),
      ("articles", .number(String(corpus.articles.count))),
      ("skippedLines", .number(String(skippedLines))),
    ]
    guard case .object(let scores) = json else { return json }
    return .object(head + scores)
  }
}
