// Tests the corpus format for feeds' items.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite("Labelled markup")
struct LabelledMarkupTests {
  private func read(_ text: String) throws(CorpusError) -> Corpus {
    try CorpusReader().read(Array(text.utf8), file: "items.html")
  }

  @Test("Items are articles, elements' labels hold inside them, the innermost wins")
  func items() throws {
    let corpus = try read(
      """
      <!-- site: pier.example --> <!-- language: en -->
      <!-- item: one -->
      <p>The tide turned.</p>
      <ul data-label="promo"><li>Sponsor: <b>Oars</b></li><li data-label="content">A note</li></ul>
      <p>By noon it was out.<br><br></p>
      <!-- only a remark -->
      <p data-label="paywall">Join us</p>
      <!-- language: de -->
      <!-- item: two -->
      Ein Satz ohne Element.
      """)
    let (one, two) = (corpus.articles[0], corpus.articles[1])
    #expect(corpus.articles.map(\.id) == ["one", "two"])
    #expect(one.site == "pier.example" && one.language == "en" && two.language == "de")
    #expect(
      one.paragraphs.map(\.text) == [
        "The tide turned.", "Sponsor: Oars", "A note", "By noon it was out.", "Join us",
      ])
    #expect(one.labels == [.content, .promo, .content, .content, .paywall])
    #expect(two.labels == [.content])
    #expect(one.markup?.isFragment == true && one.fragment == nil)
    #expect(one.paragraphs[1].markup?.surroundings == .listItem)
  }

  @Test(
    "What is wrong is named with its line",
    arguments: [
      ("<!-- item: a -->\n<p data-label=\"advert\">x</p>", 2, "unknown label 'advert'"),
      ("<!-- item: a -->\n<p>\n<b>x</p></b>", 3, "</p> ends no open element"),
      ("<!-- item: a -->\n<p>x\n<!-- item: b -->\n<p>y</p>", 3, "<p> of item 'a' is not closed"),
      ("<!-- site: s -->\n<p>x</p>", 2, "an element before the first item"),
      ("<!-- item: a -->\n<br>\n<!-- item: b --><p>x</p>", 1, "item 'a' has no text"),
    ])
  func errors(text: String, line: Int, reason: String) {
    let error = #expect(throws: CorpusError.self) { try read(text) }
    guard case .malformedLine(let file, let found, let why) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file == "items.html" && found == line && why.hasPrefix(reason), "\(why)")
  }

  @Test("Comments alone are no corpus")
  func empty() {
    #expect(throws: CorpusError.noArticles(file: "items.html")) { try read("<!-- site: s -->") }
  }
}
