// Tests what a report holds.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct EvaluationReportTests {
  @Test("The figures are those of the evaluation, in the headline's order")
  func figures() {
    let report = smallReport()
    #expect(report.figures.map(\.score) == Score.headline)
    // Right: content, caption, promo; wrong: a paywall and a content. The unlabelled one does not count.
    #expect(report.evaluation.confusion.total == 5)
    #expect(report.figure(.accuracy)?.value == 0.6)
    #expect(report.figure(.f1(.byline))?.value == nil)
    #expect(report.curves.map(\.label) == ParagraphLabel.allCases)
    #expect(report.reliability.count == 5)
    #expect(report.mistakes.all.count == 2)
    #expect(report.subject.provenance.map(\.key) == ["a", "b"])
  }

  @Test("Two reports of the same are the same")
  func deterministic() {
    #expect(smallReport(baseline: true).jsonText == smallReport(baseline: true).jsonText)
    #expect(smallReport().html == smallReport().html)
  }

  @Test("The worst parts come first; small ones and the only one of a kind are left out")
  func worst() {
    let good = (0..<4).map { _ in
      scored(Array(repeating: (.content, .content), count: 10), language: "en", length: 5)
    }
    let bad = (0..<4).map { _ in
      scored(Array(repeating: (.content, .promo), count: 10), language: "de", length: 50)
    }
    let few = [scored([(.content, .promo)], language: "fr", length: 5)]
    let report = EvaluationReport(
      of: ScoredCorpus(good + bad + few),
      subject: EvaluationReport.Subject(model: "m", corpora: []),
      options: EvaluationReport.Options(bootstrap: Bootstrap(resamples: 5)))
    let worst = report.worstSlices(10).map { "\($0.kind.title): \($0.title)" }
    // All are of one source. German and the long ones have F1 0; of the 41 short ones one is wrong.
    #expect(
      worst == [
        "language: de", "paragraph length: 21–60 characters",
        "paragraph length: 1–20 characters", "language: en",
      ])
  }
}
