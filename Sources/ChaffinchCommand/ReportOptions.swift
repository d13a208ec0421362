// The options of `evaluate` for a report, and the files that come of them.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation

/// `--report` and what belongs to it.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Write report.json, report.md, report.xml and report.html into DIRECTORY, which is made if it is \
      not there.
      """, valueName: "directory"), completion: .directory)
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Say in the report what changes from the model in FILE, and whether it may be chance.",
      valueName: "file"), completion: .file())
  var baseline: String?

  @Flag(help: "Quote no paragraph in the report: mistakes are ids, labels and probabilities.")
  var withoutText = false

  func validate() throws {
    for (name, isGiven) in [("--baseline", baseline != nil), ("--without-text", withoutText)]
    where isGiven && report == nil {
      throw ValidationError("\(name) needs --report")
    }
  }

  /// Opens the report's files before the scores are there: a directory that cannot be written is said
  /// first.
  ///
  /// - Returns: `nil` without `--report`.
  func open() throws(CommandError) -> ReportRun? {
    guard let report else { return nil }
    return try ReportRun(directory: report, baseline: baseline, includesText: !withoutText)
  }
}

/// A run that writes a report.
struct ReportRun {
  private let files: [File]
  private let baseline: (name: String, classifier: ParagraphClassifier)?
  private let includesText: Bool

  private struct File {
    let output: OutputFile
    let text: (EvaluationReport) -> String
  }

  fileprivate init(directory: String, baseline: String?, includesText: Bool) throws(CommandError) {
    self.includesText = includesText
    self.baseline = try baseline.map { path throws(CommandError) in
      (FileList.baseName(of: path), ParagraphClassifier(try ModelOptions.load(path)))
    }
    try OutputDirectory.make(directory)
    let texts: [(name: String, text: (EvaluationReport) -> String)] = [
      ("report.json", \.jsonText), ("report.md", \.markdown), ("report.xml", \.junit),
      ("report.html", \.html),
    ]
    files = try texts.map { file throws(CommandError) in
      File(output: try OutputFile("\(directory)/\(file.name)"), text: file.text)
    }
  }

  /// Classifies the articles with the baseline, if there is one, and writes the report.
  func write(
    _ scored: ScoredCorpus, subject: EvaluationReport.Subject, gate: [GateCase] = []
  ) throws(CommandError) {
    let report = EvaluationReport(
      of: scored, subject: subject,
      baseline: baseline.map { name, classifier in
        var progress = ProgressLine()
        defer { progress.clear() }
        return EvaluationReport.Baseline(
          model: name,
          scored: ScoredCorpus(classifier, on: scored.corpus) { done in
            progress.show("\(done) of \(scored.articles.count) articles with the baseline")
          })
      },
      options: EvaluationReport.Options(includesText: includesText, gate: gate))
    for file in files { try file.output.write(file.text(report)) }
    for file in files { try file.output.finish() }
  }
}
