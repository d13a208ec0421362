// Small scored corpora for the tests of scores, intervals and comparisons.

import Chaffinch
import ChaffinchCorpus

@testable import ChaffinchEvaluation

/// A prediction that gives its label all probability.
func sure(_ label: ParagraphLabel) -> Prediction {
  var probabilities = SIMD4<Float>.zero
  probabilities[Int(label.rawValue)] = 1
  return Prediction(label: label, probabilities: probabilities, paywall: 0)
}

/// An article whose paragraphs have a label and a prediction each; texts are `x` as often as `length` says.
func scored(
  _ pairs: [(InnerLabel?, ParagraphLabel?)], language: String = "en", source: String = "",
  length: Int = 1
) -> ScoredArticle {
  ScoredArticle(
    article: LabelledArticle(
      id: "", site: "s.example", language: language, source: source,
      paragraphs: pairs.map {
        LabelledParagraph(text: String(repeating: "x", count: length), label: $0.0)
      }),
    predictions: pairs.map { $0.1.map(sure) })
}
