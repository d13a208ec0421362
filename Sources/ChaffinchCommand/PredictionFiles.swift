// The out-of-fold predictions of a training run as corpora, for `evaluate --predicted` and for other
// programs. Scores nothing.

import Chaffinch
import ChaffinchCorpus
import ChaffinchTraining

/// The files that `train --predictions` writes into a folder: `text.jsonl` with every article as the
/// variant for text sees it, its labelled paragraphs without markup, and `markup.jsonl` with every page.
struct PredictionFiles {
  private let text: OutputFile
  private let markup: OutputFile

  /// Files in `folder`, which is made where it is missing.
  ///
  /// - Parameter inputs: files that must not be replaced.
  init(_ folder: String, besides inputs: [String]) throws(CommandError) {
    try OutputDirectory.make(folder)
    text = try OutputFile("\(folder)/text.jsonl", besides: inputs)
    markup = try OutputFile("\(folder)/markup.jsonl", besides: inputs)
  }

  /// Writes the predictions of a run; without a variant for markup there are no pages.
  func write(_ trained: TrainedModel) throws(CommandError) {
    try Self.write(trained.text, to: text) { $0.labelledText }
    if let variant = trained.markup { try Self.write(variant, to: markup) { $0 } }
    try text.finish()
    try markup.finish()
  }

  private static func write(
    _ variant: TrainedModel.Variant, to output: OutputFile,
    as view: (LabelledArticle) -> LabelledArticle
  ) throws(CommandError) {
    let writer = CorpusLineWriter()
    var next = 0
    for article in variant.corpus.articles {
      let article = view(article)
      let predictions = article.paragraphs.map { paragraph -> Prediction? in
        guard paragraph.label != nil, next < variant.outOfFold.count else { return nil }
        defer { next += 1 }
        return variant.outOfFold[next]
      }
      try output.write { buffer in
        writer.append(article, predictions: predictions, to: &buffer)
      }
    }
  }
}

extension LabelledArticle {
  /// The labelled paragraphs as text alone; paragraphs that were not found are still counted.
  fileprivate var labelledText: LabelledArticle {
    LabelledArticle(
      id: id, site: site, language: language, source: source,
      paragraphs: paragraphs.filter { $0.label != nil }.map {
        LabelledParagraph(text: $0.text, label: $0.label, isExtracted: $0.isExtracted)
      }, unmatched: unmatched)
  }
}
