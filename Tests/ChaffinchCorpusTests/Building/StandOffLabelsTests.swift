// Tests the text-free form of labels: its layout, the way there and back, and its refusals.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct StandOffLabelsTests {
  private func read(_ text: String) throws -> [PageLabels] {
    try PageLabels.read(Array(text.utf8), file: "f")
  }

  private func labels(_ file: String, id: String = "", _ texts: [(String, KnownLabel)])
    -> PageLabels
  {
    PageLabels(
      page: PageDescription(file: file, id: id, site: "s.example", language: "en"),
      paragraphs: texts.map { LabelledDigest(digest: TextDigest($0.0), label: $0.1) })
  }

  @Test("The layout is a head, a note a line, a digest with its label a line")
  func layout() {
    let page = PageLabels(
      page: PageDescription(
        file: "train/a.html.gz", id: "a\nb", site: "s.example", language: "en", source: " c ",
        url: "https://s.example/"),
      paragraphs: [
        LabelledDigest(digest: TextDigest("A"), label: .content),
        LabelledDigest(digest: TextDigest("a 1"), label: .paywall, isExtracted: false),
        LabelledDigest(digest: TextDigest("\u{200B}"), label: .promo),
        LabelledDigest(digest: TextDigest("|"), label: .promo),
      ])
    // 'a' is 0x61; the second hash is TextDigest's golden one; '|' is 0x7C + 0x110000.
    #expect(
      [page].standOffText() == """
        # chaffinch labels 2
        # page: train/a.html.gz
        # id: a b
        # site: s.example
        # language: en
        # source: c
        # url: https://s.example/
        61 1 content
        \(String(152_018_999_933_076_867, radix: 16)) 2 paywall -
        11007c ~1 promo

        """)
  }

  @Test("What was written reads back equal, and is written the same")
  func roundTrip() throws {
    let texts = ["The ferry sank.", "By Ann", "10", "|", "· ·", "東京", "x"]
    let pages = [
      labels("a.html", id: "first", texts.map { ($0, .content) }),
      labels("b.html", []),
      labels("c.html", zip(texts, KnownLabel.allCases).map { ($0, $1) }),
    ]
    let text = pages.standOffText()
    #expect(try read(text) == pages)
    #expect(try read(text).standOffText() == text)
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(try read(windows) == pages)
  }

  @Test("Only the second version of the form says what no extractor keeps")
  func extracted() throws {
    let lines = "\n# page: a\n61 1 content -\n61 1 content\n"
    let pages = try read("# chaffinch labels 2" + lines)
    #expect(pages.map { $0.paragraphs.map(\.isExtracted) } == [[false, true]])
    #expect(pages.standOffText() == "# chaffinch labels 2" + lines)
    #expect(throws: CorpusError.self) { try read("# chaffinch labels 1" + lines) }
    #expect(throws: CorpusError.self) { try read("# chaffinch labels 2\n# page: a\n61 1 promo +") }
    #expect(throws: CorpusError.self) {
      try read("# chaffinch labels 2\n# page: a\n61 1 promo - -")
    }
  }

  @Test("The first version of the form knows no paragraphs that are only not content")
  func notContent() throws {
    let lines = "\n# page: a\n61 1 not-content\n"
    let pages = try read("# chaffinch labels 2" + lines)
    #expect(pages.map { $0.paragraphs.map(\.label) } == [[.notContent]])
    #expect(pages.standOffText() == "# chaffinch labels 2" + lines)
    #expect(throws: CorpusError.self) { try read("# chaffinch labels 1" + lines) }
  }

  @Test("The form holds no text")
  func textFree() {
    let text = [labels("a.html", [("Nightingale", .content)])].standOffText()
    #expect(!text.lowercased().contains("nightingale"))
  }

  @Test("Comments, blank lines and unknown notes are passed over")
  func comments() throws {
    let pages = try read(
      """
      # chaffinch labels 1
      # made by hand
      # page: a.html
      # colour: red

      61 1 content
      # in between
      61 1 promo
      """)
    #expect(pages.map { $0.paragraphs.map(\.label) } == [[.content, .promo]])
  }

  @Test(
    "What is no such line is refused with its number and reason",
    arguments: [
      ("61 1 content", "a label before the first '# page:'"),
      ("# id: a", "'# id:' must stand between '# page:' and the page's labels"),
      ("# page: ../a", "'../a' is no page's file: name it relative to the pages"),
      ("# page: a\n61 1", "expected hash, length and label, parted by one space"),
      ("# page: a\n61  1 content", "expected hash, length and label, parted by one space"),
      ("# page: a\n6g 1 content", "'6g 1' is no digest"),
      ("# page: a\n61 0 content", "'61 0' is no digest"),
      ("# page: a\n61 -1 content", "'61 -1' is no digest"),
      ("# page: a\n61 4294967296 content", "'61 4294967296' is no digest"),
      ("# page: a\nffffffffffffffff 1 content", "'ffffffffffffffff 1' is no digest"),
      ("# page: a\n61 ~~1 content", "'61 ~~1' is no digest"),
      (
        "# page: a\n61 1 Content",
        "unknown label 'Content', expected one of content, caption, promo, byline, paywall"
      ),
      (
        "# page: a\n61 1 content\n# url: b",
        "'# url:' must stand between '# page:' and the page's labels"
      ),
    ])
  func refusals(lines: String, reason: String) {
    let line = 1 + lines.split(separator: "\n").count
    #expect(throws: CorpusError.malformedLine(file: "f", line: line, reason: reason)) {
      try read("# chaffinch labels 1\n" + lines)
    }
  }

  @Test("A file that does not begin with the form's name is refused")
  func head() {
    let reason = "neither a JSON object nor '# chaffinch labels 2'"
    for text in ["# page: a\n61 1 content", "# chaffinch labels 3\n", "content\tText"] {
      #expect(throws: CorpusError.malformedLine(file: "f", line: 1, reason: reason)) {
        try read(text)
      }
    }
  }

  @Test("Malformed UTF-8 is refused")
  func malformedUTF8() {
    let bytes = Array("# chaffinch labels 1\n# page: caf".utf8) + [0xE9]
    #expect(throws: CorpusError.malformedLine(file: "f", line: 2, reason: "malformed UTF-8")) {
      try PageLabels.read(bytes, file: "f")
    }
  }
}
