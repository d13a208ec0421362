// Tests the counting of equal hashes, also of those that a table would pile up in one place.

import Testing

@testable import Chaffinch

@Suite("Text occurrences")
struct TextOccurrencesTests {
  private func counts(_ hashes: [UInt64]) -> [Int] {
    let occurrences = TextOccurrences(hashes)
    return hashes.indices.map { occurrences[$0] }
  }

  private func expected(_ hashes: [UInt64]) -> [Int] {
    hashes.map { hash in hashes.count { $0 == hash } }
  }

  @Test(
    "Equal hashes are counted together",
    arguments: [[7, 8, 7, 0, 7], [0, 0], [], [7]] as [[UInt64]])
  func counts(hashes: [UInt64]) {
    #expect(counts(hashes) == expected(hashes))
  }

  @Test("Groups are numbered in the order of their first paragraphs")
  func groups() {
    #expect(TextOccurrences([5, 9, 5, 1, 9]).groups == [0, 1, 0, 2, 1])
  }

  @Test("Many paragraphs are counted")
  func many() {
    var generator = SeededGenerator(seed: 3)
    let hashes = (0..<600).map { _ in UInt64.random(in: 0..<400, using: &generator) }
    #expect(counts(hashes) == expected(hashes))
  }

  @Test("Hashes of one place are counted, too")
  func collisions() {
    // The inverse of the table's multiplier: the products' upper bits are all 0.
    let inverse: UInt64 = 0xf1de_83e1_9937_733d
    #expect(inverse &* 0x9e37_79b9_7f4a_7c15 == 1)
    let hashes = (0..<200).map { inverse &* UInt64($0 % 90) }
    #expect(counts(hashes) == expected(hashes))
  }
}
