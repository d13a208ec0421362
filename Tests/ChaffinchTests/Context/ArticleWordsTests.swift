// Tests the numbering of an article's words where there are more paragraphs than its table counts in a
// round. What words are for is `LexicalCohesionTests`'.

import Testing

@testable import Chaffinch

@Suite("Words of an article")
struct ArticleWordsTests {
  @Test("Words are a paragraph's own and shared with the one before, however many came before")
  func rounds() {
    // Each has one word of all, one of every third paragraph, and the first and the last one of their own.
    let count = (1 << 17) + 10
    var buckets: [UInt16] = []
    var ends: [Int32] = []
    for index in 0..<count {
      buckets += [7, UInt16(100 + index % 3), 7]
      if index == 0 || index == count - 1 { buckets.append(5) }
      ends.append(Int32(buckets.count))
    }
    let words = ArticleWords(buckets: buckets, ends: ends)
    #expect(words.counts == [Int32(count), 43_694, 2, 43_694, 43_694])
    #expect((0..<count).allSatisfy { words.sharedWithBefore($0) == ($0 == 0 ? 0 : 1) })
    let numbers: [UInt16] = [1, 3, 4]
    #expect((1..<count - 1).allSatisfy { Array(words.words(of: $0)) == [0, numbers[$0 % 3]] })
    #expect(Array(words.words(of: count - 1)) == [0, numbers[(count - 1) % 3], 2])
  }
}
