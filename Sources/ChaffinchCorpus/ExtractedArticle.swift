// A labelled article as another extractor hands it on: plain text of what such programs keep. A view
// of the same labels, for training; runs no extractor.

extension LabelledArticle {
  /// The extracted paragraphs in their order, without markup, without the page's metadata and without
  /// counts of unmatched labels, which are of the page; `nil` when fewer than two remain, and for a page
  /// of which only content or not is known: nobody asked the extractors there.
  public var extracted: LabelledArticle? {
    let kept = paragraphs.filter(\.isExtracted)
    guard kept.count >= 2, !paragraphs.contains(where: \.isNotContent) else { return nil }
    return LabelledArticle(
      id: id, site: site, language: language, source: source,
      paragraphs: kept.map { LabelledParagraph(text: $0.text, label: $0.label) })
  }
}
