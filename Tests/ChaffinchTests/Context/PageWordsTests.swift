// Tests how paragraphs overlap with what a page says of itself.

import Testing

@testable import Chaffinch

@Suite("Page words")
struct PageWordsTests {
  private let words = PageWords(
    PageMetadata(title: "The ferry is late", authors: ["Anna Leeds", "Boris Leeds"]))

  private func rawOverlap(_ text: String, _ words: PageWords) -> PageWords.Overlap {
    let form = SmallContexts.form(text)
    return words.overlap(characters: form.wordless.characters, words: form.words[...])
  }

  private func overlap(_ text: String, _ words: PageWords? = nil) -> [Float] {
    let overlap = rawOverlap(text, words ?? self.words)
    return [overlap.title, overlap.ofTitle, overlap.authors, overlap.ofAuthors]
  }

  @Test(
    "Shares are of words of four bytes and more, whatever their case",
    arguments: [
      // The title has two such words, ferry and late, the authors three: anna, leeds, boris.
      ("THE FERRY IS LATE", [1, 1, 0, 0]), ("The ferry", [1, 0.5, 0, 0]),
      // A word counts as often as the paragraph has it; no share is above 1.
      ("late late late trains", [0.75, 1, 0, 0]), ("By Anna Leeds", [0, 0, 1, 2.0 / 3]),
      ("Leeds, Boris & Anna!", [0, 0, 1, 1]), ("Leeds is late", [0.5, 0.5, 0.5, 1.0 / 3]),
      ("Nothing else", [0, 0, 0, 0]), ("", [0, 0, 0, 0]), ("… a | 7", [0, 0, 0, 0]),
    ] as [(String, [Float])])
  func shares(text: String, expected: [Float]) {
    #expect(zip(overlap(text), expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("Both titles are one list of words")
  func openGraph() {
    let words = PageWords(PageMetadata(title: "Late ferry", openGraphTitle: "Ferry news"))
    // late, ferry, news: two of them in the paragraph.
    #expect(overlap("news ferry", words) == [1, 2.0 / 3, 0, 0])
  }

  @Test("A paragraph of more than 400 characters is no title and no byline")
  func long() {
    let filler = String(repeating: "The ferry is late. ", count: 30)
    #expect(overlap(filler) == [0, 0, 0, 0])
    #expect(overlap(String(filler.prefix(399)))[0] > 0)
  }

  @Test("A page that declares nothing overlaps with nothing")
  func nothing() {
    #expect(overlap("The ferry", PageWords(PageMetadata())) == [0, 0, 0, 0])
    #expect(overlap("Ann", PageWords(PageMetadata(authors: ["", "…"]))) == [0, 0, 0, 0])
  }

  @Test("Alike in both directions only what says the same")
  func both() {
    let overlap = rawOverlap("The ferry", words)
    #expect(overlap.titleBoth == 0.5)
  }
}
