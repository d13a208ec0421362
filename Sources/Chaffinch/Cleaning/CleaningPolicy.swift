// What a cleaner keeps, how sure it must be to remove, and how much at most. Does not cut anything
// itself.

/// Which labels stay when an article is cleaned.
public struct CleaningPolicy: Sendable, Equatable {
  /// The labels that are kept.
  public let keep: Set<ParagraphLabel>

  /// The same, a bit for each label.
  private let keptLabels: UInt8

  /// How probable the labels that are not kept must be together, in 0…1, for a paragraph to go:
  /// losing a sentence of the article costs more than leaving a line too many.
  public let minimumProbability: Float

  /// The largest share of an article's text, in 0…1, that may go: if more would, the article stays
  /// as it is. `nil` for no limit.
  public let maximumRemovedShare: Double?

  /// How often a page is judged at most: again after each time that something was removed.
  public var rounds: Int { keep.isSuperset(of: [.content, .caption, .byline]) ? 5 : 1 }

  /// A policy that keeps `labels`.
  public init(
    keep labels: Set<ParagraphLabel>, minimumProbability: Float = 0.5,
    maximumRemovedShare: Double? = nil
  ) {
    keep = labels
    keptLabels = labels.reduce(0) { $0 | 1 << $1.rawValue }
    self.minimumProbability = minimumProbability
    self.maximumRemovedShare = maximumRemovedShare
  }

  /// Keeps content only: the policy for text that is read.
  public static let contentOnly = CleaningPolicy(keep: [.content])

  /// Removes promo only: the policy for pages that stay pages.
  public static let promoOnly = CleaningPolicy(keep: [.content, .caption, .byline])

  /// Removes promo only, and never more than half of an item: the policy for feeds. The probability
  /// was chosen on parts of training pages and on written items, out of fold, for at most a half per
  /// cent of the content lost.
  public static let feedItem = CleaningPolicy(
    keep: [.content, .caption, .byline], minimumProbability: 0.5, maximumRemovedShare: 0.5)

  /// Whether a paragraph with this prediction goes: its label is not kept, and the labels that are
  /// not kept are probable enough.
  public func removes(_ prediction: Prediction) -> Bool {
    guard keptLabels >> prediction.label.rawValue & 1 == 0 else { return false }
    var probability: Float = 0
    for label in 0..<4 where keptLabels >> UInt8(label) & 1 == 0 {
      probability += prediction.probabilities[label]
    }
    return probability >= minimumProbability
  }
}
