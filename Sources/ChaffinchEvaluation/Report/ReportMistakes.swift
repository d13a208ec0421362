// The section of the HTML page with the mistakes: the filters' form, and ten telling mistakes for those who
// run no scripts. The script shows the others.

import Chaffinch

extension EvaluationReport {
  /// The browser of mistakes.
  var mistakesHTML: EscapedMarkup {
    let count = mistakes.all.count
    let shown = min(count, Self.shownMistakes)
    let limit: EscapedMarkup =
      shown < count
      ? " Here are the \(shown) of \(count) that the model was surest of; report.json has all." : ""
    let labels = ParagraphLabel.allCases.map { label -> EscapedMarkup in
      "<option>\(label.name)</option>"
    }.joined()
    let telling = mistakes.telling().map { item($0) }.joined()
    return """
      <section id="mistakes" aria-labelledby="mistakes-title">
      <h2 id="mistakes-title">Mistakes</h2>
      <p class="note">The surest first. The paragraphs around a mistake stand with it, each with its true label.\(limit)</p>
      <noscript><p class="verdict plain">Scripts are off: the filters do nothing, and only ten telling mistakes are shown.</p></noscript>
      <form id="filters" role="search" aria-label="Mistakes">
      <p><label for="filter-true">True label</label><select id="filter-true" name="true"><option value="">any</option>\(labels)</select></p>
      <p><label for="filter-said">Predicted label</label><select id="filter-said" name="said"><option value="">any</option>\(labels)</select></p>
      <p><label for="filter-from">Confidence from, %</label><input id="filter-from" name="from" type="number" min="0" max="100" step="any" inputmode="decimal" placeholder="0"></p>
      <p><label for="filter-to">to, %</label><input id="filter-to" name="to" type="number" min="0" max="100" step="any" inputmode="decimal" placeholder="100"></p>
      <p class="wide"><label for="filter-text">\(includesText ? "Text, article or site" : "Article or site") contains</label><input id="filter-text" name="text" type="search" autocomplete="off" spellcheck="false"></p>
      <p><button type="reset">Clear</button></p>
      </form>
      <p id="count" role="status" aria-live="polite">\(shown) mistakes</p>
      <ol id="list">
      \(telling)</ol>
      <p><button id="more" type="button" hidden>Show more</button></p>
      </section>

      """
  }

  private func item(_ mistake: Mistake) -> EscapedMarkup {
    let before = mistake.before.map { neighbour($0) }.joined()
    let after = mistake.after.map { neighbour($0) }.joined()
    let text = mistake.text.map { line(mistake.truth.name, $0, isMistake: true) } ?? ""
    let context: EscapedMarkup =
      includesText ? "<div class=\"context\">\(before)\(text)\(after)</div>" : ""
    let origin = [
      mistake.articleTitle, mistake.site, mistake.language, mistake.source,
      "paragraph \(mistake.paragraph) of \(mistake.paragraphCount)",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    let truth = mistake.truth.label.name
    let predicted = mistake.prediction.label.name
    return """
      <li class="mistake"><p class="pair"><span class="tag \(truth)">\(mistake.truth.name)</span> taken for <span class="tag \(predicted)">\(predicted)</span> <span class="confidence">\(percent(Double(mistake.confidence)))</span></p><p class="origin">\(origin)</p>\(context)</li>

      """
  }

  private func neighbour(_ neighbour: Mistake.Neighbour) -> EscapedMarkup {
    line(neighbour.truth?.name ?? "–", neighbour.text ?? "", isMistake: false)
  }

  private func line(_ label: String, _ text: String, isMistake: Bool) -> EscapedMarkup {
    "<div class=\"line\(isMistake ? " own" : "")\"><span class=\"label\">\(label)</span><p dir=\"auto\">\(text)</p></div>\n"
  }
}
