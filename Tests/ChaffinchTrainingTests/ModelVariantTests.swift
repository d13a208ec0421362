// Tests what each of a model's variants is trained on: the one for text on everything but markup, the
// one for markup on the articles that have any.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct ModelVariantTests {
  private func settings(_ algorithm: Algorithm = .ensemble, folds: Int = 2) -> TrainingSettings {
    TrainingSettings(
      algorithm: algorithm, iterations: 8, tableBits: 10, contextRounds: 0, folds: folds)
  }

  private func train(
    _ corpus: Corpus, _ algorithm: Algorithm = .ensemble, folds: Int = 2, threads: Int = 1
  ) throws -> TrainedModel {
    try ModelTrainer(settings(algorithm, folds: folds), threads: threads).train(on: corpus)
  }

  /// The bytes of a model of this variant alone.
  private func bytes(_ variant: Model.Variant) -> [UInt8] {
    Model(text: variant, provenance: [:]).serialized()
  }

  @Test("The variant for text is the same with and without markup", arguments: Algorithm.allCases)
  func textSeesNoMarkup(algorithm: Algorithm) throws {
    let pages = SmallExamples.pages(sites: 4)
    let trained = try train(pages, algorithm)
    let plain = try train(SmallExamples.stripped(pages), algorithm)
    #expect(bytes(trained.model.text) == bytes(plain.model.text))
    #expect(trained.text.outOfFold == plain.text.outOfFold)
    #expect(!trained.text.usesMarkup)
    #expect(plain.markup == nil && plain.model.markup == nil)
    // The variant for markup of the same pages is another.
    let markup = try #require(trained.model.markup)
    #expect(bytes(markup) != bytes(trained.model.text))
    #expect(trained.markup?.variant == markup)
    #expect(trained.markup?.usesMarkup == true)
    #expect(markup.algorithm == algorithm)
  }

  @Test("The variant for markup is scored on the articles with markup, and learns the others' texts")
  func markupOnly() throws {
    let pages = SmallExamples.pages(sites: 4)
    let texts = SmallExamples.corpus(sites: 6)
    let mixed = Corpus(articles: texts.articles + pages.articles)
    let trained = try train(mixed)
    let alone = try train(pages)
    #expect(trained.markup?.corpus.articles == pages.articles)
    #expect(trained.text.corpus.articles == mixed.articles)
    #expect(trained.markup?.outOfFold.count == 20)
    #expect(trained.text.outOfFold.count == 50)
    #expect(trained.model.markup != alone.model.markup)
    #expect(trained.markup?.outOfFold != alone.markup?.outOfFold)
    #expect(trained.model.text != alone.model.text)
  }

  @Test("Where texts are alike, markup tells labels apart")
  func markupTells() throws {
    let corpus = Corpus(
      articles: (0..<6).map { site in
        SmallExamples.page(
          SmallExamples.article(
            "\(site).example",
            [(.content, "The ferry"), (.promo, "The ferry"), (.byline, "The ferry")]))
      })
    let trained = try train(corpus, .logisticRegression)
    let labels = corpus.labels.map(\.label)
    #expect(try #require(trained.markup).outOfFold.map(\.label) == labels)
    #expect(trained.text.outOfFold.map(\.label) != labels)
    let classifier = ParagraphClassifier(trained.model)
    let article = try #require(corpus.articles.first).article
    #expect(classifier.classify(article).map(\.label) == [.content, .promo, .byline])
    // Without the markup the three are one.
    let plain = classifier.classify(Article(paragraphs: article.paragraphs.map(\.text)))
    #expect(Set(plain.map(\.label)).count == 1)
  }

  @Test("Articles and paragraphs without labels, and unmatched ones, change neither variant")
  func unlabelled() throws {
    let pages = SmallExamples.pages(sites: 4)
    let among = Corpus(
      articles: pages.articles.enumerated().flatMap { index, article in
        let menu = SmallExamples.article(
          article.site, (0...index).map { (nil, "Other \($0)") })
        var unmatched = LabelCounts()
        unmatched[.promo] = index
        let missed = LabelledArticle(
          id: article.id, site: article.site, language: article.language,
          paragraphs: article.paragraphs
            + [LabelledParagraph(text: "Menu", label: nil, markup: article.paragraphs[0].markup)],
          markup: article.markup, unmatched: unmatched)
        return [SmallExamples.page(menu), missed]
      })
    let plain = try train(pages)
    let trained = try train(among)
    #expect(trained.model.text == plain.model.text)
    #expect(trained.model.markup == plain.model.markup)
    #expect(trained.text.outOfFold == plain.text.outOfFold)
    #expect(trained.markup?.outOfFold == plain.markup?.outOfFold)
    #expect(trained.markup?.corpus.articles.count == 8)
    #expect(trained.markup?.corpus.unmatched[.promo] == 0 + 1 + 2 + 3)
  }

  @Test("Both variants have the same bytes on one thread, two or three")
  func threads() throws {
    let corpus = Corpus(
      articles: SmallExamples.pages(sites: 4).articles + SmallExamples.corpus(sites: 3).articles)
    let model = try train(corpus).model
    #expect(model.markup != nil)
    for threads in 1...3 {
      #expect(try train(corpus, threads: threads).model.serialized() == model.serialized())
    }
    #expect(try Model(serialized: model.serialized()) == model)
  }

  @Test("The provenance names the whole corpus, markup included")
  func provenance() throws {
    let pages = SmallExamples.pages(sites: 3)
    let texts = SmallExamples.corpus(sites: 2)
    let mixed = Corpus(articles: pages.articles + texts.articles)
    let provenance = try train(mixed).model.provenance
    #expect(provenance["corpus_articles"] == "5")
    #expect(provenance["corpus_paragraphs"] == "25")
    #expect(provenance["corpus_fingerprint"] == mixed.fingerprint)
    #expect(provenance["corpus_fingerprint"] != SmallExamples.stripped(mixed).fingerprint)
    #expect(provenance.keys.allSatisfy { !$0.hasPrefix("text.") && !$0.hasPrefix("markup.") })
  }

  @Test("Progress goes through the stages of both variants, text first")
  func progress() throws {
    var stages: [String] = []
    _ = try ModelTrainer(settings(), threads: 1).train(on: SmallExamples.pages(sites: 3)) {
      switch $0 {
      case .features: stages.append("features")
      case .folds(let count): stages.append("\(count) folds")
      case .context(let round): stages.append("round \(round)")
      case .final(let iteration, _): if iteration == 1 { stages.append("final") }
      }
    }
    #expect(stages == ["features", "2 folds", "final", "features", "2 folds", "final"])
  }

  @Test("Items of feeds train the variant for markup beside pages, and alone")
  func items() throws {
    let pages = SmallExamples.pages(sites: 4)
    let item = { (site: String) in
      LabelledArticle(
        id: "item", site: site, language: "en",
        paragraphs: [
          LabelledParagraph(
            text: "A note", label: .content,
            markup: ParagraphMarkup(element: 0, surroundings: [], linkDensity: 0)),
          LabelledParagraph(
            text: "Buy now", label: .promo,
            markup: ParagraphMarkup(element: 0, surroundings: [], linkDensity: 1)),
        ], markup: ArticleMarkup(elements: [(name: "p", words: "", parent: nil)]))
    }
    let items = Corpus(articles: ["a", "b", "c", "d"].map { item("\($0).feed") })
    let both = try #require(try train(Corpus.joined([pages, items])).markup)
    #expect(both.corpus.articles == pages.articles)
    #expect(both.fragments.articles.suffix(4) == items.articles[...])
    #expect(both.fragmentsOutOfFold.count == both.fragments.labels.count)
    #expect(try train(pages).markup?.variant != both.variant)
    let alone = try #require(try train(items).markup)
    #expect(alone.corpus.articles == items.articles && alone.fragments.articles.isEmpty)
  }

  @Test("Articles with markup that cannot be trained on are refused, texts beside them or not")
  func refusals() {
    let texts = SmallExamples.corpus(sites: 4).articles
    func pages(_ labels: [InnerLabel?], sites: Int = 4) -> [LabelledArticle] {
      (0..<sites).map { site in
        SmallExamples.page(
          SmallExamples.article("\(site).example", labels.map { ($0, "The ferry") }))
      }
    }
    #expect(
      throws: CorpusError.noLabels(file: "the training corpus's articles with markup")
    ) { try train(Corpus(articles: texts + pages([nil]))) }
    #expect(throws: CorpusError.oneLabelOnly("promo")) {
      try train(Corpus(articles: texts + pages([.promo, .paywall])))
    }
    #expect(throws: CorpusError.tooFewSites(found: 1, needed: 2)) {
      try train(Corpus(articles: pages([.promo, .content], sites: 1)))
    }
    // Texts of other sites are enough for the folds.
    #expect(throws: Never.self) {
      try train(Corpus(articles: texts + pages([.promo, .content], sites: 1)))
    }
  }
}
