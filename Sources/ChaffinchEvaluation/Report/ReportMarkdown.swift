// A report as Markdown for a pull request or a job summary: the figures, the change, the worst parts and
// ten telling mistakes. Draws no pictures and lists no more mistakes; `ReportHTML` does.

import Chaffinch
import ChaffinchCorpus

extension EvaluationReport {
  /// The report as GitHub-flavoured Markdown, below 60 KB whatever the corpus. Texts of the corpus are
  /// escaped.
  public var markdown: String {
    let sections =
      [markdownHead, markdownGate, markdownLabels, markdownConfusion, markdownComparison]
      + [markdownSlices, markdownMistakes]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Unicode scalars of names and texts that stand in Markdown.
  private static let limits = (name: 80, text: 300, neighbour: 120)
  private static let listed = 10

  private func name(_ text: String) -> String {
    text.clipped(to: Self.limits.name).markdownEscaped
  }

  private var markdownHead: String {
    let parts = subject.parts.map { ", \(name($0))" }.joined()
    let corpora = subject.corpora.prefix(4).map { name($0) }.joined(separator: ", ")
    let more = subject.corpora.count > 4 ? " and \(subject.corpora.count - 4) more" : ""
    let figure = figure(.macroF1)
    return """
      ## Evaluation of \(name(subject.model))

      **macro-F1 \(Evaluation.format(figure?.value))** (95 % interval \(intervalText(figure?.interval))), \
      accuracy \(Evaluation.format(evaluation.confusion.accuracy)), on \(articleCount) articles with \
      \(evaluation.confusion.total) labelled paragraphs: \(corpora)\(more)\(parts), corpus \
      `\(fingerprint)`.

      """
  }

  private var markdownGate: String {
    guard !gate.isEmpty else { return "" }
    let missed = gate.filter { !$0.passed }
    guard !missed.isEmpty else { return "The gate passed: all \(gate.count) floors hold.\n" }
    let lines = missed.prefix(4 * Self.listed).map { "- \($0.message.markdownEscaped)\n" }.joined()
    return "**The gate failed:** \(missed.count) of \(gate.count) floors are missed.\n\n\(lines)"
  }

  private var markdownLabels: String {
    let rows = ParagraphLabel.allCases.enumerated().map { index, label in
      [
        label.name, Evaluation.format(evaluation.confusion.precision(of: label)),
        Evaluation.format(evaluation.confusion.recall(of: label)),
        Evaluation.format(evaluation.confusion.f1(of: label)),
        intervalText(figure(.f1(label))?.interval),
        Evaluation.format(curves[index].averagePrecision),
        String(evaluation.confusion.support(of: label)),
      ]
    }
    let others = figures.filter { figure in
      if case .f1 = figure.score { false } else { true }
    }
    return "### Scores\n\n"
      + table(
        ["label", "precision", "recall", "F1", "95 % interval", "average precision", "support"],
        rows)
      + "\n"
      + table(
        ["score", "value", "95 % interval"],
        others.map {
          [$0.score.title, Evaluation.format($0.value), intervalText($0.interval)]
        }
          + [
            [
              Score.calibrationError.title, Evaluation.format(evaluation.calibrationError), "–",
            ]
          ])
  }

  private var markdownConfusion: String {
    let hasUnmatched = evaluation.confusion.unmatchedTotal > 0
    let labels = ParagraphLabel.allCases
    let rows = labels.map { truth in
      ["**\(truth.name)**"]
        + labels.map { String(evaluation.confusion[truth: truth, predicted: $0]) }
        + (hasUnmatched ? [String(evaluation.confusion.unmatched(of: truth))] : [])
    }
    return "### Confusion matrix\n\nRows are true labels, columns predicted ones.\n\n"
      + table(["true"] + labels.map(\.name) + (hasUnmatched ? ["not found"] : []), rows)
  }

  private var markdownComparison: String {
    guard let (baseline, change) = comparison else { return "" }
    let rows = change.differences.map { difference in
      [
        difference.score.title, Evaluation.format(difference.baseline),
        Evaluation.format(difference.value), signed(difference.difference),
        intervalText(difference.interval), pText(difference.pValue),
        difference.isProgress || difference.isRegression
          ? "**\(difference.verdict)**" : difference.verdict,
      ]
    }
    let test = change.mcNemar
    return """
      ### Change against \(name(baseline))

      \(table(["score", "baseline", "model", "change", "95 % interval", "p", ""], rows))
      Intervals and p: paired bootstrap over articles. \(test.gains) paragraphs are right now that were \
      wrong, \(test.losses) the other way round (McNemar's test: p \(pText(test.pValue))).

      """
  }

  private var markdownSlices: String {
    let worst = worstSlices(Self.listed)
    guard !worst.isEmpty else { return "" }
    let rows = worst.map { slice in
      [
        slice.kind.title, name(slice.title),
        Evaluation.format(slice.evaluation.confusion.macroF1), intervalText(slice.interval),
        Evaluation.format(slice.evaluation.confusion.accuracy),
        String(slice.evaluation.confusion.total),
      ]
    }
    return """
      ### The worst parts

      Languages, sources and lengths with at least \(Self.leastSupport) labelled paragraphs.

      \(table(["by", "part", "macro-F1", "95 % interval", "accuracy", "support"], rows, names: 2))
      """
  }

  private var markdownMistakes: String {
    let telling = mistakes.telling(Self.listed)
    guard !telling.isEmpty else { return "No paragraph with a prediction has a wrong label.\n" }
    let head =
      "### Telling mistakes\n\n\(telling.count) of \(mistakes.all.count): the surest of each kind.\n"
    return head + "\n" + telling.map { markdown($0) }.joined(separator: "\n")
  }

  private func markdown(_ mistake: Mistake) -> String {
    let place = "paragraph \(mistake.paragraph) of \(mistake.paragraphCount)"
    let origin = [mistake.site, mistake.language, mistake.source].filter { !$0.isEmpty }
      .map { ", \(name($0))" }.joined()
    let head =
      "- **\(mistake.truth.name)** taken for **\(mistake.prediction.label.name)** "
      + "(\(fixed(Double(mistake.confidence), 2))): \(name(mistake.articleTitle)), \(place)\(origin)\n"
    guard let text = mistake.text else { return head }
    func beside(_ neighbour: Mistake.Neighbour?) -> String {
      guard let neighbour, let text = neighbour.text else { return "" }
      let label = neighbour.truth?.name ?? "no label"
      return "  > *\(label)*: \(text.clipped(to: Self.limits.neighbour).markdownEscaped)\n  >\n"
    }
    let own = text.clipped(to: Self.limits.text).markdownEscaped
    let after = beside(mistake.after.first)
    return head + "\n" + beside(mistake.before.last) + "  > **\(mistake.truth.name)**: \(own)\n"
      + (after.isEmpty ? "" : "  >\n" + after.dropLast("  >\n".count))
  }

  /// A table whose first `names` columns are names, aligned to the left, and the others numbers.
  private func table(_ head: [String], _ rows: [[String]], names: Int = 1) -> String {
    let rule = head.indices.map { $0 < names ? "---" : "---:" }
    return ([head, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}
