// Tests the labels of raw pages as read from a JSON Lines corpus, and which file names are refused.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct PageLabelsTests {
  private func read(_ text: String) throws -> [PageLabels] {
    try PageLabels.read(Array(text.utf8), file: "f")
  }

  @Test("A line of JSON gives what is known of the page, and digests with labels")
  func json() throws {
    let pages = try read(
      """
      {"id":"a","site":"s.example","language":"en","source":"c","url":"https://s.example/a",\
      "title":"A ferry","page":"train/a.html.gz","paragraphs":[{"text":"Join us","label":"promo",\
      "paywall":true},{"text":"|","label":"promo"},{"text":"Home"},{"text":"\u{200B}",\
      "label":"content"}]}

      """)
    #expect(
      pages == [
        PageLabels(
          page: PageDescription(
            file: "train/a.html.gz", id: "a", site: "s.example", language: "en", source: "c",
            url: "https://s.example/a"),
          paragraphs: [
            LabelledDigest(digest: TextDigest("join us"), label: .paywall),
            LabelledDigest(digest: TextDigest("|"), label: .promo),
          ])
      ])
  }

  @Test(
    "What names no page is refused with its line and reason",
    arguments: [
      (#"{"paragraphs":[{"text":"T","label":"promo"}]}"#, "no string 'page'"),
      (#"{"page":3,"paragraphs":[{"text":"T","label":"promo"}]}"#, "no string 'page'"),
      (#"{"page":"a","paragraphs":[]}"#, "'paragraphs' is empty"),
      (
        #"{"page":"a","paragraphs":[{"text":"T","label":"promo"}],"unmatched":{"promo":1}}"#,
        "'unmatched' counts paragraphs that are not here; give the corpus that has them"
      ),
    ])
  func refusals(line: String, reason: String) {
    let good = #"{"page":"a","paragraphs":[{"text":"T","label":"promo"}]}"#
    #expect(throws: CorpusError.malformedLine(file: "f", line: 2, reason: reason)) {
      try read(good + "\n" + line)
    }
  }

  @Test(
    "A page's file stays inside the folder of pages",
    arguments: ["", "/etc/hosts", "..", "../a", "a/../b", "a//b", "a/", "a\nb", " a", "a\u{0}"])
  func files(file: String) {
    #expect(throws: LineError.self) { try PageDescription.check(file: file) }
  }

  @Test("Other names are fine", arguments: ["a", "train/a.html.gz", "..a/b..", "a b", "ä.html"])
  func goodFiles(file: String) throws {
    try PageDescription.check(file: file)
  }

  @Test("A file without pages is refused", arguments: ["", "\n", "# chaffinch labels 1\n"])
  func nothing(text: String) {
    #expect(throws: CorpusError.self) { try read(text) }
  }
}
