// Removes the paragraphs that a policy does not keep. Rewrites no paragraph.

/// Cleans articles with a classifier and a policy.
public struct ArticleCleaner: Sendable {
  private let classifier: ParagraphClassifier
  private let policy: CleaningPolicy

  /// A cleaner; the default policy keeps content only.
  public init(_ classifier: ParagraphClassifier, policy: CleaningPolicy = .contentOnly) {
    self.classifier = classifier
    self.policy = policy
  }

  /// The article's paragraphs, parted into kept and removed.
  ///
  /// Where removed neighbours had spoken for a paragraph, it may look otherwise without them: what is
  /// left of a page is judged again, until nothing more goes, so that cleaning the result once more
  /// changes hardly anything.
  public func clean(_ article: Article) -> CleanedArticle {
    var predictions = classifier.classify(article)
    var left = article.paragraphs.indices.filter { !policy.removes(predictions[$0]) }
    var count = predictions.count
    for _ in 1..<max(policy.rounds, 1) where article.isPage && left.count < count {
      count = left.count
      for (index, again) in zip(left, classifier.classify(article.choosing(left)))
      where policy.removes(again) {
        predictions[index] = again
      }
      left.removeAll { policy.removes(predictions[$0]) }
    }
    return CleanedArticle(article, predictions: predictions, policy: policy)
  }
}
