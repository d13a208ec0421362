// Tests the reading of whole corpora: telling the formats apart, line ends, byte-order marks, and
// errors with their file and line.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusReaderTests {
  private func read(_ text: String, skipsInvalid: Bool = false) throws -> Corpus {
    try CorpusReader(skipsInvalid: skipsInvalid).read(Array(text.utf8), file: "f")
  }

  @Test("The same articles are read from both formats")
  func bothFormats() throws {
    let json = """
      {"id":"a","site":"s.example","language":"en","paragraphs":[\
      {"text":"A heron stood.","label":"content"},\
      {"text":"Join us","label":"promo","paywall":true}]}
      {"id":"b","site":"s.example","language":"en","paragraphs":[\
      {"text":"By Wim Sallow","label":"byline"}]}

      """
    let text = """
      # site: s.example
      # language: en
      # id: a
      content\tA heron stood.
      paywall\tJoin us

      # id: b
      byline\tBy Wim Sallow

      """
    let articles = try read(json).articles
    #expect(articles == (try read(text).articles))
    #expect(articles.map(\.id) == ["a", "b"])
    #expect(articles.map(\.paragraphs.count) == [2, 1])
    #expect(articles.first?.paragraphs.map(\.label) == [.content, .paywall])
  }

  @Test(
    "A byte-order mark, blank lines or white space before the first brace do not hide JSON",
    arguments: ["", "\u{FEFF}", "\n\n", " \t", "\r\n", "\u{FEFF}\n "])
  func jsonIsRecognised(before: String) throws {
    let corpus = try read(before + #"{"paragraphs":[{"text":"T","label":"content"}]}"#)
    #expect(corpus.articles.map(\.paragraphs) == [[LabelledParagraph(text: "T", label: .content)]])
  }

  @Test(
    "Windows' line ends and a byte-order mark read as the plain file does",
    arguments: [
      "# site: s.example\ncontent\tOne\n\ncontent\tTwo\n",
      """
      {"id":"a","paragraphs":[{"text":"One","label":"content"}]}
      {"id":"b","paragraphs":[{"text":"Two","label":"promo"}]}
      """,
    ])
  func lineEnds(plain: String) throws {
    let expected = try read(plain).articles
    #expect(expected.count == 2)
    let windows = plain.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(try read(windows).articles == expected)
    #expect(try read("\u{FEFF}" + windows).articles == expected)
  }

  @Test("The last line needs no line end, and several blank lines part as one does")
  func lastLineAndBlankLines() throws {
    let corpus = try read("\n\ncontent\tOne\n\n \t\n\ncontent\tTwo\ncontent\tThree")
    #expect(corpus.articles.map { $0.paragraphs.map(\.text) } == [["One"], ["Two", "Three"]])
    #expect(corpus.paragraphCount == 3)
  }

  @Test(
    "A malformed line stops the reading with its file and line",
    arguments: [
      ("content\tOne\n\ncaption no tab\n", 3),
      ("content\tOne\r\n\r\n# a comment\r\nadvert\tTwo\r\n", 4),
      ("{\"paragraphs\":[{\"text\":\"T\",\"label\":\"promo\"}]}\n\n{\"id\":1}\n", 3),
      ("\u{FEFF}{\"paragraphs\":3}", 1),
    ])
  func malformedLine(text: String, line: Int) throws {
    let error = try #require(throws: CorpusError.self) { try read(text) }
    guard case .malformedLine(let file, let found, let reason) = error else {
      Issue.record("expected a malformed line, got \(error)")
      return
    }
    #expect(file == "f")
    #expect(found == line)
    #expect(!reason.isEmpty)
  }

  @Test("Skipping keeps the good lines and lists the bad ones in order")
  func skipping() throws {
    let corpus = try read(
      "content\tOne\nadvert\tTwo\ncontent\tThree\n\nno tab\npromo\tFour\n", skipsInvalid: true)
    #expect(corpus.articles.map { $0.paragraphs.map(\.text) } == [["One", "Three"], ["Four"]])
    #expect(
      corpus.skipped == [
        .malformedLine(
          file: "f", line: 2,
          reason: "unknown label 'advert', expected one of content, caption, promo, byline, paywall"
        ),
        .malformedLine(file: "f", line: 5, reason: "no tab between label and text"),
      ])
  }

  @Test("Skipping a broken JSON record leaves out the whole article")
  func skippingJSON() throws {
    let corpus = try read(
      """
      {"id":"a","paragraphs":[{"text":"One","label":"content"}]}
      {"id":"b","paragraphs":[{"text":"Two","label":"content"},{"text":"Three","label":"advert"}]}
      {"id":"c","paragraphs":[{"text":"Four","label":"promo"}]}
      """, skipsInvalid: true)
    #expect(corpus.articles.map(\.id) == ["a", "c"])
    #expect(corpus.skipped.count == 1)
  }

  @Test(
    "A file without articles is refused",
    arguments: ["", "\n \n", "\u{FEFF}", "# only a comment\n# site: s.example\n"])
  func noArticles(text: String) {
    #expect(throws: CorpusError.noArticles(file: "f")) { try read(text) }
    #expect(throws: CorpusError.noArticles(file: "f")) { try read(text, skipsInvalid: true) }
  }

  @Test("Articles without labels are kept, a file without any label is refused")
  func labels() throws {
    let unlabelled = #"{"paragraphs":[{"text":"One"},{"text":"Two","label":null}]}"#
    let labelled = #"{"paragraphs":[{"text":"Three"},{"text":"Four","label":"promo"}]}"#
    let missed = #"{"paragraphs":[],"unmatched":{"promo":2,"content":1}}"#
    let corpus = try read([unlabelled, labelled, missed].joined(separator: "\n"))
    #expect(corpus.articles.count == 3)
    #expect(corpus.paragraphCount == 4)
    #expect(corpus.labels == [.promo])
    #expect(corpus.unmatched[.promo] == 2)
    #expect(corpus.unmatched.total == 3)
    #expect(throws: CorpusError.noLabels(file: "f")) { try read(unlabelled) }
    #expect(throws: CorpusError.noLabels(file: "f")) { try read(missed) }
  }

  @Test("A file of nothing but bad lines names the first of them")
  func nothingButBadLines() throws {
    let error = try #require(throws: CorpusError.self) {
      try read("# site: s.example\nfirst\nsecond\n", skipsInvalid: true)
    }
    #expect(error.description.hasPrefix("f:2: "))
  }

  @Test("Without labels a corpus is read where none are needed")
  func withoutLabels() throws {
    let bytes = Array("{\"paragraphs\":[{\"text\":\"One\"}]}\n".utf8)
    #expect(throws: CorpusError.noLabels(file: "f")) {
      try CorpusReader().read(bytes, file: "f")
    }
    let corpus = try CorpusReader(allowsUnlabelled: true).read(bytes, file: "f")
    #expect(corpus.articles.count == 1)
  }
}
