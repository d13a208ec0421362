// The out-of-fold predictions of a training run by article, from the variant that would judge it. Makes no
// predictions.

import Chaffinch
import ChaffinchCorpus

/// An article and what models that never saw its site say of it.
public struct JudgedArticle: Sendable {
  /// The article.
  public let article: LabelledArticle
  /// The prediction for each of its labelled paragraphs, in order.
  public let predictions: [Prediction]

  /// An article of its parts.
  public init(article: LabelledArticle, predictions: [Prediction]) {
    self.article = article
    self.predictions = predictions
  }
}

extension TrainedModel {
  /// All articles but the partly labelled ones, in the order of the corpus: those with markup judged by
  /// the variant for markup, the others by the one for text.
  public var judgedArticles: [JudgedArticle] {
    let articles = text.corpus.articles
    var texts = text.outOfFold[...]
    var pages = (markup?.outOfFold ?? [])[...]
    // Where there are pages, items of feeds stand behind the pages' inner parts.
    let hasPages = markup?.corpus.articles.contains { !$0.isItem } ?? false
    let items = articles.reduce(0) { $1.isItem ? $0 + $1.labels.count : $0 }
    var fragments = (markup?.fragmentsOutOfFold ?? []).suffix(items)
    return articles.map { article in
      let count = article.labels.count
      let ofText = Array(texts.prefix(count))
      texts = texts.dropFirst(count)
      guard article.markup != nil, markup != nil else {
        return JudgedArticle(article: article, predictions: ofText)
      }
      let predictions: ArraySlice<Prediction>
      if article.isItem, hasPages {
        predictions = fragments.prefix(count)
        fragments = fragments.dropFirst(count)
      } else {
        predictions = pages.prefix(count)
        pages = pages.dropFirst(count)
      }
      return JudgedArticle(article: article, predictions: Array(predictions))
    }
  }
}

extension LabelledArticle {
  /// Whether it is an item of a feed.
  fileprivate var isItem: Bool { markup?.isFragment ?? false }
}
