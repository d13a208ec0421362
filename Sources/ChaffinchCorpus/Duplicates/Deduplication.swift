// Which articles of a corpus duplicate one before them. Removes nothing itself.

import Chaffinch

/// Articles that duplicate others of the same corpus.
///
/// Articles are read in order. One that resembles an article kept so far is a duplicate of that; any
/// other is kept. So no two that are kept resemble each other, and every duplicate resembles the
/// article that is kept in its place.
public struct Deduplication: Sendable {
  /// An article that duplicates another.
  public struct Duplicate: Sendable, Equatable {
    /// Its place in the corpus.
    public let place: Int
    /// The place of the article that is kept, which is before it.
    public let kept: Int
    /// How alike they are.
    public let likeness: Likeness
  }

  /// The duplicates, by place.
  public let duplicates: [Duplicate]

  /// Finds the duplicates among articles.
  ///
  /// - Parameter threshold: the least resemblance of near duplicates, above 0, at most 1.
  /// - Complexity: O(n log n) in the bytes, and a comparison with up to 64 others for each of at most 128
  ///   bands.
  public init(of articles: [LabelledArticle], threshold: Double) {
    var index = NearDuplicateIndex(threshold: threshold)
    var duplicates: [Duplicate] = []
    for (place, article) in articles.enumerated() {
      let shingles = ArticleShingles(article)
      let bands = index.bands(of: shingles)
      if let found = index.likeness(shingles, bands: bands) {
        duplicates.append(Duplicate(place: place, kept: found.place, likeness: found.likeness))
      } else {
        index.add(shingles, bands: bands, place: place)
      }
    }
    self.duplicates = duplicates
  }

  /// The duplicates of each article that has some, by the place of that.
  public var groups: [(kept: Int, duplicates: [Duplicate])] {
    var places: [Int: Int] = [:]
    var groups: [(kept: Int, duplicates: [Duplicate])] = []
    for duplicate in duplicates {
      let group = places[duplicate.kept, default: groups.count]
      if group == groups.count {
        places[duplicate.kept] = group
        groups.append((duplicate.kept, []))
      }
      groups[group].duplicates.append(duplicate)
    }
    return groups.sorted { $0.kept < $1.kept }
  }
}
