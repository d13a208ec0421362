// What the classifier knows of an article before it decides: which variant and which context model
// judge it, the local models' scores and the context. Predictions and explanations both come of it.

/// An article as the classifier has read it.
struct ArticleReading {
  /// The weights that the paragraphs were read with.
  let variant: ClassifierVariant
  /// The context model that judges them; `nil` where each is judged by itself.
  let model: ContextModel?
  /// The context model for text, where its opinion counts, too.
  let textModel: ContextModel?
  /// The words of the elements around; `nil` for an article that is judged by its text alone.
  let words: MarkupWords?
  /// The local models' scores of the paragraphs.
  let scores: [ParagraphScores]
  /// The same by the variant for text; empty where its opinion is not asked for.
  let textScores: [ParagraphScores]
  /// What is around the paragraphs; `nil` without a context model.
  let context: ArticleContext?

  private let places: [ParagraphMarkup?]
  private let markup: ArticleMarkup?

  /// Reads an article.
  ///
  /// - Complexity: O(bytes of the paragraphs + elements).
  init(_ article: Article, by classifier: ParagraphClassifier) {
    var words: MarkupWords?
    var variant = classifier.text
    if let markup = classifier.markup, let elements = article.markup {
      words = MarkupWords(elements)
      variant = markup
    }
    let isFragment = words?.isFragment ?? false
    let model = isFragment ? variant.fragmentContext : variant.context
    // What the variant for text says of the same paragraphs, where the rule asks for it.
    let asksText = words != nil && (model?.rule.naiveBayesWeight ?? 0) > 0
    let textModel = asksText ? classifier.text.context : nil
    let places = article.paragraphs.map(\.markup)
    var features = LocalFeatures()
    var scores: [ParagraphScores] = []
    var textScores: [ParagraphScores] = []
    var builder = ArticleContext.Builder()
    let declared =
      model == nil || words == nil ? nil : PageWords(article.metadata ?? PageMetadata())
    var overlaps: [PageWords.Overlap] = []
    scores.reserveCapacity(places.count)
    let extractor = LocalFeatureExtractor()
    for (index, paragraph) in article.paragraphs.enumerated() {
      extractor.extract(
        paragraph.text, at: words == nil ? nil : places[index], in: words,
        position: ArticlePosition(index, of: places.count), into: &features)
      scores.append(variant.scores(features))
      if textModel != nil {
        textScores.append(classifier.text.scores(features, usesMarkup: false))
      }
      guard model != nil else { continue }
      builder.append(features.wordless, words: features.words)
      if let declared {
        overlaps.append(
          declared.overlap(characters: features.wordless.characters, words: features.words))
      }
    }
    self.variant = variant
    self.model = model
    self.textModel = textModel
    self.words = words
    self.scores = scores
    self.textScores = textScores
    self.places = places
    markup = article.markup
    context = model.map { _ in
      builder.context.with(
        page: words.map { PageContext(places: places, words: $0, overlaps: overlaps) })
    }
  }

  /// The rule that the paragraphs are decided by.
  var rule: DecisionRule { model?.rule ?? variant.rule }

  /// What the context model for text says of the paragraphs; empty where it is not asked.
  var opinions: [ClassVector] {
    guard let textModel, let context else { return [] }
    return textModel.scores(textScores, in: context.textAlone)
  }

  /// The predictions for the paragraphs before lists are judged together.
  var predictions: [Prediction] {
    guard let model, let context else {
      return scores.map { rule.prediction(of: $0.probabilities) }
    }
    return model.predictions(scores, in: context, opinions: opinions)
  }

  /// The lists in a part of a page: show notes are a list of links and sponsors are one, but seldom
  /// one list is both.
  var lists: ListConsensus? {
    guard words?.isFragment == true, let markup else { return nil }
    return ListConsensus(places, in: markup)
  }

  /// The predictions, those for the items of a list judged together.
  func judgingLists(_ predictions: [Prediction]) -> [Prediction] {
    lists?.applied(to: predictions, rule: rule) ?? predictions
  }
}
