// Tests that each article of a training run gets the predictions of the variant that would judge it.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct JudgedArticleTests {
  private func train(_ corpus: Corpus) throws -> TrainedModel {
    let settings = TrainingSettings(iterations: 4, tableBits: 8, contextRounds: 0, folds: 2)
    return try ModelTrainer(settings, threads: 1, onlyJudges: true).train(on: corpus)
  }

  private let text = SmallExamples.article(
    "text.example", [(.content, "The rook came late."), (nil, "More"), (.byline, "By Ada")])

  /// A page long enough for an inner part.
  private let page = SmallExamples.page(
    SmallExamples.article(
      "page.example",
      [
        (.promo, "Home"), (.content, "A wren sang."), (.content, "It sang again."),
        (.content, "Then it left."), (.promo, "Read more"),
      ]))

  private let item = LabelledArticle(
    id: "item", site: "item.example", language: "en",
    paragraphs: [
      LabelledParagraph(
        text: "A swift flew by.", label: .content,
        markup: ParagraphMarkup(element: 0, surroundings: [], linkDensity: 0)),
      LabelledParagraph(
        text: "Subscribe", label: .promo,
        markup: ParagraphMarkup(element: 0, surroundings: [], linkDensity: 1)),
    ], markup: ArticleMarkup(elements: [(name: "p", words: "", parent: nil)]))

  @Test("Pages, items and texts get predictions of their own variant, partly labelled pages none")
  func mixed() throws {
    let partly = LabelledArticle(
      id: "partial", site: "partial.example", language: "en",
      paragraphs: [
        LabelledParagraph(
          text: "Menu", label: nil, isNotContent: true, markup: page.paragraphs[0].markup)
      ], markup: page.markup)
    let trained = try train(Corpus(articles: [item, text, partly, page]))
    let judged = trained.judgedArticles
    #expect(judged.map(\.article) == [item, text, page])
    let markup = try #require(trained.markup)
    // The page's inner part comes first among the parts.
    #expect(markup.fragments.articles.count == 2)
    #expect(judged[0].predictions == Array(markup.fragmentsOutOfFold.suffix(2)))
    #expect(judged[1].predictions == Array(trained.text.outOfFold[2..<4]))
    #expect(judged[2].predictions == markup.outOfFold)
    #expect(judged[2].predictions != Array(trained.text.outOfFold.suffix(5)))
  }

  @Test("Items alone are judged as the pages of their model, texts alone by the variant for text")
  func alone() throws {
    let other = LabelledArticle(
      id: "other", site: "other.example", language: "en", paragraphs: item.paragraphs,
      markup: item.markup)
    let items = try train(Corpus(articles: [item, other]))
    #expect(items.judgedArticles.flatMap(\.predictions) == items.markup?.outOfFold)
    let texts = try train(SmallExamples.corpus(sites: 2))
    #expect(texts.judgedArticles.flatMap(\.predictions) == texts.text.outOfFold)
  }
}
