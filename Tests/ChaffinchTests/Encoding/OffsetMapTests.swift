// Tests the map from decoded bytes to source bytes, alone and composed.

import Testing

@testable import Chaffinch

@Suite("Offset map")
struct OffsetMapTests {
  /// Source: `<a>é&amp;b`, decoded from windows-1252 and entities: `é&b`.
  private func smallMap() -> OffsetMap {
    var map = OffsetMap()
    map.append(0, from: 0..<3)
    map.append(2, from: 3..<4)
    map.append(1, from: 4..<9)
    map.append(1, from: 9..<10)
    return map
  }

  @Test("The identity maps every range to itself and stores nothing")
  func identity() {
    #expect(OffsetMap.identity.isIdentity)
    #expect(OffsetMap.identity.source(3..<7) == 3..<7)
    #expect(OffsetMap.identity.runs.isEmpty)
    var map = OffsetMap.identity
    map.append(1, from: 5..<9)
    #expect(map == .identity)
    #expect(!OffsetMap().isIdentity)
  }

  @Test("A range maps to its units' source, from the first one's start to the last one's end")
  func ranges() {
    let map = smallMap()
    #expect(map.source(0..<2) == 3..<4)
    #expect(map.source(2..<3) == 4..<9)
    #expect(map.source(1..<3) == 3..<9)
    #expect(map.source(0..<4) == 3..<10)
    #expect(map.source(1..<2) == 3..<4)
  }

  @Test("An empty range maps to the start of the unit at its position, or behind the last unit")
  func emptyRanges() {
    let map = smallMap()
    #expect(map.source(0..<0) == 3..<3)
    #expect(map.source(1..<1) == 3..<3)
    #expect(map.source(2..<2) == 4..<4)
    #expect(map.source(4..<4) == 10..<10)
    #expect(OffsetMap().source(0..<0) == 0..<0)
  }

  @Test("Positions beyond the end count as the end")
  func beyondTheEnd() {
    #expect(smallMap().source(2..<99) == 4..<10)
    #expect(smallMap().source(50..<99) == 10..<10)
    #expect(OffsetMap().source(0..<5) == 0..<0)
    #expect(smallMap().source(-3 ..< -1) == 3..<3)
  }

  @Test("One-to-one runs that adjoin in the source merge, others do not")
  func merging() {
    var map = OffsetMap()
    map.append(5, from: 0..<5)
    map.append(3, from: 5..<8)
    #expect(map.runs.count == 1)
    map.append(2, from: 10..<12)
    #expect(map.runs.count == 2)
    #expect(map.source(6..<9) == 6..<11)

    var whole = OffsetMap()
    whole.append(8, from: 0..<8)
    whole.append(2, from: 10..<12)
    #expect(map == whole)
  }

  @Test("Neighbouring units of one shape share a run and stay apart")
  func unitsOfOneShape() {
    var map = OffsetMap()
    for character in 0..<100 { map.append(3, from: 2 * character..<2 * character + 2) }
    #expect(map.runs.count == 1)
    #expect(map.source(3..<6) == 2..<4)
    #expect(map.source(4..<5) == 2..<4)
    #expect(map.source(5..<7) == 2..<6)
    #expect(map.source(297..<300) == 198..<200)
  }

  @Test("Bytes that came from nothing map to an empty range")
  func insertedBytes() {
    var map = OffsetMap()
    map.append(2, from: 0..<2)
    map.append(3, from: 2..<2)
    map.append(2, from: 2..<4)
    #expect(map.source(3..<4) == 2..<2)
    #expect(map.source(0..<7) == 0..<4)
    #expect(map.source(1..<6) == 1..<3)
  }

  /// A map of `count` random units from at least `least` source bytes each, and how many bytes they
  /// decode to.
  private func randomMap(_ count: Int, least: Int, _ generator: inout SeededGenerator)
    -> (OffsetMap, Int)
  {
    var map = OffsetMap()
    var source = 0
    var decoded = 0
    for _ in 0..<count {
      source += Int.random(in: 0...2, using: &generator)
      let sourceCount = Int.random(in: least...4, using: &generator)
      let decodedCount =
        Bool.random(using: &generator) ? sourceCount : Int.random(in: 0...4, using: &generator)
      map.append(decodedCount, from: source..<source + sourceCount)
      source += sourceCount
      decoded += decodedCount
    }
    return (map, decoded)
  }

  @Test("A composed map gives what mapping twice gives")
  func composition() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      let (below, _) = randomMap(30, least: 0, &generator)
      let (above, count) = randomMap(20, least: 1, &generator)
      let joined = above.composed(with: below)
      for lower in 0..<count {
        for upper in lower + 1...count {
          #expect(joined.source(lower..<upper) == below.source(above.source(lower..<upper)))
        }
      }
    }
  }

  @Test("The identity composes to the other map")
  func composedIdentity() {
    let map = smallMap()
    #expect(map.composed(with: .identity) == map)
    #expect(OffsetMap.identity.composed(with: map) == map)
  }
}
