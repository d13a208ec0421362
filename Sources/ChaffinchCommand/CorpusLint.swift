// `chaffinch corpus lint`: trains on labelled corpora and lists the labels that are likely wrong. Changes
// no label.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus
import ChaffinchTraining

/// The `corpus lint` subcommand.
struct CorpusLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "List labels that are likely wrong.",
    discussion: """
      Trains as 'train' does and compares each label with what models say that never saw its site \
      (confident learning, Northcutt et al. 2021), and with the labels of paragraphs of the site \
      that stand in the same elements or say the same. Suspects come ranked, the probability of \
      their label lowest first, each with its neighbours. Whether a label is wrong is for people \
      to say: most suspects of a well-kept corpus are right and only unusual. Asking to pay \
      ('paywall') counts as promo. Articles of which only content is known are learned from and \
      not listed.

      With --predicted nothing is trained: the out-of-fold predictions that 'train --predictions' \
      wrote are taken from the corpus itself.

      The text begins with how many labels are wrong, by estimate. JSON has "corpus", "paragraphs", \
      "partlyLabelled", "estimatedErrors", "thresholds", "joint" and "suspects": each with \
      "rank", "file", "article" (its number in the file, from 1), "id", "site", "paragraph" \
      (from 1), "given", "suggested", "score", "confident", "probabilities", "prediction" (the \
      models' alone), "alike" (labels of paragraphs that are alike), "text", "before" and \
      "after".

      EXAMPLES
        chaffinch corpus lint corpus.jsonl.gz
        chaffinch corpus lint corpus.jsonl --share 0.04 --format json -o out.json
        chaffinch corpus lint out-of-fold/markup.jsonl --predicted
        chaffinch corpus lint a.tsv b.jsonl --top 200 --settings settings.txt
      """)

  /// Formats of output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv
  }

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(help: ArgumentHelp("List this many suspects. (default: 50)", valueName: "n"))
  var top: Int?

  @Option(
    help: ArgumentHelp(
      "List this share of the labelled paragraphs instead, above 0, at most 1.",
      valueName: "share"))
  var share: Double?

  @Flag(help: "Take the predictions that stand in the corpus, and train nothing.")
  var predicted = false

  @Option(help: "How to print them.")
  var format = Format.text

  @OptionGroup var outputOptions: OutputOptions

  @Option(help: ArgumentHelp("Threads to work on. (default: one a processor)", valueName: "n"))
  var threads: Int?

  @OptionGroup var settingsOptions: SettingsOptions

  func validate() throws {
    func check(_ condition: Bool, _ message: String) throws {
      guard condition else { throw ValidationError(message) }
    }
    try check(!corpusOptions.corpora.isEmpty, "name at least one corpus")
    try check(top == nil || share == nil, "--top and --share exclude each other")
    try check(top.map { $0 > 0 } ?? true, "--top must be at least 1")
    try check(
      share.map { $0 > 0 && $0 <= 1 } ?? true, "--share must be above 0 and at most 1")
    try check(threads.map { (1...1024).contains($0) } ?? true, "--threads must be 1 to 1024")
  }

  func run() throws {
    let settings = try settingsOptions.load()
    // The place is tried before the work, so that it is not lost on a bad path.
    let output = try OutputFile(outputOptions.output, besides: corpusOptions.corpora)
    let linted = predicted ? try lintedAsPredicted() : try lintedByTraining(settings)
    let report = LintReport(linted, count: count(of: linted.learning.ranking.count))
    switch format {
    case .text: try output.write(report.text)
    case .json: try output.write { report.appendJSON(to: &$0) }
    case .tsv: try output.write { report.appendTSV(to: &$0) }
    }
    try output.finish()
  }

  private func lintedByTraining(_ settings: TrainingSettings) throws(CommandError) -> LintedCorpus {
    let parts = try corpusOptions.loadParts()
    let corpus = Corpus.joined(parts)
    var progress = ProgressLine()
    let trained: TrainedModel
    do {
      trained = try ModelTrainer(
        settings, threads: threads ?? System.processorCount, onlyJudges: true
      ).train(on: corpus) { stage in progress.show(stage.text) }
    } catch {
      throw .data(error.description)
    }
    progress.clear()
    return LintedCorpus(
      corpus, files: files(parts), judged: trained.judgedArticles)
  }

  private func lintedAsPredicted() throws(CommandError) -> LintedCorpus {
    let parts = try corpusOptions.loadPredictedParts()
    var judged: [JudgedArticle] = []
    for (file, part) in zip(corpusOptions.corpora, parts) {
      for (index, article) in part.corpus.articles.enumerated() where !article.isPartlyLabelled {
        let predictions = zip(article.paragraphs, part.predictions[index])
          .filter { $0.0.label != nil }.map(\.1)
        guard predictions.allSatisfy({ $0 != nil }) else {
          throw .data(
            "\(file): article \(index + 1) has labelled paragraphs without a 'prediction'; "
              + "leave --predicted out to train")
        }
        judged.append(
          JudgedArticle(article: article, predictions: predictions.compactMap(\.self)))
      }
    }
    return LintedCorpus(
      Corpus.joined(parts.map(\.corpus)), files: files(parts.map(\.corpus)), judged: judged)
  }

  private func files(_ parts: [Corpus]) -> [(name: String, count: Int)] {
    zip(corpusOptions.corpora, parts).map { ($0, $1.articles.count) }
  }

  /// How many of `total` paragraphs to list.
  private func count(of total: Int) -> Int {
    guard let share else { return min(top ?? 50, total) }
    return min(max(Int((share * Double(total)).rounded()), 1), total)
  }
}
