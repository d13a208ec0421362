// Tests the model as a value. Its bytes are tested in ModelFileTests.

import Testing

@testable import Chaffinch

@Suite("Models")
struct ModelTests {
  @Test("The feature table is as long as the weights that are there", arguments: Algorithm.allCases)
  func featureTable(algorithm: Algorithm) {
    #expect(SmallModels.variant(algorithm).featureTable == FeatureTable(bits: 8))
  }

  @Test("Models of different seeds differ, of one seed they are equal")
  func equality() {
    #expect(SmallModels.model(seed: 1) == SmallModels.model(seed: 1))
    #expect(SmallModels.model(seed: 1) != SmallModels.model(seed: 2))
    #expect(SmallModels.model(.naiveBayes) != SmallModels.model(.logisticRegression))
    #expect(SmallModels.bothVariants() == SmallModels.bothVariants())
    #expect(SmallModels.bothVariants() != SmallModels.model())
  }

  @Test("Keys that the file keeps for itself are no provenance")
  func reservedKeys() {
    let reserved = [
      "format", "format_version", "feature_version", "labels", "tensor_checksum",
      "text.algorithm", "text.corrections", "text.thresholds", "text.naive_bayes_weight",
      "text.logistic_regression_weight", "markup.algorithm", "markup.corrections",
      "markup.thresholds", "markup.naive_bayes_weight", "markup.logistic_regression_weight",
    ]
    #expect(Model.reservedKeys == Set(reserved))
    var provenance = Dictionary(uniqueKeysWithValues: reserved.map { ($0, "x") })
    provenance["seed"] = "7"
    let model = Model(text: SmallModels.variant(), provenance: provenance)
    #expect(model.provenance == ["seed": "7"])
  }
}
