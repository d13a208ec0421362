// Tests that hostile and broken feeds are read in time that grows with them, and lose nothing.

import Testing

@testable import Chaffinch
@testable import ChaffinchFeeds

@Suite("Hostile and broken feeds")
struct FeedRobustnessTests {
  private static let story = SmallFeeds.story
  private static let text = "<description><![CDATA[<p>\(story)</p><p>PROMO</p>]]></description>"

  @Test("A feed that ends anywhere is cleaned as far as it goes, or comes back, or is refused")
  func truncated() {
    let feeds = [
      SmallFeeds.rss(Self.text + "<content:encoded>&lt;p&gt;\(Self.story)&lt;/p&gt;PROMO"),
      SmallFeeds.atom(
        "<content type='xhtml'><div><p>\(Self.story)</p><p>PROMO</p></div></content>"),
      SmallFeeds.json(#""content_html": "<p>\#(Self.story)</p>\n<p>PROMO \ud83d\udc26</p>""#),
    ]
    for feed in feeds {
      let bytes = Array(feed.utf8)
      for end in 0...bytes.count {
        let part = Array(bytes[..<end])
        guard let cleaned = try? SmallFeeds.cleaner.clean(part) else { continue }
        let cuts = cleaned.items.flatMap(\.contents).flatMap(\.cuts)
        #expect(MarkupCutter.removing(cuts, from: part, 0..<part.count) == cleaned.bytes)
        #expect(cuts.allSatisfy { String(decoding: part[$0], as: UTF8.self).contains("PROMO") })
      }
    }
  }

  @Test("A text without its end tag stays, and the items behind it are cleaned")
  func unterminated() throws {
    let open = "<item><description><![CDATA[<p>\(Self.story)</p><p>PROMO</p>]]></item>"
    let feed = "<rss><channel>\(open)<item>\(Self.text)</item></channel></rss>"
    let cleaned = try SmallFeeds.cleaner.clean(Array(feed.utf8))
    #expect(cleaned.items.map { $0.contents.map(\.leftAlone) } == [[.unterminated], [nil]])
    #expect(cleaned.bytes.count == feed.utf8.count - "<p>PROMO</p>".utf8.count)
  }

  @Test("A missing end tag of an item, and end tags that belong to nothing")
  func misnested() throws {
    let feed =
      "<rss><channel></b><item><title>a</i></title>\(Self.text)<item><title>b</title>"
      + "<x><y></x>\(Self.text)</item></z></channel></rss>"
    let cleaned = try SmallFeeds.cleaner.clean(Array(feed.utf8))
    #expect(cleaned.items.map(\.title) == ["a", "b"])
    #expect(cleaned.items.map { $0.contents.map(\.cuts.count) } == [[1], [1]])
  }

  @Test("Entities of a DTD are not expanded and nothing is fetched")
  func entities() throws {
    let entities = (1...40).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);\">" }.joined()
    let feed =
      "<!DOCTYPE rss [<!ENTITY e0 \"PROMO\">\(entities)<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
      + "<rss><item><description>&e40; &f; \(Self.story)</description></item></rss>"
    let cleaned = try SmallFeeds.cleaner.clean(Array(feed.utf8))
    #expect(cleaned.bytes == Array(feed.utf8))
    #expect(cleaned.items[0].contents[0].article.text == "&e40; &f; \(Self.story)")
  }

  @Test("Malformed JSON is an error with its place, in the bytes as given")
  func malformedJSON() {
    let feed = SmallFeeds.json(#""content_html": "é", "x": 01"#)
    let bytes = Array(feed.utf8)
    let place = bytes.indices.first { bytes[$0...].starts(with: Array("01".utf8)) } ?? 0
    #expect(throws: FeedError.malformedJSON(JSONError(.badNumber, at: place))) {
      try SmallFeeds.cleaner.clean(bytes)
    }
    let utf16: [UInt8] = [0xFF, 0xFE] + feed.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(
      throws: FeedError.malformedJSON(JSONError(.badNumber, at: 2 + 2 * (place - 1)))
    ) {
      try SmallFeeds.cleaner.clean(utf16)
    }
  }

  @Test("Members of other types than expected are no texts")
  func types() throws {
    let feed = SmallFeeds.json(#""content_html": ["PROMO"], "content_text": null, "url": 3"#)
    #expect(try SmallFeeds.cleaner.clean(Array(feed.utf8)).items[0].contents.isEmpty)
    let items = #"{"version": "https://jsonfeed.org/version/1", "items": [1, {"id": 7}, "a", {}]}"#
    #expect(try SmallFeeds.cleaner.clean(Array(items.utf8)).items.map(\.id) == ["", "7", "", ""])
    let none = #"{"version": "https://jsonfeed.org/version/1", "items": {"id": 7}}"#
    #expect(try SmallFeeds.cleaner.clean(Array(none.utf8)).items.isEmpty)
  }

  /// Seconds that cleaning takes, the best of three.
  private func seconds(_ feed: String) -> Double {
    let bytes = Array(feed.utf8)
    var best = Double.infinity
    for _ in 0..<3 {
      let time = ContinuousClock().measure { _ = try? SmallFeeds.cleaner.clean(bytes) }
      let (whole, part) = time.components
      best = min(best, Double(whole) + Double(part) * 1e-18)
    }
    return best
  }

  private static let json = #"{"version": "https://jsonfeed.org/version/1", "x": "#

  @Test(
    "Time grows with the feed, not with its square, and nesting is no recursion",
    arguments: [
      ("<rss><item>", "<a>"), ("<rss><item><description>", "<b>"), ("<rss>", "<item>"),
      ("<rss>", "<item><description>"), ("<rss>", "<item><description></item>"),
      ("<rss><item><description>", "<![CDATA[<p>x</p>]]>"), ("<rss><item><description>", "]]>"),
      ("<rss><item><description>", "&lt;div&gt;"), ("<rss><item><description>", "&#1"),
      ("<rss><item><description>", "&amp;lt;p&amp;gt;"), ("<rss><item>", "<a></b>"),
      ("<rss><item><a><a><a>", "</b>"), ("<rss>", "<a xmlns:a='u'>"), ("<!DOCTYPE a [", "<!ENTITY"),
      ("<feed><entry><content type='xhtml'>", "<div><p>PROMO</p>"),
      ("<rss><item><description>", "\n\nPROMO\n\na"), (json, "["), (json, "{\"a\":"),
      (json + "1, \"items\": [", "{\"summary\": \"a\"},"),
      (json + "1, \"items\": [{\"content_text\": \"", "\\n\\nPROMO\\n\\na"),
    ])
  func linear(start: String, piece: String) {
    let short = seconds(start + String(repeating: piece, count: 100))
    let long = seconds(start + String(repeating: piece, count: 1600))
    // Sixteen times the input; its square would take 256 times as long.
    #expect(long < 80 * short + 0.05, "\(start)\(piece): \(short) s, then \(long) s")
  }

  @Test("100,000 levels", arguments: [("<rss><item>", "<a>", "</a>"), (json, "[", "]")])
  func deep(start: String, open: String, close: String) {
    let count = 100_000
    let nested = start + String(repeating: open, count: count)
    let feed = Array((nested + String(repeating: close, count: count) + "}").utf8)
    if start.hasPrefix("<") {
      #expect((try? SmallFeeds.cleaner.clean(feed))?.bytes == feed)
    } else {
      #expect((try? SmallFeeds.cleaner.clean(feed))?.items.isEmpty == true)
    }
  }
}
