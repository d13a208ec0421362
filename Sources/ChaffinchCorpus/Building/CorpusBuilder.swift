// Joins the labels of pages to the project's own segmentation of them, page by page, and keeps the
// books. Reads no files and segments nothing: it is handed the segmented page.

import Chaffinch

/// Builds a corpus from labels and segmented pages.
public struct CorpusBuilder: Sendable {
  /// What was found so far.
  public private(set) var report = CorpusBuildReport()

  /// A builder that has seen no page.
  public init() {}

  /// Joins the labels of a page to its paragraphs; labels that fit none are counted in
  /// ``LabelledPage/unmatched``. What extractors keep of a page of which only content or not is known,
  /// nobody knows: there all paragraphs count as extracted.
  public mutating func add(_ labels: PageLabels, to article: Article) -> LabelledPage {
    let segments = article.paragraphs.map { TextDigest($0.text) }
    let alignment = LabelAlignment(labels.paragraphs, segments: segments)
    var unmatched = LabelCounts()
    for (paragraph, fate) in zip(labels.paragraphs, alignment.fates) {
      guard let label = paragraph.label.label else { continue }
      report.count(fate, of: label)
      if case .missing = fate { unmatched[label] += 1 }
    }
    report.count(segments, labels: alignment.labels)
    return LabelledPage(
      page: labels.page, article: article, labels: alignment.labels,
      isExtracted: labels.arePartial ? nil : alignment.isExtracted, unmatched: unmatched)
  }

  /// Notes that there is no such page. Its labels are in no corpus and in no other count.
  public mutating func addMissingPage(_ labels: PageLabels) {
    report.countMissingPage(labels)
  }

  /// Notes what a page's reference was good for.
  public mutating func note(_ outcome: PageReference.Outcome) {
    report.count(outcome)
  }
}
