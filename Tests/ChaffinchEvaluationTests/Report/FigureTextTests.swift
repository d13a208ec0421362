// Tests differences, shares and intervals as reports print them.

import Testing

@testable import ChaffinchEvaluation

@Suite struct FigureTextTests {
  @Test("Differences have a sign")
  func signs() {
    #expect(signed(0.5) == "+0.5000")
    #expect(signed(-0.5) == "−0.5000")
    #expect(signed(0.00001) == "±0.0000")
    #expect(signed(nil) == "–")
  }

  @Test("Intervals below zero do not run into their dash")
  func intervals() {
    #expect(intervalText(ConfidenceInterval(lower: 0.25, upper: 0.5)) == "0.2500–0.5000")
    #expect(intervalText(ConfidenceInterval(lower: -0.25, upper: 0.5)) == "−0.2500 to 0.5000")
    #expect(intervalText(nil) == "–")
  }

  @Test("Shares are percents, and small p values say no more than that")
  func shares() {
    #expect(percent(0.125) == "12.5 %")
    #expect(percent(nil) == "–")
    #expect(pText(0.0009) == "< 0.001")
    #expect(pText(0.04) == "0.040")
  }
}
