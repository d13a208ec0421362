// Tests what a variant is trained and scored on besides whole pages: extracted views, partly labelled
// pages, context models.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct VariantTrainerTests {
  private func train(
    _ corpus: Corpus, contextRounds: Int = 0, threads: Int = 1,
    progress: (ModelTrainer.Stage) -> Void = { _ in }
  ) throws -> TrainedModel {
    let settings = TrainingSettings(
      iterations: 8, tableBits: 8, contextRounds: contextRounds, textGates: 1, markupGates: 1,
      contextPenalty: 10, contextIterations: 4, folds: 2)
    return try ModelTrainer(settings, threads: threads).train(on: corpus, progress: progress)
  }

  /// The corpus with its promos, of which extractors keep none.
  private func extracted(_ corpus: Corpus) -> Corpus {
    Corpus(
      articles: corpus.articles.map { article in
        LabelledArticle(
          id: article.id, site: article.site, language: article.language,
          paragraphs: article.paragraphs.map {
            LabelledParagraph(
              text: $0.text, label: $0.label, isExtracted: $0.label != .promo, markup: $0.markup)
          }, markup: article.markup)
      })
  }

  /// Pages of which only content or not is known, on sites of their own.
  private func partial(sites: Int) -> Corpus {
    Corpus(
      articles: SmallExamples.pages(sites: sites).articles.map { page in
        LabelledArticle(
          id: page.id, site: "partial-\(page.site)", language: page.language,
          paragraphs: page.paragraphs.map {
            LabelledParagraph(
              text: $0.text + " once more", label: $0.label == .content ? .content : nil,
              isNotContent: $0.label != .content, markup: $0.markup)
          }, markup: page.markup)
      })
  }

  @Test("What extractors keep is a view of its own for the variant for text")
  func extractedViews() throws {
    let corpus = extracted(SmallExamples.pages(sites: 4))
    let trained = try train(corpus)
    #expect(trained.text.extracted.articles.count == 4)
    #expect(
      trained.text.extracted.articles.map { $0.paragraphs.map(\.text) }
        == corpus.articles.map { $0.paragraphs.filter { $0.label != .promo }.map(\.text) })
    // Without a context model the same paragraphs have the same predictions.
    let kept = zip(corpus.labels, trained.text.outOfFold).filter { $0.0 != .promo }.map(\.1)
    #expect(kept.count == 16)
    #expect(trained.text.extractedOutOfFold == kept)
    let markup = try #require(trained.markup)
    #expect(markup.extracted.articles.isEmpty && markup.extractedOutOfFold.isEmpty)
  }

  @Test("An article that extractors keep whole has no such view")
  func wholeArticles() throws {
    let (one, others) = (extracted(SmallExamples.corpus(sites: 1)), SmallExamples.corpus(sites: 4))
    let trained = try train(Corpus(articles: one.articles + others.articles.dropFirst()))
    #expect(trained.text.extracted.articles.map(\.site) == one.articles.map(\.site))
    #expect(trained.text.extractedOutOfFold.count == 4)
  }

  @Test("Partly labelled pages are not scored, and the variant for text does without them")
  func partlyLabelled() throws {
    let pages = SmallExamples.pages(sites: 4)
    let plain = try train(pages)
    let trained = try train(Corpus.joined([pages, partial(sites: 3)]))
    // Its folds may differ, and the mean of their models, from which logistic regression starts; where it
    // ends does not.
    #expect(trained.text.outOfFold.count == plain.text.outOfFold.count)
    #expect(trained.model.text.naiveBayes == plain.model.text.naiveBayes)
    let (left, right) = (
      try #require(trained.text.logisticRegression), try #require(plain.text.logisticRegression)
    )
    let largest = right.weights.flatMap(\.lanes).map(abs).max() ?? 0
    for (row, expected) in zip(left.weights, right.weights) {
      #expect(row.isClose(to: expected.lanes, within: largest / 20))
    }
    let markup = try #require(trained.markup)
    #expect(markup.corpus.articles == pages.articles)
    #expect(markup.outOfFold.count == 20)
  }

  @Test("A context model for text joins the variant, is told, and judges the extracted views anew")
  func textContext() throws {
    var rounds: [Int] = []
    let corpus = extracted(SmallExamples.corpus(sites: 4))
    let trained = try train(corpus, contextRounds: 1) {
      if case .context(let round) = $0 { rounds.append(round) }
    }
    #expect(rounds == [1])
    let context = try #require(trained.model.text.context)
    #expect(context.rounds.count == 1 && trained.model.text.fragmentContext == nil)
    #expect(trained.text.outOfFold.count == 20 && trained.text.extractedOutOfFold.count == 16)
    let kept = zip(corpus.labels, trained.text.outOfFold).filter { $0.0 != .promo }.map(\.1)
    #expect(trained.text.extractedOutOfFold != kept)
    #expect(try Model(serialized: trained.model.serialized()) == trained.model)
    #expect(
      try train(corpus, contextRounds: 1, threads: 2).model.serialized()
        == trained.model.serialized())
  }

  @Test("The context model of pages learns from partly labelled ones")
  func pageContext() throws {
    let pages = SmallExamples.pages(sites: 4)
    let plain = try train(pages, contextRounds: 1)
    let trained = try train(Corpus.joined([pages, partial(sites: 2)]), contextRounds: 1)
    let (left, right) = (try #require(plain.model.markup), try #require(trained.model.markup))
    #expect(left.context != nil && right.context != nil && left.context != right.context)
    // Neither the local models nor the one for text know of them.
    #expect(left.logisticRegression == right.logisticRegression)
    #expect(left.naiveBayes == right.naiveBayes)
    #expect(plain.model.text.logisticRegression == trained.model.text.logisticRegression)
    #expect(trained.markup?.outOfFold.count == 20)
    // No page has the three paragraphs of content that an inner part needs.
    #expect(left.fragmentContext == nil)
  }
}
