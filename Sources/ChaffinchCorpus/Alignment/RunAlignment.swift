// Aligns two segmentations of one text along their order, in bounded time. Knows no labels.

/// The search for the equal runs of two segmentations.
///
/// A stretch of few parts is solved exactly: the chain of equal runs that covers the most text
/// (``RunChain``). Where a stretch is too long or too repetitive for that, it is parted at digests
/// that occur once on either side (as patience diff does), and where there are none, by walking both
/// sides and skipping to the nearest equal digest. What lies between is solved exactly again.
struct RunAlignment {
  private let first: [TextDigest]
  private let second: [TextDigest]
  private var found: [RunPair] = []
  /// Parts, runs and pairs looked at: the cost of the search.
  private(set) var steps = 0

  /// Stretches with more parts than this on a side are parted before they are solved.
  private static let exactLimit = 4096
  /// How often a stretch is parted at unique digests.
  private static let roundLimit = 16
  /// How many parts the walk skips at most to the next equal one.
  private static let skipLimit = 256

  private enum Means {
    case any(round: Int)
    case exactOnly
  }

  /// A search over all parts of both sides.
  init(_ first: [TextDigest], _ second: [TextDigest]) {
    self.first = first
    self.second = second
  }

  /// The equal runs, ascending on both sides and without overlap.
  ///
  /// - Complexity: O(n log n) in the number of parts of both sides.
  mutating func pairs() -> [RunPair] {
    var open = [(a: first.indices, b: second.indices, means: Means.any(round: 0))]
    while let stretch = open.popLast() {
      guard !stretch.a.isEmpty, !stretch.b.isEmpty else { continue }
      if let chain = exact(stretch.a, stretch.b) {
        found += chain
        continue
      }
      guard case .any(let round) = stretch.means else { continue }
      var singles = round < Self.roundLimit ? uniqueSingles(stretch.a, stretch.b) : []
      var means = Means.any(round: round + 1)
      if singles.isEmpty {
        singles = walk(stretch.a, stretch.b)
        means = .exactOnly
      }
      found += singles
      var start = (a: stretch.a.lowerBound, b: stretch.b.lowerBound)
      for pair in singles {
        open.append((start.a..<pair.first.lowerBound, start.b..<pair.second.lowerBound, means))
        start = (pair.first.upperBound, pair.second.upperBound)
      }
      open.append((start.a..<stretch.a.upperBound, start.b..<stretch.b.upperBound, means))
    }
    return found.sorted { $0.first.lowerBound < $1.first.lowerBound }
  }

  /// The heaviest chain of a stretch; `nil` when the stretch is too large or too repetitive.
  private mutating func exact(_ a: Range<Int>, _ b: Range<Int>) -> [RunPair]? {
    guard a.count <= Self.exactLimit, b.count <= Self.exactLimit else { return nil }
    let limit = RunChain.longestRun * (a.count + b.count)
    guard let pairs = RunChain.pairs(first, a, second, b, limit: limit, steps: &steps) else {
      return nil
    }
    return RunChain.heaviest(pairs, in: a)
  }

  /// The heaviest chain of parts whose digest occurs once on either side of a stretch.
  private mutating func uniqueSingles(_ a: Range<Int>, _ b: Range<Int>) -> [RunPair] {
    var places: [TextDigest: (place: Int, count: Int)] = [:]
    for index in b { places[second[index], default: (index, 0)].count += 1 }
    var counts: [TextDigest: Int] = [:]
    for index in a { counts[first[index], default: 0] += 1 }
    steps += a.count + b.count
    var pairs: [RunPair] = []
    for index in a where first[index].length > 0 && counts[first[index]] == 1 {
      guard let other = places[first[index]], other.count == 1 else { continue }
      pairs.append(single(index, other.place))
    }
    return RunChain.heaviest(pairs, in: a)
  }

  /// Pairs of equal parts, found by walking both sides at once; at a difference the nearer of the two
  /// next equal parts is gone to.
  private mutating func walk(_ a: Range<Int>, _ b: Range<Int>) -> [RunPair] {
    var inFirst = Occurrences(first, a)
    var inSecond = Occurrences(second, b)
    steps += a.count + b.count
    var pairs: [RunPair] = []
    var (i, j) = (a.lowerBound, b.lowerBound)
    while i < a.upperBound, j < b.upperBound {
      steps += 1
      if first[i] == second[j] {
        if first[i].length > 0 { pairs.append(single(i, j)) }
        i += 1
        j += 1
        continue
      }
      let skipSecond = inSecond.next(first[i], from: j).map { $0 - j } ?? .max
      let skipFirst = inFirst.next(second[j], from: i).map { $0 - i } ?? .max
      if min(skipFirst, skipSecond) > Self.skipLimit {
        i += 1
        j += 1
      } else if skipSecond <= skipFirst {
        j += skipSecond
      } else {
        i += skipFirst
      }
    }
    return pairs
  }

  private func single(_ i: Int, _ j: Int) -> RunPair {
    RunPair(first: i..<i + 1, second: j..<j + 1, length: first[i].length)
  }
}

/// Where digests occur in a range, for questions whose places only grow.
private struct Occurrences {
  private var places: [[Int]] = []
  private var reached: [Int] = []
  private var classes: [TextDigest: Int] = [:]

  init(_ parts: [TextDigest], _ range: Range<Int>) {
    for index in range {
      let kind = classes[parts[index], default: places.count]
      if kind == places.count {
        classes[parts[index]] = kind
        places.append([])
        reached.append(0)
      }
      places[kind].append(index)
    }
  }

  /// The first place of `digest` at or behind `start`, which must not be smaller than before.
  mutating func next(_ digest: TextDigest, from start: Int) -> Int? {
    guard let kind = classes[digest] else { return nil }
    while reached[kind] < places[kind].count, places[kind][reached[kind]] < start {
      reached[kind] += 1
    }
    return reached[kind] < places[kind].count ? places[kind][reached[kind]] : nil
  }
}
