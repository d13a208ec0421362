// Which labels paragraphs get from labelled spans of the text around them. Knows nothing of the unit that
// places are counted in.

/// A labelled piece of a text.
struct LabelledSpan: Sendable, Equatable {
  let place: Range<Int>
  /// `nil` where the label says nothing.
  let label: KnownLabel?
}

/// Labels of paragraphs, from spans.
///
/// A paragraph gets the label of the span that covers most of it, the first of several. A span that covers
/// less than half of a paragraph says nothing about it: what it marks is something inside.
struct SpanLabels {
  /// The label of each paragraph.
  private(set) var labels: [KnownLabel?]
  /// The spans that cover half of no paragraph.
  private(set) var unused = 0

  private let places: [Range<Int>]
  /// How much of each paragraph its span covers.
  private var covered: [Int]
  /// By way of these places the next paragraph is found that no span covers whole.
  private var next: [Int]

  /// - Parameters:
  ///   - places: of the paragraphs, ascending and apart, none empty.
  ///   - spans: in any order, none empty; they may overlap.
  /// - Complexity: O((spans + paragraphs) · log paragraphs), however they overlap.
  init(_ places: [Range<Int>], _ spans: [LabelledSpan]) {
    self.places = places
    labels = [KnownLabel?](repeating: nil, count: places.count)
    covered = [Int](repeating: 0, count: places.count)
    next = Array(0...places.count)
    for span in spans { add(span) }
  }

  private mutating func add(_ span: LabelledSpan) {
    let first = firstPlace { $0.upperBound > span.place.lowerBound }
    let end = firstPlace { $0.lowerBound >= span.place.upperBound }
    guard first < end else {
      unused += 1
      return
    }
    var isUsed = offer(span, to: first)
    if end - 1 > first, offer(span, to: end - 1) { isUsed = true }
    // Those between are covered whole; the ones that were so before stay as they are.
    var inner = firstOpen(from: first + 1)
    while inner < end - 1 {
      _ = offer(span, to: inner)
      inner = firstOpen(from: inner + 1)
    }
    if !isUsed, end - first < 3 { unused += 1 }
  }

  /// Labels a paragraph unless another span covers as much; says whether the span could.
  private mutating func offer(_ span: LabelledSpan, to paragraph: Int) -> Bool {
    let length = places[paragraph].count
    let part = places[paragraph].clamped(to: span.place).count
    guard part >= length - part else { return false }
    if part > covered[paragraph] {
      covered[paragraph] = part
      labels[paragraph] = span.label
      if part == length { next[paragraph] = paragraph + 1 }
    }
    return true
  }

  /// The first paragraph from `start` on that no span covers whole.
  private mutating func firstOpen(from start: Int) -> Int {
    var open = start
    while next[open] != open { open = next[open] }
    var place = start
    while place != open {
      let behind = next[place]
      next[place] = open
      place = behind
    }
    return open
  }

  /// The first paragraph for which `isBehind` holds, as it does for all after it.
  private func firstPlace(where isBehind: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(places[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
