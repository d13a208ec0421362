// Finds out from a page's reference text which of its segments are content and which are not. Knows no
// finer labels, and says nothing where it is in doubt.

import Chaffinch

/// What a reference text says of a page's segments.
///
/// A long segment (``longLength`` words) is found in the reference by its runs of four words. Of all
/// that are found, the chain that keeps the order of both sides and covers the most words is taken for
/// certain (``RunChain``). A short segment is content when it makes up whole lines of what the
/// reference has between the neighbours in the chain. What is not found is not content: outside the
/// article right away, inside it only where markup says so too, since references lack captions, but
/// also lists, standfirsts and footnotes that are content.
struct ReferenceAlignment {
  /// How far the reference can be trusted.
  enum Verdict: Equatable, Sendable {
    /// It has what the article has.
    case complete
    /// Much of it is not on the page.
    case foreign
    /// The article goes on behind its end.
    case cutShort
  }

  /// The mark of each segment: ``KnownLabel/content``, ``KnownLabel/notContent`` or nothing.
  private(set) var marks: [KnownLabel?]
  /// How far the reference can be trusted; unless it is complete nothing is marked as not content.
  private(set) var verdict = Verdict.complete

  /// Words of a segment that is found by its runs of words.
  static let longLength = 8
  /// The share of its runs that a segment of content has in common with the reference, at least.
  private static let contentShare = 0.85
  /// The same of a segment that is not content, at most.
  private static let otherShare = 0.15
  /// The share of the reference's runs that the page has, at least.
  private static let coverage = 0.7
  /// Long segments behind the reference's end beside content that betray that it was cut short.
  private static let trailingLimit = 2

  private let segments: [Segment]
  private let reference: ReferenceText
  /// What is the title, or may be: the reference's and those that the page declares.
  private let titles: [ReferenceText]
  /// The segments of the chain with their places in the reference, ascending.
  private var chain: [(segment: Int, place: Range<Int>)] = []

  private struct Segment {
    let words: [UInt64]
    let digest: TextDigest
    let markup: ParagraphMarkup
    let container: Int?
    /// The share of its runs of words that the reference has, of a long one.
    let share: Double?

    /// Whether markup says that it is no running text of the article.
    var isAside: Bool {
      markup.linkDensity >= 0.5
        || !markup.surroundings.isDisjoint(with: [
          .figure, .figcaption, .navigation, .aside, .footer, .form, .button,
        ])
    }
  }

  /// Aligns the segments of a page with its reference text.
  ///
  /// - Parameter title: the article's title, which references lack.
  /// - Complexity: O(n log n) in the words of both sides.
  init(_ article: Article, reference text: String, title: String) {
    let reference = ReferenceText(text)
    let containers = TextContainers(article.markup)
    var all: [UInt64] = []
    segments = article.paragraphs.map { paragraph in
      let words = TextWords(paragraph.text).hashes
      all += words
      let markup =
        paragraph.markup ?? ParagraphMarkup(element: nil, surroundings: [], linkDensity: 0)
      return Segment(
        words: words, digest: TextDigest(paragraph.text), markup: markup,
        container: containers.container(of: markup.element),
        share: words.count >= Self.longLength
          ? reference.share(of: TextWords.grams(of: words)) : nil)
    }
    self.reference = reference
    let metadata = article.metadata
    titles = [title, metadata?.title ?? "", metadata?.openGraphTitle ?? ""].map(ReferenceText.init)
    marks = [KnownLabel?](repeating: nil, count: segments.count)
    chain = longChain()
    let covered = reference.coverage(by: Set(TextWords.grams(of: all)))
    if chain.isEmpty || covered < Self.coverage { verdict = .foreign }
    for (segment, _) in chain where !segments[segment].isAside { marks[segment] = .content }
    let head = markTitle(TextDigest(title))
    markShort()
    if verdict == .complete, goesOn() { verdict = .cutShort }
    if verdict == .complete { markOthers(from: head) }
  }

  /// The long segments that stand in the reference in the order of the page.
  private func longChain() -> [(segment: Int, place: Range<Int>)] {
    var pairs: [RunPair] = []
    var counts: [TextDigest: Int] = [:]
    for segment in segments where segment.share != nil { counts[segment.digest, default: 0] += 1 }
    for (index, segment) in segments.enumerated() {
      guard let share = segment.share, share >= Self.contentShare else { continue }
      for place in reference.places(of: TextWords.grams(of: segment.words)) where !place.isEmpty {
        pairs.append(
          RunPair(
            first: index..<index + 1, second: place, length: min(place.count, segment.words.count)))
      }
    }
    return RunChain.heaviest(pairs, in: segments.indices)
      // Of equal segments nobody knows which one the reference means.
      .filter { counts[segments[$0.first.lowerBound].digest] == 1 }
      .map { ($0.first.lowerBound, $0.second) }
  }

  /// Marks the heading that is the title, if there is just one; returns the first segment that may be
  /// the article's.
  private mutating func markTitle(_ title: TextDigest) -> Int {
    let first = chain.first?.segment ?? 0
    let same = segments.indices.filter { title.length > 0 && segments[$0].digest == title }
    let headings = same.filter { segments[$0].markup.surroundings.contains(.heading) }
    let titles = headings.isEmpty ? same : headings
    if titles.count == 1, titles[0] < first, !segments[titles[0]].isAside {
      marks[titles[0]] = .content
    }
    // Without a title the headings before the text are in doubt, and what stands behind them.
    let start =
      titles.last { $0 < first }
      ?? segments[..<first].lastIndex {
        $0.markup.surroundings.contains(.heading) && $0.markup.linkDensity < 0.5
      }
    return min(start ?? first, max(first - 8, 0))
  }

  /// Marks short segments that make up whole lines of the reference between their neighbours.
  private mutating func markShort() {
    for gap in gaps() {
      var pairs: [RunPair] = []
      var counts: [TextDigest: Int] = [:]
      for index in gap.segments where segments[index].share == nil && !segments[index].isAside {
        counts[segments[index].digest, default: 0] += 1
        for line in reference.occurrences(of: segments[index].words, in: gap.place).lines {
          pairs.append(RunPair(first: index..<index + 1, second: line, length: line.count))
        }
      }
      for pair in RunChain.heaviest(pairs, in: gap.segments) {
        let segment = segments[pair.first.lowerBound]
        // Bylines may open a reference and close it; headings are content there, too.
        let isInside = gap.isInside || segment.markup.surroundings.contains(.heading)
        if isInside, counts[segment.digest] == 1 {
          marks[pair.first.lowerBound] = .content
        }
      }
    }
  }

  /// Whether long text that the reference lacks goes on behind its end, where the content stood.
  private func goesOn() -> Bool {
    guard let last = chain.last else { return false }
    let container = segments[last.segment].container
    let trailing = segments[(last.segment + 1)...].count {
      ($0.share ?? 1) <= Self.otherShare && !$0.isAside && $0.container == container
        && $0.words.count >= 2 * Self.longLength
    }
    return trailing > Self.trailingLimit
  }

  /// Marks what the reference lacks.
  private mutating func markOthers(from head: Int) {
    let containers = Set(chain.map { segments[$0.segment].container })
    for gap in gaps() {
      for index in gap.segments where marks[index] == nil && segments[index].digest.length > 0 {
        let segment = segments[index]
        let isLacking =
          segment.share.map { $0 <= Self.otherShare }
          ?? !reference.occurrences(of: segment.words, in: gap.place).any
        guard isLacking, !segment.words.isEmpty, !mayBeTitle(segment) else { continue }
        let isOutside =
          !gap.isInside && index < head
          || !gap.isInside && index > (chain.last?.segment ?? 0)
            && !containers.contains(segment.container) && !mayBeFootnote(segment)
        if isOutside || segment.isAside { marks[index] = .notContent }
      }
    }
  }

  /// Whether a segment behind the article may be one of its footnotes.
  private func mayBeFootnote(_ segment: Segment) -> Bool {
    segment.share != nil && segment.markup.surroundings.contains(.listItem)
  }

  /// Whether a segment is a part of a title; single words are too common to tell.
  private func mayBeTitle(_ segment: Segment) -> Bool {
    segment.words.count > 1
      && titles.contains {
        $0.occurrences(of: segment.words, in: 0..<$0.words.hashes.count).any
      }
  }

  /// The segments between those of the chain, with the words of the reference between these.
  private func gaps() -> [(segments: Range<Int>, place: Range<Int>, isInside: Bool)] {
    var gaps: [(segments: Range<Int>, place: Range<Int>, isInside: Bool)] = []
    var start = (segment: 0, place: 0)
    for link in chain {
      gaps.append(
        (start.segment..<link.segment, start.place..<link.place.lowerBound, start.segment > 0))
      start = (link.segment + 1, link.place.upperBound)
    }
    gaps.append(
      (start.segment..<segments.count, start.place..<reference.words.hashes.count, false))
    return gaps
  }
}
