// Tests that a paragraph's local features are counted, gathered by bucket and weighed as the classifier
// does.

import Testing

@testable import Chaffinch

@Suite("Local terms")
struct LocalTermsTests {
  private func explain(_ text: String) -> ScoreExplanation {
    SmallModels.classifier.explain(Article(paragraphs: [text]))[0].local[0]
  }

  @Test("A word that occurs twelve times is one feature with a count")
  func repeated() throws {
    let features = explain("a a a a a a a a a a a a").terms.flatMap(\.features)
    #expect(features.filter { $0.name == "word “a”" }.map(\.count) == [12])
    // The first pair is the word with nothing before it.
    #expect(features.filter { $0.name == "pair “a a”" }.map(\.count).reduce(0, +) == 11)
  }

  @Test("Every feature is in one term, with its group and its value", arguments: SmallModels.texts)
  func everyFeature(text: String) {
    var features = LocalFeatures()
    LocalFeatureExtractor().extract(text, into: &features)
    let terms = explain(text).terms.dropFirst()
    func count(_ group: String) -> Int {
      terms.flatMap(\.features).filter { $0.group == group }.reduce(0) { $0 + $1.count }
    }
    #expect(count("text") == features.textCount)
    #expect(count("shape") == features.shapeCount)
    #expect(count("markup") == 0)
    let value = terms.reduce(Float.zero) { $0 + $1.firstValue }
    let expected =
      Float(features.textCount) * features.textValue
      + Float(features.shapeCount) * LocalFeatures.shapeValue
    #expect(abs(value - expected) < 1e-3)
    #expect(terms.allSatisfy { $0.firstValue == $0.secondValue })
  }

  /// Two words that fall in one bucket of the smallest table.
  private func collidingWords() throws -> (String, String, bucket: Int) {
    let extractor = LocalFeatureExtractor()
    var words: [Int: String] = [:]
    for first in "abcdefghijklmnopqrstuvwxyz" {
      for second in "abcdefghijklmnopqrstuvwxyz" {
        let word = "\(first)\(second)"
        let feature = try #require(extractor.named(word).first { $0.name == "word “\(word)”" })
        let bucket = SmallModels.table.bucket(of: feature.hash)
        if let other = words[bucket] { return (other, word, bucket) }
        words[bucket] = word
      }
    }
    throw CancellationError()
  }

  @Test("Features of a paragraph that share a bucket are one term with all their names")
  func collision() throws {
    let (one, two, bucket) = try collidingWords()
    let terms = explain("\(one) \(two) \(two)").terms
    let term = try #require(
      terms.first { term in term.features.contains { $0.name == "word “\(one)”" } })
    let counts = term.features.filter { $0.group == "text" && $0.name.hasPrefix("word") }
    #expect(counts.map(\.name) == ["word “\(one)”", "word “\(two)”"])
    #expect(counts.map(\.count) == [1, 2])
    #expect(term.isShared)
    #expect(term.name.contains("word “\(one)”"))
    #expect(term.name.contains(" + word “\(two)” ×2"))
    // One weight for all: its value times the bucket's row.
    let weights = PackedWeights(
      naiveBayes: QuantizedWeights(SmallModels.naiveBayes()),
      logisticRegression: QuantizedWeights(SmallModels.logisticRegression())
    ).weights(of: bucket)
    #expect(term.first == weights.naiveBayes * term.firstValue)
    #expect(term.second == weights.logisticRegression * term.secondValue)
  }

  @Test("A term of one feature is not marked as shared, and no two terms have the same feature")
  func noTwoTerms() {
    let terms = explain("By Anna Beck").terms
    #expect(terms.contains { !$0.isShared } && terms.contains { $0.isShared })
    for term in terms {
      let names = term.features.map { "\($0.group) \($0.name)" }
      #expect(Set(names).count == names.count)
    }
  }

  @Test("The text's own model sees no markup")
  func noMarkup() throws {
    let classifier = ParagraphClassifier(ArticleExplainerTests.withOpinion())
    let explanation = classifier.explain(try ArticleExplainerTests.articles()[2])[1]
    func groups(_ level: ScoreExplanation) -> Set<String> {
      Set(level.terms.flatMap(\.features).map(\.group))
    }
    #expect(groups(explanation.local[0]) == ["bias", "text", "shape", "markup"])
    #expect(groups(explanation.local[1]) == ["bias", "text", "shape"])
  }
}
