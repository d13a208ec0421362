// Tests how articles are made. The rules of segmentation are tested in PlainTextSegmenterTests.

import Testing

@testable import Chaffinch

@Suite("Articles")
struct ArticleTests {
  @Test("Ready-made paragraphs stay as they are, blank and repeated ones included")
  func readyMade() {
    let article = Article(paragraphs: ["b", " a\n", "", "b"])
    #expect(article.paragraphs.map(\.text) == ["b", " a\n", "", "b"])
    #expect(article.paragraphs.allSatisfy { $0.byteRange == nil })
    #expect(article.replacedSequences == 0)
    #expect(Article(paragraphs: article.paragraphs) == article)
  }

  @Test("Ready-made paragraphs may come with what a page declared about them")
  func readyMadeMetadata() {
    let metadata = PageMetadata(title: "A ferry", authors: ["Ann Lee"], isAccessibleForFree: false)
    #expect(Article(paragraphs: [], metadata: metadata).metadata == metadata)
    #expect(Article(paragraphs: ["One"]).metadata == nil)
  }

  @Test("A text is segmented as its bytes are")
  func textAndBytes() {
    let text = "Title\n\nOne\ntwo é"
    #expect(Article(text: text) == Article(utf8: Array(text.utf8)))
    #expect(Article(text: text).paragraphs.map(\.text) == ["Title", "One two é"])
  }
}
