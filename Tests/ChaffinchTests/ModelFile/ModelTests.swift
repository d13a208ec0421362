// Tests the model as a value. Its bytes are tested in ModelFileTests.

import Testing

@testable import Chaffinch

@Suite("Models")
struct ModelTests {
  @Test("The feature table is as long as the weights that are there", arguments: Algorithm.allCases)
  func featureTable(algorithm: Algorithm) {
    #expect(SmallModels.model(algorithm).featureTable == FeatureTable(bits: 8))
  }

  @Test("Models of different seeds differ, of one seed they are equal")
  func equality() {
    #expect(SmallModels.model(seed: 1) == SmallModels.model(seed: 1))
    #expect(SmallModels.model(seed: 1) != SmallModels.model(seed: 2))
    #expect(SmallModels.model(.naiveBayes) != SmallModels.model(.logisticRegression))
  }
}
