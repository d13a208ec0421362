// Tests the pipeline on numbers: order, one reader and one writer at a time, bounds, and errors.

import Testing

@testable import ChaffinchCommand

@Suite struct OrderedPipelineTests {
  /// Squares the numbers below `count`, each in its own time.
  private final class Squares: PipelineStages, @unchecked Sendable {
    final class Number: @unchecked Sendable {
      var value = 0
      var square = 0
    }

    private let monitor = SystemMonitor()
    private let count: Int
    private let failsReading: Bool
    private let failsTaking: Int?
    private var next = 0
    private var readers = 0
    private var writers = 0
    private var onTheirWay = 0
    private(set) var most = 0
    private(set) var taken: [Int] = []
    private(set) var isAlone = true
    private(set) var isCancelled = false

    init(_ count: Int, failsReading: Bool = false, failsTaking: Int? = nil) {
      self.count = count
      self.failsReading = failsReading
      self.failsTaking = failsTaking
    }

    private func locked(_ body: () -> Void) {
      monitor.lock()
      body()
      monitor.unlock()
    }

    func makeItem() -> Number { Number() }
    func makeScratch() {}
    func weight(of number: Number) -> Int { 10 }
    func cancel() { isCancelled = true }

    func read(into number: Number) throws(CommandError) -> Bool {
      locked {
        readers += 1
        if readers > 1 { isAlone = false }
      }
      defer { locked { readers -= 1 } }
      guard next < count else {
        if failsReading { throw .inputOutput("reading") }
        return false
      }
      number.value = next
      next += 1
      locked {
        onTheirWay += 1
        most = max(most, onTheirWay)
      }
      return true
    }

    func work(on number: Number, using scratch: inout ()) {
      // Work that takes now longer, now shorter.
      var sum = 0
      for step in 0..<(number.value % 7) * 2000 { sum &+= step }
      number.square = number.value * number.value + (sum == -1 ? 1 : 0)
    }

    func take(_ number: Number) throws(CommandError) {
      locked {
        writers += 1
        if writers > 1 { isAlone = false }
        onTheirWay -= 1
      }
      defer { locked { writers -= 1 } }
      if number.value == failsTaking { throw .outputFailed("taking") }
      taken.append(number.square)
    }
  }

  private func run(
    _ squares: Squares, threads: Int, weightLimit: Int = .max
  ) -> CommandError? {
    do {
      try OrderedPipeline(squares, threads: threads, weightLimit: weightLimit).run()
      return nil
    } catch {
      return error
    }
  }

  @Test("Items are taken in the order they were read, by one thread at a time", arguments: 1...5)
  func order(threads: Int) {
    let squares = Squares(500)
    #expect(run(squares, threads: threads) == nil)
    #expect(squares.taken == (0..<500).map { $0 * $0 })
    #expect(squares.isAlone)
    // Four for each thread; a single one has nobody to work on a second item.
    #expect(squares.most <= (threads == 1 ? 1 : 4 * threads))
  }

  @Test("Of heavy items, no more are on their way than the limit allows", arguments: 2...3)
  func weight(threads: Int) {
    let squares = Squares(100)
    #expect(run(squares, threads: threads, weightLimit: 15) == nil)
    #expect(squares.taken.count == 100)
    // Below 15 one more of weight 10 is read, from 20 on none.
    #expect(squares.most <= 2)
  }

  @Test("An error of reading comes behind all that was read before", arguments: 1...3)
  func readingError(threads: Int) {
    let squares = Squares(50, failsReading: true)
    #expect(run(squares, threads: threads)?.message == "reading")
    #expect(squares.taken.count == 50)
  }

  @Test("An error of taking ends the run at once and cancels the reading", arguments: 1...3)
  func takingError(threads: Int) {
    let squares = Squares(1000, failsTaking: 3)
    #expect(run(squares, threads: threads)?.message == "taking")
    #expect(squares.taken == [0, 1, 4])
    #expect(squares.isCancelled)
  }

  @Test("Without items nothing is taken", arguments: 1...2)
  func empty(threads: Int) {
    let squares = Squares(0)
    #expect(run(squares, threads: threads) == nil)
    #expect(squares.taken.isEmpty)
  }
}
