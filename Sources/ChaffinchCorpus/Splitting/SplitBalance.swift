// The state of a split that is being made: which site is where, and how far the sides are from their
// shares. `StratifiedSplit` says what the cost is and in which order this is asked.

/// Sites on sides.
struct SplitBalance {
  /// The side of each site; −1 before it is dealt.
  private(set) var side: [Int]
  private let strata: SiteStrata
  private let shares: [Double]
  /// What each side has of each stratum.
  private var held: [[Double]]
  private var siteCounts: [Int]

  init(_ strata: SiteStrata, shares: [Double]) {
    self.strata = strata
    self.shares = shares
    side = [Int](repeating: -1, count: strata.sites.count)
    held = shares.map { _ in [Double](repeating: 0, count: strata.totals.count) }
    siteCounts = [Int](repeating: 0, count: shares.count)
  }

  /// Less than this is rounding.
  private static let least = 1e-9

  /// What one stratum of one side adds to the cost when the side has `amount` more of it.
  private func cost(_ stratum: Int, _ side: Int, adding amount: Double) -> Double {
    let target = shares[side] * strata.totals[stratum]
    let deviation = (held[side][stratum] + amount - target) / target
    return shares[side] * deviation * deviation
  }

  /// The change of the cost when a side gets a site (`sign` 1) or gives it away (−1).
  private func change(_ site: Int, _ side: Int, sign: Double) -> Double {
    strata.counts[site].reduce(0) { sum, count in
      sum + cost(count.stratum, side, adding: sign * count.amount)
        - cost(count.stratum, side, adding: 0)
    }
  }

  private mutating func put(_ site: Int, on new: Int) {
    let old = side[site]
    for (stratum, amount) in strata.counts[site] {
      if old >= 0 { held[old][stratum] -= amount }
      held[new][stratum] += amount
    }
    if old >= 0 { siteCounts[old] -= 1 }
    siteCounts[new] += 1
    side[site] = new
  }

  /// Gives every site to the side whose cost falls most, the site with the most paragraphs and articles
  /// first, ties in the order given. Sides that are still empty get the last sites.
  mutating func deal(_ order: [Int]) {
    func size(_ site: Int) -> Double { strata.counts[site].reduce(0) { $0 + $1.amount } }
    let sizes = order.map(size)
    let sorted = order.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }.map { order[$0] }
    for (index, site) in sorted.enumerated() {
      let empty = siteCounts.count { $0 == 0 }
      let left = sorted.count - index
      let open = shares.indices.filter { left > empty || siteCounts[$0] == 0 }
      let costs = open.map { change(site, $0, sign: 1) }
      let best = costs.indices.min { (costs[$0], $0) < (costs[$1], $1) } ?? 0
      put(site, on: open[best])
    }
  }

  /// Moves each site to the side where the cost is least, if that is another; whether one moved.
  mutating func moveSites(_ order: [Int]) -> Bool {
    var hasMoved = false
    for site in order where siteCounts[side[site]] > 1 {
      let gain = change(site, side[site], sign: -1)
      var best = (change: -Self.least, side: side[site])
      for new in shares.indices where new != side[site] {
        let total = gain + change(site, new, sign: 1)
        if total < best.change { best = (total, new) }
      }
      guard best.side != side[site] else { continue }
      put(site, on: best.side)
      hasMoved = true
    }
    return hasMoved
  }

  /// Exchanges sites of different sides where that lowers the cost; each is tried with the `partners`
  /// behind it in the order. Whether two were exchanged.
  mutating func exchangeSites(_ order: [Int], partners: Int) -> Bool {
    var hasChanged = false
    for (index, site) in order.enumerated() {
      for offset in 1...partners {
        let other = order[(index + offset) % order.count]
        let (here, there) = (side[site], side[other])
        guard here != there else { continue }
        // Amounts are whole numbers, so that moving there and back leaves no trace.
        let first = change(site, here, sign: -1) + change(site, there, sign: 1)
        put(site, on: there)
        let second = change(other, there, sign: -1) + change(other, here, sign: 1)
        guard first + second < -Self.least else {
          put(site, on: here)
          continue
        }
        put(other, on: here)
        hasChanged = true
      }
    }
    return hasChanged
  }
}
