// The articles and views of them that a variant is judged by, with its out-of-fold predictions. Scores
// nothing.

import Chaffinch
import ChaffinchCorpus

/// What models that did not see a paragraph's site say of it.
public struct VariantPredictions: Sendable {
  /// The articles that the variant was trained on.
  public let corpus: Corpus
  /// The prediction for every labelled paragraph of ``corpus``, in order, by models that did not
  /// see its site, with the variant's decision rule.
  public let outOfFold: [Prediction]
  /// The inner parts of the articles as feeds would carry them and the items of feeds, which the
  /// variant for markup was trained on besides; none for the variant for text.
  public let fragments: Corpus
  /// As ``outOfFold``, for ``fragments``.
  public let fragmentsOutOfFold: [Prediction]
  /// The articles as other extractors hand them on, which the variant for text was trained on
  /// besides; none for the variant for markup.
  public let extracted: Corpus
  /// As ``outOfFold``, for ``extracted``.
  public let extractedOutOfFold: [Prediction]
}
