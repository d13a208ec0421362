// Tests successive halving with a judge that trains nothing.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct SettingsSearchTests {
  private func score(_ f1: Double, logLoss: Double = 0.5) -> SearchScore {
    SearchScore(text: f1, markup: nil, extracted: nil, logLoss: logLoss)
  }

  @Test("Each rung has half of the settings on twice as many sites, the last one all sites")
  func rungs() throws {
    let corpus = SmallExamples.corpus(sites: 32)
    let base = TrainingSettings(iterations: 20, folds: 2)
    var tasks: [SettingsSearch.Task] = []
    // The base is the worst, so it goes on only because it always does.
    let trials = try SettingsSearch(around: base, budget: 8).trials(on: corpus) { task in
      tasks.append(task)
      return score(1 - Double(task.number == 1 ? 9 : task.number) / 10)
    }
    // 8 settings; the best 4 and the base; of these 5 the best 2 and the base.
    #expect(trials.map(\.rung) == Array(repeating: 1, count: 8) + [2, 2, 2, 2, 2, 3, 3, 3])
    // A quarter, a half, all.
    #expect(trials.map(\.sites) == tasks.map { $0.corpus.siteCount })
    #expect(Set(trials.filter { $0.rung == 1 }.map(\.sites)) == [8])
    #expect(Set(trials.filter { $0.rung == 2 }.map(\.sites)) == [16])
    #expect(Set(trials.filter { $0.rung == 3 }.map(\.sites)) == [32])
    #expect(trials.filter { $0.rung == 1 && $0.isKept }.map(\.candidate) == [0, 1, 2, 3, 4])
    #expect(trials.filter { $0.rung == 2 && $0.isKept }.map(\.candidate) == [0, 1, 2])
    #expect(trials.filter { $0.rung == 3 && $0.isKept }.map(\.candidate) == [1])
    #expect(tasks.map(\.settings.iterations) == trials.map { $0.rung == 3 ? 20 : 10 })
    #expect(trials.allSatisfy { $0.settings.iterations == 20 })
  }

  @Test("A site of a lower rung is on every higher one")
  func nested() throws {
    var sites: [Set<String>] = []
    _ = try SettingsSearch(around: TrainingSettings(folds: 2), budget: 4)
      .trials(on: SmallExamples.corpus(sites: 32)) { task in
        sites.append(Set(task.corpus.articles.map(\.site)))
        return score(0.5)
      }
    for (lower, higher) in zip(sites, sites.dropFirst()) { #expect(lower.isSubset(of: higher)) }
  }

  @Test("Few sites are not cut into fewer than four a fold")
  func fewSites() throws {
    let trials = try SettingsSearch(around: TrainingSettings(folds: 2), budget: 8)
      .trials(on: SmallExamples.corpus(sites: 10)) { _ in score(0.5) }
    // 2 · 4 = 8 instead of 10/4 and 10/2.
    #expect(Set(trials.map(\.sites)) == [8, 10])
  }

  @Test("A search with one candidate is one run with the settings as they are")
  func one() throws {
    let base = TrainingSettings(folds: 2)
    let trials = try SettingsSearch(around: base, budget: 1)
      .trials(on: SmallExamples.corpus(sites: 2)) { _ in score(0.5) }
    #expect(trials.map(\.settings) == [base])
    #expect(trials.map(\.isKept) == [true])
  }

  @Test("Equal macro-F1 in four decimals is decided by log loss, then by the smaller number")
  func ties() {
    let scores = [
      score(0.71231, logLoss: 0.3), score(0.71234, logLoss: 0.4), score(0.71229, logLoss: 0.2),
      score(0.7123, logLoss: 0.3),
    ]
    #expect(SettingsSearch.kept([4, 5, 6, 7], scores, isLast: true) == [6])
    #expect(SettingsSearch.kept([4, 5, 6, 7], scores, isLast: false) == [0, 4, 6])
  }

  @Test("The mean is over the scores that there are; settings without any are the worst")
  func mean() {
    let both = SearchScore(text: 0.5, markup: 0.75, extracted: nil, logLoss: nil)
    #expect(both.mean == 0.625)
    let none = SearchScore(text: nil, markup: nil, extracted: nil, logLoss: nil)
    #expect(none.mean == nil)
    #expect(score(0).isBetter(than: none))
    #expect(!none.isBetter(than: score(0)))
  }
}
