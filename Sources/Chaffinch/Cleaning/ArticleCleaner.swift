// Removes the paragraphs that a policy does not keep. Rewrites no paragraph.

/// An article less what the publisher put around it.
public struct CleanedArticle: Sendable {
  /// The paragraphs that stay, in order, with their predictions.
  public let kept: [(paragraph: Paragraph, prediction: Prediction)]
  /// The paragraphs that go, in order, with their predictions.
  public let removed: [(paragraph: Paragraph, prediction: Prediction)]

  /// The kept paragraphs, separated by blank lines.
  public var text: String {
    kept.map(\.paragraph.text).joined(separator: "\n\n")
  }
}

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
    let decided = zip(article.paragraphs, classifier.classify(article)).map {
      (paragraph: $0, prediction: $1)
    }
    return CleanedArticle(
      kept: decided.filter { !policy.removes($0.prediction) },
      removed: decided.filter { policy.removes($0.prediction) })
  }
}
