// Tests the check of corpora: every problem is named with its place, and nothing stops it.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusCheckTests {
  private func check(_ texts: String...) -> CorpusCheck {
    var check = CorpusCheck()
    for (index, text) in texts.enumerated() { check.check(Array(text.utf8), file: "f\(index + 1)") }
    return check
  }

  /// Where the problems are, as `line/paragraph kind`.
  private func places(_ check: CorpusCheck) -> [String] {
    check.problems.map { "\($0.line)/\($0.paragraph ?? 0) \($0.kind.rawValue)" }
  }

  private static let good =
    #"{"id":"a","site":"s","language":"en","paragraphs":[{"text":"One","label":"content"},"#
    + #"{"text":"Two","label":"promo","paywall":true}]}"#

  @Test("A good corpus has no problems")
  func good() {
    let found = check(Self.good, "# site: s\n# language: en\ncontent\tThree\npromo\tFour\n")
    #expect(found.problems == [])
    #expect(found.counts.isEmpty)
    #expect(found.articles == 2)
    #expect(found.paragraphs == 4)
  }

  @Test("All errors of a line and of all lines are named")
  func everyError() {
    let found = check(
      """
      {"id":"a","site":"s","language":"en","paragraphs":[{"text":"","label":"content"},{"text":"x","label":"advert"},{"label":"promo"}]}
      not JSON
      \(Self.good)
      {"id":7,"site":"s","language":"en","paragraphs":[{"text":"Three","label":"caption","paywall":true},{"text":"Four","label":"promo","paywall":"yes"},{"text":"Five","text":"Six","label":"content","notContent":true}]}
      {"site":"s","language":"en"}
      """)
    #expect(
      places(found) == [
        "1/1 empty-paragraph", "1/2 unknown-label", "1/3 malformed-line", "2/0 malformed-line",
        "4/0 ignored-member", "4/1 contradiction", "4/2 ignored-member", "4/3 contradiction",
        "4/3 contradiction", "5/0 malformed-line",
      ])
    #expect(found.count(of: .error) == 10 && found.count(of: .warning) == 0)
    #expect(found.counts.reduce(0) { $0 + $1.count } == 10)
  }

  @Test("What a person should look at is a warning")
  func warnings() {
    let long = String(repeating: "word ", count: 4_001)
    let found = check(
      """
      {"paragraphs":[{"text":"One","label":"content"},{"text":"Two","label":"content"}]}
      {"site":"s","language":"en_US","paragraphs":[{"text":"\(long)","label":"content"},{"text":"A \\u0007 bell","label":"promo"}]}
      {"site":"s","language":"en","paragraphs":[{"text":"Three"}]}
      {"site":"s","language":"en","paragraphs":[{"text":"Fish &amp; chips &#39;","label":"content"},{"text":"CafÃ©, \u{FFFD}","label":"promo"}]}
      """)
    #expect(
      places(found) == [
        "1/0 no-site", "1/0 no-language", "1/0 single-label", "2/0 bad-language",
        "2/1 giant-paragraph", "2/2 control-character", "3/0 unlabelled-article",
        "4/1 character-reference", "4/2 mojibake", "4/2 replacement-character",
      ])
    #expect(found.count(of: .error) == 0)
    #expect(found.problems[7].what == "character reference '&amp;' in the text (2 times)")
  }

  @Test("Blank paragraphs, ids and texts that occur twice are found across files")
  func acrossFiles() {
    let again = Self.good.replacing("\"a\"", with: "\"b\"").replacing("One", with: "ONE!")
    let blank =
      #"{"id":"a","site":"s","language":"en","paragraphs":[{"text":" \t","label":"content"},"#
      + #"{"text":"New","label":"promo"}]}"#
    let found = check(Self.good, "\(again)\n\(blank)\n")
    #expect(places(found) == ["1/0 duplicate-text", "2/0 duplicate-id", "2/1 empty-paragraph"])
    #expect(
      found.problems[0].description
        == "f2:1: warning: the text is that of f1:1; remove one of them, or see 'chaffinch corpus "
        + "dedupe'")
    #expect(
      found.problems[2].description
        == "f2:2: paragraph 1: error: nothing but white space; remove the paragraph")
  }

  @Test("Lines of the format for people and items of HTML are named by their lines")
  func otherFormats() {
    let lines = check(
      "# site: s\n# language: en\ncontent\tOne\nno tab\n\npromo\tCafÃ©\nadvert\tx\n")
    #expect(places(lines) == ["4/0 malformed-line", "6/1 mojibake", "7/0 unknown-label"])
    let items = check(
      "<!-- site: s -->\n<!-- language: en -->\n<!-- item: a -->\n<p>\n<!-- item: b --><p>x</p>\n")
    #expect(places(items) == ["5/0 malformed-line"])
  }

  @Test("Malformed UTF-8, other encodings and empty files are errors")
  func bytes() {
    var invalid = CorpusCheck()
    invalid.check(Array("content\tOne\ncontent\t".utf8) + [0xC3, 0x28, 0x0A], file: "f")
    #expect(invalid.problems.map(\.what).contains("malformed UTF-8"))
    var wide = CorpusCheck()
    wide.check([0xFF, 0xFE, 0x7B, 0x00], file: "f")
    #expect(wide.problems.contains { $0.what.hasPrefix("the file is UTF-16") })
    #expect(places(check("")) == ["0/0 no-articles"])
    #expect(check("").problems.first?.description.hasPrefix("f1: error: no articles; ") == true)
    let unlabelled = #"{"site":"s","language":"en","paragraphs":[{"text":"One"}]}"#
    #expect(places(check(unlabelled)) == ["0/0 no-labels", "1/0 unlabelled-article"])
  }
}
