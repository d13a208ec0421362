// Which settings a search tries: those it starts from with a few things changed. Judges none.

import Chaffinch
import ChaffinchCorpus

/// The changes that a search makes to the settings it starts from.
///
/// Only what can change a model of the corpus is there: no gates for markup where nothing has any. Table
/// sizes do not go above the default, since each step doubles the model file.
struct SearchSpace: Sendable {
  /// One thing done otherwise.
  enum Change: Sendable, Equatable {
    /// A setting has this value.
    case set(TrainingSetting, String)
    /// Families of context features are left out, or taken in again.
    case toggle(ContextFamilies)
  }

  /// The things that can be changed, each with the ways to change it.
  let things: [[Change]]
  private let base: TrainingSettings

  private static let values: [(TrainingSetting, [String])] = [
    (.smoothing, ["0.003", "0.01", "0.03", "0.1"]),
    (.l2Penalty, ["0.1", "0.15", "0.2", "0.3", "0.45", "0.6"]),
    (.classBalance, ["0.2", "0.3", "0.4", "0.5", "0.6"]),
    (.tableBits, ["16", "17", "18"]),
    (.partialWeight, ["0.05", "0.1", "0.2", "0.4"]),
    (.contextRounds, ["1", "2"]),
    (.textGates, ["1", "3", "5"]),
    (.markupGates, ["1", "3", "5"]),
    (.contextPenalty, ["30", "100", "300", "1000"]),
    (.contextBalance, ["0", "0.15", "0.3", "0.45", "0.6"]),
  ]

  /// The space around `base` for models of `corpus`; settings in `fixed` stay as they are.
  init(around base: TrainingSettings, for corpus: Corpus, fixed: Set<TrainingSetting> = []) {
    var out = fixed
    if base.algorithm == .logisticRegression { out.insert(.smoothing) }
    if base.algorithm == .naiveBayes { out.formUnion([.l2Penalty, .classBalance]) }
    if !corpus.articles.contains(where: \.isPartlyLabelled) { out.insert(.partialWeight) }
    let hasMarkup = corpus.articles.contains { $0.markup != nil }
    if !hasMarkup { out.insert(.markupGates) }
    if base.contextRounds == 0 {
      out.formUnion([
        .contextRounds, .textGates, .markupGates, .contextPenalty, .contextBalance,
        .contextWithout,
      ])
    }
    var things: [[Change]] = []
    for (setting, values) in Self.values where !out.contains(setting) {
      things.append(
        values.map { .set(setting, $0) }.filter { Self.changed(base, by: $0) != base })
    }
    if !out.contains(.contextWithout) {
      var known: ContextFamilies = []
      for family in ContextModel.featureFamilies(usesMarkup: hasMarkup) { known.insert(family) }
      for (_, family) in ContextFamilies.named where known.contains(family) {
        things.append([.toggle(family)])
      }
    }
    self.things = things
    self.base = base
  }

  /// The settings it starts from, then others, at most `count` in all, no two alike.
  ///
  /// Each differs in one to three things. These are drawn from a shuffled deck, so that everything is
  /// tried once before anything is tried again.
  func candidates(_ count: Int, seed: UInt64) -> [TrainingSettings] {
    var generator = SplitMix64(seed: seed)
    var found = [base]
    var deck: [Int] = []
    var attempts = 0
    while found.count < count, !things.isEmpty, attempts < 100 * count {
      attempts += 1
      var settings = base
      for _ in 0..<1 + Self.draw(3, &generator) {
        if deck.isEmpty { deck = generator.permutation(things.count) }
        guard let thing = deck.popLast() else { break }
        let ways = things[thing]
        settings = Self.changed(settings, by: ways[Self.draw(ways.count, &generator)])
      }
      if !found.contains(settings) { found.append(settings) }
    }
    return found
  }

  private static func changed(_ settings: TrainingSettings, by change: Change) -> TrainingSettings {
    var result = settings
    switch change {
    case .set(let setting, let value):
      let problem = setting.set(value, in: &result)
      precondition(problem == nil, "the values of the search are allowed")
    case .toggle(let families): result.contextWithout.formSymmetricDifference(families)
    }
    return result
  }

  /// A number below `count`, as in ``SplitMix64/permutation(_:)``.
  private static func draw(_ count: Int, _ generator: inout SplitMix64) -> Int {
    Int(generator.next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
