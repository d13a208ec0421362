// The classifier: a model arranged for use. Segments nothing and removes nothing.

/// Tags the paragraphs of an article with content, caption, promo or byline.
///
/// An article that was read from markup is classified with the model's variant for markup, if it has
/// one, any other by its text alone. A value that many tasks may use at once; it holds the weights
/// (two megabytes a variant) and nothing that changes.
public struct ParagraphClassifier: Sendable {
  let text: ClassifierVariant
  let markup: ClassifierVariant?
  private let extractor = LocalFeatureExtractor()

  /// A classifier with the weights of a model.
  ///
  /// - Complexity: O(rows of the model); about two milliseconds for the default model.
  public init(_ model: Model) {
    text = ClassifierVariant(model.text)
    markup = model.markup.map(ClassifierVariant.init)
  }

  /// A classifier with the model that is built into the library.
  ///
  /// - Throws: ``ModelFileError/empty`` when the library was built without a model, or another
  ///   case when it was built with one for another version.
  public static func bundled() throws(ModelFileError) -> ParagraphClassifier {
    ParagraphClassifier(try Model.bundled())
  }

  /// The predictions for the article's paragraphs, in their order: each is judged in its context.
  ///
  /// - Complexity: O(bytes of the paragraphs + elements).
  public func classify(_ article: Article) -> [Prediction] {
    let reading = ArticleReading(article, by: self)
    return reading.judgingLists(reading.predictions)
  }

  /// Reads a paragraph's UTF-8 bytes, of which the text alone is known, behind those read before.
  public func read(_ paragraph: Span<UInt8>, into readings: inout ParagraphReadings) {
    extractor.extract(paragraph, into: &readings.features)
    readings.scores.append(text.scores(readings.features))
    readings.builder.append(readings.features.wordless, words: readings.features.words)
  }

  /// The predictions for the paragraphs read, which are taken for one article.
  public func classify(_ readings: ParagraphReadings) -> [Prediction] {
    guard let model = text.context else {
      return readings.scores.map { text.rule.prediction(of: $0.probabilities) }
    }
    return model.predictions(readings.scores, in: readings.builder.context)
  }
}

/// What the classifier has read of an article so far; its buffers can be used for the next one.
public struct ParagraphReadings: Sendable {
  var features = LocalFeatures()
  var scores: [ParagraphScores] = []
  var builder = ArticleContext.Builder()

  /// Nothing read.
  public init() {}

  /// Forgets the paragraphs and keeps the room.
  public mutating func removeAll() {
    scores.removeAll(keepingCapacity: true)
    builder.removeAll()
  }
}
