// Tests the explanation for people: its tables, its widths and its colours.

import Foundation
import Testing

@Suite struct ExplanationListingTests {
  private func explain(_ options: [String], _ input: String) async throws -> [String] {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(["explain"] + options, input: input)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    #expect(!outcome.text.contains("\u{1B}"))
    return outcome.lines
  }

  /// The decimal fractions at the beginning of a line.
  private func numbers(_ line: String) -> [Double] {
    line.split(separator: " ").prefix { $0.contains(".") }.compactMap { Double($0) }
  }

  @Test("A paragraph has its label, its summands by both models, their sum and the score used")
  func table() async throws {
    let lines = try await explain(["--top", "2"], TinyCorpus.promo)
    #expect(lines[0].wholeMatch(of: /paragraph 1 of 1: promo [0-9]+%, then [a-z]+ [0-9]+%/) != nil)
    #expect(lines[1] == "  “\(TinyCorpus.promo)”")
    let table = try #require(lines.firstIndex { $0.hasPrefix("Its text: promo (+) or ") })
    #expect(lines[table + 1].hasPrefix("  naive B.  logistic  together  = "))
    let sum = try #require(lines.firstIndex { $0.hasSuffix("  sum") })
    #expect(lines[sum + 1].hasSuffix("  = score used"))
    // The same number three times, as printed.
    #expect(numbers(lines[sum]) == numbers(lines[sum + 1]))
    let rows = lines[(table + 2)..<sum]
    // Two at most for and against, the others, and the corrections in the last column alone.
    let widths = rows.map { numbers($0).count }
    #expect((3...5).contains(widths.count { $0 == 3 }))
    #expect(widths.drop { $0 == 3 } == [1])
    #expect(rows.dropLast().last?.hasSuffix(" others") == true)
    for column in 0..<2 {
      let total = rows.map { numbers($0) }.filter { $0.count == 3 }.reduce(0) { $0 + $1[column] }
      #expect(abs(total - numbers(lines[sum])[column]) < 0.005)
    }
    let together = rows.reduce(0) { $0 + (numbers($1).last ?? 0) }
    #expect(abs(together - (numbers(lines[sum]).last ?? .nan)) < 0.005)
    #expect(lines.contains { $0.hasPrefix("  by group: ") && $0.contains("text ") })
    #expect(lines.last == "")
    #expect(lines.dropLast().last?.hasSuffix("= logarithm of their odds") == true)
  }

  @Test("Features that share a row of the table are marked, and repeated ones counted")
  func marks() async throws {
    // So many features in 1024 rows that some must collide.
    let lines = try await explain(
      ["--top", "500"], "\(TinyCorpus.content) \(TinyCorpus.byline) The lower bridge closed.")
    #expect(lines.contains { $0.contains("  ~") && $0.contains(" + ") })
    #expect(lines.contains { $0.contains("word “bridge” ×2") })
  }

  @Test("No line is wider than 80 columns, and control characters do not reach the terminal")
  func width() async throws {
    let text = "\u{1B}[31mred\u{7} " + String(repeating: "Donaudampfschifffahrt ", count: 20)
    let lines = try await explain(["--top", "500"], text)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.hasSuffix("…") })
    #expect(lines.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  /// What `explain` writes to a terminal of so many columns.
  private func onTerminal(
    _ input: String, columns: UInt16, _ environment: [String: String] = [:]
  ) async throws -> String {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.html", input)
    return try await workshop.onTerminal(
      ["explain", "a.html", "--top", "1"], environment: environment, columns: columns)
  }

  @Test("On a terminal labels have their colours, unless NO_COLOR is set")
  func colour() async throws {
    let coloured = try await onTerminal(TinyCorpus.content, columns: 80)
    #expect(coloured.contains("\u{1B}[32mcontent"))
    let plain = try await onTerminal(TinyCorpus.content, columns: 80, ["NO_COLOR": "1"])
    #expect(plain.contains("content") && !plain.contains("\u{1B}"))
  }

  @Test("A terminal of 20 columns, or of one, gets its numbers and the beginnings of names")
  func narrow() async throws {
    for columns: UInt16 in [1, 20] {
      let text = try await onTerminal(
        TinyCorpus.content, columns: columns, ["NO_COLOR": "1"])
      #expect(text.contains("paragraph 1 of 1: content"))
      #expect(text.contains("  sum\n"))
      #expect(text.contains("…"))
    }
  }

  @Test("Pages are explained with the built-in model: two local models, then their context")
  func page() async throws {
    let workshop = try Workshop()
    try workshop.write("page.html", SmallPages.page)
    let outcome = try await workshop.run(["explain", "page.html", "--paragraph", "2"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let heads = outcome.lines.filter { $0.contains(" (+) or ") }.map { $0.prefix { $0 != ":" } }
    #expect(
      heads == ["Its text and markup", "Its text", "In the context of the page", "Decision"])
    let sums = outcome.lines.indices.filter { outcome.lines[$0].hasSuffix("  sum") }
    #expect(sums.count == 3)
    for sum in sums {
      let (found, used) = (numbers(outcome.lines[sum]), numbers(outcome.lines[sum + 1]))
      #expect(found.count == 3)
      #expect(zip(found, used).allSatisfy { abs($0 - $1) < 0.0015 })
    }
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
  }
}
