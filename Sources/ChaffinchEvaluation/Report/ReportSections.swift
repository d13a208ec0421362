// The sections of the HTML page with figures: the headline, the change, the labels, the curves and the
// parts. Mistakes are in `ReportMistakes`.

import Chaffinch

extension EvaluationReport {
  /// The scores of the headline as cards.
  var figuresHTML: EscapedMarkup {
    let shown: [Score] = [.macroF1, .accuracy, .matthewsCorrelation, .paywallF1]
    let losses: [Score] = [.contentLost, .promoLeft, .logLoss, .brierScore]
    let cards = (shown + losses).compactMap { figure($0) }.map { figure -> EscapedMarkup in
      let change = comparison?.change.differences.first { $0.score == figure.score }
      let note: EscapedMarkup =
        change.map { "<p class=\"change \($0.mood)\">\(signed($0.difference)) \($0.verdict)</p>" }
        ?? ""
      return """
        <div class="card">
        <h3>\(figure.score.title)</h3>
        <p class="value">\(Evaluation.format(figure.value))</p>
        <p class="interval">\(intervalText(figure.interval))</p>
        \(note)</div>

        """
    }.joined()
    return """
      <section aria-labelledby="figures-title">
      <h2 id="figures-title">Figures</h2>
      <div class="cards">
      \(cards)</div>
      <p class="note">Below each score stands its 95 % interval. Less is better for content text lost and promo text left, which say what cleaning to content would do, and for log loss and Brier score.</p>
      </section>

      """
  }

  /// The change against the baseline.
  var comparisonHTML: EscapedMarkup {
    guard let (baseline, change) = comparison else { return "" }
    let rows = change.differences.map { difference -> EscapedMarkup in
      """
      <tr><th scope="row">\(difference.score.title)</th><td>\(Evaluation.format(difference.baseline))</td><td>\(Evaluation.format(difference.value))</td><td>\(signed(difference.difference))</td><td>\(intervalText(difference.interval))</td><td>\(pText(difference.pValue))</td><td class="word"><span class="change \(difference.mood)">\(difference.verdict)</span></td></tr>

      """
    }.joined()
    let test = change.mcNemar
    return """
      <section id="change" aria-labelledby="change-title">
      <h2 id="change-title">Change against \(baseline)</h2>
      \(table("Change of each score", ["score", "baseline", "model", "change", "95 % interval", "p", "verdict"], rows))
      <p class="note">Intervals and p by the paired bootstrap over articles. \(test.gains) paragraphs are right now that were wrong, \(test.losses) the other way round (McNemar’s test: p \(pText(test.pValue))).</p>
      </section>

      """
  }

  /// Scores of each label, and the confusion matrix as a picture and as a table.
  var labelsHTML: EscapedMarkup {
    let rows = ParagraphLabel.allCases.enumerated().map { index, label -> EscapedMarkup in
      """
      <tr><th scope="row"><span class="tag \(label.name)">\(label.name)</span></th><td>\(Evaluation.format(evaluation.confusion.precision(of: label)))</td><td>\(Evaluation.format(evaluation.confusion.recall(of: label)))</td><td>\(Evaluation.format(evaluation.confusion.f1(of: label)))</td><td>\(intervalText(figure(.f1(label))?.interval))</td><td>\(Evaluation.format(curves[index].averagePrecision))</td><td>\(evaluation.confusion.support(of: label))</td></tr>

      """
    }.joined()
    return """
      <section id="labels" aria-labelledby="labels-title">
      <h2 id="labels-title">Labels</h2>
      \(table("Scores of each label", ["label", "precision", "recall", "F1", "95 % interval of F1", "average precision", "support"], rows))
      <div class="plots">
      <figure>
      <figcaption><h3>Confusion matrix</h3><p>Shares of each row: of the paragraphs with a true label, how many were given which.</p></figcaption>
      \(HeatMapPicture(evaluation.confusion).markup)</figure>
      <div>
      <h3>The same in numbers</h3>
      <p class="note">A number leads to the mistakes that it counts.</p>
      \(confusionTable)</div>
      </div>
      </section>

      """
  }

  private var confusionTable: EscapedMarkup {
    let labels = ParagraphLabel.allCases
    let hasUnmatched = evaluation.confusion.unmatchedTotal > 0
    let rows = labels.map { truth -> EscapedMarkup in
      let cells = labels.map { predicted -> EscapedMarkup in
        let count = evaluation.confusion[truth: truth, predicted: predicted]
        return truth == predicted || count == 0
          ? "<td>\(count)</td>"
          : "<td><a href=\"#true=\(truth.name)&amp;said=\(predicted.name)\" aria-label=\"\(count) \(truth.name) taken for \(predicted.name)\">\(count)</a></td>"
      }.joined()
      let last: EscapedMarkup =
        hasUnmatched ? "<td>\(evaluation.confusion.unmatched(of: truth))</td>" : ""
      return "<tr><th scope=\"row\">\(truth.name)</th>\(cells)\(last)</tr>\n"
    }.joined()
    return table(
      "Confusion matrix",
      ["true ↓ predicted →"] + labels.map(\.name) + (hasUnmatched ? ["not found"] : []),
      rows)
  }

  /// The curves and the reliability diagram.
  var chartsHTML: EscapedMarkup {
    """
    <section id="charts" aria-labelledby="charts-title">
    <h2 id="charts-title">Probabilities</h2>
    <div class="plots">
    <figure>
    <figcaption><h3>Precision and recall</h3><p>Each label against the others, by its probability. The figure beside a label is its average precision.</p></figcaption>
    \(PrecisionRecallPicture(curves).markup)</figure>
    <figure>
    <figcaption><h3>Reliability</h3><p>Where dots lie below the dashed line, the model is too sure. Expected calibration error \(Evaluation.format(evaluation.calibrationError)).</p></figcaption>
    \(ReliabilityPicture(reliability).markup)</figure>
    </div>
    </section>

    """
  }

  /// Scores by language, source and length.
  var slicesHTML: EscapedMarkup {
    let kinds = Slice.Kind.allCases.map { kind -> EscapedMarkup in
      let parts = slices.filter { $0.kind == kind }
      guard !parts.isEmpty else { return "" }
      let rows = parts.map { slice -> EscapedMarkup in
        """
        <tr><th scope="row">\(slice.shortTitle)</th><td>\(Evaluation.format(slice.evaluation.confusion.macroF1))</td><td>\(intervalText(slice.interval))</td><td>\(Evaluation.format(slice.evaluation.confusion.accuracy))</td><td>\(slice.articleCount)</td><td>\(slice.evaluation.confusion.total)</td></tr>

        """
      }.joined()
      let more =
        parts.count > SlicePicture.limit
        ? " The picture has the first \(SlicePicture.limit) of \(parts.count)." : ""
      return """
        <figure>
        <figcaption><h3>By \(kind.title)</h3><p>Macro-F1 with its interval; the dashed line is the whole corpus.\(more)</p></figcaption>
        \(SlicePicture(kind, parts, whole: evaluation.confusion.macroF1).markup)
        <details><summary>Figures by \(kind.title)</summary>
        \(table("Scores by \(kind.title)", [kind == .length ? "characters" : kind.title, "macro-F1", "95 % interval", "accuracy", "articles", "support"], rows))</details>
        </figure>

        """
    }.joined()
    return """
      <section id="parts" aria-labelledby="parts-title">
      <h2 id="parts-title">Parts of the corpus</h2>
      <div class="plots three">
      \(kinds)</div>
      </section>

      """
  }

  /// A table in a box that scrolls by itself where it is wider than the page.
  private func table(_ caption: String, _ head: [String], _ rows: EscapedMarkup) -> EscapedMarkup {
    let cells = head.map { title -> EscapedMarkup in "<th scope=\"col\">\(title)</th>" }.joined()
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table>
      <caption>\(caption)</caption>
      <thead><tr>\(cells)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}

extension ModelComparison.Difference {
  /// The style's name for the verdict.
  fileprivate var mood: String { isProgress ? "good" : isRegression ? "bad" : "plain" }
}
