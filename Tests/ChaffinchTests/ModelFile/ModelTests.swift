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
    let rule = [
      "corrections", "thresholds", "naive_bayes_weight", "logistic_regression_weight",
      "paywall_threshold",
    ]
    let variants = ["text", "markup"].flatMap { name in
      (rule + ["algorithm"]).map { "\(name).\($0)" }
    }
    let contexts = ["text.context", "markup.context", "markup.fragment_context"].flatMap { name in
      (rule + ["rounds", "gates"]).map { "\(name).\($0)" }
    }
    let reserved =
      ["format", "format_version", "feature_version", "labels", "tensor_checksum"] + variants
      + contexts
    #expect(Model.reservedKeys == Set(reserved))
    var provenance = Dictionary(uniqueKeysWithValues: reserved.map { ($0, "x") })
    provenance["seed"] = "7"
    let model = Model(text: SmallModels.variant(), provenance: provenance)
    #expect(model.provenance == ["seed": "7"])
  }
}
