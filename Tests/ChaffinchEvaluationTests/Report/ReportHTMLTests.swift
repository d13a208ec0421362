// Tests a report's HTML as text. `Evaluation/check_report.py` looks at it in a browser.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ReportHTMLTests {
  /// The JSON that the page's script reads.
  private func data(_ html: String) throws -> String {
    let start = try #require(
      html.ranges(of: "<script type=\"application/json\" id=\"data\">").first)
    let rest = html[start.upperBound...]
    let end = try #require(rest.ranges(of: "</script>").first)
    return String(rest[..<end.lowerBound])
  }

  @Test("The data are all mistakes, and no text can end the element they are in")
  func embeddedData() throws {
    let report = smallReport()
    let data = try data(report.html)
    #expect(!data.contains("<") && !data.contains(">") && !data.contains("&"))
    #expect(!data.unicodeScalars.contains("\u{2028}"))
    let value = try JSONValue(parsing: Array(data.utf8))
    #expect(value["mistakes"] == report.json["mistakes"])
    #expect(value["mistakes"]?.array?.first?["text"]?.string == hostileText)
  }

  @Test("Texts, ids and names are text")
  func escapes() {
    let html = smallReport(model: "<script>alert(1)</script>").html
    #expect(!html.contains("<img") && !html.contains("<i>") && !html.contains("<script>alert"))
    #expect(html.contains("&lt;i&gt;b&lt;/i&gt;"))
    #expect(html.count(of: "<script") == 2 && html.count(of: "</script>") == 2)
    #expect(html.count(of: "<style") == 1)
  }

  @Test("It asks for nothing outside itself")
  func selfContained() {
    let html = smallReport(baseline: true).html
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("@import"))
    #expect(!reportScript.contains("innerHTML") && !reportScript.contains("fetch("))
    #expect(!reportScript.contains("</") && !reportStyle.contains("<"))
  }

  @Test("Undefined is a dash, never NaN, and pictures have places for everything they draw")
  func undefined() {
    for report in [smallReport(), reportWithoutMistakes] {
      let html = report.html.replacing(reportScript, with: "")
      #expect(!html.contains("NaN") && !html.contains("nil"))
      #expect(html.contains("<span class=\"tag byline\">byline</span></th><td>–</td>"))
      // Attributes of pictures are numbers or paths; none is undefined.
      #expect(html.firstMatch(of: /(x|y|x1|x2|y1|y2|cx|cy|d|width|height)="[^"]*–/) == nil)
    }
  }

  @Test("Every picture has a title and a description, and ids are there once")
  func alternatives() {
    let html = smallReport(baseline: true).html
    let pictures = html.count(of: "<svg ")
    #expect(pictures == 6)
    #expect(html.count(of: "role=\"img\"") == pictures)
    #expect(html.count(of: "<desc id=") == pictures)
    let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(ids.count == Set(ids).count)
    for match in html.matches(of: /aria-labelledby="([^"]+)"/) {
      for id in match.1.split(separator: " ") { #expect(ids.contains(String(id))) }
    }
  }

  @Test("The change and the gate are shown where there are any")
  func optionalSections() {
    let missed = GateCase(corpus: "c", score: .macroF1, floor: 0.9, value: 0.5)
    let full = smallReport(baseline: true, gate: [missed]).html
    #expect(full.contains("Change against old") && full.contains("The gate failed."))
    let bare = smallReport().html
    #expect(!bare.contains("Change against") && !bare.contains("The gate"))
  }

  @Test("Without scripts the telling mistakes stand there, with a note")
  func withoutScript() {
    let html = smallReport().html
    #expect(html.contains("<noscript>"))
    #expect(html.count(of: "<li class=\"mistake\">") == 2)
  }
}
