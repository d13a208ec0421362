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

  /// No words.
  init() {}

  /// The words of paragraphs in order.
  init(_ paragraphs: [TextForm]) {
    var table = Table()
    for paragraph in paragraphs { append(paragraph.words.span, using: &table) }
  }

  /// Forgets the paragraphs and keeps the room.
  mutating func removeAll() {
    paragraphs.removeAll(keepingCapacity: true)
    all.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
  }

  /// Appends a paragraph with words in these buckets; `table` is the one of the paragraphs before, or
  /// has begun a new article.
  mutating func append(_ buckets: Span<UInt16>, using table: inout Table) {
    table.number += 1
    let (number, first) = (table.number, table.first)
    let start = all.count
    var shared: Int32 = 0
    var entries = table.entries.mutableSpan
    for index in buckets.indices {
      let bucket = Int(buckets[index]) & (Self.buckets - 1)
      let entry = entries[bucket]
      guard entry.last != number else { continue }
      var word = entry.word
      if entry.last < first {
        word = UInt16(truncatingIfNeeded: counts.count)
        counts.append(1)
      } else {
        counts[Int(word)] += 1
        if entry.last == number - 1 { shared += 1 }
      }
      entries[bucket] = Table.Entry(last: number, word: word)
      all.append(word)
    }
    paragraphs.append(
      Paragraph(
        end: Int32(truncatingIfNeeded: all.count), shared: shared,
        logCount: table.logarithm(all.count - start)))
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

  /// Which word each bucket is; a room that articles use one after the other.
  struct Table: Sendable {
    struct Entry: Sendable {
      /// The paragraph that had the bucket last, by number.
      var last: UInt32 = 0
      /// Its word.
      var word: UInt16 = 0
    }

    var entries = [Entry](repeating: Entry(), count: ArticleWords.buckets)
    /// The number of the newest paragraph, and of the first one of its article. Paragraphs are numbered
    /// through all articles, so that a new article needs no empty table.
    var number: UInt32 = 0
    var first: UInt32 = 1
    private let logarithms = (0...ArticleWords.limit).map { naturalLogarithm(Float(1 + $0)) }

    /// log(1 + `count`).
    fileprivate func logarithm(_ count: Int) -> Float {
      count < logarithms.count ? logarithms[count] : naturalLogarithm(Float(1 + count))
    }

    /// Begins a new article.
    mutating func begin() {
      // An article has less than 2^31 paragraphs: its text would not fit the memory.
      if number > UInt32.max / 2 { self = Table() }
      first = number + 1
    }
  }
}
