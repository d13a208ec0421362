// The articles of a training run by what they are for. Trains nothing.

import Chaffinch
import ChaffinchCorpus

/// An article with its fold.
struct PlacedArticle: Sendable {
  let article: LabelledArticle
  let fold: Int
}

/// A corpus, sorted by what its articles teach.
struct TrainingArticles: Sendable {
  /// All articles but the partly labelled ones.
  let whole: [PlacedArticle]
  /// Those that are scored with their markup: pages; items of feeds where there are no pages.
  let pages: [PlacedArticle]
  /// The inner parts of the pages as feeds would carry them, and the items of feeds.
  let fragments: [PlacedArticle]
  /// Partly labelled pages, which the context model of pages learns from. The local models do without:
  /// they got worse by them.
  let partial: [PlacedArticle]
  /// Articles without markup, whose texts the local models of the variant for markup learn besides.
  let texts: [PlacedArticle]

  /// The articles of a corpus.
  init(_ all: [PlacedArticle]) {
    whole = all.filter { !$0.article.isPartlyLabelled }
    partial = all.filter(\.article.isPartlyLabelled)
    let items = whole.filter { $0.article.markup?.isFragment ?? false }
    let found = whole.filter { $0.article.markup.map { !$0.isFragment } ?? false }
    texts = whole.filter { $0.article.markup == nil }
    if found.isEmpty {
      pages = items
      fragments = []
    } else {
      pages = found
      fragments =
        found.compactMap { page in
          page.article.fragment.map { PlacedArticle(article: $0, fold: page.fold) }
        } + items
    }
  }
}

extension LabelledArticle {
  /// What extractors keep, where that is not all: a view of its own.
  var extractedView: LabelledArticle? {
    paragraphs.allSatisfy { $0.isExtracted || $0.label == nil } ? nil : extracted
  }

  /// Whether some paragraphs are only known not to be content.
  package var isPartlyLabelled: Bool { paragraphs.contains(where: \.isNotContent) }

  /// The labelled paragraphs alone, as text.
  var textOfLabels: LabelledArticle {
    LabelledArticle(
      id: id, site: site, language: language, source: source,
      paragraphs: paragraphs.filter { $0.label != nil }.map {
        LabelledParagraph(text: $0.text, label: $0.label, isExtracted: $0.isExtracted)
      })
  }

  /// All paragraphs as text, of whose labels nothing is known.
  var unlabelledText: LabelledArticle {
    LabelledArticle(
      id: id, site: site, language: language, source: source,
      paragraphs: paragraphs.map { LabelledParagraph(text: $0.text, label: nil) })
  }
}
