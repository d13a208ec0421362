// Tests that elements run through several tasks come back in order, bounded, and stop when told to.

import Testing

@testable import Chaffinch

/// Numbers from 0 that count how many were taken.
struct CountedNumbers: AsyncSequence, Sendable {
  /// How many were taken so far.
  actor Taken {
    private(set) var count = 0
    func note() { count += 1 }
  }

  struct Exhausted: Error, Equatable {}

  let taken = Taken()
  let limit: Int
  var fails = false

  func makeAsyncIterator() -> Iterator { Iterator(numbers: self) }

  struct Iterator: AsyncIteratorProtocol {
    let numbers: CountedNumbers
    var number = 0

    mutating func next() async throws -> Int? {
      guard number < numbers.limit else {
        if numbers.fails { throw Exhausted() }
        return nil
      }
      await numbers.taken.note()
      number += 1
      return number - 1
    }
  }
}

@Suite("Several at once, in order", .timeLimit(.minutes(2)))
struct AsyncConcurrentMapSequenceTests {
  /// Some work that takes longer for some numbers than for others, and its result.
  @Sendable private static func square(_ number: Int) -> Int {
    var generator = SeededGenerator(seed: UInt64(number))
    var sum: UInt64 = 0
    for _ in 0..<(number * 7919 % 5000) { sum ^= generator.next() }
    return sum == 1 ? -1 : number * number
  }

  @Test("Results come in order, whatever takes how long", arguments: [1, 2, 7, 100])
  func order(ahead: Int) async throws {
    let numbers = CountedNumbers(limit: 200)
    var results: [Int] = []
    for try await result in AsyncConcurrentMapSequence(numbers, ahead: ahead, Self.square) {
      results.append(result)
    }
    #expect(results == (0..<200).map { $0 * $0 })
  }

  @Test("No more are taken than asked for and a few ahead, and these are", arguments: [1, 3, 8])
  func backPressure(ahead: Int) async throws {
    let numbers = CountedNumbers(limit: 60)
    var iterator = AsyncConcurrentMapSequence(numbers, ahead: ahead, Self.square)
      .makeAsyncIterator()
    #expect(await numbers.taken.count == 0)
    for handedOut in 1...60 {
      #expect(try await iterator.next() != nil)
      let most = min(handedOut + ahead, 60)
      while await numbers.taken.count < most { await Task.yield() }
      for _ in 0..<20 { await Task.yield() }
      #expect(await numbers.taken.count == most)
    }
    #expect(try await iterator.next() == nil)
    #expect(try await iterator.next() == nil)
  }

  @Test("A result is handed out while the base waits for more")
  func slowBase() async throws {
    let (base, source) = AsyncStream.makeStream(of: Int.self)
    var iterator = AsyncConcurrentMapSequence(base, ahead: 8, Self.square).makeAsyncIterator()
    for number in 0..<20 {
      source.yield(number)
      #expect(try await iterator.next() == number * number)
    }
    source.finish()
    #expect(try await iterator.next() == nil)
  }

  @Test("An error stands in its element's place and ends the sequence")
  func errors() async throws {
    struct Odd: Error {}
    let numbers = CountedNumbers(limit: 100)
    var iterator = AsyncConcurrentMapSequence(numbers, ahead: 5) { number throws in
      if number == 7 { throw Odd() }
      return number
    }.makeAsyncIterator()
    for number in 0..<7 { #expect(try await iterator.next() == number) }
    await #expect(throws: Odd.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
    #expect(await numbers.taken.count <= 7 + 5)
  }

  @Test("An error of the base comes behind all results")
  func errorOfBase() async throws {
    let numbers = CountedNumbers(limit: 12, fails: true)
    var iterator = AsyncConcurrentMapSequence(numbers, ahead: 4, Self.square).makeAsyncIterator()
    for number in 0..<12 { #expect(try await iterator.next() == number * number) }
    await #expect(throws: CountedNumbers.Exhausted.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
  }

  @Test("A cancelled reader gets an error, not an end")
  func cancellation() async throws {
    let numbers = CountedNumbers(limit: .max)
    let reader = Task {
      var count = 0
      for try await _ in AsyncConcurrentMapSequence(numbers, ahead: 4, Self.square) { count += 1 }
      return count
    }
    while await numbers.taken.count < 50 { await Task.yield() }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
  }

  @Test("A reader that waits for the base is woken when it is cancelled")
  func cancellationWhileWaiting() async throws {
    let (base, source) = AsyncStream.makeStream(of: Int.self)
    let reader = Task {
      for try await _ in AsyncConcurrentMapSequence(base, ahead: 4, Self.square) {}
    }
    source.yield(1)
    for _ in 0..<20 { await Task.yield() }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
    withExtendedLifetime(source) {}
  }

  @Test("The base is let go when the iterator goes")
  func abandoned() async throws {
    let (base, source) = AsyncStream.makeStream(of: Int.self)
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    source.onTermination = { _ in end.finish() }
    source.yield(3)
    for try await result in AsyncConcurrentMapSequence(base, ahead: 4, Self.square) {
      #expect(result == 9)
      break
    }
    // Were the base still read, this would wait for ever.
    for await _ in ended {}
  }
}
