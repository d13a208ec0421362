// Items that are read one by one, worked on by several threads, and taken one by one in the order in
// which they were read. Knows nothing of what they are.

/// What is done with the items of a pipeline.
///
/// Reading and taking are each done by one thread at a time, though not always the same one; working by
/// many at once, each on an item and a scratch of its own.
protocol PipelineStages: AnyObject, Sendable {
  /// An item, used again for others when it was taken.
  associatedtype Item
  /// What a thread keeps from item to item.
  associatedtype Scratch

  func makeItem() -> Item
  func makeScratch() -> Scratch
  /// Fills the next item; false where there is none.
  func read(into item: Item) throws(CommandError) -> Bool
  func work(on item: Item, using scratch: inout Scratch)
  /// Does with an item what must be done in order. An error ends the run at once.
  func take(_ item: Item) throws(CommandError)
  /// Bytes of memory that an item needs.
  func weight(of item: Item) -> Int
  /// Ends the reading that is going on, because taking failed.
  func cancel()
}

/// A pipeline: threads that are all alike. Each takes the next item if it is done, else reads another one
/// and works on it, else waits. So there is no thread for reading or writing, one thread does everything
/// in turn, and what is read waits for what is written: a bounded number of items, of bounded weight
/// unless it is a single one.
final class OrderedPipeline<Stages: PipelineStages>: @unchecked Sendable {
  /// An item and how far it is. It belongs to the thread that reads, works on or takes it; who that is
  /// changes under the lock only.
  private struct Slot {
    let item: Stages.Item
    var weight = 0
    var isDone = false
  }

  private let stages: Stages
  private let threads: Int
  private let weightLimit: Int
  private let monitor = SystemMonitor()

  // All of the rest is read and changed under the lock.
  private var slots: [Slot]
  /// The number of the next item to be taken, and of the next one to be read.
  private var taken = 0
  private var found = 0
  private var weight = 0
  private var isReading = false
  private var isTaking = false
  private var isAtEnd = false
  private var helpers: [SystemThread] = []
  /// Ends the run at once.
  private var takingError: CommandError?
  /// Is thrown when all that was read before is taken.
  private var readingError: CommandError?

  /// A pipeline on at most `threads` threads, the caller's included, that reads nothing more while items
  /// of `weightLimit` bytes are on their way.
  init(_ stages: Stages, threads: Int, weightLimit: Int) {
    self.stages = stages
    self.threads = max(threads, 1)
    self.weightLimit = weightLimit
    let count = self.threads == 1 ? 1 : 4 * self.threads
    slots = (0..<count).map { _ in Slot(item: stages.makeItem()) }
  }

  /// Takes all items. Threads are started when there is a second one.
  func run() throws(CommandError) {
    loop()
    for helper in helpers { helper.join() }
    if let error = takingError ?? readingError { throw error }
  }

  private func loop() {
    var scratch = stages.makeScratch()
    monitor.lock()
    while takingError == nil {
      if !isTaking, taken < found, slots[taken % slots.count].isDone {
        takeNext()
      } else if !isReading, !isAtEnd, hasRoom {
        guard let place = readNext() else { continue }
        let item = slots[place].item
        monitor.unlock()
        stages.work(on: item, using: &scratch)
        monitor.lock()
        slots[place].isDone = true
        monitor.wakeAll()
      } else if isAtEnd, taken == found {
        break
      } else {
        monitor.wait()
      }
    }
    monitor.wakeAll()
    monitor.unlock()
  }

  private var hasRoom: Bool {
    found - taken < slots.count && (weight < weightLimit || found == taken)
  }

  /// Takes the next item; the lock is held before and after, not meanwhile.
  private func takeNext() {
    isTaking = true
    let place = taken % slots.count
    let item = slots[place].item
    monitor.unlock()
    let result = Result { () throws(CommandError) in try stages.take(item) }
    monitor.lock()
    isTaking = false
    slots[place].isDone = false
    weight -= slots[place].weight
    taken += 1
    if case .failure(let error) = result {
      takingError = error
      stages.cancel()
    }
    monitor.wakeAll()
  }

  /// Reads the next item and returns its place, if there is one; the lock is held before and after, not
  /// meanwhile.
  private func readNext() -> Int? {
    isReading = true
    let place = found % slots.count
    let item = slots[place].item
    monitor.unlock()
    let result = Result { () throws(CommandError) in try stages.read(into: item) }
    monitor.lock()
    isReading = false
    defer { monitor.wakeAll() }
    switch result {
    case .success(true):
      found += 1
      slots[place].weight = stages.weight(of: item)
      weight += slots[place].weight
      if found == 2 { startHelpers() }
      return place
    case .success(false):
      isAtEnd = true
    case .failure(let error):
      isAtEnd = true
      readingError = error
    }
    return nil
  }

  private func startHelpers() {
    // Where the system has no more threads, fewer do the same.
    helpers = (1..<threads).compactMap { _ in SystemThread { self.loop() } }
  }
}
