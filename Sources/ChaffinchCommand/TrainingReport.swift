// What a training run says of itself: the scores it prints, the model card, the top weights.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// Reports of a training run.
struct TrainingReport {
  /// The model with its scores in the provenance.
  let model: Model
  private let corpus: Corpus
  private let heldOut: Corpus?
  private let variants: [VariantReport]
  private let heldOutScores: Evaluation?

  init(corpus: Corpus, heldOut: Corpus?, trained: TrainedModel) {
    variants = [
      VariantReport(name: "text", trained.text),
      trained.markup.map { VariantReport(name: "markup", $0) },
    ].compactMap(\.self)
    var provenance = trained.model.provenance
    for variant in variants {
      let confusion = variant.outOfFold.confusion
      provenance["\(variant.name)_out_of_fold_macro_f1"] = Evaluation.format(confusion.macroF1)
      provenance["\(variant.name)_out_of_fold_accuracy"] = Evaluation.format(confusion.accuracy)
    }
    model = Model(
      text: trained.model.text, markup: trained.model.markup, provenance: provenance)
    self.corpus = corpus
    self.heldOut = heldOut
    heldOutScores = heldOut.map {
      Evaluation(of: ParagraphClassifier(trained.model), on: $0)
    }
  }

  /// The fingerprint of the corpus, as the model has it.
  private var fingerprint: String { model.provenance["corpus_fingerprint"] ?? "" }

  /// The scores, as `train` prints them.
  var text: String {
    let size = corpus.sizeText
    var text = "trained on \(size), corpus \(fingerprint)\n"
    if let heldOut, let heldOutScores {
      text += "\nscores on \(heldOut.articles.count) articles of sites held out\n\n"
      text += heldOutScores.table
    } else {
      for variant in variants { text += "\n" + variant.text }
    }
    return text
  }

  /// The printed scores as JSON: of the sites held out, or out of fold by variant.
  var scores: String {
    if let heldOut, let heldOutScores { return heldOutScores.jsonText(of: heldOut) }
    var bytes: [UInt8] = []
    JSONValue.object(
      [("corpus", .string(fingerprint))]
        + variants.map { ($0.name, $0.outOfFold.json(of: $0.trained.corpus)) }
    ).append(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// The largest weights of each variant.
  func topWeights() -> [TopWeights] { variants.map(\.topWeights) }

  /// The model card, with weights from ``topWeights()``.
  func card(_ top: [TopWeights]) -> String {
    let settings = model.provenance.sorted { $0.key < $1.key }
    let languages = Dictionary(grouping: corpus.articles, by: \.language)
      .map { (name: $0.key.isEmpty ? "unknown" : $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let sites = Set(corpus.articles.map(\.site)).count
    let labels = corpus.labels
    let counts = InnerLabel.allCases.map { label in
      "\(labels.count { $0 == label }) \(label.name)"
    }
    return """
      # Model card

      Written by `chaffinch train`; do not edit.

      ## What it is

      A model for Chaffinch: tags a paragraph of an article as content, caption, promo or byline. \
      It has \(variants.count == 1 ? "one variant" : "two variants"): `text` reads a paragraph's \
      text alone\(variants.count == 1 ? "" : """
        , `markup` also the elements around it, their class and id words, and how much of it is \
        links
        """).

      ## Data

      \(corpus.articles.count) articles of \(sites) sites, \(labels.count) paragraphs: \
      \(counts.joined(separator: ", ")). With markup: \
      \(variants.last { $0.name == "markup" }?.trained.corpus.articles.count ?? 0) articles.
      Languages (articles): \
      \(languages.map { "\($0.name) \($0.count)" }.joined(separator: ", ")).

      ## Settings

      | setting | value |
      |---|---|
      \(settings.map { "| \($0.key) | \($0.value) |" }.joined(separator: "\n"))

      \(zip(variants, top).map { $0.card($1) }.joined(separator: "\n\n"))

      ## Limits

      - Paragraphs are judged together: what is said of one changes with those around it.
      - Labels of the corpus came from one annotation guideline; see `TrainingData/LABELLING.md`.
      - News and magazine pages dominate; shops, forums and social media were not trained on.
      - Paywall promos are few, and their scores vary from fold to fold.
      - Probabilities are calibrated over the whole corpus, not for each language or site.

      """
  }

  /// The top weights as lines of variant, class, weight and feature.
  func lines(_ top: [TopWeights]) -> String {
    "variant\tclass\tweight\tfeature\n" + zip(variants, top).map { $0.lines($1) }.joined()
  }
}
