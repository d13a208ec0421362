// Tests arithmetic modulo 2^61 − 1 at its edges and against repeated multiplication.

import Testing

@testable import ChaffinchCorpus

@Suite struct RollingHashTests {
  private let top = RollingHash.modulus - 1

  @Test("The modulus is 2^61 − 1, and the base is a residue")
  func constants() {
    #expect(RollingHash.modulus == 2_305_843_009_213_693_951)
    #expect(RollingHash.base < RollingHash.modulus)
  }

  @Test("Sums and products wrap at the modulus")
  func edges() {
    // −1 + −1 = −2, −1 · −1 = 1, −1 · 2 = −2; 2^60 · 4 = 2^62 = 2.
    #expect(RollingHash.sum(top, top) == top - 1)
    #expect(RollingHash.sum(top, 1) == 0)
    #expect(RollingHash.product(top, top) == 1)
    #expect(RollingHash.product(top, 2) == top - 1)
    #expect(RollingHash.product(1 << 60, 4) == 2)
    #expect(RollingHash.product(0, top) == 0)
  }

  @Test("Products are those of division with remainder")
  func division() {
    var generator = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let left = generator.next() % RollingHash.modulus
      let right = generator.next() % RollingHash.modulus
      let expected = RollingHash.modulus.dividingFullWidth(left.multipliedFullWidth(by: right))
      #expect(RollingHash.product(left, right) == expected.remainder)
    }
  }

  @Test("A power is the product of as many bases")
  func power() {
    var product: UInt64 = 1
    for exponent in 0..<70 {
      #expect(RollingHash.power(exponent) == product)
      product = RollingHash.product(product, RollingHash.base)
    }
  }
}
