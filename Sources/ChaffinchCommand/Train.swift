// `chaffinch train`: trains a model on labelled corpora and says how good it is.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// The `train` subcommand.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a model on labelled corpora.",
    discussion: """
      Trains on all paragraphs, calibrates on out-of-fold predictions (folds by site) and prints \
      the scores of those predictions, or with --hold-out the scores on the sites held out, which \
      the model then never saw. The same corpus, settings and seed give the same bytes, whatever \
      --threads says.

      EXAMPLES
        chaffinch train corpus.jsonl.gz more.tsv --output model.safetensors
        chaffinch train corpus.jsonl.gz --hold-out 0.1 --output model.safetensors
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the model to FILE; it appears only when complete.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(help: "naive-bayes, logistic-regression or ensemble.")
  var algorithm = TrainingSettings().algorithm

  @Option(help: ArgumentHelp("Naive Bayes' Lidstone smoothing, above 0.", valueName: "alpha"))
  var smoothing = TrainingSettings().smoothing

  @Option(
    help: ArgumentHelp(
      "Logistic regression's L2 penalty against the sum of losses.", valueName: "lambda"))
  var l2Penalty = TrainingSettings().l2Penalty

  @Option(
    help: ArgumentHelp(
      "How far logistic regression weighs rare labels up, 0 (not) to 1 (all labels equal).",
      valueName: "share"))
  var classBalance = TrainingSettings().classBalance

  @Option(help: ArgumentHelp("L-BFGS iterations at most.", valueName: "n"))
  var iterations = TrainingSettings().iterations

  @Option(
    help: ArgumentHelp("Rows of the feature table as a power of two, 8 to 22.", valueName: "n"))
  var tableBits = TrainingSettings().tableBits

  @Option(
    help: ArgumentHelp(
      "How much a paragraph of a partly labelled page counts against a labelled one's 1.",
      valueName: "share"))
  var partialWeight = TrainingSettings().partialWeight

  @Option(help: ArgumentHelp("Rounds of the context model; 0 for none.", valueName: "n"))
  var contextRounds = TrainingSettings().contextRounds

  @Option(
    help: ArgumentHelp(
      "Gates of the context model for text: 1 for none to 5 for all.", valueName: "n"))
  var textGates = TrainingSettings().textGates

  @Option(help: ArgumentHelp("As --text-gates, for markup.", valueName: "n"))
  var markupGates = TrainingSettings().markupGates

  @Option(
    help: ArgumentHelp(
      "The context model's L2 penalty, against the sum of losses.", valueName: "lambda"))
  var contextPenalty = TrainingSettings().contextPenalty

  @Option(
    help: ArgumentHelp("As --class-balance, for the context model.", valueName: "share"))
  var contextBalance = TrainingSettings().contextBalance

  @Option(help: ArgumentHelp("L-BFGS iterations of each round at most.", valueName: "n"))
  var contextIterations = TrainingSettings().contextIterations

  @Option(help: ArgumentHelp("Folds, by site, for the calibration; at least 2.", valueName: "n"))
  var folds = TrainingSettings().folds

  @Option(help: ArgumentHelp("Seed of every random choice.", valueName: "n"))
  var seed = TrainingSettings().seed

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

  func validate() throws {
    func check(_ condition: Bool, _ message: String) throws {
      guard condition else { throw ValidationError(message) }
    }
    try check(!corpusOptions.corpora.isEmpty, "name at least one corpus")
    try check(smoothing > 0 && smoothing.isFinite, "--smoothing must be above 0")
    try check(l2Penalty >= 0 && l2Penalty.isFinite, "--l2-penalty must be 0 or above")
    try check((0...1).contains(classBalance), "--class-balance must be 0 to 1")
    try check((1...10_000).contains(iterations), "--iterations must be 1 to 10000")
    try check(FeatureTable.allowedBits.contains(tableBits), "--table-bits must be 8 to 22")
    try check((2...100).contains(folds), "--folds must be 2 to 100")
    let files = [output, card, topWeights, scores].compactMap(\.self)
    try check(
      Set(files).count == files.count,
      "--output, --card, --top-weights and --scores must be different files")
    try check(holdOut.map { $0 > 0 && $0 < 1 } ?? true, "--hold-out must be between 0 and 1")
    try check(threads.map { (1...1024).contains($0) } ?? true, "--threads must be 1 to 1024")
  }

  func run() throws {
    var corpus = try corpusOptions.load()
    var heldOut: Corpus?
    var progress = ProgressLine()
    // The places are tried before the work, so that it is not lost on a bad path.
    let files = try [output, card, topWeights, scores].map { try $0.map(OutputFile.init) }
    let settings = TrainingSettings(
      algorithm: algorithm, smoothing: smoothing, l2Penalty: l2Penalty,
      classBalance: classBalance, iterations: iterations,
      tableBits: tableBits, partialWeight: partialWeight,
      contextRounds: contextRounds, textGates: textGates,
      markupGates: markupGates, contextPenalty: contextPenalty,
      contextBalance: contextBalance, contextIterations: contextIterations, folds: folds, seed: seed
    )
    let trained: TrainedModel
    do {
      if let holdOut {
        let split = try corpus.holdingOut(holdOut, seed: seed)
        corpus = split.training
        heldOut = split.heldOut
      }
      trained = try ModelTrainer(settings, threads: threads ?? System.processorCount)
        .train(on: corpus) { stage in progress.show(Self.describe(stage)) }
    } catch {
      throw CommandError.data(error.description)
    }
    progress.clear()
    let report = TrainingReport(corpus: corpus, heldOut: heldOut, trained: trained)
    try files[0]?.write { $0 = report.model.serialized() }
    try files[1]?.write(report.card)
    try files[2]?.write(report.topWeights)
    try files[3]?.write(report.scores)
    for file in files { try file?.finish() }
    guard ![output, card, topWeights, scores].contains("-") else {
      return StandardError.write(report.text)
    }
    let standardOutput = try OutputFile(nil)
    try standardOutput.write(report.text)
    try standardOutput.finish()
  }

  private static func describe(_ stage: ModelTrainer.Stage) -> String {
    switch stage {
    case .features: "extracting features"
    case .folds(let count): "training \(count) folds for calibration"
    case .context(let round): "training the context model, round \(round)"
    case .final(let iteration, let objective):
      "training the model: iteration \(iteration), objective \(Int(objective))"
    }
  }
}

extension Algorithm: ExpressibleByArgument {}
