// Tests what `clean` says on standard error: counts, what was left alone, and silence.

import Foundation
import Testing

@Suite struct CleaningSummaryTests {
  /// Standard error of a run on a terminal.
  private func onTerminal(_ options: [String]) async throws -> String {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n")
    return try await workshop.onTerminal(["clean", "a.txt"] + options, showsErrors: true)
  }

  @Test("On a terminal one file is counted too, unless --quiet")
  func terminal() async throws {
    #expect(
      try await onTerminal([]).hasPrefix(
        "kept 1 paragraph (1 content), removed 1 paragraph (1 promo)\n"
          + "verdict: open (only 68 characters of content)\n1 record, 0 rejected; 0.0 MB in, "))
    #expect(
      try await onTerminal(["--keep", "content,promo"]).hasPrefix(
        "kept 2 paragraphs (1 content, 1 promo), removed nothing\n"
          + "verdict: open (only 68 characters of content)\n"))
    #expect(try await onTerminal(["--quiet"]) == "")
    #expect(try await onTerminal(["-q", "--keep", "byline"]) == "")
  }

  @Test("Twenty articles that were left alone are named, the rest counted")
  func manyLeftAlone() async throws {
    let record = #"{"paragraphs":["\#(TinyCorpus.promo)"]}"# + "\n"
    let outcome = try await Workshop.withModel().runWithModel(
      ["clean", "--maximum-removed-share", "0.5"],
      input: String(repeating: record, count: 23))
    let lines = outcome.error.split(separator: "\n")
    // The counts, the verdicts, and the figures stand behind them.
    #expect(lines.count == 24)
    #expect(
      lines.first == "chaffinch: standard input:1: left as it is: 100 % of the text would go")
    #expect(lines[20] == "chaffinch: 3 more left as they are")
  }

  @Test("Titles do not steer the terminal")
  func hostileTitle() async throws {
    let feed = SmallPages.feed.replacingOccurrences(of: "More", with: "Mo\u{9B}2Jre\u{7F}")
    let outcome = try await Workshop.withModel().runWithModel(["clean"], input: feed)
    #expect(outcome.error.contains("“Mo2Jre”"))
  }
}
