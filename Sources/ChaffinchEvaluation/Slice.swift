// Scores of parts of a corpus: by language, source and paragraph length. Ranks nothing.

import Chaffinch
import ChaffinchCorpus

/// Part of a corpus with its scores.
public struct Slice: Sendable {
  /// What a corpus is cut by.
  public enum Kind: String, CaseIterable, Sendable {
    /// The articles' languages.
    case language
    /// The collections that articles are from.
    case source
    /// The paragraphs' lengths in characters (Unicode scalars).
    case length
  }

  /// What the corpus was cut by.
  public let kind: Kind
  /// The language, the source, or a range such as `21–60`; empty where the corpus does not say.
  public let name: String
  /// Articles with paragraphs in the slice.
  public let articleCount: Int
  /// The scores.
  public let evaluation: Evaluation
  /// The interval of macro-F1; `nil` where there is too little to say.
  public let interval: ConfidenceInterval?

  /// The lengths that are told apart: each range ends with its number of characters.
  static let lengths = [20, 60, 150, 400]

  fileprivate init(
    _ kind: Kind, _ name: String, _ articles: [Evaluation], _ bootstrap: Bootstrap
  ) {
    let present = articles.filter { $0.confusion.total > 0 }
    self.kind = kind
    self.name = name
    articleCount = present.count
    evaluation = present.reduce(into: Evaluation()) { $0 += $1 }
    interval = bootstrap.intervals(of: [.macroF1], over: present)[0]
  }
}

extension ScoredCorpus {
  /// The parts of the corpus by what they are cut by: languages and sources with the most paragraphs first,
  /// equal ones by name; lengths from the shortest. Slices by length leave out what segmentation did not find.
  /// Parts without labelled paragraphs are left out.
  ///
  /// - Complexity: O(resamples · articles) for each kind.
  public func slices(by kind: Slice.Kind, bootstrap: Bootstrap = Bootstrap()) -> [Slice] {
    let slices: [Slice]
    switch kind {
    case .language: slices = grouped(kind, by: \.language, bootstrap)
    case .source: slices = grouped(kind, by: \.source, bootstrap)
    case .length:
      let ends = Slice.lengths + [Int.max]
      slices = ends.indices.map { index in
        let start = index == 0 ? 1 : ends[index - 1] + 1
        let name = index == Slice.lengths.count ? "\(start)–" : "\(start)–\(ends[index])"
        return Slice(
          kind, name,
          articles.map { scored in
            scored.evaluation { (start...ends[index]).contains($0.text.unicodeScalars.count) }
          }, bootstrap)
      }
    }
    return slices.filter { $0.evaluation.confusion.total > 0 }
  }

  private func grouped(
    _ kind: Slice.Kind, by key: (LabelledArticle) -> String, _ bootstrap: Bootstrap
  ) -> [Slice] {
    Dictionary(grouping: articles, by: { key($0.article) })
      .sorted { $0.key < $1.key }
      .map { Slice(kind, $0.key, $0.value.map(\.evaluation), bootstrap) }
      .enumerated()
      .sorted {
        ($1.element.evaluation.confusion.total, $0.offset)
          < ($0.element.evaluation.confusion.total, $1.offset)
      }
      .map(\.element)
  }
}
