// Tags and cleans the articles of an asynchronous sequence. Records of JSON Lines are in
// `TransformedRecords`.

/// An article with what the classifier says of its paragraphs.
public struct TaggedArticle: Sendable {
  /// The article.
  public let article: Article
  /// The predictions, one for each paragraph, in order.
  public let predictions: [Prediction]

  /// Whether a paywall cut the article, and what says so.
  ///
  /// - Complexity: O(bytes of the content), at each access.
  public var verdict: PaywallVerdict { PaywallVerdict(article, predictions: predictions) }
}

extension AsyncSequence where Self: Sendable, Element == Article {
  /// The articles with their predictions, in order, several being tagged at once.
  ///
  /// An article costs what ``ParagraphClassifier/classify(_:)`` costs, five to ten microseconds a
  /// paragraph with the default model, and a task.
  ///
  /// - Parameters:
  ///   - classifier: one for all tasks; it holds nothing that changes.
  ///   - ahead: how many articles are read at most before they are asked for.
  public func tagged(by classifier: ParagraphClassifier, ahead: Int = 16)
    -> AsyncConcurrentMapSequence<Self, TaggedArticle>
  {
    AsyncConcurrentMapSequence(self, ahead: ahead) { article in
      TaggedArticle(article: article, predictions: classifier.classify(article))
    }
  }

  /// The articles with the decisions on their paragraphs, in order, several being cleaned at once.
  ///
  /// - Parameters:
  ///   - cleaner: one for all tasks; it holds nothing that changes.
  ///   - ahead: how many articles are read at most before they are asked for.
  public func cleaned(by cleaner: ArticleCleaner, ahead: Int = 16)
    -> AsyncConcurrentMapSequence<Self, CleanedArticle>
  {
    AsyncConcurrentMapSequence(self, ahead: ahead) { cleaner.clean($0) }
  }
}
