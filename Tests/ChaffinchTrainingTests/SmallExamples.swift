// Small matrices and corpora that several training tests share, and the comparison of numbers.

import Chaffinch
import ChaffinchCorpus

@testable import ChaffinchTraining

enum SmallExamples {
  /// The smallest feature table there is, 256 rows.
  static let table = FeatureTable(bits: 8)

  /// A matrix of dense rows: the first columns hold their values, whole numbers, the others nothing.
  static func matrix(_ rows: [[Int]], _ labels: [InnerLabel]) -> ExampleMatrix {
    ExampleMatrix([self.rows(rows)], knowledge: labels.map(Knowledge.label), table: table)
  }

  /// Dense rows as occurrences: a feature of value 2 stands twice, each worth 1.
  static func rows(_ rows: [[Int]]) -> FeatureRows {
    var result = FeatureRows()
    for row in rows {
      for (bucket, value) in row.enumerated() {
        result.buckets += repeatElement(UInt32(bucket), count: value)
      }
      result.endRow(textEnd: result.buckets.count, textValue: 1)
    }
    return result
  }

  /// Ten examples of five classes over four columns. In Python, for reference numbers:
  ///
  ///     x = np.zeros((10, 256))
  ///     x[:, :4] = [[2, 1, 0, 0], [1, 2, 0, 1], [0, 1, 3, 0], [1, 0, 2, 0], [0, 0, 1, 2],
  ///                 [1, 0, 0, 3], [3, 0, 0, 0], [2, 0, 1, 0], [0, 2, 0, 2], [0, 1, 1, 1]]
  ///     y = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 0])
  static let ten = matrix(
    tenRows,
    [
      .content, .content, .caption, .caption, .promo, .promo, .byline, .byline, .paywall, .content,
    ])

  /// The values of ``ten``.
  static let tenRows = [
    [2, 1, 0, 0], [1, 2, 0, 1], [0, 1, 3, 0], [1, 0, 2, 0], [0, 0, 1, 2],
    [1, 0, 0, 3], [3, 0, 0, 0], [2, 0, 1, 0], [0, 2, 0, 2], [0, 1, 1, 1],
  ]

  /// An article with these paragraphs.
  static func article(_ site: String, _ paragraphs: [(InnerLabel?, String)]) -> LabelledArticle {
    LabelledArticle(
      id: "", site: site, language: "en",
      paragraphs: paragraphs.map { LabelledParagraph(text: $0.1, label: $0.0) })
  }

  /// One article of five short paragraphs, one of each class, for each of `sites` sites.
  static func corpus(sites: Int) -> Corpus {
    let birds = ["heron", "wren", "finch", "rook", "swift", "dunnock"]
    return Corpus(
      articles: (0..<sites).map { index in
        let bird = birds[index % birds.count]
        return article(
          "\(bird)\(index).example",
          [
            (.content, "The \(bird) nested in the old mill and the river rose."),
            (.caption, "A \(bird) at the weir. Photograph: Ada Sallow"),
            (.promo, "Read more: ten walks to see a \(bird)"),
            (.byline, "By Wim Sallow, 3 May 20\(10 + index)"),
            (.paywall, "Subscribe now to read all about the \(bird)"),
          ])
      })
  }

  /// The corpus of ``corpus(sites:)`` as pages: each paragraph stood in an element of its own, whose
  /// class speaks of its label.
  static func pages(sites: Int) -> Corpus {
    Corpus(articles: corpus(sites: sites).articles.map { page($0) })
  }

  /// An article's paragraphs in elements; the class of each is its label's name.
  static func page(_ article: LabelledArticle) -> LabelledArticle {
    let rows = [(name: "body", words: "post", parent: Int?.none)]
    let markup = ArticleMarkup(
      elements: rows
        + article.paragraphs.map {
          (name: "div", words: "\($0.label?.name ?? "menu")Box", parent: 0)
        })
    let surroundings = markup.surroundings()
    return LabelledArticle(
      id: article.id, site: article.site, language: article.language,
      paragraphs: article.paragraphs.enumerated().map { number, paragraph in
        LabelledParagraph(
          text: paragraph.text, label: paragraph.label,
          markup: ParagraphMarkup(
            element: number + 1, surroundings: surroundings[number + 1],
            linkDensity: paragraph.label == .promo ? 1 : 0))
      }, markup: markup, unmatched: article.unmatched)
  }

  /// The corpus less all its markup.
  static func stripped(_ corpus: Corpus) -> Corpus {
    Corpus(
      articles: corpus.articles.map { article in
        LabelledArticle(
          id: article.id, site: article.site, language: article.language,
          paragraphs: article.paragraphs.map {
            LabelledParagraph(text: $0.text, label: $0.label)
          }, unmatched: article.unmatched)
      })
  }
}

extension SparseMatrix {
  /// A row as it is visited.
  struct Visited: Equatable {
    var text: [Int] = []
    var other: [Int] = []
    var textValue: Float = 0

    /// The sum of its values.
    var sum: Double {
      Double(textValue) * Double(text.count)
        + Double(SparseMatrix.otherValue) * Double(other.count)
    }
  }

  /// The rows as they are visited.
  var visited: [Visited] {
    var result: [Visited] = []
    forEachRow(in: 0..<rowCount) { row in
      var visited = Visited(textValue: row.textValue)
      row.forEachText { visited.text.append($0) }
      row.forEachOther { visited.other.append($0) }
      result.append(visited)
    }
    return result
  }
}

extension ExampleMatrix {
  /// The labels of the examples whose label is known.
  var labels: [InnerLabel] { knowledge.compactMap(\.label) }
}

/// Whether two numbers are equal within `tolerance`.
func isClose(_ left: Double, _ right: Double, within tolerance: Double) -> Bool {
  abs(left - right) <= tolerance
}

extension SIMD8 where Scalar == Float {
  /// The used lanes.
  var lanes: [Double] { (0..<InnerLabel.count).map { Double(self[$0]) } }

  /// Whether the used lanes equal `numbers` within `tolerance`.
  func isClose(to numbers: [Double], within tolerance: Double) -> Bool {
    zip(lanes, numbers).allSatisfy { abs($0 - $1) <= tolerance }
      && numbers.count == InnerLabel.count
  }
}
