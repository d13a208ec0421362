// Cheap vectors of articles' words, for telling articles that are alike. No features of the models.

import Chaffinch

/// Vectors of hashed words, weighted by (1 + ln tf) · ln(N / df) and of length 1 (tf–idf; Salton and
/// Buckley, “Term-weighting approaches in automatic text retrieval”, 1988). All paragraphs count, so that
/// pages of one template are alike.
struct ArticleVectors {
  /// Buckets that words are hashed to.
  static let bucketCount = 4096
  /// For each article its buckets, ascending, with their weights.
  private let vectors: [[(bucket: Int, weight: Double)]]

  /// - Complexity: O(bytes).
  init(_ articles: [LabelledArticle]) {
    let counts = articles.map(Self.counts)
    var frequency = [Int](repeating: 0, count: Self.bucketCount)
    for article in counts { for entry in article { frequency[entry.bucket] += 1 } }
    let all = Double(articles.count)
    vectors = counts.map { article in
      let raw = article.map { entry in
        (1 + naturalLogarithm(Double(entry.count)))
          * naturalLogarithm(all / Double(frequency[entry.bucket]))
      }
      let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return [] }
      return zip(article, raw).map { ($0.bucket, $1 / length) }
    }
  }

  private static func counts(of article: LabelledArticle) -> [(bucket: Int, count: Int)] {
    var buckets: [Int] = []
    for paragraph in article.paragraphs {
      for hash in TextWords(paragraph.text).hashes {
        // The high bits of a product depend on all bits of the hash.
        buckets.append(Int((hash &* 0x9e37_79b9_7f4a_7c15) >> 52))
      }
    }
    buckets.sort()
    var counts: [(bucket: Int, count: Int)] = []
    for bucket in buckets {
      if counts.last?.bucket == bucket {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((bucket, 1))
      }
    }
    return counts
  }

  /// The cosines of all articles with the one at `place`, 0…1; 0 where either has no words of its own.
  ///
  /// - Complexity: O(words of all articles).
  func cosines(with place: Int) -> [Double] {
    var dense = [Double](repeating: 0, count: Self.bucketCount)
    for (bucket, weight) in vectors[place] { dense[bucket] = weight }
    return vectors.map { vector in vector.reduce(0) { $0 + dense[$1.bucket] * $1.weight } }
  }
}
