// How often each text of an article occurs in it, by hash. Compares no texts.

/// The paragraphs of an article in groups of equal hashes.
struct TextOccurrences: Sendable {
  /// The group of each paragraph, in order of the groups' first ones.
  private(set) var groups: [Int32] = []
  /// How many paragraphs each group has.
  private var counts: [Int32] = []

  /// No paragraphs.
  init() {}

  /// Forgets the paragraphs and keeps the room.
  mutating func removeAll() {
    groups.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
  }

  /// Appends a paragraph whose text has this hash; `table` is the one of the paragraphs before, or has
  /// begun a new article.
  mutating func append(_ hash: UInt64, using table: inout Table) {
    let group = table.group(of: hash, next: Int32(truncatingIfNeeded: counts.count))
    if Int(group) == counts.count { counts.append(1) } else { counts[Int(group)] += 1 }
    groups.append(group)
  }

  /// How often the text of a paragraph occurs.
  @inline(__always)
  subscript(index: Int) -> Int { Int(counts[Int(groups[index])]) }

  /// Groups by hash: open addressing with few steps, behind it a dictionary for what hostile texts would
  /// pile up in one place. A room that articles use one after the other.
  struct Table: Sendable {
    private struct Entry: Sendable {
      var hash: UInt64 = 0
      var group: Int32 = 0
      /// The article that the entry is of.
      var article: UInt32 = 0
    }

    /// Steps from a hash's own place.
    private static let steps = 16

    private var entries = [Entry](repeating: Entry(), count: 256 + steps)
    private var bits: UInt64 = 8
    private var count = 0
    private var article: UInt32 = 1
    private var others: [UInt64: Int32] = [:]

    /// An empty table.
    init() {}

    /// Begins a new article.
    mutating func begin() {
      if article == .max { self = Table() }
      article += 1
      count = 0
      if !others.isEmpty { others.removeAll() }
    }

    /// The group of a hash; `next` where it is new.
    fileprivate mutating func group(of hash: UInt64, next: Int32) -> Int32 {
      if count &* 2 > 1 << bits { grow() }
      let start = Int((hash &* 0x9e37_79b9_7f4a_7c15) >> (64 - bits))
      for place in start..<start + Self.steps {
        let entry = entries[place]
        if entry.article != article {
          entries[place] = Entry(hash: hash, group: next, article: article)
          count &+= 1
          return next
        }
        if entry.hash == hash { return entry.group }
      }
      let group = others[hash, default: next]
      if group == next { others[hash] = next }
      return group
    }

    private mutating func grow() {
      let old = entries
      bits += 1
      count = 0
      entries = Array(repeating: Entry(), count: 1 << bits + Self.steps)
      for entry in old where entry.article == article {
        _ = group(of: entry.hash, next: entry.group)
      }
    }
  }
}
