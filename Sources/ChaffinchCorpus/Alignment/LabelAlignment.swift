// Carries the labels of one segmentation of a page over to another one. Works on digests alone, so
// that labels without texts will do; what it leaves out are paragraphs that only partly overlap.

import Chaffinch

/// A labelled paragraph without its text.
public struct LabelledDigest: Sendable, Equatable {
  /// The digest of the paragraph's text.
  public let digest: TextDigest
  /// Its gold label, or that it is not content.
  public let label: KnownLabel
  /// As ``LabelledParagraph/isExtracted``.
  public let isExtracted: Bool

  /// A digest with its label.
  public init(digest: TextDigest, label: KnownLabel, isExtracted: Bool = true) {
    self.digest = digest
    self.label = label
    self.isExtracted = isExtracted
  }
}

/// Labels joined to segments.
///
/// First along the order: one paragraph is one segment, several paragraphs in a row are one segment,
/// one paragraph is several segments in a row, or several are several that begin and end together, up
/// to 64 on either side; of all ways to do that, the one that covers the most text. Then what is left
/// on both sides is matched by equality in order of occurrence, wherever it stands.
public struct LabelAlignment: Sendable, Equatable {
  /// How a labelled paragraph was found again.
  public enum Fate: Sendable, Equatable {
    /// As one segment, in its place.
    case exact
    /// As a part of a segment, together with its neighbours.
    case joined
    /// As several segments.
    case split
    /// As one segment, but out of order.
    case moved
    /// Not at all.
    case missing(MissingReason)
  }

  /// Why a labelled paragraph was not found.
  public enum MissingReason: Sendable, Equatable {
    /// It became part of a segment whose larger part has another label.
    case joinedWithAnotherLabel
    /// No segments make up its text.
    case absent
  }

  /// The label of each segment; `nil` where no labelled paragraph is known to stand.
  public let labels: [KnownLabel?]
  /// Whether each segment holds something of a labelled paragraph that an extractor keeps.
  public let isExtracted: [Bool]
  /// What became of each labelled paragraph.
  public let fates: [Fate]

  /// Aligns the labelled paragraphs of a page, in their order, with its segments.
  ///
  /// A segment of paragraphs with different labels takes the label that has the larger part of its
  /// normalised length, the first of equals. Promos and paywall promos are different labels.
  ///
  /// - Complexity: O(n log n) in the number of paragraphs and segments, however they repeat.
  public init(_ paragraphs: [LabelledDigest], segments: [TextDigest]) {
    let digests = paragraphs.map(\.digest)
    var labels = [KnownLabel?](repeating: nil, count: segments.count)
    var isExtracted = [Bool](repeating: false, count: segments.count)
    var fates = [Fate](repeating: .missing(.absent), count: paragraphs.count)
    var search = RunAlignment(digests, segments)
    var isTaken = [Bool](repeating: false, count: segments.count)
    for pair in search.pairs() {
      let overlap = Overlap(digests, segments, pair)
      for (index, segment) in pair.second.enumerated() {
        labels[segment] = overlap.label(ofSegment: index) { paragraphs[$0].label }
        isExtracted[segment] = overlap.contains(inSegment: index) { paragraphs[$0].isExtracted }
        isTaken[segment] = true
      }
      for (index, paragraph) in pair.first.enumerated() {
        fates[paragraph] = overlap.fate(ofParagraph: index) { segment in
          labels[segment] == paragraphs[paragraph].label
        }
      }
    }
    var left: [TextDigest: [Int]] = [:]
    for index in digests.indices.reversed() where fates[index] == .missing(.absent) {
      left[digests[index], default: []].append(index)
    }
    for segment in segments.indices where !isTaken[segment] && segments[segment].length > 0 {
      guard let paragraph = left[segments[segment]]?.popLast() else { continue }
      labels[segment] = paragraphs[paragraph].label
      isExtracted[segment] = paragraphs[paragraph].isExtracted
      fates[paragraph] = .moved
    }
    self.labels = labels
    self.isExtracted = isExtracted
    self.fates = fates
  }
}

/// How the paragraphs and the segments of a pair of equal runs overlap, in normalised scalars.
private struct Overlap {
  private let pair: RunPair
  private let paragraphs: [Range<Int>]
  private let segments: [Range<Int>]

  init(_ first: [TextDigest], _ second: [TextDigest], _ pair: RunPair) {
    self.pair = pair
    // Both ends of a run are of the run's kind; symbolic parts inside one with letters have no width.
    let isSymbolic = first[pair.first.lowerBound].isSymbolic
    func extents(_ parts: ArraySlice<TextDigest>) -> [Range<Int>] {
      var start = 0
      return parts.map { part in
        let end = start + (part.isSymbolic == isSymbolic ? part.length : 0)
        defer { start = end }
        return start..<end
      }
    }
    paragraphs = extents(first[pair.first])
    segments = extents(second[pair.second])
  }

  /// Scalars that two extents share; an extent without width shares one with what it lies in.
  private static func shared(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    if one.isEmpty { return other.contains(one.lowerBound) ? 1 : 0 }
    if other.isEmpty { return one.contains(other.lowerBound) ? 1 : 0 }
    return max(min(one.upperBound, other.upperBound) - max(one.lowerBound, other.lowerBound), 0)
  }

  /// The label with the largest share of a segment.
  func label(ofSegment index: Int, _ label: (Int) -> KnownLabel) -> KnownLabel? {
    var shares = [Int](repeating: 0, count: KnownLabel.allCases.count)
    var best: KnownLabel?
    for (extent, paragraph) in zip(paragraphs, pair.first) where !extent.isEmpty {
      shares[label(paragraph).rawValue] += Self.shared(extent, segments[index])
    }
    for paragraph in pair.first {
      let candidate = label(paragraph)
      if shares[candidate.rawValue] > (best.map { shares[$0.rawValue] } ?? 0) { best = candidate }
    }
    return best
  }

  /// Whether a segment shares something with a paragraph for which `isTrue` holds.
  func contains(inSegment index: Int, _ isTrue: (Int) -> Bool) -> Bool {
    zip(paragraphs, pair.first).contains { extent, paragraph in
      Self.shared(extent, segments[index]) > 0 && isTrue(paragraph)
    }
  }

  /// What became of a paragraph, given which segments have its label.
  func fate(ofParagraph index: Int, _ hasItsLabel: (Int) -> Bool) -> LabelAlignment.Fate {
    var touched = 0
    var home: (segment: Int, share: Int) = (pair.second.lowerBound, 0)
    for (extent, segment) in zip(segments, pair.second) {
      let share = Self.shared(paragraphs[index], extent)
      if share > 0 { touched += 1 }
      if share > home.share { home = (segment, share) }
    }
    guard hasItsLabel(home.segment) else { return .missing(.joinedWithAnotherLabel) }
    if pair.second.count == 1 { return pair.first.count == 1 ? .exact : .joined }
    return touched > 1 || pair.first.count == 1 ? .split : .joined
  }
}
