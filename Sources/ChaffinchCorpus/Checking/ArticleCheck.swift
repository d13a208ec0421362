// Checks one article of any format: its texts, its labels and what is known of it. Looks at no other
// article; `CorpusCheck` compares them.

import Chaffinch

/// What is wrong with an article: kind, paragraph from 1, and a clause.
public struct ArticleCheck {
  private(set) var found: [(kind: CorpusProblem.Kind, paragraph: Int?, what: String)] = []

  /// Characters from which a paragraph is called giant.
  public static let giantLength = 20_000

  /// Checks an article.
  ///
  /// - Complexity: O(bytes of the texts).
  init(_ article: LabelledArticle) {
    if article.site.isEmpty { note(.noSite, "no site") }
    if article.language.isEmpty {
      note(.noLanguage, "no language")
    } else if !isLanguageTag(article.language) {
      note(.badLanguage, "language '\(article.language.prefix(40).onOneLine)' is no language tag")
    }
    for (index, paragraph) in article.paragraphs.enumerated() {
      check(paragraph.text, number: index + 1)
    }
    check(article.paragraphs)
  }

  private mutating func note(_ kind: CorpusProblem.Kind, _ what: String) {
    found.append((kind, nil, what))
  }

  private mutating func check(_ text: String, number: Int) {
    if text.unicodeScalars.allSatisfy({ CharacterClass($0.value) == .space }) {
      found.append((.emptyParagraph, number, "nothing but white space"))
    }
    // A character has a byte at least.
    if text.utf8.count > Self.giantLength {
      let length = text.unicodeScalars.count
      if text.utf8.count > LocalFeatureExtractor.byteLimit {
        let limit = LocalFeatureExtractor.byteLimit
        found.append(
          (.giantParagraph, number, "\(text.utf8.count) bytes, of which \(limit) are read at most"))
      } else if length > Self.giantLength {
        found.append((.giantParagraph, number, "\(length) characters"))
      }
    }
    found += EncodingDamage.found(in: text).map { ($0.kind, number, $0.what) }
  }

  /// A few labels say little about an article; that a single paragraph has a single one is no wonder.
  private mutating func check(_ paragraphs: [LabelledParagraph]) {
    let labels = paragraphs.compactMap(\.label)
    guard let first = labels.first else {
      if !paragraphs.isEmpty, !paragraphs.contains(where: \.isNotContent) {
        note(.unlabelledArticle, "no paragraph has a label")
      }
      return
    }
    if labels.count > 1, labels.allSatisfy({ $0 == first }) {
      note(.singleLabel, "all \(labels.count) labels are '\(first.name)'")
    }
  }
}
