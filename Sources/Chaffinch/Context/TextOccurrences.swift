// How often each text of an article occurs in it, by hash. Compares no texts.

/// The paragraphs of an article in groups of equal hashes.
struct TextOccurrences: Sendable {
  /// The group of each paragraph, in order of the groups' first ones.
  private(set) var groups: [Int32] = []
  /// How many paragraphs each group has.
  private var counts: [Int32] = []

  /// The groups of paragraphs whose texts have these hashes.
  ///
  /// - Complexity: O(paragraphs), also for hashes that were made to collide.
  init(_ hashes: [UInt64]) {
    groups.reserveCapacity(hashes.count)
    counts.reserveCapacity(hashes.count)
    var table = HashTable(capacity: hashes.count)
    for hash in hashes {
      let group = table.group(of: hash, next: Int32(truncatingIfNeeded: counts.count))
      if Int(group) == counts.count { counts.append(1) } else { counts[Int(group)] += 1 }
      groups.append(group)
    }
  }

  /// How often the text of a paragraph occurs.
  @inline(__always)
  subscript(index: Int) -> Int { Int(counts[Int(groups[index])]) }
}

/// Groups by hash: open addressing with few steps, behind it a dictionary for what hostile texts would
/// pile up in one place.
private struct HashTable {
  private struct Entry {
    var hash: UInt64 = 0
    /// The group from 1; 0 for a free place.
    var group: Int32 = 0
  }

  /// Steps from a hash's own place.
  private static let steps = 16

  private var entries: [Entry]
  private let shift: UInt64
  private var others: [UInt64: Int32] = [:]

  /// A table for up to `capacity` hashes.
  init(capacity: Int) {
    var bits = 5
    while 1 << bits < 2 * capacity { bits += 1 }
    shift = UInt64(64 - bits)
    entries = Array(repeating: Entry(), count: 1 << bits + Self.steps)
  }

  /// The group of a hash; `next` where it is new.
  mutating func group(of hash: UInt64, next: Int32) -> Int32 {
    let start = Int((hash &* 0x9e37_79b9_7f4a_7c15) >> shift)
    for place in start..<start + Self.steps {
      let entry = entries[place]
      if entry.group == 0 {
        entries[place] = Entry(hash: hash, group: next &+ 1)
        return next
      }
      if entry.hash == hash { return entry.group &- 1 }
    }
    let group = others[hash, default: next]
    if group == next { others[hash] = next }
    return group
  }
}
