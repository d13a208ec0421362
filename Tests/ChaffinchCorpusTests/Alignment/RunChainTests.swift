// Tests which runs are pairs, and which chain of pairs is the heaviest.

import Testing

@testable import ChaffinchCorpus

@Suite struct RunChainTests {
  private func pairs(_ first: [String], _ second: [String], limit: Int = 1000) -> [RunPair]? {
    var steps = 0
    return RunChain.pairs(
      first.map(TextDigest.init), first.indices, second.map(TextDigest.init), second.indices,
      limit: limit, steps: &steps)
  }

  @Test("Single parts and runs are paired by equal text, with their normalised length")
  func found() {
    #expect(
      pairs(["ab", "c"], ["a", "b", "c", "ab"]) == [
        RunPair(first: 0..<1, second: 0..<2, length: 2),
        RunPair(first: 1..<2, second: 2..<3, length: 1),
        RunPair(first: 0..<1, second: 3..<4, length: 2),
      ])
  }

  @Test("A pair that begins or ends with an equal pair of parts is left to the smaller ones")
  func smallest() {
    #expect(pairs(["a", "bc"], ["a", "b", "c"])?.map(\.second) == [0..<1, 1..<3])
    #expect(pairs(["ab", "c"], ["a", "b", "c"])?.map(\.second) == [0..<2, 2..<3])
  }

  @Test("Signs stand inside a run with letters, not at its ends")
  func signs() {
    #expect(pairs(["ab"], ["|", "a", "|", "b", "|"])?.map(\.second) == [1..<4])
    #expect(pairs(["||"], ["a", "|", "|", "b"])?.map(\.second) == [1..<3])
  }

  @Test("More pairs than the limit are refused")
  func limit() {
    #expect(pairs(["a", "a"], ["a", "a"], limit: 4) == nil)
    #expect(pairs(["a", "a"], ["a", "a"], limit: 5)?.count == 4)
  }

  @Test("The heaviest chain ascends on both sides without overlap")
  func chain() {
    let short = RunPair(first: 0..<1, second: 3..<4, length: 3)
    let crossing = RunPair(first: 2..<3, second: 0..<2, length: 5)
    let overlapping = RunPair(first: 0..<2, second: 1..<3, length: 4)
    let last = RunPair(first: 4..<6, second: 4..<5, length: 2)
    let all = [short, crossing, overlapping, last]
    // 2·5 + 1 and 2·2 + 1 against 2·4 + 1 or 2·3 + 1 with the same.
    #expect(RunChain.heaviest(all, in: 0..<6) == [crossing, last])
    #expect(RunChain.heaviest([short, overlapping, last], in: 0..<6) == [overlapping, last])
    #expect(RunChain.heaviest([], in: 0..<6) == [])
  }

  @Test("Ranges that do not start at 0 chain as others do")
  func offset() {
    let one = RunPair(first: 7..<8, second: 20..<21, length: 1)
    let two = RunPair(first: 8..<9, second: 21..<22, length: 1)
    #expect(RunChain.heaviest([two, one], in: 7..<9) == [one, two])
  }
}
