// Tests the seeded generator against the published sequence.

import Testing

@testable import ChaffinchCorpus

@Suite struct SplitMix64Tests {
  @Test("The first numbers for seed 1234567 are those of the reference implementation")
  func referenceSequence() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in generator.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test("The first number for seed 0 is the reference implementation's")
  func seedZero() {
    // The mixing of the increment 0x9e3779b97f4a7c15 itself.
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 0xe220_a839_7b1d_cdaf)
  }

  @Test("The largest seed wraps round instead of trapping")
  func wrapsRound() {
    var generator = SplitMix64(seed: .max)
    var other = SplitMix64(seed: .max)
    for _ in 0..<100 { #expect(generator.next() == other.next()) }
  }

  @Test("Two seeds give two sequences")
  func seedsDiffer() {
    var left = SplitMix64(seed: 1)
    var right = SplitMix64(seed: 2)
    let equal = (0..<32).count { _ in left.next() == right.next() }
    #expect(equal == 0)
  }
}
