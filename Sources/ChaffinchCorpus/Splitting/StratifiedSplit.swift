// Divides a corpus by site so that each side is like the whole. Never divides a site; writes no files.

import Chaffinch

/// A part of a split that is asked for.
public struct SplitSide: Sendable, Equatable {
  /// The name, such as `train`.
  public let name: String
  /// The share of the whole, above 0.
  public let share: Double

  /// A side of its parts.
  public init(name: String, share: Double) {
    self.name = name
    self.share = share
  }
}

/// Articles assigned to sides.
///
/// A split by site keeps in proportion: articles, labelled paragraphs, the paragraphs of each label, the
/// articles of each language and each source (what fewer than two sites a side have is pooled). Its
/// cost is Σ over these strata k and the sides j of s_j · ((n_kj − s_j·N_k) / (s_j·N_k))², where n_kj is
/// what side j has of stratum k, N_k all of it and s_j the side's share: relative deviations, so
/// that rare strata count as frequent ones do. As in iterative stratification (Sechidis, Tsoumakas and
/// Vlahavas, “On the Stratification of Multi-Label Data”, 2011) sites are given out greedily to the side
/// that wants them most, here whole sites, the largest first, ties in seeded order; then single sites
/// move, and pairs change sides, as long as that lowers the cost.
public struct StratifiedSplit: Sendable {
  /// The sides, as asked for.
  public let sides: [SplitSide]
  /// The side of each article.
  public let assignment: [Int]

  /// Passes over all sites that may move some.
  private static let passes = 20
  /// Sites that are tried for an exchange with each site.
  private static let partners = 32

  /// Splits articles.
  ///
  /// - Precondition: at least two sides, shares finite and above 0; they need not sum to 1.
  /// - Throws: ``CorpusError/tooFewSites(found:needed:)`` where a side would stay empty.
  /// - Complexity: O(paragraphs + sites · sides · strata of a site).
  public init(
    _ articles: [LabelledArticle], into sides: [SplitSide], seed: UInt64
  ) throws(CorpusError) {
    precondition(sides.count >= 2 && sides.allSatisfy { $0.share > 0 && $0.share.isFinite })
    let strata = SiteStrata(articles, leastSites: 2 * sides.count)
    let count = strata.sites.count
    guard count >= sides.count else {
      throw .tooFewSites(found: count, needed: sides.count)
    }
    var generator = SplitMix64(seed: seed)
    let order = generator.permutation(count)
    let all = sides.reduce(0) { $0 + $1.share }
    var balance = SplitBalance(strata, shares: sides.map { $0.share / all })
    balance.deal(order)
    for _ in 0..<Self.passes {
      let moved = balance.moveSites(order)
      let exchanged = balance.exchangeSites(order, partners: Self.partners)
      guard moved || exchanged else { break }
    }
    var assignment = [Int](repeating: 0, count: articles.count)
    for (site, members) in strata.sites.enumerated() {
      for article in members { assignment[article] = balance.side[site] }
    }
    self.sides = sides
    self.assignment = assignment
  }
}
