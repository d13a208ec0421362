// The classifier: a model arranged for use. Segments nothing and removes nothing.

/// Tags the paragraphs of an article with content, caption, promo or byline.
///
/// A value that many tasks may use at once; it holds the weights (about 4 MB) and nothing that
/// changes.
public struct ParagraphClassifier: Sendable {
  private let weights: PackedWeights
  private let extractor = LocalFeatureExtractor()

  /// How scores become labels.
  public let decisionRule: DecisionRule

  /// A classifier with the weights of a model.
  ///
  /// - Complexity: O(rows of the model); about a millisecond for the default model.
  public init(_ model: Model) {
    weights = PackedWeights(
      naiveBayes: model.naiveBayes ?? .zero(rows: model.featureTable.rows),
      logisticRegression: model.logisticRegression ?? .zero(rows: model.featureTable.rows))
    decisionRule = model.decisionRule
  }

  /// A classifier with the model that is built into the library.
  ///
  /// - Throws: ``ModelFileError/empty`` when the library was built without a model, or another
  ///   case when it was built with one for another version.
  public static func bundled() throws(ModelFileError) -> ParagraphClassifier {
    ParagraphClassifier(try Model.bundled())
  }

  /// The predictions for the article's paragraphs, in their order.
  public func classify(_ article: Article) -> [Prediction] {
    var features = LocalFeatures()
    return article.paragraphs.map { paragraph in
      extractor.extract(paragraph.text, into: &features)
      return prediction(features)
    }
  }

  /// The prediction for one paragraph's UTF-8 bytes, by itself.
  ///
  /// - Parameter features: scratch space; pass the same buffer again to save allocations.
  public func classify(_ text: Span<UInt8>, using features: inout LocalFeatures) -> Prediction {
    extractor.extract(text, into: &features)
    return prediction(features)
  }

  private func prediction(_ features: LocalFeatures) -> Prediction {
    let scores = weights.scores(features)
    return decisionRule.prediction(
      naiveBayes: scores.naiveBayes, logisticRegression: scores.logisticRegression)
  }
}
