// Tests `chaffinch clean` on texts: which paragraphs it keeps and how it prints them.

import Foundation
import Testing

@Suite struct CleanTests {
  private static let second =
    "Farmers moved their cattle to higher ground before the rain arrived on Sunday."
  private static let text = [
    TinyCorpus.promo, TinyCorpus.content, TinyCorpus.caption, TinyCorpus.byline, second,
  ].joined(separator: "\n\n")

  private func clean(_ options: [String], _ text: String = text) async throws -> Outcome {
    try await Workshop.withModel().runWithModel(["clean"] + options, input: text)
  }

  @Test("Content is kept, its paragraphs separated by blank lines, with one line end at the end")
  func keepsContent() async throws {
    let outcome = try await clean([])
    #expect(outcome.status == 0)
    #expect(outcome.text == "\(TinyCorpus.content)\n\n\(Self.second)\n")
    // No summary where standard error is no terminal.
    #expect(outcome.error == "")
  }

  @Test("--keep chooses the labels; their order does not matter, the text's does")
  func keep() async throws {
    let both = try await clean(["--keep", "byline,caption"])
    #expect(both.text == "\(TinyCorpus.caption)\n\n\(TinyCorpus.byline)\n")
    let turned = try await clean(["--keep", "caption,byline"])
    #expect(turned.output == both.output)
    let all = try await clean(["--keep", "content,caption,promo,byline"])
    #expect(all.text == Self.text + "\n")
  }

  @Test("Every paragraph is kept by exactly one label")
  func partition() async throws {
    var kept: [String] = []
    for label in ["content", "caption", "promo", "byline"] {
      let outcome = try await clean(["--keep", label])
      kept += outcome.text.dropLast().components(separatedBy: "\n\n")
    }
    #expect(kept.sorted() == Self.text.components(separatedBy: "\n\n").sorted())
  }

  @Test("Where nothing is kept nothing is printed and a line says so")
  func nothingKept() async throws {
    let outcome = try await clean(["--keep", "caption,byline"], TinyCorpus.content)
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.error.hasPrefix("chaffinch: standard input: no paragraph is caption,byline"))
    #expect(outcome.error.count { $0 == "\n" } == 1)
  }

  @Test("Line ends, blank lines and a byte-order mark do not change what is printed")
  func lineEnds() async throws {
    let expected = "\(TinyCorpus.content)\n\n\(Self.second)\n"
    for text in [
      Self.text + "\n", Self.text + "\n\n\n", "\n\n" + Self.text, "\u{FEFF}" + Self.text,
      Self.text.replacingOccurrences(of: "\n", with: "\r\n"),
      Self.text.replacingOccurrences(of: "\n\n", with: "\n \t\n\n"),
      Self.text.replacingOccurrences(of: "\n\n", with: "\n"),
    ] {
      let outcome = try await clean([], text)
      #expect(outcome.text == expected)
    }
  }

  @Test("Cleaning what was cleaned changes nothing")
  func idempotent() async throws {
    let once = try await clean([])
    let twice = try await clean([], once.text)
    #expect(twice.output == once.output)
  }
}
