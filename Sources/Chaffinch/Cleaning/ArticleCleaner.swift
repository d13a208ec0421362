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
    let reading = PageReading(article, by: classifier)
    var predictions = reading.predictions
    var cleaned = CleanedArticle(article, predictions: predictions, policy: policy)
    guard article.isPage else { return cleaned }
    for _ in 1..<max(policy.rounds, 1) {
      let left = cleaned.decisions.indices.filter { !cleaned.decisions[$0].isRemoved }
      guard left.count < cleaned.decisions.count, let cut = cleaned.cutPage() else { break }
      cleaned = CleanedArticle(cleaned, html: cut.html)
      guard let rest = cut.rest, rest.paragraphs.count == left.count else { break }
      let again = reading.predictions(for: rest, kept: left)
      var isChanged = false
      for (index, prediction) in zip(left, again) where policy.removes(prediction) {
        predictions[index] = prediction
        isChanged = true
      }
      guard isChanged else { break }
      cleaned = CleanedArticle(article, predictions: predictions, policy: policy)
    }
    return cleaned
  }
}
