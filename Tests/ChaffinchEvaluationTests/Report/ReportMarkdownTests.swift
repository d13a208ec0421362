// Tests a report's Markdown.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ReportMarkdownTests {
  private func lines(_ report: EvaluationReport) -> [String] {
    report.markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("The table of labels and the confusion matrix, undefined as a dash")
  func tables() {
    let lines = lines(smallReport())
    // Two contents: one right, one said to be a promo; a paywall was said to be content.
    #expect(lines.contains { $0.hasPrefix("| content | 0.5000 | 0.5000 | 0.5000 |") })
    #expect(lines.contains("| byline | – | – | – | – | – | 0 |"))
    #expect(lines.contains("| **content** | 1 | 0 | 1 | 0 |"))
    #expect(lines.contains("| **promo** | 1 | 0 | 1 | 0 |"))
  }

  @Test("Every row of a table has as many cells as its head")
  func cells() {
    let gate = GateCase(corpus: "c", score: .macroF1, floor: 0.9, value: nil)
    var width = 0
    for line in lines(smallReport(baseline: true, gate: [gate], model: "a|b")) {
      guard line.hasPrefix("|") else {
        width = 0
        continue
      }
      let cells = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(width == 0 || cells == width, "\(line)")
      width = cells
    }
  }

  @Test("Texts of the corpus are neither markup nor mentions")
  func escapes() {
    let markdown = smallReport().markdown
    #expect(
      !markdown.contains("<img") && !markdown.contains("</script") && !markdown.contains("<i>"))
    #expect(!markdown.contains("@someone") && markdown.contains("@\u{200B}someone"))
    #expect(!markdown.contains("`x`") && !markdown.contains("\u{202E}"))
  }

  @Test("It says what the gate says, and which floors are missed")
  func gate() {
    let passed = GateCase(corpus: "c", score: .accuracy, floor: 0.5, value: 0.6)
    let missed = GateCase(corpus: "c", score: .macroF1, floor: 0.9, value: 0.5)
    #expect(smallReport(gate: [passed]).markdown.contains("The gate passed: all 1 floors hold."))
    let markdown = smallReport(gate: [passed, missed]).markdown
    #expect(markdown.contains("**The gate failed:** 1 of 2 floors are missed."))
    #expect(markdown.contains("- macro-F1 is 0.5000"))
    #expect(!smallReport().markdown.contains("gate"))
  }

  @Test("The change against a baseline has a word for each score")
  func comparison() {
    let lines = lines(smallReport(baseline: true))
    #expect(lines.contains("### Change against old"))
    #expect(lines.contains { $0.hasPrefix("| accuracy | 0.4000 | 0.6000 | +0.2000 |") })
    #expect(lines.contains { $0.hasPrefix("| F1 of byline | – | – | – | – | – | – |") })
  }

  @Test("A corpus without mistakes says so")
  func noMistakes() {
    #expect(
      reportWithoutMistakes.markdown.hasSuffix(
        "No paragraph with a prediction has a wrong label.\n"))
  }

  @Test("It stays below 60 KB, whatever texts and names there are")
  func size() {
    let long = String(repeating: "<@é|", count: 1000)
    let articles = (0..<30).map { number -> ScoredArticle in
      let label = ParagraphLabel.allCases[1 + number % 3]
      return article(
        [(.content, sure(.content), long), (.content, sure(label), long), (nil, nil, long)],
        id: long, site: long)
    }
    let report = EvaluationReport(
      of: ScoredCorpus(articles),
      subject: EvaluationReport.Subject(
        model: long, corpora: (0..<50).map { _ in long }, parts: [long]),
      options: EvaluationReport.Options(bootstrap: Bootstrap(resamples: 2)))
    #expect(report.markdown.utf8.count < 60_000)
    #expect(report.mistakes.telling().count == 10)
  }
}
