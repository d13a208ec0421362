// Tests that text comes out of its wrapping as it was, and that every byte of it leads back.

import Chaffinch
import Testing

@testable import ChaffinchFeeds

@Suite("Unwrapped text")
struct UnwrappedTextTests {
  /// The unwrapped text and, for each of its characters, what it came from.
  private func sources(_ text: UnwrappedText, _ feed: [UInt8]) -> [String] {
    var offset = 0
    return String(decoding: text.utf8, as: UTF8.self).unicodeScalars.map { scalar in
      let range = offset..<offset + String(scalar).utf8.count
      offset = range.upperBound
      return String(decoding: feed[text.map.source(range)], as: UTF8.self)
    }
  }

  @Test("XML's own references are resolved, others stay")
  func references() {
    let feed = Array("a&lt;&#233;&#x1F426;&amp;lt;&nbsp;&amp&x;&#;&#9é".utf8)
    let text = UnwrappedText(
      characterData: [CharacterDataSegment(range: 0..<feed.count, isCDATA: false)], of: feed)
    #expect(String(decoding: text.utf8, as: UTF8.self) == "a<é🐦&lt;&nbsp;&amp&x;&#;&#9é")
    #expect(sources(text, feed).prefix(5) == ["a", "&lt;", "&#233;", "&#x1F426;", "&amp;"])
    #expect(sources(text, feed).last == "é")
  }

  @Test("In CDATA nothing is a reference, and sections follow one another")
  func sections() {
    let feed = Array("<![CDATA[&lt;]]>&lt;".utf8)
    let text = UnwrappedText(
      characterData: [
        CharacterDataSegment(range: 9..<13, isCDATA: true),
        CharacterDataSegment(range: 16..<20, isCDATA: false),
      ], of: feed)
    #expect(String(decoding: text.utf8, as: UTF8.self) == "&lt;<")
    #expect(sources(text, feed) == ["&", "l", "t", ";", "&lt;"])
    #expect(text.map.source(3..<5) == 12..<20)
  }

  @Test("Escapes of JSON, pairs of surrogates among them")
  func json() {
    let feed = Array(#"x\n\"\/\u00e9\ud83d\udc26\ud83dA\udc26"#.utf8)
    let text = UnwrappedText(jsonString: 0..<feed.count, of: feed)
    #expect(String(decoding: text.utf8, as: UTF8.self) == "x\n\"/é🐦\u{FFFD}A\u{FFFD}")
    #expect(
      sources(text, feed) == [
        "x", #"\n"#, #"\""#, #"\/"#, #"\u00e9"#, #"\ud83d\udc26"#, #"\ud83d"#, "A", #"\udc26"#,
      ])
  }

  @Test("Two layers lead back through both")
  func layers() {
    let feed = Array("&amp;lt;p&amp;gt;&amp;eacute;".utf8)
    let text = UnwrappedText(
      characterData: [CharacterDataSegment(range: 0..<feed.count, isCDATA: false)], of: feed
    ).resolvingReferences
    #expect(String(decoding: text.utf8, as: UTF8.self) == "<p>é")
    #expect(sources(text, feed) == ["&amp;lt;", "p", "&amp;gt;", "&amp;eacute;"])
  }
}
