// What a cleaner keeps. Does not cut anything itself.

/// Which labels stay when an article is cleaned.
public struct CleaningPolicy: Sendable, Equatable {
  /// The labels that are kept.
  public let keep: Set<ParagraphLabel>

  /// A policy that keeps `labels`.
  public init(keep labels: Set<ParagraphLabel>) {
    keep = labels
  }

  /// Keeps content only: the policy for plain text.
  public static let contentOnly = CleaningPolicy(keep: [.content])
}
