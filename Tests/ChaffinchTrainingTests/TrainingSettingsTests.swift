// Tests how settings are written into a model's provenance.

import Chaffinch
import Testing

@testable import ChaffinchTraining

@Suite struct TrainingSettingsTests {
  @Test("Every setting but the algorithm, which the model keeps itself, is in the provenance")
  func provenance() {
    let settings = TrainingSettings(
      algorithm: .naiveBayes, smoothing: 0.25, l2Penalty: 1.5, classBalance: 0.75, iterations: 9,
      tableBits: 10, partialWeight: 0.125, contextRounds: 2, textGates: 3, markupGates: 4,
      contextPenalty: 7.5, contextBalance: 0.5, contextIterations: 11, folds: 3, seed: 42)
    let provenance = settings.provenance
    #expect(provenance["smoothing"] == "0.25")
    #expect(provenance["l2_penalty"] == "1.5")
    #expect(provenance["class_balance"] == "0.75")
    #expect(provenance["iterations"] == "9")
    #expect(provenance["table_bits"] == "10")
    #expect(provenance["partial_weight"] == "0.125")
    #expect(provenance["context_rounds"] == "2")
    #expect(provenance["text_gates"] == "3" && provenance["markup_gates"] == "4")
    #expect(provenance["context_penalty"] == "7.5")
    #expect(provenance["context_balance"] == "0.5")
    #expect(provenance["context_iterations"] == "11")
    #expect(provenance["folds"] == "3")
    #expect(provenance["seed"] == "42")
  }

  @Test("The default settings can train: each is in the range its trainer needs")
  func defaults() {
    let settings = TrainingSettings()
    #expect(settings.algorithm == .ensemble)
    #expect(settings.smoothing > 0)
    #expect(settings.l2Penalty >= 0)
    #expect(settings.iterations > 0)
    #expect(settings.folds >= 2)
    #expect((0...ContextModel.roundLimit).contains(settings.contextRounds))
    #expect((1...ContextModel.gateLimit).contains(settings.textGates))
    #expect((1...ContextModel.gateLimit).contains(settings.markupGates))
    #expect(settings.contextPenalty > 0 && settings.contextIterations > 0)
    #expect((0...1).contains(settings.partialWeight))
    #expect(FeatureTable.allowedBits.contains(settings.tableBits))
  }
}
