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
    var numbering = KeyNumbering(limit: hashes.count)
    for hash in hashes {
      let group = numbering.number(of: hash)
      if Int(group) == counts.count { counts.append(1) } else { counts[Int(group)] += 1 }
      groups.append(group)
    }
  }

  /// How often the text of a paragraph occurs.
  @inline(__always)
  subscript(index: Int) -> Int { Int(counts[Int(groups[index])]) }
}
