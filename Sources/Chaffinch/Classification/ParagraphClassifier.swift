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
    let context: ContextModel?
    let fragmentContext: ContextModel?

    init(_ variant: Model.Variant) {
      let rows = variant.featureTable.rows
      weights = PackedWeights(
        naiveBayes: variant.naiveBayes ?? .zero(rows: rows),
        logisticRegression: variant.logisticRegression ?? .zero(rows: rows))
      rule = variant.decisionRule
      context = variant.context
      fragmentContext = variant.fragmentContext
    }

    func scores(_ features: LocalFeatures, usesMarkup: Bool = true) -> ParagraphScores {
      let scores = weights.scores(features, usesMarkup: usesMarkup)
      return ParagraphScores(
        naiveBayes: scores.naiveBayes, logisticRegression: scores.logisticRegression, rule: rule)
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

  /// The predictions for the article's paragraphs, in their order: each is judged in its context.
  ///
  /// - Complexity: O(bytes of the paragraphs + elements).
  public func classify(_ article: Article) -> [Prediction] {
    let places = article.paragraphs.map(\.markup)
    guard let markup, let elements = article.markup else {
      return classify(article, text, words: nil, places: places)
    }
    let words = MarkupWords(elements)
    return classify(article, markup, words: words, places: places)
  }

  private func classify(
    _ article: Article, _ variant: Variant, words: MarkupWords?, places: [ParagraphMarkup?]
  ) -> [Prediction] {
    var features = LocalFeatures()
    let isFragment = words?.isFragment ?? false
    let model = isFragment ? variant.fragmentContext : variant.context
    // What the variant for text says of the same paragraphs, where the rule asks for it.
    let asksText = words != nil && text.context != nil && (model?.rule.naiveBayesWeight ?? 0) > 0
    var scores: [ParagraphScores] = []
    var textScores: [ParagraphScores] = []
    var forms: [TextForm] = []
    scores.reserveCapacity(places.count)
    forms.reserveCapacity(places.count)
    for (index, paragraph) in article.paragraphs.enumerated() {
      extractor.extract(
        paragraph.text, at: words == nil ? nil : places[index], in: words,
        position: ArticlePosition(index, of: places.count), into: &features)
      scores.append(variant.scores(features))
      if asksText { textScores.append(text.scores(features, usesMarkup: false)) }
      forms.append(features.form)
    }
    // Show notes are a list of links and sponsors are one, but seldom one list is both.
    func judgingLists(_ predictions: [Prediction], _ rule: DecisionRule) -> [Prediction] {
      guard isFragment, let elements = article.markup else { return predictions }
      return rule.consensus(predictions, at: places, in: elements)
    }
    guard let model else {
      return judgingLists(
        scores.map { variant.rule.prediction(of: $0.probabilities) }, variant.rule)
    }
    let context = ArticleContext(
      places: places, forms: forms, words: words,
      metadata: words == nil ? nil : article.metadata)
    let opinions =
      asksText ? text.context?.scores(textScores, in: context.textAlone) ?? [] : []
    return judgingLists(
      model.predictions(scores, in: context, opinions: opinions), model.rule)
  }

  /// Reads a paragraph's UTF-8 bytes, of which the text alone is known, behind those read before.
  public func read(_ paragraph: Span<UInt8>, into readings: inout ParagraphReadings) {
    extractor.extract(paragraph, into: &readings.features)
    readings.scores.append(text.scores(readings.features))
    readings.forms.append(readings.features.form)
  }

  /// The predictions for the paragraphs read, which are taken for one article.
  public func classify(_ readings: ParagraphReadings) -> [Prediction] {
    guard let model = text.context else {
      return readings.scores.map { text.rule.prediction(of: $0.probabilities) }
    }
    return model.predictions(
      readings.scores, in: ArticleContext(forms: readings.forms, page: nil))
  }
}

/// What the classifier has read of an article so far; its buffers can be used for the next one.
public struct ParagraphReadings: Sendable {
  var features = LocalFeatures()
  var scores: [ParagraphScores] = []
  var forms: [TextForm] = []

  /// Nothing read.
  public init() {}

  /// Forgets the paragraphs and keeps the room.
  public mutating func removeAll() {
    scores.removeAll(keepingCapacity: true)
    forms.removeAll(keepingCapacity: true)
  }
}
