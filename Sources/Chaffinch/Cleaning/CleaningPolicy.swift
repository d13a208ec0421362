// What a cleaner keeps, and how sure it must be to remove. Does not cut anything itself.

/// Which labels stay when an article is cleaned.
public struct CleaningPolicy: Sendable, Equatable {
  /// The labels that are kept.
  public let keep: Set<ParagraphLabel>

  /// How probable the labels that are not kept must be together, in 0…1, for a paragraph to go:
  /// losing a sentence of the article costs more than leaving a line too many.
  public let minimumProbability: Float

  /// A policy that keeps `labels`.
  public init(keep labels: Set<ParagraphLabel>, minimumProbability: Float = 0.5) {
    keep = labels
    self.minimumProbability = minimumProbability
  }

  /// Keeps content only: the policy for plain text.
  public static let contentOnly = CleaningPolicy(keep: [.content])

  /// Whether a paragraph with this prediction goes: its label is not kept, and the labels that are
  /// not kept are probable enough.
  public func removes(_ prediction: Prediction) -> Bool {
    guard !keep.contains(prediction.label) else { return false }
    var probability: Float = 0
    for label in ParagraphLabel.allCases where !keep.contains(label) {
      probability += prediction.probability(of: label)
    }
    return probability >= minimumProbability
  }
}
