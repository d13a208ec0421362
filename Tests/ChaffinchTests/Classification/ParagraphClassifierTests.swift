// Tests the classifier as it is used: one prediction a paragraph, in order, each by itself.

import Testing

@testable import Chaffinch

@Suite("Paragraph classifier")
struct ParagraphClassifierTests {
  private let classifier = SmallModels.classifier

  /// The predictions for texts that are read one by one as bytes.
  private func classify(_ texts: [String], with classifier: ParagraphClassifier) -> [Prediction] {
    var readings = ParagraphReadings()
    for text in texts { classifier.read(Array(text.utf8).span, into: &readings) }
    return classifier.classify(readings)
  }

  @Test("Without a context model each paragraph is judged by itself, whatever stands beside it")
  func order() {
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(all.count == SmallModels.texts.count)
    for (text, prediction) in zip(SmallModels.texts, all) {
      #expect(classifier.classify(Article(paragraphs: [text])) == [prediction])
    }
    let reversed = classifier.classify(Article(paragraphs: SmallModels.texts.reversed()))
    #expect(reversed == all.reversed())
    #expect(classifier.classify(Article(paragraphs: [String]())).isEmpty)
  }

  @Test("Bytes are classified as the text they spell, in buffers used again and again")
  func bytes() {
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(classify(SmallModels.texts, with: classifier) == all)
    var readings = ParagraphReadings()
    for (text, prediction) in zip(SmallModels.texts, all) {
      readings.removeAll()
      classifier.read(Array(text.utf8).span, into: &readings)
      #expect(classifier.classify(readings) == [prediction])
    }
    readings.removeAll()
    #expect(classifier.classify(readings).isEmpty)
  }

  @Test("The test's own model tells its texts apart")
  func varied() {
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(Set(all.map(\.label)).count > 1)
    #expect(Set(all.map { $0.probabilities[0] }).count > 5)
  }

  /// What a variant says of a paragraph, worked out from its parts.
  private func expected(
    _ variant: Model.Variant, _ paragraph: Paragraph, in words: MarkupWords? = nil,
    position: ArticlePosition? = nil
  ) -> Prediction {
    let zero = QuantizedWeights.zero(rows: 256)
    let weights = PackedWeights(
      naiveBayes: variant.naiveBayes ?? zero,
      logisticRegression: variant.logisticRegression ?? zero)
    var features = LocalFeatures()
    LocalFeatureExtractor().extract(
      paragraph.text, at: paragraph.markup, in: words, position: position, into: &features)
    let scores = weights.scores(features)
    return variant.decisionRule.prediction(
      naiveBayes: scores.naiveBayes, logisticRegression: scores.logisticRegression)
  }

  /// What a variant says of an article's paragraphs, each in its place.
  private func all(
    _ variant: Model.Variant, _ article: Article, in words: MarkupWords
  ) -> [Prediction] {
    article.paragraphs.enumerated().map { index, paragraph in
      expected(
        variant, paragraph, in: words,
        position: ArticlePosition(index, of: article.paragraphs.count))
    }
  }

  @Test(
    "Predictions are those of the decision rule over the models' scores",
    arguments: Algorithm.allCases)
  func followsTheRule(algorithm: Algorithm) {
    let model = SmallModels.model(algorithm)
    let classifier = ParagraphClassifier(model)
    for text in SmallModels.texts {
      let paragraph = Paragraph(text: text)
      #expect(
        classifier.classify(Article(paragraphs: [paragraph])) == [expected(model.text, paragraph)])
    }
  }

  // MARK: Markup

  private let both = SmallModels.bothVariants()
  private let article = Article(
    paragraphs: SmallModels.markupParagraphs, markup: SmallModels.markup)

  @Test(
    "An article with markup is classified by the variant for markup", arguments: Algorithm.allCases)
  func markupVariant(algorithm: Algorithm) throws {
    let model = SmallModels.bothVariants(.naiveBayes, algorithm)
    let variant = try #require(model.markup)
    let words = MarkupWords(SmallModels.markup)
    let predictions = ParagraphClassifier(model).classify(article)
    #expect(predictions == all(variant, article, in: words))
    // Both the variant and the markup count: without either the predictions are others.
    #expect(predictions != article.paragraphs.map { expected(variant, $0) })
    #expect(predictions != article.paragraphs.map { expected(model.text, $0, in: words) })
  }

  @Test("An article without markup is classified by the variant for text")
  func textVariant() {
    let text = SmallModels.classifier
    let plain = Article(paragraphs: SmallModels.texts)
    #expect(ParagraphClassifier(both).classify(plain) == text.classify(plain))
    // Places without the elements that they refer to say nothing.
    let places = Article(paragraphs: SmallModels.markupParagraphs)
    #expect(ParagraphClassifier(both).classify(places) == text.classify(plain))
    #expect(
      classify(SmallModels.texts, with: ParagraphClassifier(both)) == text.classify(plain))
  }

  @Test("A paragraph of a page that stood in no markup is judged by the page's variant, as text")
  func mixed() throws {
    let classifier = ParagraphClassifier(both)
    let variant = try #require(both.markup)
    let words = MarkupWords(SmallModels.markup)
    let marked = classifier.classify(article)
    let plain = SmallModels.texts.map { expected(variant, Paragraph(text: $0), in: words) }
    let mixed = Article(
      paragraphs: article.paragraphs.enumerated().map { number, paragraph in
        number % 2 == 0 ? paragraph : Paragraph(text: paragraph.text)
      }, markup: SmallModels.markup)
    let predictions = classifier.classify(mixed)
    #expect(predictions.count == plain.count)
    for number in predictions.indices {
      #expect(predictions[number] == (number % 2 == 0 ? marked : plain)[number])
      #expect(marked[number] != plain[number])
    }
  }

  @Test("A model of text alone reads no markup")
  func textOnly() {
    let plain = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(classifier.classify(article) == plain)
  }

  @Test("A page of HTML is an article with markup, a text is none")
  func page() throws {
    let bytes = Array("<p class=promo-box><a href=/>Read more</a></p>".utf8)
    let page = try Article(html: bytes)
    let variant = try #require(both.markup)
    let words = MarkupWords(try #require(page.markup))
    let classifier = ParagraphClassifier(both)
    #expect(classifier.classify(page) == all(variant, page, in: words))
    let text = Article(text: "Read more")
    #expect(classifier.classify(text) == text.paragraphs.map { expected(both.text, $0) })
  }

  // MARK: Context

  @Test("With a context model texts read one by one are judged together, like the article of them")
  func readings() {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    let all = classifier.classify(Article(paragraphs: SmallModels.texts))
    #expect(classify(SmallModels.texts, with: classifier) == all)
    // Neighbours count, and so does their order.
    let alone = SmallModels.texts.map { classifier.classify(Article(paragraphs: [$0]))[0] }
    #expect(alone != all)
    #expect(
      classifier.classify(Article(paragraphs: SmallModels.texts.reversed())) != all.reversed())
    #expect(all.allSatisfy { abs($0.probabilities.sum() - 1) < 1e-5 })
  }

  @Test("Readings forget the paragraphs of the article before")
  func readingsAgain() {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    var readings = ParagraphReadings()
    let texts = SmallModels.texts
    for paragraphs in [texts, Array(texts.suffix(3)), [], texts.reversed()] {
      readings.removeAll()
      for text in paragraphs { classifier.read(Array(text.utf8).span, into: &readings) }
      #expect(classifier.classify(readings) == classifier.classify(Article(paragraphs: paragraphs)))
    }
  }

  @Test("Pages, parts of pages and texts have context models of their own")
  func contextModels() throws {
    let model = SmallModels.withContext()
    let plain = ParagraphClassifier(SmallModels.bothVariants())
    let classifier = ParagraphClassifier(model)
    let list = "<p>The ferry left.</p><p>By Ann Lee</p><p>Sign up</p>"
    let page = try Article(html: Array("<body>\(list)".utf8))
    let part = Article(fragment: Array(list.utf8))
    let variant = try #require(model.markup)
    let without = ParagraphClassifier(
      Model(
        text: model.text,
        markup: Model.Variant(
          algorithm: variant.algorithm, decisionRule: variant.decisionRule,
          naiveBayes: variant.naiveBayes, logisticRegression: variant.logisticRegression,
          context: variant.context), provenance: [:]))
    #expect(classifier.classify(page) != plain.classify(page))
    #expect(classifier.classify(page) == without.classify(page))
    // Without a model for parts each paragraph is judged by itself again.
    #expect(classifier.classify(part) != plain.classify(part))
    #expect(without.classify(part) == plain.classify(part))
  }

  @Test("What a page declares counts in its context")
  func metadata() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    let body = "<p>The ferry left.</p><p>By Anna Leeds</p>"
    func page(_ head: String) throws -> [Prediction] {
      classifier.classify(try Article(html: Array("\(head)<body>\(body)".utf8)))
    }
    #expect(try page("<title>The ferry left</title>") != page("<title>Nothing</title>"))
    #expect(try page("<meta name=author content='Anna Leeds'>") != page(""))
  }
}
