// Tests the place of a paragraph in its article, and that parts of pages alone have features of it.

import Testing

@testable import Chaffinch

@Suite("Article position")
struct ArticlePositionTests {
  @Test("Steps tell three paragraphs before and five behind apart, and no more")
  func steps() {
    // 3 · 8 + 5: three or more before, five or more behind.
    #expect(ArticlePosition(3, of: 9).step == 29)
    #expect(ArticlePosition(40, of: 90).step == 29)
    #expect(ArticlePosition(0, of: 1).step == 0)
    #expect(ArticlePosition(2, of: 4).step == 17)
    #expect(ArticlePosition(7, of: 8).step == 24)
    // Places that there are not.
    #expect(ArticlePosition(-1, of: 0).step == 0 && ArticlePosition(9, of: 3).step == 24)
    #expect(ArticlePosition(3, of: 9).description == "3 or more before and 5 or more behind it")
  }

  @Test("A part of a page has features of it, a page and a text have none")
  func features() {
    let place = ParagraphMarkup(element: 0, surroundings: [], linkDensity: 0)
    func hashes(_ root: String, _ position: ArticlePosition) -> [UInt32] {
      var features = LocalFeatures()
      let words = MarkupWords(ArticleMarkup(elements: [(name: root, words: "", parent: nil)]))
      LocalFeatureExtractor().extract(
        "Hi", at: place, in: words, position: position, into: &features)
      return Array(features.markupHashes)
    }
    let (first, last) = (ArticlePosition(0, of: 9), ArticlePosition(8, of: 9))
    #expect(hashes("body", first) == hashes("body", last))
    #expect(zip(hashes("p", first), hashes("p", last)).count { $0 != $1 } == 3)
    #expect(hashes("p", first).count == hashes("p", last).count)
  }
}
