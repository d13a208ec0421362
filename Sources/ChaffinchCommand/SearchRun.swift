// Searches for settings: trains and scores what the search asks for, says so on standard error, and makes
// the table of what was tried. Chooses nothing itself.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// A search for settings and its reports.
struct SearchRun {
  /// The settings that were chosen.
  let chosen: TrainingSettings
  private let base: TrainingSettings
  private let trials: [SearchTrial]

  /// Searches around `base`.
  init(
    around base: TrainingSettings, budget: Int, fixed: Set<TrainingSetting>, on corpus: Corpus,
    threads: Int, progress: inout ProgressLine
  ) throws(CorpusError) {
    self.base = base
    var line = progress
    defer { progress = line }
    let search = SettingsSearch(around: base, budget: budget, fixed: fixed)
    trials = try search.trials(on: corpus) { task throws(CorpusError) in
      let place =
        "search: rung \(task.rung) of \(task.rungs), settings \(task.number) of \(task.count)"
      let trained = try ModelTrainer(task.settings, threads: threads, onlyJudges: true)
        .train(on: task.corpus) { stage in line.show("\(place): \(stage.text)") }
      let score = SearchScore(text: trained.text, markup: trained.markup)
      line.clear()
      StandardError.write(
        "\(place): macro-F1 \(Evaluation.format(score.mean)), "
          + "log loss \(Evaluation.format(score.logLoss)) (\(Int(line.seconds)) s); "
          + "changes: \(Self.changes(of: task.settings, from: base))\n")
      return score
    }
    chosen = trials.last { $0.isKept }?.settings ?? base
  }

  /// What a trial's settings do otherwise, iterations aside, which differ by rung.
  private static func changes(of settings: TrainingSettings, from base: TrainingSettings) -> String
  {
    var settings = settings
    settings.iterations = base.iterations
    settings.contextIterations = base.contextIterations
    let changes = settings.differences(from: base)
    return changes.isEmpty ? "none" : changes
  }

  /// What was tried, as a line of tab-separated cells for each trial, under a line of names.
  var table: String {
    let names = [
      "rung", "settings", "sites", "iterations", "macro_f1", "text", "markup", "extracted",
      "log_loss", "kept", "changes",
    ]
    return ([names] + trials.map(cells)).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// The table in aligned columns, and what was chosen.
  var text: String {
    let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    let lines = rows.map { row in
      let padded = zip(row, widths).dropLast().map { cell, width in
        String(repeating: " ", count: width - cell.count) + cell
      }
      return (padded + row.suffix(1)).joined(separator: "  ") + "\n"
    }
    let changes = chosen.differences(from: base)
    return "search for settings: out-of-fold scores\n\n" + lines.joined() + "\nchosen: "
      + (changes.isEmpty ? "the settings as they were" : changes) + "\n\n"
  }

  private func cells(_ trial: SearchTrial) -> [String] {
    let score = trial.score
    return [
      "\(trial.rung)/\(trial.rungs)", String(trial.candidate), String(trial.sites),
      String(trial.iterations), Evaluation.format(score.mean), Evaluation.format(score.text),
      Evaluation.format(score.markup), Evaluation.format(score.extracted),
      Evaluation.format(score.logLoss), trial.isKept ? "yes" : "no",
      Self.changes(of: trial.settings, from: base),
    ]
  }
}

extension SearchScore {
  /// The scores of both variants' predictions.
  init(text: TrainedModel.Variant, markup: TrainedModel.Variant?) {
    let texts = Evaluation(
      labels: text.corpus.labels, predictions: text.outOfFold, unmatched: text.corpus.unmatched)
    let pages = markup.map {
      Evaluation(
        labels: $0.corpus.labels, predictions: $0.outOfFold, unmatched: $0.corpus.unmatched)
    }
    let extracted =
      text.extracted.labels.isEmpty
      ? nil
      : Evaluation(labels: text.extracted.labels, predictions: text.extractedOutOfFold)
    let losses = [texts.logLoss, pages?.logLoss, extracted?.logLoss].compactMap(\.self)
    self.init(
      text: texts.confusion.macroF1, markup: pages?.confusion.macroF1,
      extracted: extracted?.confusion.macroF1,
      logLoss: losses.isEmpty ? nil : losses.reduce(0, +) / Double(losses.count))
  }
}
