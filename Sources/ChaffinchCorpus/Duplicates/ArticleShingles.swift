// The text of an article that duplicates are recognised by, as a set of word 5-grams. Compares nothing with
// an index; `NearDuplicateIndex` does.

import Chaffinch

/// The shingles of an article's own text (Broder, “On the resemblance and containment of documents”,
/// 1997): the set of its runs of five words, as hashes.
///
/// The text is the content's, so that a site's navigation does not make its pages alike; all text where
/// no paragraph is content.
public struct ArticleShingles: Sendable {
  /// Words of a shingle.
  public static let length = 5
  /// Texts with fewer words are only ever compared whole: a few words are alike by chance.
  public static let leastWords = 20

  /// The hashes, ascending, each once. Empty for a text of fewer than ``leastWords`` words.
  public let hashes: [UInt64]
  /// The digest of all the article's text.
  public let wholeText: TextDigest
  /// The digest of the text compared; ``TextDigest/empty`` where that is too short.
  public let comparedText: TextDigest

  /// The shingles of an article. Words are runs of letters and digits, case-folded, and single characters
  /// of scripts without spaces; no shingle ends with its paragraph.
  ///
  /// - Complexity: O(n log n) in the bytes of its text.
  public init(_ article: LabelledArticle) {
    let content = article.paragraphs.filter { $0.label == .content }
    let compared = content.isEmpty ? article.paragraphs : content
    let words = compared.flatMap { TextWords($0.text).hashes }
    wholeText = TextDigest(article.paragraphs)
    guard words.count >= Self.leastWords else {
      hashes = []
      comparedText = .empty
      return
    }
    comparedText = TextDigest(compared)
    var shingles = (0...words.count - Self.length).map { start in
      var shingle = FNV1a()
      for word in words[start..<start + Self.length] { shingle.update(word) }
      return shingle.value
    }
    shingles.sort()
    var last: UInt64?
    shingles.removeAll { shingle in
      defer { last = shingle }
      return shingle == last
    }
    hashes = shingles
  }

  /// The share of common shingles among all of both (Jaccard, Broder's resemblance), 0…1; 0 where
  /// either has none.
  ///
  /// - Complexity: O(shingles of both).
  public func resemblance(to other: ArticleShingles) -> Double {
    guard !hashes.isEmpty, !other.hashes.isEmpty else { return 0 }
    var common = 0
    var (left, right) = (0, 0)
    while left < hashes.count, right < other.hashes.count {
      let (a, b) = (hashes[left], other.hashes[right])
      if a == b { common += 1 }
      if a <= b { left += 1 }
      if b <= a { right += 1 }
    }
    return Double(common) / Double(hashes.count + other.hashes.count - common)
  }
}
