// Tests the cutting of work into shards: ranges, order, and that threads never show.

import Testing

@testable import ChaffinchTraining

@Suite struct ShardsTests {
  @Test("The ranges follow each other and cover everything", arguments: [0, 1, 15, 16, 17, 1000])
  func ranges(total: Int) {
    let ranges = (0..<Shards.count).map { Shards.range($0, of: total) }
    #expect(ranges.flatMap { Array($0) } == Array(0..<total))
    let sizes = ranges.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }

  @Test("Another count of shards covers everything too", arguments: [1, 3, 7])
  func otherCounts(count: Int) {
    let ranges = (0..<count).map { Shards.range($0, of: 10, count: count) }
    #expect(ranges.flatMap { Array($0) } == Array(0..<10))
  }

  @Test("Results stand in the shards' order, whatever the threads", arguments: [1, 2, 3, 16, 40])
  func order(threads: Int) {
    let results = Shards(threads: threads).map { "shard \($0)" }
    #expect(results == (0..<16).map { "shard \($0)" })
  }

  @Test("Any number of shards is done once each", arguments: [0, 1, 2, 5, 33])
  func counts(count: Int) {
    for threads in [1, 2, 4] {
      let results = Shards(threads: threads).map(count) { [$0, $0 * $0] }
      #expect(results == (0..<count).map { [$0, $0 * $0] })
    }
  }

  @Test("There is always one thread at least", arguments: [(-3, 1), (0, 1), (1, 1), (8, 8)])
  func atLeastOne(threads: Int, expected: Int) {
    #expect(Shards(threads: threads).threads == expected)
  }
}
