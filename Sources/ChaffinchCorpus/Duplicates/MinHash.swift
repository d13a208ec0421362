// Short signatures of sets of shingles, and how they are cut into bands. Compares no articles.

/// Signatures of 128 minima of seeded hash functions (Broder, “On the resemblance and containment of
/// documents”, 1997): two sets agree at a place with a probability of their resemblance s.
///
/// Cut into b bands of r places, two sets share a whole band with a probability of 1 − (1 − s^r)^b
/// (Leskovec, Rajaraman and Ullman, “Mining of Massive Datasets”, 3.4). The bands are as long as a
/// probability of missing a pair of the threshold's resemblance of at most 10^−6 allows: at 0.8 32 bands of
/// 4, which miss one in 2·10^7 and one in 10^12 at 0.9.
struct MinHash {
  static let count = 128
  /// The places of a band, r.
  let rows: Int
  private let seeds: [UInt64]

  /// Pairs of the threshold's resemblance that may be missed.
  static let missLimit = 1e-6

  init(threshold: Double) {
    rows = (1...8).last { Self.missProbability(of: threshold, rows: $0) <= Self.missLimit } ?? 1
    var generator = SplitMix64(seed: 0x6368_6166_6669_6e63)
    seeds = (0..<Self.count).map { _ in generator.next() }
  }

  /// The probability that no band of `rows` places agrees, (1 − s^r)^b.
  static func missProbability(of resemblance: Double, rows: Int) -> Double {
    let agreement = (0..<rows).reduce(1.0) { product, _ in product * resemblance }
    return (0..<count / rows).reduce(1.0) { product, _ in product * (1 - agreement) }
  }

  /// A hash for each band of a set that is not empty.
  ///
  /// - Complexity: O(128 · shingles).
  func bands(of shingles: [UInt64]) -> [UInt64] {
    let minima = seeds.map { seed in
      shingles.reduce(UInt64.max) { min($0, Self.mixed($1 ^ seed)) }
    }
    return (0..<Self.count / rows).map { band in
      var hash = UInt64(band)
      for place in band * rows..<(band + 1) * rows { hash = Self.mixed(hash ^ minima[place]) }
      return hash
    }
  }

  /// The finalizer of SplitMix64: a permutation of all numbers in which every bit depends on all others.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
