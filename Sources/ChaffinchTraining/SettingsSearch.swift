// Searches for better settings by successive halving: many on few sites, the better half on twice as many,
// to the last few on all. Whoever calls trains and scores.

import Chaffinch
import ChaffinchCorpus

/// A search for settings (Jamieson and Talwalkar, "Non-stochastic best arm identification and
/// hyperparameter optimization", AISTATS 2016).
///
/// With n candidates there are ⌊log₂ n⌋ rungs: n on 1/2^(rungs − 1) of the sites, half of them on twice as
/// many, and so on; the last rung has all sites. Each rung therefore costs about two runs on everything.
/// The settings it starts from stay to the end, so that what is chosen was compared with them on all sites.
public struct SettingsSearch: Sendable {
  /// What a trial is to be run with.
  public struct Task: Sendable {
    /// The rung, from 1.
    public let rung: Int
    /// The number of rungs.
    public let rungs: Int
    /// The place of the trial in its rung, from 1.
    public let number: Int
    /// The number of trials in the rung.
    public let count: Int
    /// The settings to train with.
    public let settings: TrainingSettings
    /// The sites to train on and to be judged by.
    public let corpus: Corpus
  }

  private let base: TrainingSettings
  private let budget: Int
  private let fixed: Set<TrainingSetting>

  /// A search around `base`, seeded by its seed.
  ///
  /// - Parameters:
  ///   - budget: the number of candidates, at least 1.
  ///   - fixed: settings that stay as they are.
  public init(around base: TrainingSettings, budget: Int, fixed: Set<TrainingSetting> = []) {
    precondition(budget >= 1, "a search needs a candidate")
    self.base = base
    self.budget = budget
    self.fixed = fixed
  }

  /// All trials in the order they were made; of the last rung, one is kept.
  ///
  /// - Parameter judge: trains on out-of-fold predictions and scores them.
  /// - Throws: what `judge` throws, and ``CorpusError`` for a corpus of too few sites.
  public func trials(
    on corpus: Corpus, judge: (Task) throws(CorpusError) -> SearchScore
  ) throws(CorpusError) -> [SearchTrial] {
    let space = SearchSpace(around: base, for: corpus, fixed: fixed)
    let candidates = space.candidates(budget, seed: base.seed)
    let rungs = max(Int.bitWidth - 1 - candidates.count.leadingZeroBitCount, 1)
    var field = Array(candidates.indices)
    var trials: [SearchTrial] = []
    for rung in 1...rungs {
      let share = share(rung, of: rungs, corpus)
      let part =
        share < 1 ? try corpus.holdingOut(share, seed: base.seed).heldOut : corpus
      // Few iterations find the better settings as well; below half of them logistic regression is not
      // the model that it will be.
      let steps = rung == rungs ? 1 : 0.5
      var scores: [SearchScore] = []
      var tried: [TrainingSettings] = []
      for (index, candidate) in field.enumerated() {
        var settings = candidates[candidate]
        settings.iterations = max(Int(Double(settings.iterations) * steps), 1)
        settings.contextIterations = max(Int(Double(settings.contextIterations) * steps), 1)
        tried.append(settings)
        scores.append(
          try judge(
            Task(
              rung: rung, rungs: rungs, number: index + 1, count: field.count,
              settings: settings, corpus: part)))
      }
      let kept = Self.kept(field, scores, isLast: rung == rungs)
      let sites = part.siteCount
      for (index, candidate) in field.enumerated() {
        trials.append(
          SearchTrial(
            rung: rung, rungs: rungs, candidate: candidate, sites: sites,
            settings: candidates[candidate], iterations: tried[index].iterations,
            score: scores[index], isKept: kept.contains(candidate)))
      }
      field = kept
    }
    return trials
  }

  /// The share of the sites on a rung: enough for four sites a fold, if there are so many.
  private func share(_ rung: Int, of rungs: Int, _ corpus: Corpus) -> Double {
    let least = Double(4 * base.folds) / Double(max(corpus.siteCount, 1))
    return max(1 / Double(1 << (rungs - rung)), least)
  }

  /// The better half of the candidates and the first of all, in order of their numbers; of the last rung
  /// the best.
  static func kept(_ field: [Int], _ scores: [SearchScore], isLast: Bool) -> [Int] {
    let order = field.indices.sorted { left, right in
      if scores[left].isBetter(than: scores[right]) { return true }
      if scores[right].isBetter(than: scores[left]) { return false }
      return field[left] < field[right]
    }
    if isLast { return order.prefix(1).map { field[$0] } }
    var kept = order.prefix(max(field.count / 2, 1)).map { field[$0] }
    if !kept.contains(0) { kept.append(0) }
    return kept.sorted()
  }
}

extension Corpus {
  /// The number of sites; articles without a site count as sites of their own.
  var siteCount: Int {
    Set(articles.map(\.site).filter { !$0.isEmpty }).count + articles.count { $0.site.isEmpty }
  }
}
