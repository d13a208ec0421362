// Tests `chaffinch clean` on pages, feeds and JSON Lines: what it prints of each, and in which form.

import Foundation
import Testing

@Suite struct CleanInputsTests {
  private func clean(_ options: [String], _ input: Data) async throws -> Outcome {
    try await Workshop.withModel().run(
      ["clean", "--model", "model.safetensors"] + options, input: input)
  }

  private func clean(_ options: [String], _ input: String) async throws -> Outcome {
    try await clean(options, Data(input.utf8))
  }

  @Test("A page gives its text")
  func pageText() async throws {
    let outcome = try await clean([], SmallPages.page)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text == TinyCorpus.content + "\n")
    #expect(outcome.error == "")
  }

  @Test("As HTML a page loses its promos, and keeps captions and every other byte")
  func pageHTML() async throws {
    let outcome = try await clean(["--output-format", "html"], SmallPages.page)
    #expect(outcome.text == SmallPages.cleanedPage)
    let strict = try await clean(
      ["--output-format", "html", "--keep", "content"], SmallPages.page)
    #expect(!strict.text.contains("figcaption"))
    #expect(strict.text.contains(TinyCorpus.content))
  }

  @Test(
    "HTML comes back in the page's own encoding",
    arguments: [String.Encoding.utf16, .utf16LittleEndian, .windowsCP1252])
  func encodings(encoding: String.Encoding) async throws {
    func page(_ text: String) throws -> Data {
      try #require(text.replacingOccurrences(of: "in the", with: "ïn thé").data(using: encoding))
    }
    let outcome = try await clean(["--output-format", "html"], page(SmallPages.page))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output == (try page(SmallPages.cleanedPage)))
  }

  @Test("--encoding is believed, and HTML needs no visible text")
  func forcedEncoding() async throws {
    // é in windows-1252 is й in windows-1251.
    let bytes = Data("The river rose in the night and the ".utf8) + [0xE9] + Data(" closed.".utf8)
    #expect(try await clean(["--keep", "content,caption,promo,byline"], bytes).text.contains("é"))
    let forced = try await clean(
      ["--encoding", "CP1251", "--keep", "content,caption,promo,byline"], bytes)
    #expect(forced.text.contains("й"))
    let empty = try await clean(["--output-format", "html"], "<html><br></html>")
    #expect(empty.status == 0)
    #expect(empty.text == "<html><br></html>")
    let nothing = try await clean([], "<html><br></html>")
    #expect(nothing.status == 0)
    #expect(nothing.error == "chaffinch: standard input: has no text; nothing printed\n")
  }

  @Test("As Markdown a page keeps its headings")
  func markdown() async throws {
    let page = "<h2>\(TinyCorpus.content)</h2><p>\(TinyCorpus.promo)</p>"
    let outcome = try await clean(["--output-format", "markdown"], page)
    #expect(outcome.text == "## \(TinyCorpus.content)\n")
  }

  @Test("A feed comes back as a feed; an item that would lose everything stays and is named")
  func feed() async throws {
    let outcome = try await clean([], SmallPages.feed)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text == SmallPages.cleanedFeed)
    #expect(
      outcome.error == "chaffinch: standard input, item 2 “More”, description: left as it is: "
        + "100 % of the text would go\n")
    let explicit = try await clean(["--output-format", "feed", "--quiet"], SmallPages.feed)
    #expect(explicit.output == outcome.output)
    #expect(explicit.error == "")
    let all = try await clean(["--maximum-removed-share", "1"], SmallPages.feed)
    #expect(!all.text.contains(TinyCorpus.promo))
    #expect(all.error == "")
  }

  @Test("A feed as text has its items' titles and what is left of their texts")
  func feedText() async throws {
    let text = try await clean(["--output-format", "text"], SmallPages.feed)
    #expect(
      text.text == "Bridge *closed*\n\n\(TinyCorpus.content)\n\nMore\n\n\(TinyCorpus.promo)\n")
    let markdown = try await clean(
      ["--output-format", "markdown", "--maximum-removed-share", "1"], SmallPages.feed)
    #expect(markdown.text == "## Bridge \\*closed\\*\n\n\(TinyCorpus.content)\n\n## More\n")
  }

  @Test("JSON Lines come back without the removed paragraphs, byte for byte")
  func records() async throws {
    let outcome = try await clean(["--quiet"], SmallPages.records)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text == SmallPages.cleanedRecords)
    #expect(outcome.error == "")
    let returns = SmallPages.records.replacingOccurrences(of: "\n", with: "\r\n")
    let withReturns = try await clean(["--output-format", "jsonl"], returns)
    #expect(
      withReturns.text == SmallPages.cleanedRecords.replacingOccurrences(of: "\n", with: "\r\n"))
  }

  @Test("JSON Lines as text are their records' texts, and nothing of an empty one")
  func recordsAsText() async throws {
    let outcome = try await clean(
      ["--output-format", "text"], SmallPages.records + SmallPages.records)
    #expect(outcome.text == "\(TinyCorpus.content)\n\n\(TinyCorpus.content)\n")
  }

  @Test("A text and a page as JSON Lines are an object with the text")
  func textAsJSON() async throws {
    for input in [TinyCorpus.content, SmallPages.page] {
      let outcome = try await clean(["--output-format", "jsonl"], input)
      #expect(
        outcome.text == #"{"file":"-","text":"\#(TinyCorpus.content)","verdict":{"value":"open","#
          + #""evidence":[{"signal":"little-text","characters":68}]}}"# + "\n")
    }
  }

  @Test(
    "A form that the input cannot have is refused",
    arguments: [
      (SmallPages.feed, "html", "is a feed, and --output-format html is for pages"),
      (TinyCorpus.content, "html", "is a text, and --output-format html is for pages"),
      (SmallPages.page, "feed", "is a page, and --output-format feed is for feeds"),
      (SmallPages.records, "feed", "is JSON Lines, and --output-format feed is for feeds"),
    ])
  func wrongForm(input: String, form: String, complaint: String) async throws {
    let outcome = try await clean(["--output-format", form], input)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("chaffinch: standard input: \(complaint); pass --input-format"))
  }

  @Test("--input-format reads an input as what it is said to be")
  func inputFormat() async throws {
    let text = try await clean(
      ["--input-format", "text", "--keep", "content,caption,promo,byline"], SmallPages.page)
    #expect(text.text.contains("<!DOCTYPE html>"))
    let page = try await clean(
      ["--input-format", "html", "--output-format", "html"], TinyCorpus.content)
    #expect(page.text == TinyCorpus.content)
    let feed = try await clean(["--input-format", "feed"], SmallPages.page)
    #expect(feed.status == 65)
    #expect(feed.error.hasPrefix("chaffinch: standard input: neither RSS, RDF, Atom nor JSON"))
  }

  @Test("--encoding does not go with JSON Lines")
  func encodingOfRecords() async throws {
    let outcome = try await clean(["--encoding", "latin1"], SmallPages.records)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("is JSON Lines, which are UTF-8"))
  }

  @Test("--minimum-probability and --maximum-removed-share hold back")
  func policy() async throws {
    let text = "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n"
    // A promo by a little.
    let unsure = "\(TinyCorpus.content)\n\nSign the bridge\n"
    #expect(try await clean([], unsure).text == TinyCorpus.content + "\n")
    #expect(try await clean(["--minimum-probability", "0.999"], unsure).text == unsure)
    let refused = try await clean(["--maximum-removed-share", "0.1"], text)
    #expect(refused.text == text)
    // 26 of 94 bytes.
    #expect(
      refused.error
        == "chaffinch: standard input: left as it is: 28 % of the text would go\n")
    let allowed = try await clean(["--maximum-removed-share", "0.3"], text)
    #expect(allowed.text == TinyCorpus.content + "\n")
  }
}
