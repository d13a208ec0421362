// Tests which settings a search tries.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct SearchSpaceTests {
  private let corpus = SmallExamples.corpus(sites: 2)

  @Test("The settings that it starts from come first, then others, no two alike")
  func candidates() {
    let base = TrainingSettings(smoothing: 0.02)
    let found = SearchSpace(around: base, for: corpus).candidates(40, seed: 1)
    #expect(found.count == 40)
    #expect(found.first == base)
    for (index, settings) in found.enumerated() {
      #expect(!found[..<index].contains(settings))
      #expect(
        TrainingSetting.allCases.allSatisfy { $0.problem(in: settings) == nil })
    }
  }

  @Test("The seed decides, and nothing else")
  func seed() {
    let space = SearchSpace(around: TrainingSettings(), for: corpus)
    #expect(space.candidates(10, seed: 1) == space.candidates(10, seed: 1))
    #expect(space.candidates(10, seed: 1) != space.candidates(10, seed: 2))
    // A larger budget tries the same settings and more.
    #expect(space.candidates(20, seed: 1).prefix(10) == space.candidates(10, seed: 1)[...])
  }

  @Test("What is fixed, and what can change nothing, stays as it is")
  func fixed() {
    let base = TrainingSettings()
    let found = SearchSpace(around: base, for: corpus, fixed: [.l2Penalty, .contextWithout])
      .candidates(60, seed: 3)
    // Neither markup nor partly labelled pages are in this corpus.
    for settings in found {
      #expect(settings.l2Penalty == base.l2Penalty)
      #expect(settings.contextWithout == [])
      #expect(settings.markupGates == base.markupGates)
      #expect(settings.partialWeight == base.partialWeight)
    }
    let plain = SearchSpace(around: TrainingSettings(contextRounds: 0), for: corpus)
    #expect(plain.candidates(60, seed: 3).allSatisfy { $0.contextPenalty == base.contextPenalty })
  }

  @Test("Families of markup are left out only where there is markup")
  func families() {
    let space = SearchSpace(around: TrainingSettings(), for: corpus)
    #expect(space.things.contains([.toggle(.neighbours)]))
    #expect(!space.things.contains([.toggle(.templates)]))
  }

  @Test("A small space gives fewer settings than asked for")
  func small() {
    let all = Set(TrainingSetting.allCases)
    let none = SearchSpace(around: TrainingSettings(), for: corpus, fixed: all)
    #expect(none.candidates(8, seed: 1) == [TrainingSettings()])
    // Besides 18 there are 16 and 17.
    let bits = SearchSpace(
      around: TrainingSettings(), for: corpus, fixed: all.subtracting([.tableBits]))
    #expect(Set(bits.candidates(8, seed: 1).map(\.tableBits)) == [16, 17, 18])
    #expect(bits.candidates(8, seed: 1).count == 3)
  }
}
