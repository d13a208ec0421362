// What a search notes of one training run: settings, scores, and whether they went on. Trains nothing.

import Chaffinch

/// How good settings are, by out-of-fold predictions; a score is `nil` where there was nothing to score.
public struct SearchScore: Sendable, Equatable {
  /// Macro-F1 of the variant for text.
  public let text: Double?
  /// Macro-F1 of the variant for markup.
  public let markup: Double?
  /// Macro-F1 of the variant for text on what extractors keep.
  public let extracted: Double?
  /// The mean log loss of the same predictions.
  public let logLoss: Double?

  /// A score of its parts.
  public init(text: Double?, markup: Double?, extracted: Double?, logLoss: Double?) {
    self.text = text
    self.markup = markup
    self.extracted = extracted
    self.logLoss = logLoss
  }

  /// The mean macro-F1, by which settings are chosen; `nil` when there is none.
  public var mean: Double? {
    let scores = [text, markup, extracted].compactMap(\.self)
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }

  /// Whether it is better than another: by the mean in four decimals, then by log loss.
  func isBetter(than other: SearchScore) -> Bool {
    func rounded(_ score: SearchScore) -> Double { ((score.mean ?? -1) * 10_000).rounded() }
    let (own, others) = (rounded(self), rounded(other))
    return own == others
      ? logLoss ?? .infinity < other.logLoss ?? .infinity : own > others
  }
}

/// One training run of a search.
public struct SearchTrial: Sendable, Equatable {
  /// The rung, from 1.
  public let rung: Int
  /// The number of rungs.
  public let rungs: Int
  /// The number of the settings, from 0 for those that the search started from.
  public let candidate: Int
  /// How many sites it was trained and judged on.
  public let sites: Int
  /// The settings; on lower rungs ``iterations`` are fewer than they say.
  public let settings: TrainingSettings
  /// L-BFGS iterations of logistic regression, at most.
  public let iterations: Int
  /// How good they were.
  public let score: SearchScore
  /// Whether they went on to the next rung, or on the last one were chosen.
  public let isKept: Bool
}

extension TrainingSettings {
  /// What differs from `other`, as `name = value` with commas between them; empty for nothing.
  public func differences(from other: TrainingSettings) -> String {
    TrainingSetting.allCases.filter { $0.text(in: self) != $0.text(in: other) }
      .map { "\($0.rawValue) = \($0.text(in: self))" }.joined(separator: ", ")
  }
}
