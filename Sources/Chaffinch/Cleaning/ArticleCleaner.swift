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
  /// left of a page is read and judged again, until nothing more goes, so that cleaning the result once
  /// more changes hardly anything.
  ///
  /// - Complexity: for a policy that keeps a page a page, that of reading it up to
  ///   ``CleaningPolicy/rounds`` times; mostly twice.
  public func clean(_ article: Article) -> CleanedArticle {
    var predictions = classifier.classify(article)
    var cleaned = CleanedArticle(article, predictions: predictions, policy: policy)
    guard article.isPage else { return cleaned }
    for _ in 1..<max(policy.rounds, 1) {
      let left = cleaned.decisions.indices.filter { !cleaned.decisions[$0].isRemoved }
      guard left.count < cleaned.decisions.count, let cut = cleaned.cutPage() else { break }
      cleaned = CleanedArticle(cleaned, html: cut.html)
      guard let rest = cut.rest, rest.paragraphs.count == left.count else { break }
      var isChanged = false
      for (index, again) in zip(left, classifier.classify(rest)) where policy.removes(again) {
        predictions[index] = again
        isChanged = true
      }
      guard isChanged else { break }
      cleaned = CleanedArticle(article, predictions: predictions, policy: policy)
    }
    return cleaned
  }
}
