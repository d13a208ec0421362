// Tests McNemar's exact test against scipy's binomial test.

import Testing

@testable import ChaffinchEvaluation

@Suite struct McNemarTestTests {
  // scipy 1.17: binomtest(min(b, c), b + c, 0.5).pvalue
  @Test(
    "The p value is scipy's",
    arguments: [
      (10, 2, 0.03857421875), (5, 5, 1.0), (0, 3, 0.25), (120, 90, 0.045114087864840696),
      (1000, 1300, 4.28740900211522e-10),
    ])
  func scipy(gains: Int, losses: Int, expected: Double) {
    let found = McNemarTest(gains: gains, losses: losses).pValue
    #expect(abs(found - expected) <= 1e-9 * max(expected, 1e-9) + 1e-15)
  }

  @Test("Which model is better makes no difference, and none without a difference is 1")
  func symmetry() {
    #expect(
      McNemarTest(gains: 3, losses: 9).pValue == McNemarTest(gains: 9, losses: 3).pValue)
    #expect(McNemarTest(gains: 0, losses: 0).pValue == 1)
  }

  @Test("A difference too large to be chance is 0, not undefined")
  func extreme() {
    let pValue = McNemarTest(gains: 3, losses: 30_000).pValue
    #expect(pValue == 0)
  }
}
