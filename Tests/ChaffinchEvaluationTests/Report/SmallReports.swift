// Small reports with texts that try to be markup.

import Chaffinch
import ChaffinchCorpus

@testable import ChaffinchEvaluation

/// A paragraph with its label and what a model said.
typealias Row = (truth: InnerLabel?, said: Prediction?, text: String)

/// An article of some rows.
func article(_ rows: [Row], id: String = "a", site: String = "s.example") -> ScoredArticle {
  ScoredArticle(
    article: LabelledArticle(
      id: id, site: site, language: "en", source: "written",
      paragraphs: rows.map { LabelledParagraph(text: $0.text, label: $0.truth) }),
    predictions: rows.map(\.said))
}

/// A prediction that gives its label a probability, and content, or else caption, the rest.
func said(_ label: ParagraphLabel, _ probability: Float) -> Prediction {
  var probabilities = SIMD4<Float>.zero
  probabilities[label == .content ? 1 : 0] = 1 - probability
  probabilities[Int(label.rawValue)] = probability
  return Prediction(label: label, probabilities: probabilities, paywall: 0)
}

/// Text that would break out of HTML, a script element, XML or a Markdown table.
let hostileText =
  "</script><img src=x onerror=alert(1)> `x` | *b* @someone #1 & \"q\" ]]> <!-- \u{2028}\u{202E}\u{1}"

/// Two articles: a paywall taken for content and a content taken for a promo, both wrong with hostile texts;
/// no byline anywhere.
func smallReport(
  baseline: Bool = false, gate: [GateCase] = [], includesText: Bool = true, model: String = "m"
) -> EvaluationReport {
  let corpus = ScoredCorpus([
    article([
      (.content, said(.content, 0.75), "First."), (.paywall, said(.content, 0.875), hostileText),
      (.caption, said(.caption, 1), "Third."), (nil, said(.promo, 1), "Fourth."),
    ]),
    article(
      [(.content, said(.promo, 0.625), hostileText), (.promo, said(.promo, 1), "Join.")],
      id: "<i>b</i>"),
  ])
  let other = ScoredCorpus(
    corpus.articles.map { scored in
      ScoredArticle(
        article: scored.article, predictions: scored.predictions.map { _ in sure(.content) })
    })
  return EvaluationReport(
    of: corpus,
    subject: EvaluationReport.Subject(
      model: model, provenance: ["b": "2", "a": "1"], corpora: ["c.tsv"]),
    baseline: baseline ? EvaluationReport.Baseline(model: "old", scored: other) : nil,
    options: EvaluationReport.Options(
      includesText: includesText, bootstrap: Bootstrap(resamples: 20), gate: gate))
}

/// A report of one article that holds one right paragraph.
var reportWithoutMistakes: EvaluationReport {
  EvaluationReport(
    of: ScoredCorpus([article([(.content, sure(.content), "Only.")])]),
    subject: EvaluationReport.Subject(model: "m", corpora: ["c.tsv"]))
}
