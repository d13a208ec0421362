// The longer words of an article's paragraphs, numbered as they come: which recur, and which neighbours
// share. Knows words by bucket only and holds no scores.

/// The words of an article's paragraphs.
struct ArticleWords: Sendable {
  /// Words that are kept of a paragraph.
  static let limit = 96
  /// Buckets of words; a collision makes two words one.
  static let buckets = 8192

  private struct Paragraph {
    /// Where its words end.
    var end: Int32
    /// How many words it has in common with the one before.
    var shared: Int32
    /// log(1 + words).
    var logCount: Float
  }

  private var paragraphs: [Paragraph] = []
  /// The words of all paragraphs one after the other, each once in a paragraph, by number.
  private(set) var all: [UInt16] = []
  /// For each word by number: how many paragraphs have it.
  private(set) var counts: [Int32] = []

  /// The words of paragraphs in order: the buckets of all, and where each paragraph's end.
  ///
  /// - Complexity: O(words + buckets).
  init(buckets: [UInt16], ends: [Int32]) {
    // For each bucket its number, from 1, in the lower half, in the upper one its newest paragraph, from 1 in
    // rounds. Fresh for each article: to fill a table with zeros costs less than the cache misses
    // in one that other work has pushed out.
    var newest = [UInt32](repeating: 0, count: Self.buckets)
    var all = [UInt16](repeating: 0, count: buckets.count)
    var counts = [Int32](repeating: 0, count: min(buckets.count, Self.buckets))
    paragraphs.reserveCapacity(ends.count)
    var (kept, known) = (0, 0)
    do {
      let buckets = buckets.span
      var newest = newest.mutableSpan
      var all = all.mutableSpan
      var counts = counts.mutableSpan
      var place = 0
      var number: UInt32 = 0
      for index in ends.indices {
        number += 1
        if number == Self.round {
          Self.begin(&newest)
          number = 2
        }
        var shared: Int32 = 0
        // Without branches: whether a word is new is as good as random.
        while place < Int(ends[index]) {
          let bucket = Int(buckets[place]) & (Self.buckets - 1)
          let entry = newest[bucket]
          let last = entry &>> 16
          let word = entry == 0 ? known : Int(entry & 0xFFFF) &- 1
          let isAnother = last != number
          newest[bucket] = number &<< 16 | UInt32(truncatingIfNeeded: word &+ 1)
          all[kept] = UInt16(truncatingIfNeeded: word)
          counts[word] &+= isAnother ? 1 : 0
          known &+= entry == 0 ? 1 : 0
          kept &+= isAnother ? 1 : 0
          shared &+= last == number &- 1 && entry != 0 ? 1 : 0
          place &+= 1
        }
        paragraphs.append(
          Paragraph(end: Int32(truncatingIfNeeded: kept), shared: shared, logCount: 0))
      }
    }
    all.removeLast(all.count - kept)
    counts.removeLast(counts.count - known)
    self.all = all
    self.counts = counts
    noteLogarithms()
  }

  /// Paragraphs whose numbers fit the upper half of a table's entry: then they begin again.
  private static let round: UInt32 = 1 << 16

  /// Begins a round of paragraphs: the last one becomes 1, all before it none.
  private static func begin(_ newest: inout MutableSpan<UInt32>) {
    for bucket in newest.indices {
      let isLast = newest[bucket] &>> 16 == round - 1
      newest[bucket] = newest[bucket] & 0xFFFF | (isLast ? 1 &<< 16 : 0)
    }
  }

  private mutating func noteLogarithms() {
    for start in stride(from: 0, to: paragraphs.count, by: 4) {
      let places = start..<min(start + 4, paragraphs.count)
      var numbers = SIMD4<Float>(repeating: 1)
      for index in places { numbers[index - start] = Float(1 + range(of: index).count) }
      let logarithms = naturalLogarithm(numbers)
      for index in places { paragraphs[index].logCount = logarithms[index - start] }
    }
  }

  /// The bucket of a word's hash.
  @inline(__always)
  static func bucket(_ hash: UInt64) -> UInt16 {
    UInt16(truncatingIfNeeded: ((hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15) >> 51)
  }

  /// The numbers of a paragraph's words.
  func words(of index: Int) -> ArraySlice<UInt16> { all[range(of: index)] }

  /// Where a paragraph's words stand in ``all``.
  @inline(__always)
  func range(of index: Int) -> Range<Int> {
    (index > 0 ? Int(paragraphs[index - 1].end) : 0)..<Int(paragraphs[index].end)
  }

  /// How many words a paragraph shares with the one before it.
  @inline(__always)
  func sharedWithBefore(_ index: Int) -> Int {
    index >= 0 && index < paragraphs.count ? Int(paragraphs[index].shared) : 0
  }

  /// log(1 + words) of a paragraph.
  @inline(__always)
  func logCount(_ index: Int) -> Float { paragraphs[index].logCount }
}
