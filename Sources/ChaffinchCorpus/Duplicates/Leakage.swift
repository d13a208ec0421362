// What a corpus to train on knows of one to measure on: sites and texts that are in both. Removes nothing.

import Chaffinch

/// Articles of one corpus that another has, too.
public struct Leakage: Sendable {
  /// An article that is in the other corpus in some way.
  public struct Leak: Sendable, Equatable {
    /// Its place in the corpus.
    public let place: Int
    /// The first article of the other corpus with its site; `nil` where there is none.
    public let site: Int?
    /// The article of the other corpus whose text is most like its own; `nil` where none is.
    public let text: Int?
    /// How alike the texts are.
    public let likeness: Likeness?
  }

  /// The articles that leak, by place.
  public let leaks: [Leak]

  /// Compares articles with others.
  ///
  /// - Parameter threshold: the least resemblance of near duplicates, above 0, at most 1.
  /// - Complexity: as of ``Deduplication``.
  public init(of articles: [LabelledArticle], against others: [LabelledArticle], threshold: Double)
  {
    var index = NearDuplicateIndex(threshold: threshold)
    var sites: [String: Int] = [:]
    for (place, other) in others.enumerated() {
      let shingles = ArticleShingles(other)
      index.add(shingles, bands: index.bands(of: shingles), place: place)
      let site = Self.siteName(other.site)
      if !site.isEmpty, sites[site] == nil { sites[site] = place }
    }
    leaks = articles.enumerated().compactMap { place, article in
      let shingles = ArticleShingles(article)
      let found = index.likeness(shingles, bands: index.bands(of: shingles))
      let name = Self.siteName(article.site)
      let site = name.isEmpty ? nil : sites[name]
      guard found != nil || site != nil else { return nil }
      return Leak(place: place, site: site, text: found?.place, likeness: found?.likeness)
    }
  }

  /// A site's name without case and a leading `www.`, which tell no two sites apart.
  private static func siteName(_ site: String) -> String {
    let name = site.lowercased()
    return name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
  }
}
