// Tests the search for equal runs where it must not try everything: its cost, and what it still
// finds.

import Testing

@testable import ChaffinchCorpus

@Suite struct RunAlignmentTests {
  private func search(_ first: [String], _ second: [String]) -> (pairs: [RunPair], steps: Int) {
    var search = RunAlignment(first.map(TextDigest.init), second.map(TextDigest.init))
    let pairs = search.pairs()
    return (pairs, search.steps)
  }

  /// Steps a part that no search may exceed: 16 rounds of runs and pairs, 64 of each a part.
  private let stepsAPart = 16 * 3 * 64

  private func isAscending(_ pairs: [RunPair]) -> Bool {
    zip(pairs, pairs.dropFirst()).allSatisfy {
      $0.first.upperBound <= $1.first.lowerBound && $0.second.upperBound <= $1.second.lowerBound
    }
  }

  @Test("A page of one line over and over costs no more than its length")
  func oneLine() {
    let result = search(
      Array(repeating: "Share", count: 3000), Array(repeating: "Share", count: 2000))
    #expect(result.pairs.count == 2000)
    #expect(isAscending(result.pairs))
    #expect(result.steps <= stepsAPart * 5000)
  }

  @Test("Two lines in turns, out of step, cost no more than their length")
  func twoLines() {
    let first = (0..<2000).map { $0 % 2 == 0 ? "Share" : "Print" }
    let second = (0..<2000).map { $0 % 3 == 0 ? "Print" : "Share" }
    let result = search(first, second)
    #expect(isAscending(result.pairs))
    #expect(result.pairs.count > 1000)
    #expect(result.steps <= stepsAPart * 4000)
  }

  @Test("The cost of a page twice as long is about twice as high")
  func linear() {
    func steps(_ count: Int) -> Int {
      var generator = SplitMix64(seed: 3)
      let lines = (0..<count).map { _ in "line \(generator.next() % 5)" }
      let others = (0..<count).map { _ in "line \(generator.next() % 5)" }
      return search(lines, others).steps
    }
    #expect(steps(1600) < 3 * steps(800))
  }

  @Test("A long page is parted at its unique lines, and joins between them are found")
  func longPage() {
    // Every tenth line is cut in two on one side; 6,000 parts are too many to solve at once.
    var first: [String] = []
    var second: [String] = []
    for number in 0..<5500 {
      second.append("line \(number) ends")
      first += number % 10 == 0 ? ["line \(number)", "ends"] : ["line \(number) ends"]
    }
    let result = search(first, second)
    #expect(result.pairs.count == 5500)
    #expect(result.pairs.count { $0.first.count == 2 } == 550)
    #expect(isAscending(result.pairs))
  }

  @Test("On a long page unique lines are found behind a long insertion")
  func insertion() {
    let lines = (0..<4200).map { "line \($0)" }
    let inserted = (0..<400).map { "other \($0)" }
    let result = search(lines, lines[..<50] + inserted + lines[50...])
    #expect(result.pairs.count == 4200)
  }

  @Test("The walk goes to the nearer of two equal lines")
  func walk() {
    // Too repetitive to be solved at once and without a unique line; one line is lost on each side.
    let block = (0..<300).map { "line \($0 % 3)" }
    var other = block
    other.remove(at: 100)
    other.append("line 0")
    let result = search(block, other)
    #expect(result.pairs.count >= 299)
  }

  @Test("Of two chains the one that covers more text is taken, and of equal ones the finer")
  func weight() {
    // "a" and "b" would be pairs too, but the runs cover 4 scalars, not 2.
    let covering = search(["a", "b", "ab"], ["ab", "a", "b"]).pairs
    #expect(covering.map(\.first) == [0..<2, 2..<3])
    #expect(covering.map(\.second) == [0..<1, 1..<3])
    #expect(search(["a", "b"], ["a", "b"]).pairs.map(\.first) == [0..<1, 1..<2])
  }

  @Test("Runs have up to 64 parts")
  func longestRun() {
    let parts = (0..<64).map { "part\($0)" }
    #expect(search(parts, [parts.joined()]).pairs.map(\.first) == [0..<64])
    let more = (0..<65).map { "part\($0)" }
    #expect(search(more, [more.joined()]).pairs.isEmpty)
    #expect(search([more.joined()], more).pairs.isEmpty)
  }
}
