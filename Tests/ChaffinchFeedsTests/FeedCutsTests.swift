// Tests that a cut which would join what stands around it to something else is refused.

import Testing

@testable import Chaffinch
@testable import ChaffinchFeeds

@Suite("Cuts in feeds")
struct FeedCutsTests {
  /// What is left of the first text of the first item when `cut` is taken out of the unwrapped text;
  /// `nil` when that is refused.
  private func rest(_ feed: String, cutting cut: String) throws -> String? {
    let decoded = try DecodedFeed(Array(feed.utf8), encoding: nil)
    let content = try #require(decoded.items.first?.contents.first)
    let text = FeedText(content, of: decoded.text.utf8)
    let unwrapped = text.unwrapped.utf8
    let start = try #require(
      unwrapped.indices.first { unwrapped[$0...].starts(with: Array(cut.utf8)) })
    let cuts = [start..<start + cut.utf8.count]
    guard let pieces = text.feedCuts(cuts, content, of: decoded.text.utf8) else { return nil }
    return String(
      decoding: MarkupCutter.removing(pieces, from: decoded.text.utf8, content.inner),
      as: UTF8.self)
  }

  private func rss(_ text: String) -> String {
    SmallFeeds.rss("<description>\(text)</description>")
  }

  @Test("Nothing joins: the cut is made")
  func made() throws {
    #expect(try rest(rss("a X&lt; b"), cutting: "X<") == "a  b")
    #expect(try rest(rss("<![CDATA[aX]]>Yb"), cutting: "XY") == "<![CDATA[a]]>b")
    #expect(try rest(SmallFeeds.json(#""content_text": "a\nXb""#), cutting: "\nX") == "ab")
  }

  @Test("The end of a CDATA section, a reference, a tag or a section would arise")
  func markup() throws {
    #expect(try rest(rss("<![CDATA[a]]X>b]]>"), cutting: "X") == nil)
    #expect(try rest(rss("a &Xamp; b"), cutting: "X") == nil)
    #expect(try rest(rss("a &#6X5; b"), cutting: "X") == nil)
    #expect(try rest(rss("a < Xb b"), cutting: " X") == nil)
    #expect(try rest(rss("a <X![CDATA[b"), cutting: "X") == nil)
    #expect(try rest(rss("&amp;amp;lt;p &amp;Xamp; b"), cutting: "X") == nil)
  }

  @Test("An escape or a pair of surrogates would arise")
  func json() throws {
    #expect(
      try rest(SmallFeeds.json(#""content_text": "a\ud83dX\udc26b""#), cutting: "X") == nil)
    #expect(try rest(SmallFeeds.json(#""content_text": "a\\Xnb""#), cutting: "X") == #"a\\nb"#)
  }

  @Test("Tags that close each other in XML still must")
  func nesting() throws {
    let feed = SmallFeeds.atom("<content type='xhtml'><div><p>a</p><p>b</p></div></content>")
    #expect(try rest(feed, cutting: "<p>a</p>") == "<div><p>b</p></div>")
    #expect(try rest(feed, cutting: "a</p>") == nil)
    #expect(try rest(feed, cutting: "</p><p>") == "<div><p>ab</p></div>")
  }
}
