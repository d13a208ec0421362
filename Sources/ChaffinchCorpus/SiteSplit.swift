// Splits a corpus by site: all articles of a site go to one side. Never splits by paragraph.

extension Corpus {
  /// Assigns each article to one of `count` folds, all articles of a site to the same one, the
  /// folds' labelled paragraphs as equal as that allows.
  ///
  /// Sites are shuffled by `seed`, then each goes, largest first, to the fold with the fewest
  /// paragraphs. Articles without a site count as sites of their own.
  ///
  /// - Precondition: `count` is at least 2.
  /// - Throws: ``CorpusError/tooFewSites(found:needed:)`` when a fold would stay empty.
  public func folds(_ count: Int, seed: UInt64) throws(CorpusError) -> [Int] {
    precondition(count >= 2, "cross-validation needs two folds")
    var sites: [String: Int] = [:]
    var sizes: [Int] = []
    var siteOfArticle: [Int] = []
    for (index, article) in articles.enumerated() {
      let key = article.site.isEmpty ? "\u{0}\(index)" : article.site
      let site = sites[key, default: sizes.count]
      if site == sizes.count {
        sites[key] = site
        sizes.append(0)
      }
      sizes[site] += article.labels.count
      siteOfArticle.append(site)
    }
    guard sizes.count >= count else { throw .tooFewSites(found: sizes.count, needed: count) }
    var generator = SplitMix64(seed: seed)
    var order = generator.permutation(sizes.count)
    let position = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    order.sort { (-sizes[$0], position[$0] ?? 0) < (-sizes[$1], position[$1] ?? 0) }
    var totals = Array(repeating: 0, count: count)
    var foldOfSite = Array(repeating: 0, count: sizes.count)
    for site in order {
      let fold = totals.indices.min { (totals[$0], $0) < (totals[$1], $1) } ?? 0
      foldOfSite[site] = fold
      totals[fold] += sizes[site]
    }
    return siteOfArticle.map { foldOfSite[$0] }
  }

  /// Holds out a seeded share of the sites.
  ///
  /// - Parameter share: the share of the sites to hold out, in 0…1; at least one site goes to each
  ///   side.
  /// - Throws: ``CorpusError/tooFewSites(found:needed:)`` when there are fewer than two sites.
  public func holdingOut(_ share: Double, seed: UInt64) throws(CorpusError) -> (
    training: Corpus, heldOut: Corpus
  ) {
    var seen = Set<String>()
    var sites: [String] = []
    for (index, article) in articles.enumerated() {
      let key = article.site.isEmpty ? "\u{0}\(index)" : article.site
      if seen.insert(key).inserted { sites.append(key) }
    }
    guard sites.count >= 2 else { throw .tooFewSites(found: sites.count, needed: 2) }
    var generator = SplitMix64(seed: seed)
    let count = min(max(Int((Double(sites.count) * share).rounded()), 1), sites.count - 1)
    let chosen = Set(generator.permutation(sites.count).prefix(count).map { sites[$0] })
    var sides: (training: [LabelledArticle], heldOut: [LabelledArticle]) = ([], [])
    for (index, article) in articles.enumerated() {
      let key = article.site.isEmpty ? "\u{0}\(index)" : article.site
      if chosen.contains(key) {
        sides.heldOut.append(article)
      } else {
        sides.training.append(article)
      }
    }
    return (Corpus(articles: sides.training, skipped: skipped), Corpus(articles: sides.heldOut))
  }
}
