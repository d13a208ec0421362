// Tests a whole training run on a few sites: the same bytes every time, what it says on the way,
// and what it refuses.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct ModelTrainerTests {
  private func settings(
    _ algorithm: Algorithm = .ensemble, folds: Int = 2, seed: UInt64 = 1
  ) -> TrainingSettings {
    TrainingSettings(
      algorithm: algorithm, iterations: 8, tableBits: 8, contextRounds: 0, folds: folds, seed: seed)
  }

  @Test("The same corpus and settings give the same bytes, on one thread or two")
  func sameBytes() throws {
    let corpus = SmallExamples.corpus(sites: 4)
    let bytes = try ModelTrainer(settings(), threads: 1).train(on: corpus).model.serialized()
    #expect(try ModelTrainer(settings(), threads: 1).train(on: corpus).model.serialized() == bytes)
    #expect(try ModelTrainer(settings(), threads: 2).train(on: corpus).model.serialized() == bytes)
    #expect(!bytes.isEmpty)
  }

  @Test("The seed, a label and the penalty show in the bytes")
  func otherBytes() throws {
    let corpus = SmallExamples.corpus(sites: 4)
    func bytes(_ settings: TrainingSettings, _ corpus: Corpus) throws -> [UInt8] {
      try ModelTrainer(settings, threads: 1).train(on: corpus).model.serialized()
    }
    let plain = try bytes(settings(), corpus)
    #expect(try bytes(settings(seed: 2), corpus) != plain)
    var penalised = settings()
    penalised.l2Penalty = 3
    #expect(try bytes(penalised, corpus) != plain)
    let first = try #require(corpus.articles.first)
    let relabelled = LabelledArticle(
      id: first.id, site: first.site, language: first.language,
      paragraphs: first.paragraphs.map { LabelledParagraph(text: $0.text, label: .content) })
    let other = Corpus(articles: [relabelled] + corpus.articles.dropFirst())
    #expect(try bytes(settings(), other) != plain)
  }

  @Test("The model reads back from its bytes equal", arguments: Algorithm.allCases)
  func roundTrip(algorithm: Algorithm) throws {
    let corpus = SmallExamples.corpus(sites: 3)
    let model = try ModelTrainer(settings(algorithm), threads: 1).train(on: corpus).model
    #expect(try Model(serialized: model.serialized()) == model)
  }

  @Test("A model has the weights of its algorithm and no others", arguments: Algorithm.allCases)
  func weights(algorithm: Algorithm) throws {
    let trained = try ModelTrainer(settings(algorithm), threads: 1)
      .train(on: SmallExamples.corpus(sites: 3))
    let variant = trained.model.text
    #expect(trained.text.variant == variant)
    #expect(variant.algorithm == algorithm)
    #expect((variant.naiveBayes == nil) == (algorithm == .logisticRegression))
    #expect((variant.logisticRegression == nil) == (algorithm == .naiveBayes))
    #expect((trained.text.naiveBayes == nil) == (algorithm == .logisticRegression))
    #expect((trained.text.logisticRegression == nil) == (algorithm == .naiveBayes))
    #expect(variant.featureTable.rows == 256)
    let rule = variant.decisionRule
    if algorithm == .naiveBayes { #expect(rule.logisticRegressionWeight == 0) }
    if algorithm == .logisticRegression { #expect(rule.naiveBayesWeight == 0) }
  }

  @Test("There is an out-of-fold prediction for every paragraph, with probabilities that sum to 1")
  func outOfFold() throws {
    let corpus = SmallExamples.corpus(sites: 4)
    let predictions = try ModelTrainer(settings(), threads: 1).train(on: corpus).text.outOfFold
    #expect(predictions.count == corpus.paragraphCount)
    #expect(predictions.allSatisfy { isClose(Double($0.probabilities.sum()), 1, within: 1e-5) })
  }

  @Test("Out-of-fold predictions know nothing of the paragraph's own site")
  func unseenSite() throws {
    // Two sites with the same texts under opposite labels: a model of either site is wrong about
    // the other, so the calibration trusts neither and leaves both labels about as probable.
    func site(_ name: String, _ heron: InnerLabel, _ offer: InnerLabel) -> LabelledArticle {
      SmallExamples.article(
        name, [(heron, "heron river meadow"), (offer, "offer sale voucher")])
    }
    let corpus = Corpus(articles: [
      site("one.example", .content, .promo), site("two.example", .promo, .content),
    ])
    let trained = try ModelTrainer(settings(.naiveBayes), threads: 1).train(on: corpus)
    let right = zip(trained.text.outOfFold, [ParagraphLabel.content, .promo, .promo, .content])
    #expect(right.allSatisfy { $0.probability(of: $1) <= 0.51 })
  }

  @Test("The provenance holds the corpus and the settings")
  func provenance() throws {
    let corpus = SmallExamples.corpus(sites: 3)
    let provenance = try ModelTrainer(settings(seed: 7), threads: 1).train(on: corpus)
      .model.provenance
    #expect(provenance["corpus_fingerprint"] == corpus.fingerprint)
    #expect(provenance["corpus_articles"] == "3")
    #expect(provenance["corpus_paragraphs"] == "15")
    #expect(provenance["seed"] == "7")
    #expect(provenance["folds"] == "2")
    #expect(provenance["table_bits"] == "8")
  }

  @Test("Progress goes from features over folds to the iterations of the final model")
  func progress() throws {
    var stages: [String] = []
    _ = try ModelTrainer(settings(), threads: 1).train(on: SmallExamples.corpus(sites: 3)) {
      switch $0 {
      case .features: stages.append("features")
      case .folds(let count): stages.append("\(count) folds")
      case .context(let round): stages.append("round \(round)")
      case .final(let iteration, _): stages.append("final \(iteration)")
      }
    }
    #expect(stages.prefix(3) == ["features", "2 folds", "final 1"])
    #expect(stages.count <= 2 + 8)
  }

  @Test("Paragraphs without a label change neither the model nor the out-of-fold predictions")
  func unlabelled() throws {
    let corpus = SmallExamples.corpus(sites: 4)
    let among = Corpus(
      articles: corpus.articles.enumerated().map { index, article in
        // More in some articles than in others, so that balancing by them would show.
        let others = (0..<(index * 7)).map { LabelledParagraph(text: "Other \($0)", label: nil) }
        return LabelledArticle(
          id: "", site: article.site, language: article.language,
          paragraphs: others + article.paragraphs + others)
      })
    let plain = try ModelTrainer(settings(), threads: 1).train(on: corpus)
    let trained = try ModelTrainer(settings(), threads: 1).train(on: among)
    #expect(trained.text.outOfFold == plain.text.outOfFold)
    #expect(trained.model.text == plain.model.text)
    #expect(trained.model.provenance["corpus_paragraphs"] == "20")
    #expect(
      trained.model.provenance["corpus_fingerprint"]
        != plain.model.provenance["corpus_fingerprint"])
    #expect(
      TopWeights(trained.text, count: 5).features(of: .promo)
        == TopWeights(plain.text, count: 5).features(of: .promo))
  }

  @Test("A corpus without labels is refused")
  func noLabels() {
    let articles = (0..<4).map { SmallExamples.article("\($0).example", [(nil, "Text")]) }
    #expect(throws: CorpusError.noLabels(file: "the training corpus")) {
      try ModelTrainer(settings(), threads: 1).train(on: Corpus(articles: articles))
    }
  }

  @Test("A corpus of one label is refused; promo and paywall are one label")
  func oneLabel() {
    let contents = (0..<4).map {
      SmallExamples.article("\($0).example", [(.content, "Text"), (.content, "More text")])
    }
    #expect(throws: CorpusError.oneLabelOnly("content")) {
      try ModelTrainer(settings(), threads: 1).train(on: Corpus(articles: contents))
    }
    let promos = (0..<4).map {
      SmallExamples.article("\($0).example", [(.promo, "Text"), (.paywall, "More text")])
    }
    #expect(throws: CorpusError.oneLabelOnly("promo")) {
      try ModelTrainer(settings(), threads: 1).train(on: Corpus(articles: promos))
    }
  }

  @Test("Fewer sites than folds are refused")
  func tooFewSites() {
    #expect(throws: CorpusError.tooFewSites(found: 3, needed: 4)) {
      try ModelTrainer(settings(folds: 4), threads: 1).train(on: SmallExamples.corpus(sites: 3))
    }
  }
}
