// What each site of a corpus has of everything that a split is to keep in proportion. Splits nothing.

import Chaffinch

/// Sites with their counts by stratum.
struct SiteStrata {
  /// The articles of each site, in order of the first; articles without a site are sites of their own.
  private(set) var sites: [[Int]] = []
  /// The counts of each site: stratum and amount, strata ascending.
  private(set) var counts: [[(stratum: Int, amount: Double)]] = []
  /// The amount of each stratum over all sites.
  private(set) var totals: [Double] = []

  /// A stratum: articles, labelled paragraphs, or what a paragraph or article has of a family.
  private enum Key: Hashable {
    case articles
    case paragraphs
    case label(Int)
    case language(String)
    case source(String)

    /// The stratum for what too few sites have.
    var pooled: Key {
      switch self {
      case .articles, .paragraphs: self
      case .label: .label(-1)
      case .language: .language("\u{0}")
      case .source: .source("\u{0}")
      }
    }
  }

  /// Strata by articles, paragraphs, labels, languages and sources (both by articles). What fewer than
  /// `leastSites` sites have cannot be divided well: it is pooled with the other such strata of its kind.
  ///
  /// - Complexity: O(paragraphs).
  init(_ articles: [LabelledArticle], leastSites: Int) {
    var places: [String: Int] = [:]
    for (index, article) in articles.enumerated() {
      let place = article.site.isEmpty ? sites.count : places[article.site, default: sites.count]
      if place == sites.count {
        if !article.site.isEmpty { places[article.site] = place }
        sites.append([])
      }
      sites[place].append(index)
    }
    let bySite = sites.map { site in Self.counts(of: site.map { articles[$0] }) }
    var siteCounts: [Key: Int] = [:]
    for site in bySite { for entry in site { siteCounts[entry.key, default: 0] += 1 } }
    var strata: [Key: Int] = [:]
    for site in bySite {
      var amounts: [Int: Double] = [:]
      for (key, amount) in site {
        let chosen = siteCounts[key, default: 0] < leastSites ? key.pooled : key
        let stratum = strata[chosen, default: strata.count]
        if stratum == strata.count {
          strata[chosen] = stratum
          totals.append(0)
        }
        amounts[stratum, default: 0] += amount
        totals[stratum] += amount
      }
      counts.append(amounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
  }

  /// The counts of some articles, in the order in which their keys occur.
  private static func counts(of articles: [LabelledArticle]) -> [(key: Key, amount: Double)] {
    var counts: [(key: Key, amount: Double)] = []
    var places: [Key: Int] = [:]
    func count(_ key: Key, _ amount: Int) {
      guard amount > 0 else { return }
      let place = places[key, default: counts.count]
      if place == counts.count {
        places[key] = place
        counts.append((key, 0))
      }
      counts[place].amount += Double(amount)
    }
    for article in articles {
      let labels = article.labels
      count(.articles, 1)
      count(.paragraphs, labels.isEmpty ? article.paragraphs.count : labels.count)
      for label in labels { count(.label(label.rawValue), 1) }
      count(.language(article.language), 1)
      count(.source(article.source), 1)
    }
    return counts
  }
}
