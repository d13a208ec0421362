// `chaffinch train`: trains a model on labelled corpora and says how good it is.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// The `train` subcommand.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model on labelled corpora.",
    discussion: """
      Trains on all paragraphs, calibrates on out-of-fold predictions (folds by site) and prints \
      the scores of those predictions, or with --hold-out the scores on the sites held out, which \
      the model then never saw. The same corpus, settings and seed give the same bytes, whatever \
      --threads says.

      EXAMPLES
        chaffinch train corpus.jsonl.gz more.tsv --output model.safetensors
        chaffinch train corpus.jsonl.gz --hold-out 0.1 --output model.safetensors
        chaffinch train corpus.tsv --search --write-settings found.txt -o model
        chaffinch train corpus.tsv --settings found.txt -o model
        chaffinch train huge.jsonl.gz --local-only -o model
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the model to FILE; it appears only when complete.", valueName: "file"),
    completion: .file())
  var output: String

  @OptionGroup var settingsOptions: SettingsOptions

  @OptionGroup var searchOptions: SearchOptions

  @Flag(
    help: """
      Train the local models of the variant for text alone: no folds, no context, no markup. The \
      corpora are read piece by piece, and of a paragraph its features alone are kept, about half \
      a kilobyte. Calibrated and scored on one site in twenty, held out.
      """)
  var localOnly = false

  @Option(
    help: ArgumentHelp(
      "Hold out this share of the sites, above 0 and below 1, and score on them.",
      valueName: "share"))
  var holdOut: Double?

  @Option(help: ArgumentHelp("Threads to work on. (default: one a processor)", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("Write a model card in Markdown to FILE.", valueName: "file"),
    completion: .file())
  var card: String?

  @Option(
    help: ArgumentHelp("Write the top weights of each label as TSV to FILE.", valueName: "file"),
    completion: .file())
  var topWeights: String?

  @Option(
    help: ArgumentHelp("Write the printed scores as JSON to FILE.", valueName: "file"),
    completion: .file())
  var scores: String?

  @Option(
    help: ArgumentHelp(
      """
      Write the out-of-fold predictions into FOLDER: text.jsonl and markup.jsonl, corpora for \
      'evaluate --predicted'.
      """, valueName: "folder"), completion: .directory)
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "Write the settings that the model was trained with to FILE, for --settings.",
      valueName: "file"), completion: .file())
  var writeSettings: String?

  @Option(
    help: ArgumentHelp(
      """
      Write what the local models were trained on into FOLDER: text.safetensors and \
      markup.safetensors with sparse rows, labels and unrounded weights, for other learners.
      """, valueName: "folder"), completion: .directory)
  var matrix: String?

  /// Where the results go, in the order in which they are written.
  private var outputs: [String?] {
    [output, card, topWeights, scores, writeSettings, searchOptions.searchTable]
  }

  func validate() throws {
    func check(_ condition: Bool, _ message: String) throws {
      guard condition else { throw ValidationError(message) }
    }
    try check(!corpusOptions.corpora.isEmpty, "name at least one corpus")
    let files = outputs.compactMap(\.self)
    try check(
      Set(files).count == files.count,
      "--output, --card, --top-weights, --scores, --write-settings and --search-table must be "
        + "different files")
    try check(holdOut.map { $0 > 0 && $0 < 1 } ?? true, "--hold-out must be between 0 and 1")
    let others = [
      ("--search", searchOptions.search), ("--hold-out", holdOut != nil), ("--card", card != nil),
      ("--top-weights", topWeights != nil), ("--predictions", predictions != nil),
      ("--matrix", matrix != nil), ("--skip-invalid", corpusOptions.skipInvalid),
    ]
    if localOnly, let other = others.first(where: \.1) {
      throw ValidationError("--local-only goes without \(other.0)")
    }
    try check(threads.map { (1...1024).contains($0) } ?? true, "--threads must be 1 to 1024")
  }

  func run() throws {
    var settings = try settingsOptions.load()
    if localOnly {
      return try LocalTrainingRun(
        corpora: corpusOptions.corpora, settings: settings,
        threads: threads ?? System.processorCount
      ).run(output: output, scores: scores, writeSettings: writeSettings)
    }
    var corpus = try corpusOptions.load()
    var heldOut: Corpus?
    var progress = ProgressLine()
    // The places are tried before the work, so that it is not lost on a bad path.
    let files = try outputs.map { path in
      try path.map { try OutputFile($0, besides: corpusOptions.corpora) }
    }
    let predictionFiles = try predictions.map {
      try PredictionFiles($0, besides: corpusOptions.corpora)
    }
    let matrixFiles = try matrix.map { try MatrixFiles($0, besides: corpusOptions.corpora) }
    let threads = threads ?? System.processorCount
    var search: SearchRun?
    let trained: TrainedModel
    do {
      if let holdOut {
        let split = try corpus.holdingOut(holdOut, seed: settings.seed)
        corpus = split.training
        heldOut = split.heldOut
      }
      if searchOptions.search {
        let run = try SearchRun(
          around: settings, budget: searchOptions.budget, fixed: settingsOptions.fixed,
          on: corpus, threads: threads, progress: &progress)
        settings = run.chosen
        search = run
      }
      trained = try ModelTrainer(settings, threads: threads)
        .train(on: corpus) { stage in progress.show(stage.text) }
    } catch {
      throw CommandError.data(error.description)
    }
    progress.clear()
    let report = TrainingReport(corpus: corpus, heldOut: heldOut, trained: trained)
    try files[0]?.write { $0 = report.model.serialized() }
    let top = card == nil && topWeights == nil ? [] : report.topWeights()
    try files[1]?.write(report.card(top))
    try files[2]?.write(report.lines(top))
    try files[3]?.write(report.scores)
    try files[4]?.write(settings.text)
    try files[5]?.write(search?.table ?? "")
    for file in files { try file?.finish() }
    try predictionFiles?.write(trained)
    try matrixFiles?.write(trained, settings: settings)
    let text = (search?.text ?? "") + report.text
    guard !outputs.contains("-") else { return StandardError.write(text) }
    let standardOutput = try OutputFile(nil)
    try standardOutput.write(text)
    try standardOutput.finish()
  }
}

extension ModelTrainer.Stage {
  /// The stage, for a progress line.
  var text: String {
    switch self {
    case .features: "extracting features"
    case .folds(let count): "training \(count) folds for calibration"
    case .context(let round): "training the context model, round \(round)"
    case .final(let iteration, let objective):
      "training the model: iteration \(iteration), objective \(Int(objective))"
    }
  }
}
