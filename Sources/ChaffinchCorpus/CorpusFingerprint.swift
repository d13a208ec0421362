// A number that tells whether two corpora are the same. Depends on what was read, not on the files'
// format or compression.

import Chaffinch

/// FNV-1a over sites, languages, labels (or what else is known), texts, what no extractor keeps, markup and
/// metadata (if any) and unmatched labels of all articles in order; ids are left out, since they say nothing
/// to a model, and what surrounds a paragraph, since the elements say it.
public struct CorpusFingerprint: Sendable {
  private var hash = FNV1a()

  /// The fingerprint of no articles.
  public init() {}

  /// Sixteen hexadecimal digits.
  public var text: String { Model.hexadecimal(hash.value) }

  /// Feeds an article.
  public mutating func update(_ article: LabelledArticle) {
    hash.update(article.site)
    hash.update(0x1D)
    hash.update(article.language)
    for paragraph in article.paragraphs {
      hash.update(0x1E)
      let unknown: UInt64 = paragraph.isNotContent ? 0x13 : 0x1C
      hash.update(paragraph.label.map { UInt64($0.rawValue) } ?? unknown)
      hash.update(paragraph.text)
      if !paragraph.isExtracted { hash.update(0x14) }
    }
    if let markup = article.markup {
      hash.update(0x1A)
      Self.update(&hash, markup)
      for paragraph in article.paragraphs { Self.update(&hash, paragraph.markup) }
    }
    Self.update(&hash, article.metadata)
    for (label, count) in article.unmatched.present {
      hash.update(0x1B)
      hash.update(UInt64(label.rawValue))
      hash.update(UInt64(count))
    }
    hash.update(0x1F)
  }

  /// Feeds the elements: name, words, parent and link of each.
  private static func update(_ hash: inout FNV1a, _ markup: ArticleMarkup) {
    for place in markup.elements.indices {
      hash.update(0x19)
      hash.update(markup.name(of: place))
      hash.update(0x1D)
      hash.update(markup.words(of: place))
      hash.update(0x1D)
      hash.update(placeNumber(markup.elements[place].parent))
      hash.update(markup.link(of: place))
    }
  }

  /// Feeds what the page declares, unless it is nothing.
  private static func update(_ hash: inout FNV1a, _ metadata: PageMetadata) {
    guard metadata != PageMetadata() else { return }
    hash.update(0x16)
    hash.update(metadata.title ?? "")
    hash.update(0x1D)
    hash.update(metadata.openGraphTitle ?? "")
    for author in metadata.authors {
      hash.update(0x1D)
      hash.update(author)
    }
    hash.update(0x15)
    hash.update(metadata.isAccessibleForFree.map { $0 ? 2 : 1 } ?? 0)
  }

  /// Feeds a paragraph's place: element, link density, link and picture.
  private static func update(_ hash: inout FNV1a, _ place: ParagraphMarkup?) {
    guard let place else { return hash.update(0x18) }
    hash.update(0x17)
    hash.update(placeNumber(place.element))
    hash.update(UInt64(place.linkDensity.bitPattern))
    hash.update(placeNumber(place.link))
    hash.update(placeNumber(place.picture.map { $0.paragraphs * 8 + $0.levels }))
  }

  /// A place as a number that is 0 for none.
  private static func placeNumber(_ place: Int?) -> UInt64 {
    place.map { UInt64(truncatingIfNeeded: $0) &+ 1 } ?? 0
  }
}

extension Corpus {
  /// The corpus's ``CorpusFingerprint``.
  public var fingerprint: String {
    var fingerprint = CorpusFingerprint()
    for article in articles { fingerprint.update(article) }
    return fingerprint.text
  }
}
