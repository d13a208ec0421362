// Counts what is in a corpus: articles, sites, labels, lengths. Judges nothing; `CorpusCheck` does.

import Chaffinch

/// The figures of a corpus.
public struct CorpusStatistics: Sendable, Equatable {
  /// Articles that have something in common, such as a language.
  public struct Group: Sendable, Equatable {
    /// What they have in common; empty where the corpus does not say.
    public let name: String
    /// How many there are.
    public fileprivate(set) var articles = 0
    /// Their paragraphs by label.
    public fileprivate(set) var labels = LabelCounts()
    /// Their paragraphs without a label.
    public fileprivate(set) var unlabelled = 0

    /// All their paragraphs.
    public var paragraphs: Int { labels.total + unlabelled }
  }

  /// Lengths of paragraphs in characters (Unicode scalars).
  public struct Lengths: Sendable, Equatable {
    /// The length that half of them reach at most.
    public let median: Int
    /// The length that nine tenths of them reach at most.
    public let ninetyPercent: Int
    /// The longest.
    public let longest: Int

    /// The lengths' nearest-rank quantiles; `nil` of none.
    init?(_ lengths: [Int]) {
      let sorted = lengths.sorted()
      guard let last = sorted.last else { return nil }
      median = sorted[(sorted.count + 1) / 2 - 1]
      ninetyPercent = sorted[(sorted.count * 9 + 9) / 10 - 1]
      longest = last
    }
  }

  /// As ``Corpus/fingerprint``.
  public let fingerprint: String
  /// All articles as one group.
  public let all: Group
  /// The number of sites; articles without one count as sites of their own.
  public let siteCount: Int
  /// Articles without a site.
  public let articlesWithoutSite: Int
  /// By language, the largest first.
  public let languages: [Group]
  /// By source, the largest first.
  public let sources: [Group]
  /// By site, the largest first; articles without one are left out.
  public let sites: [Group]
  /// Articles cut from markup.
  public let articlesWithMarkup: Int
  /// Articles without any label.
  public let unlabelledArticles: Int
  /// Unlabelled paragraphs that are only known not to be content.
  public let notContent: Int
  /// Paragraphs that an extractor keeps.
  public let extracted: Int
  /// Labelled paragraphs that the segmentation missed.
  public let unmatched: LabelCounts
  private let lengths: [Lengths?]

  /// The lengths of the paragraphs with a label; `nil` asks for those without one, and is returned where
  /// there are none.
  public func lengths(of label: InnerLabel?) -> Lengths? {
    lengths[label?.rawValue ?? InnerLabel.allCases.count]
  }

  /// Counts a corpus.
  ///
  /// - Complexity: O(n log n) in its bytes.
  public init(_ corpus: Corpus) {
    var all = Group(name: "")
    var languages = Groups()
    var sources = Groups()
    var sites = Groups()
    var lengths = [[Int]](repeating: [], count: InnerLabel.allCases.count + 1)
    for article in corpus.articles {
      all.add(article)
      languages.add(article, to: article.language)
      sources.add(article, to: article.source)
      if !article.site.isEmpty { sites.add(article, to: article.site) }
      for paragraph in article.paragraphs {
        let place = paragraph.label?.rawValue ?? InnerLabel.allCases.count
        lengths[place].append(paragraph.text.unicodeScalars.count)
      }
    }
    let articles = corpus.articles
    fingerprint = corpus.fingerprint
    self.all = all
    articlesWithoutSite = articles.count { $0.site.isEmpty }
    siteCount = sites.groups.count + articlesWithoutSite
    self.languages = languages.largestFirst
    self.sources = sources.largestFirst
    self.sites = sites.largestFirst
    articlesWithMarkup = articles.count { $0.markup != nil }
    unlabelledArticles = articles.count { $0.labels.isEmpty }
    notContent = articles.reduce(0) { $0 + $1.paragraphs.count(where: \.isNotContent) }
    extracted = articles.reduce(0) { $0 + $1.paragraphs.count(where: \.isExtracted) }
    unmatched = corpus.unmatched
    self.lengths = lengths.map(Lengths.init)
  }
}

extension CorpusStatistics.Group {
  fileprivate mutating func add(_ article: LabelledArticle) {
    articles += 1
    for paragraph in article.paragraphs {
      if let label = paragraph.label { labels[label] += 1 } else { unlabelled += 1 }
    }
  }
}

/// Groups by name, in the order of their first article.
private struct Groups {
  private(set) var groups: [CorpusStatistics.Group] = []
  private var places: [String: Int] = [:]

  mutating func add(_ article: LabelledArticle, to name: String) {
    let place = places[name, default: groups.count]
    if place == groups.count {
      places[name] = place
      groups.append(CorpusStatistics.Group(name: name))
    }
    groups[place].add(article)
  }

  /// By articles, then by paragraphs, then by name.
  var largestFirst: [CorpusStatistics.Group] {
    groups.sorted {
      (-$0.articles, -$0.paragraphs, $0.name) < (-$1.articles, -$1.paragraphs, $1.name)
    }
  }
}
