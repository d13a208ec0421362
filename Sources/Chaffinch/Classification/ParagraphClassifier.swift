// The classifier: a model arranged for use. Segments nothing and removes nothing.

/// Tags the paragraphs of an article with content, caption, promo or byline.
///
/// An article that was read from markup is classified with the model's variant for markup, if it has
/// one, any other by its text alone. A value that many tasks may use at once; it holds the weights
/// (about 4 MB a variant) and nothing that changes.
public struct ParagraphClassifier: Sendable {
  /// A variant's weights and how its scores become labels.
  private struct Variant: Sendable {
    let weights: PackedWeights
    let rule: DecisionRule

    init(_ variant: Model.Variant) {
      let rows = variant.featureTable.rows
      weights = PackedWeights(
        naiveBayes: variant.naiveBayes ?? .zero(rows: rows),
        logisticRegression: variant.logisticRegression ?? .zero(rows: rows))
      rule = variant.decisionRule
    }

    func prediction(_ features: LocalFeatures) -> Prediction {
      let scores = weights.scores(features)
      return rule.prediction(
        naiveBayes: scores.naiveBayes, logisticRegression: scores.logisticRegression)
    }
  }

  private let text: Variant
  private let markup: Variant?
  private let extractor = LocalFeatureExtractor()

  /// A classifier with the weights of a model.
  ///
  /// - Complexity: O(rows of the model); about two milliseconds for the default model.
  public init(_ model: Model) {
    text = Variant(model.text)
    markup = model.markup.map(Variant.init)
  }

  /// A classifier with the model that is built into the library.
  ///
  /// - Throws: ``ModelFileError/empty`` when the library was built without a model, or another
  ///   case when it was built with one for another version.
  public static func bundled() throws(ModelFileError) -> ParagraphClassifier {
    ParagraphClassifier(try Model.bundled())
  }

  /// The predictions for the article's paragraphs, in their order.
  ///
  /// Each is judged by itself, but in a part of a page, such as an item of a feed, also by its place,
  /// and the items of a list together.
  public func classify(_ article: Article) -> [Prediction] {
    var features = LocalFeatures()
    guard let markup, let elements = article.markup else {
      return article.paragraphs.map { paragraph in
        extractor.extract(paragraph.text, into: &features)
        return text.prediction(features)
      }
    }
    let words = MarkupWords(elements)
    let count = article.paragraphs.count
    let predictions = article.paragraphs.enumerated().map { index, paragraph in
      guard let place = paragraph.markup else {
        extractor.extract(paragraph.text, into: &features)
        return text.prediction(features)
      }
      extractor.extract(
        paragraph.text, at: place, in: words, position: ArticlePosition(index, of: count),
        into: &features)
      return markup.prediction(features)
    }
    guard elements.isFragment else { return predictions }
    return markup.rule.consensus(
      predictions, at: article.paragraphs.map(\.markup), in: elements)
  }

  /// The prediction for one paragraph's UTF-8 bytes, by its text alone.
  ///
  /// - Parameter features: scratch space; pass the same buffer again to save allocations.
  public func classify(_ text: Span<UInt8>, using features: inout LocalFeatures) -> Prediction {
    extractor.extract(text, into: &features)
    return self.text.prediction(features)
  }
}
