// Tests that differences of models are found and measured, on models that differ in known places.

import Testing

@testable import Chaffinch

@Suite("Differences of models")
struct ModelDifferenceTests {
  private func difference(_ old: Model, _ new: Model) throws -> ModelDifference {
    ModelDifference(
      try ModelDescription(serialized: old.serialized()),
      try ModelDescription(serialized: new.serialized()))
  }

  private func model(
    _ steps: [Int8] = [], bits: Int = 8, provenance: [String: String] = [:],
    rule: DecisionRule = DecisionRule(.naiveBayes)
  ) -> Model {
    var values = [Int8](repeating: 0, count: 4 << bits)
    for (place, step) in steps.enumerated() { values[place * 4] = step }
    let weights = QuantizedWeights(
      values: values, scales: SIMD4(0.5, 1, 1, 1), bias: .zero)
    return Model(
      text: Model.Variant(
        algorithm: .naiveBayes, decisionRule: rule, naiveBayes: weights, logisticRegression: nil),
      provenance: provenance)
  }

  @Test("A model does not differ from itself")
  func equal() throws {
    let result = try difference(SmallModels.withContext(), SmallModels.withContext())
    #expect(result.isEmpty)
    #expect(result.tensors.count == 12)
    #expect(result.tensors.allSatisfy { $0.isEqual })
  }

  @Test(
    "Of numbers that differ there are count, largest and mean difference, in what they are worth")
  func numbers() throws {
    let result = try difference(model([2, 4, 6]), model([2, 8, 0]))
    let weights = try #require(result.tensors.first)
    #expect(weights.name == "text.naive_bayes.weights")
    let numbers = try #require(weights.numbers)
    #expect(numbers.count == 1280)
    // Two weights of the first class by 2 and 3, and those of the last one, which make the rows' sums 0.
    #expect(numbers.differing == 4)
    #expect(numbers.largest == 3)
    #expect(numbers.mean == 10.0 / 1280)
    #expect(result.tensors.map(\.isEqual) == [false, true])
    #expect(result.format.map(\.key) == ["tensor_checksum"])
    #expect(!result.isEmpty)
  }

  @Test("Keys of rules and of provenance are listed apart, with both values or none")
  func keys() throws {
    let rule = DecisionRule(
      naiveBayesWeight: 1, logisticRegressionWeight: 0, paywallThreshold: 0.25)
    let result = try difference(
      model(provenance: ["seed": "1", "folds": "4"]),
      model(provenance: ["seed": "2", "new": "yes", "folds": "4"], rule: rule))
    #expect(
      result.format == [.init(key: "text.paywall_threshold", old: "0.5", new: "0.25")])
    #expect(
      result.provenance == [
        .init(key: "new", old: nil, new: "yes"), .init(key: "seed", old: "1", new: "2"),
      ])
    #expect(result.tensors.allSatisfy { $0.isEqual })
    #expect(!result.isEmpty)
  }

  @Test("Tables of other lengths and tensors that one model lacks have shapes and no numbers")
  func shapes() throws {
    let rows = try #require(try difference(model(), model(bits: 9)).tensors.first)
    #expect(rows.oldShape == [256, 5])
    #expect(rows.newShape == [512, 5])
    #expect(rows.numbers == nil)
    #expect(!rows.isEqual)
    let added = try difference(SmallModels.model(), SmallModels.bothVariants())
    #expect(added.tensors.count == 8)
    #expect(added.tensors.prefix(4).allSatisfy { $0.isEqual })
    #expect(added.tensors.suffix(4).allSatisfy { $0.oldShape == nil && $0.newShape != nil })
    let removed = try difference(SmallModels.bothVariants(), SmallModels.model())
    #expect(removed.tensors.suffix(4).allSatisfy { $0.oldShape != nil && $0.newShape == nil })
  }
}
