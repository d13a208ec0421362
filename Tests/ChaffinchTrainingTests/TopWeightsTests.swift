// Tests the list of the features that speak most for each class.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct TopWeightsTests {
  private let corpus = Corpus(articles: [
    SmallExamples.article("a.example", [(.content, "heron heron heron"), (.promo, "voucher")])
  ])

  /// The bucket of the word's own feature in a table of 2^18 rows.
  private func bucket(_ word: String) throws -> Int {
    let feature = LocalFeatureExtractor().named(word).first { $0.name == "word “\(word)”" }
    return FeatureTable(bits: 18).bucket(of: try #require(feature).hash)
  }

  /// A trained variant with these weights for single buckets and 0 for all others.
  private func trained(
    _ weights: [(bucket: Int, label: InnerLabel, weight: Float)], on corpus: Corpus? = nil,
    usesMarkup: Bool = false
  ) -> TrainedModel.Variant {
    var rows = [ClassVector](repeating: .zero, count: 1 << 18)
    for (bucket, label, weight) in weights { rows[bucket][label] = weight }
    let regression = LogisticRegression(bias: .zero, weights: rows)
    let empty = QuantizedWeights(
      values: Array(repeating: 0, count: 256 * QuantizedWeights.width), scales: .zero, bias: .zero)
    return TrainedModel.Variant(
      variant: Model.Variant(
        algorithm: .logisticRegression, decisionRule: DecisionRule(.logisticRegression),
        naiveBayes: nil, logisticRegression: empty), usesMarkup: usesMarkup,
      corpus: corpus ?? self.corpus, outOfFold: [], fragments: Corpus(articles: []),
      fragmentsOutOfFold: [], extracted: Corpus(articles: []), extractedOutOfFold: [],
      naiveBayes: nil, logisticRegression: regression, examples: SmallExamples.matrix([], []))
  }

  @Test("Features are named, each class has its own, and weights lose their mean over the classes")
  func names() throws {
    // A weight of 5 for one class has the mean 1 over five classes: 5 − 1 = 4 there, −1 elsewhere.
    let heron = try bucket("heron")
    let voucher = try bucket("voucher")
    let top = TopWeights(
      trained([(heron, .content, 5), (voucher, .promo, 2.5)]), count: 1)
    #expect(top.features(of: .content).map(\.name) == ["word “heron”"])
    #expect(top.features(of: .content).map(\.weight) == [4])
    #expect(top.features(of: .promo).map(\.name) == ["word “voucher”"])
    #expect(top.features(of: .promo).map(\.weight) == [2])
    #expect(top.features(of: .byline).isEmpty)
  }

  @Test("The strongest feature comes first, and there are no more than asked for")
  func order() throws {
    let weights: [(bucket: Int, label: InnerLabel, weight: Float)] = [
      (try bucket("heron"), .content, 5), (try bucket("voucher"), .content, 10),
    ]
    let two = TopWeights(trained(weights), count: 2).features(of: .content)
    #expect(two.map(\.name) == ["word “voucher”", "word “heron”"])
    #expect(two.map(\.weight) == [8, 4])
    let one = TopWeights(trained(weights), count: 1).features(of: .content)
    #expect(one.map(\.name) == ["word “voucher”"])
  }

  @Test("A bucket that no feature of the corpus falls into has no name and is left out")
  func unnamed() throws {
    let used = Set(
      corpus.articles.flatMap(\.paragraphs).flatMap { LocalFeatureExtractor().named($0.text) }
        .map { FeatureTable(bits: 18).bucket(of: $0.hash) })
    let free = try #require((0..<(1 << 18)).first { !used.contains($0) })
    let top = TopWeights(trained([(free, .content, 5)]), count: 3)
    #expect(top.features(of: .content).isEmpty)
  }

  @Test("Features of markup are named where the variant reads markup, and only there")
  func markup() throws {
    let pages = Corpus(articles: corpus.articles.map { SmallExamples.page($0) })
    let article = try #require(pages.articles.first)
    let named = LocalFeatureExtractor().named(
      "heron heron heron", at: article.paragraphs[0].markup,
      in: article.markup.map { MarkupWords($0) })
    let feature = try #require(named.first { $0.name == "own class word “content”" })
    let weights: [(bucket: Int, label: InnerLabel, weight: Float)] = [
      (FeatureTable(bits: 18).bucket(of: feature.hash), .content, 5)
    ]
    let top = TopWeights(trained(weights, on: pages, usesMarkup: true), count: 1)
    #expect(top.features(of: .content).map(\.name) == ["own class word “content”"])
    let text = TopWeights(trained(weights, on: pages, usesMarkup: false), count: 1)
    #expect(text.features(of: .content).isEmpty)
  }

  @Test("Training on a few articles lists positive weights in falling order")
  func afterTraining() throws {
    let corpus = SmallExamples.corpus(sites: 3)
    let settings = TrainingSettings(iterations: 8, tableBits: 8, folds: 2)
    let trained = try ModelTrainer(settings, threads: 1).train(on: corpus)
    let top = TopWeights(trained.text, count: 10)
    for label in InnerLabel.allCases {
      let weights = top.features(of: label).map(\.weight)
      #expect(!weights.isEmpty)
      #expect(weights.count <= 10)
      #expect(weights.allSatisfy { $0 > 0 })
      #expect(weights == weights.sorted(by: >))
    }
  }

  @Test(
    "A weight has two decimals",
    arguments: [(0, "0.00"), (1.5, "1.50"), (-0.256, "-0.26"), (12.344, "12.34"), (0.996, "1.00")]
      as [(Float, String)])
  func format(weight: Float, expected: String) {
    #expect(TopWeights.format(weight) == expected)
  }
}
