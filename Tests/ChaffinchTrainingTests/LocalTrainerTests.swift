// Tests the training of local models piece by piece: that pieces and threads do not show, and which sites
// are held out.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct LocalTrainerTests {
  private let settings = TrainingSettings(iterations: 10, tableBits: 8, folds: 2)

  private func train(
    _ articles: [LabelledArticle], pieces: Int = 1, threads: Int = 1
  ) throws(CorpusError) -> LocallyTrainedModel {
    var trainer = LocalTrainer(settings, threads: threads)
    try trainer.append(pieces: pieces) { piece in
      .success(Array(articles[Shards.range(piece, of: articles.count, count: pieces)]))
    }
    return try trainer.train()
  }

  private let corpus = SmallExamples.corpus(sites: 40)

  @Test("Neither pieces nor threads show in the model")
  func sameBytes() throws {
    let one = try train(corpus.articles).model.serialized()
    #expect(try train(corpus.articles, pieces: 7).model.serialized() == one)
    #expect(try train(corpus.articles, pieces: 7, threads: 2).model.serialized() == one)
  }

  @Test("The model is that of the sites that are not held out, calibrated on the others")
  func heldOut() throws {
    let trained = try train(corpus.articles)
    let isHeldOut = corpus.articles.map { LocalTrainer.isHeldOut($0, seed: settings.seed) }
    let outside = zip(corpus.articles, isHeldOut).filter { !$1 }.map(\.0)
    let inside = zip(corpus.articles, isHeldOut).filter(\.1).map(\.0)
    #expect(!inside.isEmpty && inside.count < 10)
    #expect(trained.labels == Corpus(articles: inside).labels)
    #expect(trained.predictions.count == trained.labels.count)
    let examples = ExampleMatrix(
      outside, table: FeatureTable(bits: 8), usesMarkup: false, shards: Shards(threads: 1))
    let models = LocalModels.train(on: examples, settings: settings, shards: Shards(threads: 1))
    #expect(trained.model.text.naiveBayes == models.naiveBayes.map { QuantizedWeights($0) })
    #expect(trained.model.markup == nil && trained.model.text.context == nil)
  }

  @Test(
    "The provenance says what it was trained on, with the fingerprint that the whole corpus has")
  func provenance() throws {
    let provenance = try train(corpus.articles, pieces: 3).model.provenance
    #expect(provenance["corpus_fingerprint"] == corpus.fingerprint)
    #expect(provenance["corpus_articles"] == "40")
    #expect(provenance["corpus_paragraphs"] == "200")
    #expect(provenance["local_only"] == "true")
    #expect(provenance["l2_penalty"] == "0.3")
    #expect(provenance["folds"] == nil && provenance["context_rounds"] == nil)
  }

  @Test("All articles of a site are on one side, and about one site in twenty is held out")
  func sites() {
    func isHeldOut(_ site: String, _ id: String = "", seed: UInt64 = 1) -> Bool {
      LocalTrainer.isHeldOut(
        LabelledArticle(id: id, site: site, language: "", paragraphs: []), seed: seed)
    }
    let sites = (0..<2000).map { "site\($0).example" }
    #expect(sites.allSatisfy { isHeldOut($0, "a") == isHeldOut($0, "b") })
    let count = sites.count { isHeldOut($0) }
    #expect((60...140).contains(count))
    #expect(sites.contains { isHeldOut($0) != isHeldOut($0, seed: 2) })
    // Without a site the article's own name decides.
    #expect((60...140).contains(sites.count { isHeldOut("", $0) }))
  }

  @Test("The first piece that cannot be read stops the run")
  func unreadable() {
    var trainer = LocalTrainer(settings, threads: 2)
    #expect(throws: CorpusError.noLabels(file: "1")) {
      try trainer.append(pieces: 3) { piece in
        piece == 0 ? .success([]) : .failure(.noLabels(file: String(piece)))
      }
    }
  }

  @Test("No labels, one label and no site held out are refused")
  func refused() throws {
    #expect(throws: CorpusError.noLabels(file: "the training corpus")) { try train([]) }
    let one = (0..<40).map { SmallExamples.article("s\($0).example", [(.promo, "Read more")]) }
    #expect(throws: CorpusError.oneLabelOnly("promo")) { try train(one) }
    let seen = try #require(
      corpus.articles.first { !LocalTrainer.isHeldOut($0, seed: settings.seed) })
    #expect(throws: CorpusError.noLabels(file: "the one site in 20 that is held out")) {
      try train([seen])
    }
  }
}
