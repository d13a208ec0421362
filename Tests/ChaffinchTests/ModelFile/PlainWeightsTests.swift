// Tests that plain weights are the steps times the scales, in the shapes that are promised.

import Testing

@testable import Chaffinch

@Suite("Plain weights")
struct PlainWeightsTests {
  @Test("A weight is its step times its class's scale; the bias stays")
  func dequantised() throws {
    var values = [Int8](repeating: 0, count: 256 * 4)
    values[0] = 2
    values[7] = -128
    values[1023] = 127
    let weights = QuantizedWeights(
      values: values, scales: SIMD4(0.5, 1, 1, 0.25),
      bias: ClassVector(-1, 2, 0, 0.5, 3, 0, 0, 0))
    let model = Model(
      text: Model.Variant(
        algorithm: .naiveBayes, decisionRule: DecisionRule(.naiveBayes), naiveBayes: weights,
        logisticRegression: nil), provenance: [:])
    let tensors = try ModelDescription(serialized: model.serialized()).plainTensors()
    #expect(tensors.map(\.name) == ["text.naive_bayes.weights", "text.naive_bayes.bias"])
    #expect(tensors.map(\.shape) == [[256, 5], [5]])
    // The last class of a row has what makes its sum 0.
    #expect(tensors[0].values[0..<5] == [1, 0, 0, 0, -1])
    #expect(tensors[0].values[5..<10] == [0, 0, 0, -32, 32])
    #expect(tensors[0].values[1275...] == [0, 0, 0, 31.75, -31.75])
    #expect(tensors[0].values.count { $0 != 0 } == 6)
    #expect(tensors[1].values == [-1, 2, 0, 0.5, 3])
  }

  @Test("Context models have a row for each feature and one for the constant, gate by gate")
  func context() throws {
    let model = SmallModels.withContext()
    let tensors = try ModelDescription(serialized: model.serialized()).plainTensors()
    let round = try #require(tensors.first { $0.name == "text.context.1.weights" })
    let features = ContextModel.featureCount(usesMarkup: false)
    #expect(round.shape == [features + 1, 2, 5])
    let weights = try #require(model.text.context).rounds[1].weights
    #expect(round.values[(7 * 2 + 1) * 5 + 3] == weights[15][3])
    #expect(Set(tensors.map(\.name)).count == tensors.count)
    #expect(tensors.count == 8 + 4)
    #expect(tensors.allSatisfy { $0.values.count == $0.shape.reduce(1, *) })
  }
}
