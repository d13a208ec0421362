// Labelled articles with what a model said of them: what every score, slice and report is made of. Scores
// nothing itself.

import Chaffinch
import ChaffinchCorpus

/// An article with gold labels and predictions.
public struct ScoredArticle: Sendable {
  /// The article.
  public let article: LabelledArticle
  /// What the model said of each paragraph; `nil` where it said nothing. A labelled paragraph without a
  /// prediction counts as one that was not found.
  public let predictions: [Prediction?]

  /// An article of its parts; predictions that are missing at the end are `nil`.
  public init(article: LabelledArticle, predictions: [Prediction?]) {
    self.article = article
    let missing = article.paragraphs.count - predictions.count
    self.predictions =
      missing > 0
      ? predictions + Array(repeating: nil, count: missing)
      : Array(predictions.prefix(article.paragraphs.count))
  }

  /// The scores of the article, with the paragraphs that segmentation did not find.
  public var evaluation: Evaluation {
    var evaluation = evaluation { _ in true }
    evaluation.add(unmatched: article.unmatched)
    return evaluation
  }

  /// The scores of those labelled paragraphs that `isIncluded` accepts. Those that segmentation did not
  /// find, which the article only counts, are left out.
  func evaluation(_ isIncluded: (LabelledParagraph) -> Bool) -> Evaluation {
    var evaluation = Evaluation()
    var unmatched = LabelCounts()
    for (paragraph, prediction) in zip(article.paragraphs, predictions) {
      guard let label = paragraph.label, isIncluded(paragraph) else { continue }
      if let prediction {
        evaluation.add(label, prediction, characters: paragraph.text.unicodeScalars.count)
      } else {
        unmatched[label] += 1
      }
    }
    evaluation.add(unmatched: unmatched)
    return evaluation
  }
}

/// A corpus with predictions.
public struct ScoredCorpus: Sendable {
  /// The articles.
  public let articles: [ScoredArticle]

  /// A corpus of its articles.
  public init(_ articles: [ScoredArticle]) {
    self.articles = articles
  }

  /// What `classifier` says of a corpus.
  ///
  /// - Parameter progress: is told the number of articles done, after each.
  public init(
    _ classifier: ParagraphClassifier, on corpus: Corpus, progress: (Int) -> Void = { _ in }
  ) {
    articles = corpus.articles.enumerated().map { index, article in
      defer { progress(index + 1) }
      return ScoredArticle(
        article: article, predictions: classifier.classify(article.article))
    }
  }

  /// The articles that `isIncluded` accepts.
  public func filter(_ isIncluded: (LabelledArticle) -> Bool) -> ScoredCorpus {
    ScoredCorpus(articles.filter { isIncluded($0.article) })
  }

  /// The articles without the predictions.
  public var corpus: Corpus { Corpus(articles: articles.map(\.article)) }

  /// The scores of each article, unmatched paragraphs included, in order.
  public var articleEvaluations: [Evaluation] {
    articles.map(\.evaluation)
  }

  /// The scores of all articles, unmatched paragraphs included.
  public var evaluation: Evaluation {
    articleEvaluations.reduce(into: Evaluation()) { $0 += $1 }
  }
}
