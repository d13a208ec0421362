// Tests a report's JSON.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ReportJSONTests {
  @Test("It parses to the report's value, and its members have a fixed order")
  func parses() throws {
    let report = smallReport(baseline: true)
    let value = try JSONValue(parsing: Array(report.jsonText.utf8))
    #expect(value == report.json)
    guard case .object(let members) = value else {
      Issue.record("no object")
      return
    }
    #expect(
      members.map(\.key) == [
        "format", "version", "model", "provenance", "corpora", "parts", "fingerprint", "articles",
        "skippedLines", "includesText", "scores", "figures", "gate", "comparison", "curves",
        "reliability", "slices", "mistakes",
      ])
  }

  @Test("Undefined is null, never 0 or NaN")
  func undefined() throws {
    let report = smallReport()
    #expect(!report.jsonText.contains("NaN") && !report.jsonText.contains(": nan"))
    #expect(report.json["comparison"] == .null)
    let curves = try #require(report.json["curves"]?.array)
    #expect(curves[3]["label"]?.string == "byline")
    #expect(curves[3]["averagePrecision"] == .null)
    #expect(report.json["reliability"]?.array?.first?["accuracy"] == .null)
  }

  @Test("A mistake has everything that the page shows")
  func mistake() throws {
    let mistake = try #require(smallReport().json["mistakes"]?.array?.first)
    #expect(mistake["truth"]?.string == "promo")
    #expect(mistake["isPaywall"]?.bool == true)
    #expect(mistake["predicted"]?.string == "content")
    #expect(mistake["confidence"] == .number("0.8750"))
    #expect(mistake["probabilities"]?["caption"] == .number("0.1250"))
    #expect(mistake["text"]?.string == hostileText)
    #expect(mistake["before"]?.array?.count == 1)
    #expect(mistake["after"]?.array?.map { $0["truth"] } == [.string("caption"), .null])
  }

  @Test("Without texts no paragraph is quoted")
  func withoutText() {
    let report = smallReport(includesText: false)
    for text in [report.jsonText, report.markdown, report.html, report.junit] {
      #expect(!text.contains("onerror") && !text.contains("First.") && !text.contains("Third."))
    }
    #expect(report.json["mistakes"]?.array?.first?["text"] == .null)
  }

  @Test("The gate's cases and the comparison are in it")
  func gateAndComparison() throws {
    let gate = GateCase(corpus: "c", score: .macroF1, floor: 0.9, value: 0.5)
    let report = smallReport(baseline: true, gate: [gate])
    #expect(report.json["gate"]?.array?.first?["passed"]?.bool == false)
    let comparison = try #require(report.json["comparison"])
    #expect(comparison["baseline"]?.string == "old")
    // Three are right now; the baseline has the two contents right, one of which is wrong now.
    #expect(comparison["mcNemar"]?["gains"]?.int == 2)
    #expect(comparison["mcNemar"]?["losses"]?.int == 1)
  }
}
