// Tests what a text's digest depends on, and that digests join as texts do.

import Testing

@testable import ChaffinchCorpus

@Suite struct TextDigestTests {
  @Test(
    "Case, white space and punctuation do not show",
    arguments: [
      ("The ferry sank.", "the  FERRY\u{A0}sank"),
      ("Foto: dpa/Löwe", "FOTO DPA LÖWE"),
      ("10 %", "10"),
      ("soft\u{AD}ly", "softly"),
      ("ΑΘΗΝΑ", "αθηνα"),
    ])
  func same(left: String, right: String) {
    #expect(TextDigest(left) == TextDigest(right))
  }

  @Test("Letters, their order and each digit show")
  func different() {
    let texts = [
      "ab", "ba", "abc", "a", "1", "2", "10", "01", "é", "e", "東京", "京東", "|", "·", "||",
    ]
    #expect(Set(texts.map(TextDigest.init)).count == texts.count)
  }

  @Test("The length counts letters and digits")
  func length() {
    #expect(TextDigest("By Ann Lee, 7 May").length == 12)
    #expect(TextDigest("東京!").length == 2)
  }

  @Test("A stored digest never changes")
  func golden() {
    // H("a1") = 97·B + 49 modulo 2^61 − 1.
    let digest = TextDigest("A 1")
    #expect(digest.hash == RollingHash.sum(RollingHash.product(97, RollingHash.base), 49))
    #expect(TextDigest("a1").hash == 152_018_999_933_076_867)
  }

  @Test("A text of signs alone is symbolic and hashed by its signs; white space does not show")
  func symbolic() {
    #expect(TextDigest("|").isSymbolic)
    #expect(TextDigest("* *") == TextDigest("**"))
    #expect(TextDigest("* *").length == 2)
    #expect(!TextDigest("* a").isSymbolic)
    #expect(TextDigest("* a") == TextDigest("a"))
    // U+007C is '|': its hash is moved away from that of any letter's value.
    #expect(TextDigest("|").hash > 0x10FFFF)
  }

  @Test("Nothing and white space have the empty digest", arguments: ["", " \n", "\u{200B}"])
  func empty(text: String) {
    #expect(TextDigest(text) == .empty)
  }

  @Test("The digest of texts in a row is computed from theirs")
  func appending() {
    let parts = ["The heron", " | ", "stood", "…", "still.", "", "2 days"]
    for middle in 0...parts.count {
      let left = parts[..<middle].reduce(TextDigest.empty) { $0.appending(TextDigest($1)) }
      let right = parts[middle...].reduce(TextDigest.empty) { $0.appending(TextDigest($1)) }
      #expect(left == TextDigest(parts[..<middle].joined()))
      #expect(left.appending(right) == TextDigest(parts.joined()))
    }
    #expect(TextDigest("|").appending(TextDigest("·")) == TextDigest("| ·"))
  }

  @Test("Parts out of range make no digest")
  func parts() {
    #expect(TextDigest(hash: RollingHash.modulus, length: 1, isSymbolic: false) == nil)
    #expect(TextDigest(hash: 1, length: 0, isSymbolic: false) == nil)
    #expect(TextDigest(hash: 1, length: -1, isSymbolic: false) == nil)
    #expect(TextDigest(hash: 1, length: 1 << 32, isSymbolic: false) == nil)
    let digest = TextDigest("heron")
    #expect(
      TextDigest(hash: digest.hash, length: 5, isSymbolic: false) == digest)
    #expect(TextDigest(hash: digest.hash, length: 5, isSymbolic: true) != digest)
  }

  @Test("Lengths stop at their limit")
  func longest() throws {
    let long = try #require(
      TextDigest(hash: 1, length: TextDigest.lengthLimit, isSymbolic: false))
    #expect(long.appending(long).length == TextDigest.lengthLimit)
  }
}
