// Judges a page, and then what is left of it: what its paragraphs say by themselves is known from the
// first reading, only what is around them is new. Decides nothing.

/// A page as the classifier has read it.
struct PageReading {
  private let classifier: ParagraphClassifier
  private let reading: ArticleReading
  private let places: [ParagraphMarkup?]
  private let metadata: PageMetadata?

  /// Reads `article`.
  init(_ article: Article, by classifier: ParagraphClassifier) {
    self.classifier = classifier
    reading = ArticleReading(article, by: classifier)
    places = article.paragraphs.map(\.markup)
    metadata = article.metadata
  }

  /// The predictions for the page.
  var predictions: [Prediction] { reading.judgingLists(reading.predictions) }

  /// The predictions for what is left of the page, which are those of
  /// ``ParagraphClassifier/classify(_:)``.
  ///
  /// - Parameters:
  ///   - rest: the cut page.
  ///   - kept: which of the page's paragraphs those of `rest` are.
  func predictions(for rest: Article, kept: [Int]) -> [Prediction] {
    guard let model = reading.model, let known = reading.context, let page = known.page,
      let words = reading.words, let restWords = rest.markup.map({ MarkupWords($0) }),
      !words.isFragment, !restWords.isFragment, rest.metadata == metadata
    else { return classifier.classify(rest) }
    let restPlaces = rest.paragraphs.map(\.markup)
    var scores: [ParagraphScores] = []
    scores.reserveCapacity(kept.count)
    var features = LocalFeatures()
    let extractor = LocalFeatureExtractor()
    for (index, original) in kept.enumerated() {
      if let place = places[original], let restPlace = restPlaces[index],
        words.isAlike(place, restPlace, in: restWords)
      {
        scores.append(reading.scores[original])
        continue
      }
      extractor.extract(
        rest.paragraphs[index].text, at: restPlaces[index], in: restWords,
        position: ArticlePosition(index, of: kept.count), into: &features)
      scores.append(reading.variant.scores(features))
    }
    let context = known.choosing(kept).with(
      page: PageContext(
        places: restPlaces, words: restWords, overlaps: kept.map { page.overlaps[$0] }))
    let opinions = reading.textModel?.scores(
      kept.map { reading.textScores[$0] }, in: context.textAlone)
    return model.predictions(scores, in: context, opinions: opinions ?? [])
  }
}
