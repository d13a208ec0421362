// Explains the paragraphs of one article, one at a time. Prints nothing and decides nothing: predictions
// and scores are the classifier's own.

/// An article read by a classifier, ready to say of each paragraph what spoke for its label.
///
/// What concerns the whole article is done once; an explanation names every feature of its paragraph, so
/// for long articles it is better to ask for one after the other than to keep all.
public struct ArticleExplainer {
  /// The predictions, as `ParagraphClassifier.classify` gives them.
  public let predictions: [Prediction]

  private let article: Article
  private let text: ClassifierVariant
  private let reading: ArticleReading
  private let context: ExplainedContext?
  private let textContext: ExplainedContext?
  /// The scores of paragraphs that stand in lists.
  private let listScores: [Int: ClassVector]

  /// Reads an article.
  ///
  /// - Complexity: O(bytes of the paragraphs + elements), as classifying it.
  public init(_ classifier: ParagraphClassifier, _ article: Article) {
    self.article = article
    text = classifier.text
    let reading = ArticleReading(article, by: classifier)
    self.reading = reading
    let before = reading.predictions
    predictions = reading.judgingLists(before)
    let items = reading.lists?.scores(before) ?? []
    listScores = Dictionary(items.map { ($0.index, $0.scores) }) { _, last in last }
    guard let model = reading.model, let context = reading.context else {
      self.context = nil
      textContext = nil
      return
    }
    self.context = ExplainedContext(model, reading.scores, in: context)
    textContext = reading.textModel.map {
      ExplainedContext($0, reading.textScores, in: context.textAlone)
    }
  }

  /// The number of paragraphs.
  public var count: Int { predictions.count }

  /// What spoke for the label of a paragraph and what against.
  ///
  /// - Precondition: `index` is in 0..<``count``.
  /// - Complexity: O(bytes of the paragraph).
  public func explanation(of index: Int) -> Explanation {
    let local = localExplanations(of: index)
    let isPart = reading.words?.isFragment == true
    let level: ScoreExplanation.Level =
      reading.words == nil ? .contextText : isPart ? .contextPart : .contextPage
    let context = self.context.map {
      ScoreExplanation(level, reading.rule, own: $0, text: textContext, index: index)
    }
    let combined = context?.combined ?? local[0].combined
    let scores = listScores[index] ?? combined
    return Explanation(
      index: index, prediction: predictions[index], local: local, context: context,
      consensus: listScores[index].map { $0 - combined }, scores: scores, rule: reading.rule)
  }

  private func localExplanations(of index: Int) -> [ScoreExplanation] {
    let paragraph = article.paragraphs[index]
    let place = reading.words == nil ? nil : paragraph.markup
    let position = ArticlePosition(index, of: count)
    let extractor = LocalFeatureExtractor()
    var features = LocalFeatures()
    extractor.extract(
      paragraph.text, at: place, in: reading.words, position: position, into: &features)
    let named = extractor.named(
      paragraph.text, at: place, in: reading.words, position: position)
    let own = reading.variant.explanation(
      of: named, features, reading.words == nil ? .localText : .localMarkup)
    guard textContext != nil else { return [own] }
    return [
      own, text.explanation(of: named.filter { $0.group != .markup }, features, .localText),
    ]
  }
}

extension ParagraphClassifier {
  /// What spoke for the labels of an article's paragraphs and what against, in their order.
  ///
  /// - Parameter paragraphs: the places of those to explain, from 0; `nil` for all. Others than the
  ///   article has are left out.
  /// - Complexity: O(bytes of the paragraphs + elements); the explanations hold every feature's name,
  ///   some hundred times the size of the text. ``ArticleExplainer`` gives one at a time.
  public func explain(_ article: Article, paragraphs: [Int]? = nil) -> [Explanation] {
    let explainer = ArticleExplainer(self, article)
    return (paragraphs ?? Array(0..<explainer.count)).filter { 0..<explainer.count ~= $0 }
      .map { explainer.explanation(of: $0) }
  }
}
