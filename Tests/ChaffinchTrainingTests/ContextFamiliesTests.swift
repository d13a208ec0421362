// Tests context families: their names, and that a model without a family has no weight for it.

import Chaffinch
import Testing

@testable import ChaffinchTraining

@Suite struct ContextFamiliesTests {
  @Test("Families read back from their names", arguments: ContextFamilies.named.map(\.name))
  func names(name: String) {
    #expect(ContextFamilies(names: name)?.names == name)
  }

  @Test("Several families stand in a fixed order; none and unknown ones are told apart")
  func several() {
    #expect(ContextFamilies(names: "templates, windows")?.names == "windows,templates")
    #expect(ContextFamilies(names: "none") == [])
    #expect(ContextFamilies([]).names == "none")
    #expect(ContextFamilies(names: "Windows") == nil)
    #expect(ContextFamilies(names: "windows,") == nil)
  }

  @Test("Each feature is of one family or of none, and the paragraph's own scores of none")
  func features() {
    for usesMarkup in [false, true] {
      let families = ContextModel.featureFamilies(usesMarkup: usesMarkup)
      let names = ContextModel.featureNames(usesMarkup: usesMarkup)
      #expect(families.count == names.count)
      for (name, family) in zip(names, families) {
        #expect(family.rawValue.nonzeroBitCount == (family.isEmpty ? 0 : 1))
        #expect(
          family.isEmpty
            == (name.hasPrefix("own logarithm") || name.hasPrefix("own probability")
              || name.hasPrefix("naive Bayes") || name.hasPrefix("logistic regression")),
          "\(name)")
        if name.contains("template") { #expect(family == .templates || family == .elements) }
      }
      let all = families.reduce(into: ContextFamilies()) { $0.formUnion($1) }
      #expect(all.contains(.templates) == usesMarkup)
    }
  }

  @Test("A model without a family has weights of zero for its features and others elsewhere")
  func leftOut() throws {
    let settings = TrainingSettings(
      iterations: 4, tableBits: 8, textGates: 3, contextPenalty: 1, contextIterations: 4,
      contextWithout: .neighbours, folds: 2)
    let corpus = SmallExamples.corpus(sites: 4)
    let trained = try ModelTrainer(settings, threads: 1).train(on: corpus)
    let round = try #require(trained.model.text.context?.rounds.first)
    let families = ContextModel.featureFamilies(usesMarkup: false)
    var others = 0
    for (column, family) in families.enumerated() {
      let weights = round.weights[column * 3..<column * 3 + 3]
      if family == .neighbours { #expect(weights.allSatisfy { $0 == .zero }) }
      if family != .neighbours, weights.contains(where: { $0 != .zero }) { others += 1 }
    }
    #expect(others > 0)
    #expect(trained.model.provenance["context_without"] == "neighbours")
    #expect(TrainingSettings().provenance["context_without"] == nil)
  }

  @Test("A run that only judges gives the out-of-fold predictions of the whole run")
  func onlyJudges() throws {
    let settings = TrainingSettings(iterations: 4, tableBits: 8, contextIterations: 4, folds: 2)
    let corpus = SmallExamples.corpus(sites: 4)
    let whole = try ModelTrainer(settings, threads: 1).train(on: corpus)
    let judged = try ModelTrainer(settings, threads: 1, onlyJudges: true).train(on: corpus)
    #expect(judged.text.outOfFold == whole.text.outOfFold)
  }
}
