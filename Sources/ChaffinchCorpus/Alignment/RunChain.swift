// Finds where two segmentations of a text agree on a stretch: runs of parts with equal digests, and
// the chain of them that covers the most. Knows no labels.

/// A run of consecutive parts on either side, equal when joined.
struct RunPair: Equatable, Sendable {
  /// Parts of the first segmentation, at least one.
  var first: Range<Int>
  /// Parts of the second segmentation, at least one.
  var second: Range<Int>
  /// The normalised length of either run.
  var length: Int

  /// What a chain gains by the pair: its length first, then that it is one pair more, so that of two
  /// coverings the finer one wins.
  var weight: Int { 2 * length + 1 }
}

/// The search for equal runs.
enum RunChain {
  /// The most parts in a run.
  static let longestRun = 64

  /// All pairs of equal runs of up to ``longestRun`` parts of `first` in `a` and of `second` in `b`,
  /// less those that begin or end with an equal pair of parts (these are made of smaller ones);
  /// `nil` as soon as more than `limit` pairs were looked at.
  ///
  /// - Parameter steps: is raised by the runs and pairs looked at.
  /// - Complexity: O(64 · (parts of both ranges) + `limit`).
  static func pairs(
    _ first: [TextDigest], _ a: Range<Int>, _ second: [TextDigest], _ b: Range<Int>,
    limit: Int, steps: inout Int
  ) -> [RunPair]? {
    // The runs of `first` by digest, those of equal digests as a list through `next`.
    var head: [TextDigest: Int] = [:]
    var runs: [(range: Range<Int>, next: Int?)] = []
    let longest = b.reduce(0) { $0 + second[$1].length }
    for start in a.reversed() {
      visitRuns(first, from: start, in: a, longest: longest) { digest, range in
        steps += 1
        runs.append((range, head[digest]))
        head[digest] = runs.count - 1
      }
    }
    var pairs: [RunPair] = []
    var seen = 0
    for start in b where seen <= limit {
      visitRuns(second, from: start, in: b, longest: .max) { digest, range in
        steps += 1
        var place = head[digest]
        while let run = place, seen <= limit {
          seen += 1
          let other = runs[run].range
          place = runs[run].next
          let isSingle = other.count == 1 && range.count == 1
          let splits =
            first[other.lowerBound] == second[range.lowerBound]
            || first[other.upperBound - 1] == second[range.upperBound - 1]
          if isSingle || !splits {
            pairs.append(RunPair(first: other, second: range, length: digest.length))
          }
        }
      }
    }
    steps += seen
    return seen > limit ? nil : pairs
  }

  /// Calls `body` with every run that starts at `start`, shortest first. A symbolic part never
  /// begins or ends a run of parts with letters: it would change nothing.
  private static func visitRuns(
    _ parts: [TextDigest], from start: Int, in range: Range<Int>, longest: Int,
    _ body: (TextDigest, Range<Int>) -> Void
  ) {
    guard parts[start].length > 0 else { return }
    var digest = TextDigest.empty
    for end in start..<min(range.upperBound, start + longestRun) {
      digest = digest.appending(parts[end])
      guard digest.length <= longest, digest.isSymbolic == parts[start].isSymbolic else { return }
      guard parts[end].length > 0, parts[end].isSymbolic == digest.isSymbolic else { continue }
      body(digest, start..<end + 1)
    }
  }

  /// The pairs of the heaviest chain, ascending on both sides and without overlap; of equally heavy
  /// chains the one whose pairs come first in `pairs`.
  ///
  /// Sparse chaining with a Fenwick tree of prefix maxima (Abouelhoda and Ohlebusch, "Chaining
  /// algorithms for multiple genome comparison", 2005).
  ///
  /// - Parameter a: the range that all first runs lie in.
  /// - Complexity: O(n log n) in the number of pairs, and O(parts of `a`).
  static func heaviest(_ pairs: [RunPair], in a: Range<Int>) -> [RunPair] {
    let byStart = pairs.indices.sorted {
      (pairs[$0].second.lowerBound, $0) < (pairs[$1].second.lowerBound, $1)
    }
    let byEnd = pairs.indices.sorted {
      (pairs[$0].second.upperBound, $0) < (pairs[$1].second.upperBound, $1)
    }
    var scores = [Int](repeating: 0, count: pairs.count)
    var before = [Int?](repeating: nil, count: pairs.count)
    var tree = [Int?](repeating: nil, count: a.count + 1)
    var entered = 0
    var best: Int?
    for index in byStart {
      let pair = pairs[index]
      // Chains that end before the pair's second run may be continued by it.
      while entered < byEnd.count, pairs[byEnd[entered]].second.upperBound <= pair.second.lowerBound
      {
        let done = byEnd[entered]
        var node = pairs[done].first.upperBound - a.lowerBound
        while node < tree.count {
          if tree[node].map({ scores[done] > scores[$0] }) ?? true { tree[node] = done }
          node += node & -node
        }
        entered += 1
      }
      var node = pair.first.lowerBound - a.lowerBound
      while node > 0 {
        if let candidate = tree[node], before[index].map({ scores[candidate] > scores[$0] }) ?? true
        {
          before[index] = candidate
        }
        node -= node & -node
      }
      scores[index] = pair.weight + (before[index].map { scores[$0] } ?? 0)
      if best.map({ scores[index] > scores[$0] }) ?? true { best = index }
    }
    var chain: [RunPair] = []
    while let index = best {
      chain.append(pairs[index])
      best = before[index]
    }
    return chain.reversed()
  }
}
