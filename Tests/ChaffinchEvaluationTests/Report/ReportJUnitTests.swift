// Tests a report's JUnit file.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ReportJUnitTests {
  @Test("A case for each floor, failed where it is missed")
  func floors() {
    let report = smallReport(
      gate: [
        GateCase(corpus: "c", score: .accuracy, floor: 0.5, value: 0.6),
        GateCase(corpus: "c", score: .f1(.byline), floor: 0.5, value: nil),
      ], model: "<m> & \"n\"")
    let xml = report.junit
    #expect(xml.contains(#"tests="2" failures="1""#))
    #expect(xml.count(of: "<testcase ") == 2)
    #expect(xml.count(of: "<failure ") == 1)
    #expect(xml.contains(#"name="&lt;m&gt; &amp; &quot;n&quot;""#))
    #expect(xml.contains("F1 of byline is –, its floor is 0.5000"))
  }

  @Test("Without a gate the figures of each label, and nothing fails")
  func figures() {
    let xml = smallReport().junit
    #expect(xml.contains(#"tests="5" failures="0""#))
    #expect(xml.count(of: "<testcase ") == 5)
    #expect(xml.count(of: "<failure") == 0)
    #expect(xml.contains("0.5000, 95 % interval"))
  }

  @Test("Elements close in the reverse order of opening")
  func wellFormed() {
    let gate = GateCase(corpus: "c", score: .macroF1, floor: 0.9, value: 0.5)
    for xml in [smallReport(gate: [gate]).junit, smallReport().junit] {
      var open: [Substring] = []
      for match in xml.matches(of: /<(\/?)([a-z-]+)[^<>]*?(\/?)>/) {
        if !match.3.isEmpty { continue }
        if match.1.isEmpty {
          open.append(match.2)
        } else {
          #expect(open.popLast() == match.2)
        }
      }
      #expect(open.isEmpty)
      #expect(xml.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "))
    }
  }
}

extension String {
  /// How often `part` occurs.
  func count(of part: String) -> Int { ranges(of: part).count }
}
