// Tests numbers with a fixed number of decimals.

import Testing

@testable import ChaffinchCorpus

@Suite struct FixedDecimalsTests {
  @Test(
    "Numbers are rounded to nearest, undefined ones are a dash",
    arguments: [
      (0.12345, 4, "0.1235"), (1, 1, "1.0"), (-0.25, 1, "-0.3"), (-0.01, 1, "0.0"), (12.5, 0, "13"),
      (0.999, 2, "1.00"), (0.0625, 3, "0.063"), (-0.0001, 3, "0.000"), (nil, 3, "–"),
      (.nan, 3, "–"), (.infinity, 3, "–"),
    ] as [(Double?, Int, String)])
  func numbers(value: Double?, decimals: Int, text: String) {
    #expect(fixed(value, decimals) == text)
  }
}
