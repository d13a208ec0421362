// Work cut into a constant number of shards, done on some threads, merged in the shards' order. The
// number of threads therefore never shows in a result.

import Dispatch

/// Runs independent shards on a number of threads.
public struct Shards: Sendable {
  /// How many shards a sum is cut into, whatever the number of threads.
  public static let count = 16

  /// The number of threads, at least 1.
  public let threads: Int

  /// Shards on `threads` threads.
  public init(threads: Int) {
    self.threads = max(threads, 1)
  }

  /// The range of `0..<total` that belongs to `shard`; the ranges are as equal as can be.
  public static func range(_ shard: Int, of total: Int, count: Int = Shards.count) -> Range<Int> {
    total * shard / count..<total * (shard + 1) / count
  }

  /// The results of `work` for 0..<`count`, in that order.
  public func map<Result: Sendable>(
    _ count: Int = Shards.count, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(work) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Every shard initialises its own element and no other, and all of them are done when
      // concurrentPerform returns: the one place where threads share memory that is written.
      let slots = Slots(base: buffer)
      let threads = min(threads, count)
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for shard in stride(from: thread, to: count, by: threads) {
          slots.initialize(shard, to: work(shard))
        }
      }
      initialized = count
    }
  }

  private struct Slots<Element>: @unchecked Sendable {
    let base: UnsafeMutableBufferPointer<Element>

    func initialize(_ index: Int, to value: Element) {
      base.initializeElement(at: index, to: value)
    }
  }
}
