// Articles that can be asked which of them another one resembles. Does not decide what becomes of either.

/// How two articles are alike.
public enum Likeness: Sendable, Equatable {
  /// All text is the same, or all content; letters and digits count, case-folded.
  case exact
  /// The contents' shingles overlap; the share, from the threshold to 1.
  case near(Double)

  /// The resemblance, 1 for ``exact``.
  public var resemblance: Double {
    switch self {
    case .exact: 1
    case .near(let share): share
    }
  }
}

/// An index of articles by their text.
struct NearDuplicateIndex {
  private let threshold: Double
  private let minHash: MinHash
  private var articles: [(place: Int, shingles: ArticleShingles)] = []
  private var texts: [TextDigest: Int] = [:]
  private var buckets: [UInt64: [Int]] = [:]

  /// Articles of a bucket that are kept: those alike are one, others are there by chance. It bounds the
  /// work on hostile input; beyond it pairs may be missed.
  private static let bucketLimit = 64

  /// - Parameter threshold: the least resemblance of near duplicates, above 0, at most 1.
  init(threshold: Double) {
    self.threshold = threshold
    minHash = MinHash(threshold: threshold)
  }

  /// The bands of an article, for ``likeness(_:bands:)`` and ``add(_:bands:place:)``.
  func bands(of article: ArticleShingles) -> [UInt64] {
    article.hashes.isEmpty ? [] : minHash.bands(of: article.hashes)
  }

  /// The article of the index that is most like another, the first of those; `nil` where none is.
  func likeness(
    _ article: ArticleShingles, bands: [UInt64]
  ) -> (place: Int, likeness: Likeness)? {
    for digest in [article.wholeText, article.comparedText] where digest != .empty {
      if let place = texts[digest] { return (place, .exact) }
    }
    var best: (place: Int, likeness: Likeness)?
    var seen = Set<Int>()
    for band in bands {
      for candidate in buckets[band] ?? [] where seen.insert(candidate).inserted {
        let (place, shingles) = articles[candidate]
        let resemblance = article.resemblance(to: shingles)
        guard resemblance >= threshold else { continue }
        if let best, (-best.likeness.resemblance, best.place) < (-resemblance, place) { continue }
        best = (place, .near(resemblance))
      }
    }
    return best
  }

  /// Adds an article; `place` is the caller's name for it.
  mutating func add(_ article: ArticleShingles, bands: [UInt64], place: Int) {
    for digest in [article.wholeText, article.comparedText]
    where digest != .empty && texts[digest] == nil {
      texts[digest] = place
    }
    articles.append((place, article))
    for band in bands where buckets[band, default: []].count < Self.bucketLimit {
      buckets[band, default: []].append(articles.count - 1)
    }
  }
}
