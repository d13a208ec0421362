// Tests that explanations are of the very decisions that the classifier makes, and that their terms sum
// to its scores.

import Testing

@testable import Chaffinch

@Suite("Article explainer")
struct ArticleExplainerTests {
  /// Small texts, a page and a part of a page.
  static func articles() throws -> [Article] {
    let list =
      "<article class=post><h1>Ferry returns</h1><p class=byline>By Ann Lee, 3 March 2024</p>"
      + "<p>The Ottoline left the north quay at seven, and nobody waved.</p>"
      + "<ul><li><a href=/join>Become a member today</a></li><li>The tide tables of 1871</li></ul>"
      + "<figure><img src=a><figcaption>Photo: R. Moss</figcaption></figure></article>"
    return [
      Article(paragraphs: SmallModels.texts),
      Article(paragraphs: SmallModels.markupParagraphs, markup: SmallModels.markup),
      try Article(html: Array("<head><title>Ferry returns</title></head><body>\(list)".utf8)),
      Article(fragment: Array(list.utf8)),
    ]
  }

  static let models: [Model] =
    Algorithm.allCases.map { SmallModels.model($0) }
    + [SmallModels.bothVariants(), SmallModels.withContext(), withOpinion()]

  /// A model whose pages and parts are judged by the context model for text, too.
  static func withOpinion() -> Model {
    let model = SmallModels.withContext()
    func asking(_ context: ContextModel?) -> ContextModel? {
      context.map {
        ContextModel(
          rounds: $0.rounds,
          rule: DecisionRule(
            naiveBayesWeight: 0.4, logisticRegressionWeight: 0.6,
            corrections: $0.rule.corrections, thresholds: $0.rule.thresholds))
      }
    }
    return Model(
      text: model.text,
      markup: model.markup.map {
        Model.Variant(
          algorithm: $0.algorithm, decisionRule: $0.decisionRule, naiveBayes: $0.naiveBayes,
          logisticRegression: $0.logisticRegression, context: asking($0.context),
          fragmentContext: asking($0.fragmentContext))
      }, provenance: [:])
  }

  /// Whether the terms' sums are the scores, up to rounding.
  private func expectSums(_ level: ScoreExplanation) {
    for (part, scores) in [(\ExplanationTerm.first, level.first), (\.second, level.second)] {
      var sum = ClassVector.zero
      var magnitudes = ClassVector.zero
      for term in level.terms {
        sum += term[keyPath: part]
        magnitudes += term[keyPath: part].magnitude
      }
      for lane in 0..<InnerLabel.count {
        #expect(abs(sum[lane] - scores[lane]) <= 1e-5 * (1 + magnitudes[lane]))
      }
    }
  }

  private func expectExact(_ classifier: ParagraphClassifier, _ article: Article) {
    let explanations = classifier.explain(article)
    #expect(explanations.map(\.prediction) == classifier.classify(article))
    #expect(explanations.map(\.index) == Array(article.paragraphs.indices))
    for explanation in explanations {
      explanation.local.forEach(expectSums)
      if let context = explanation.context { expectSums(context) }
      // The decision's scores are those of its level and the list's, and decide as the classifier did.
      let difference =
        explanation.deciding.combined + (explanation.consensus ?? .zero) - explanation.scores
      #expect(difference.magnitude.max() < 1e-4)
      #expect(
        explanation.rule.prediction(of: softmax(explanation.scores)) == explanation.prediction)
    }
  }

  @Test(
    "Predictions are those of classifying, and terms sum to the scores that were used",
    arguments: models.indices)
  func sums(model: Int) throws {
    let classifier = ParagraphClassifier(Self.models[model])
    for article in try Self.articles() { expectExact(classifier, article) }
  }

  @Test("So they are for the built-in model")
  func bundled() throws {
    let classifier = try ParagraphClassifier.bundled()
    for article in try Self.articles() { expectExact(classifier, article) }
  }

  @Test("Texts, pages and parts of pages are explained by the models that judge them")
  func levels() throws {
    let articles = try Self.articles()
    func levels(_ model: Model, _ article: Article) throws -> [ScoreExplanation.Level] {
      let first = try #require(ParagraphClassifier(model).explain(article, paragraphs: [1]).first)
      return first.local.map(\.level) + [first.context?.level].compactMap(\.self)
    }
    let asking = Self.withOpinion()
    #expect(try levels(asking, articles[0]) == [.localText, .contextText])
    #expect(try levels(asking, articles[2]) == [.localMarkup, .localText, .contextPage])
    #expect(try levels(asking, articles[3]) == [.localMarkup, .localText, .contextPart])
    let silent = SmallModels.withContext()
    #expect(try levels(silent, articles[2]) == [.localMarkup, .contextPage])
    #expect(try levels(SmallModels.bothVariants(), articles[2]) == [.localMarkup])
    #expect(try levels(SmallModels.model(), articles[2]) == [.localText])
  }

  @Test("The local probabilities are the context model's features of the paragraph itself")
  func localProbabilities() throws {
    let classifier = try ParagraphClassifier.bundled()
    let page = try Self.articles()[2]
    for explanation in classifier.explain(page) {
      let context = try #require(explanation.context)
      try #require(explanation.local.count == 2)
      for label in InnerLabel.allCases {
        let term = try #require(
          context.terms.first { $0.name == "own probability \(label.name)" })
        #expect(abs(term.secondValue - explanation.local[0].probabilities[label]) < 1e-6)
        #expect(abs(term.firstValue - explanation.local[1].probabilities[label]) < 1e-6)
        #expect(term.group == "own")
      }
    }
  }

  @Test("Only items of lists in parts of pages have a term of their list")
  func consensus() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    let articles = try Self.articles()
    let part = classifier.explain(articles[3])
    #expect(part.map { $0.consensus != nil } == [false, false, false, true, true, false])
    #expect(classifier.explain(articles[2]).allSatisfy { $0.consensus == nil })
  }

  @Test("Some paragraphs are explained as all are; others than there are are left out")
  func chosen() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    let article = try Self.articles()[2]
    let all = classifier.explain(article)
    #expect(classifier.explain(article, paragraphs: [4, 0, 99, -1]) == [all[4], all[0]])
    #expect(classifier.explain(Article(paragraphs: [String]())).isEmpty)
  }

  @Test("A paragraph longer than what is read of it is explained by what is read")
  func longParagraph() {
    let text = String(repeating: "river bridge ", count: 6_000)
    let article = Article(paragraphs: [text, text + "and a word beyond the limit"])
    let explanations = ParagraphClassifier(SmallModels.withContext()).explain(article)
    #expect(explanations[0].local == explanations[1].local)
    explanations[0].local.forEach(expectSums)
  }
}
