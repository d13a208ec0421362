// Tests pages of which only a reference text is known: their JSON, and the labels that come of it.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct PageReferenceTests {
  private func read(_ text: String, source: String = "") throws -> [PageReference] {
    try PageReference.read(Array(text.utf8), file: "f", source: source)
  }

  @Test("Each member is a page, in the order of names")
  func pages() throws {
    let references = try read(
      """
      {"02":{"main_content":"One","title":null,"author":"x"},
      "01":{"main_content":"Two","title":"T","domain":"s.example","url":"https://s.example/"}}
      """, source: "c")
    #expect(
      references == [
        PageReference(
          page: PageDescription(
            file: "01.html.gz", id: "c/01", site: "s.example", source: "c",
            url: "https://s.example/"), text: "Two", title: "T"),
        PageReference(
          page: PageDescription(file: "02.html.gz", id: "c/02", source: "c"), text: "One", title: ""
        ),
      ])
  }

  @Test(
    "What is no such object is refused",
    arguments: ["[]", "{}", "{", #"{"a":{}}"#, #"{"../a":{"main_content":""}}"#])
  func refusals(text: String) {
    #expect(throws: CorpusError.self) { try read(text) }
  }

  @Test("Segments in a row with one mark are one label, and the corpus has it on each of them")
  func runs() throws {
    let words = (0..<30).map { "word\($0)" }
    let content = stride(from: 0, to: 30, by: 10).map { words[$0..<$0 + 10].joined(separator: " ") }
    let menu = (0..<20).map { "<p><a href=/\($0)>Item \($0)</a></p><p>|</p>" }.joined()
    let html =
      "<body><nav>\(menu)</nav><main>" + content.map { "<p>\($0)</p>" }.joined() + "</main>"
    let article = try Article(html: Array(html.utf8))
    let reference = PageReference(
      page: PageDescription(file: "a"), text: content.joined(separator: "\n"), title: "")
    let (labels, outcome) = reference.labels(of: article)
    #expect(outcome == .used)
    #expect(labels.arePartial)
    // Twenty items with signs between them are 39 segments: runs of up to sixteen.
    #expect(
      labels.paragraphs.map(\.label) == [.notContent, .notContent, .notContent, .content])
    var builder = CorpusBuilder()
    let page = builder.add(labels, to: article)
    let isMenu = article.paragraphs.map { $0.text.hasPrefix("Item") }
    #expect(zip(isMenu, page.labels).allSatisfy { !$0 || $1 == .notContent })
    #expect(page.labels.suffix(3) == [.content, .content, .content])
    #expect(page.isExtracted.allSatisfy { $0 })
    #expect(builder.report.notContentSegments >= 20)
  }
}
