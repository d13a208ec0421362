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
  public func clean(_ article: Article) -> CleanedArticle {
    CleanedArticle(article, predictions: classifier.classify(article), policy: policy)
  }
}
