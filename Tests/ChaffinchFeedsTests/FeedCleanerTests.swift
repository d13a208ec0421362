// Tests that promo goes out of items' texts in every format and wrapping, and nothing else does.

import Testing

@testable import Chaffinch
@testable import ChaffinchFeeds

@Suite("Feed cleaner")
struct FeedCleanerTests {
  private static let story = SmallFeeds.story

  /// What cleaning must leave of a feed whose parts to remove are between « and ».
  private func expectCuts(_ marked: String, _ location: SourceLocation = #_sourceLocation) {
    var expected = ""
    var input = ""
    var isCut = false
    for character in marked {
      if character == "«" || character == "»" {
        isCut = character == "«"
        continue
      }
      input.append(character)
      if !isCut { expected.append(character) }
    }
    #expect(SmallFeeds.clean(input) == expected, sourceLocation: location)
  }

  @Test("CDATA in an RSS description")
  func cdata() {
    expectCuts(
      SmallFeeds.rss(
        "<description><![CDATA[<p>\(Self.story)</p>\n«<p>PROMO</p>»]]></description>"))
  }

  @Test("Escaped markup")
  func escaped() {
    expectCuts(
      SmallFeeds.rss(
        "<description>&lt;p&gt;\(Self.story) A&amp;amp;B&lt;/p&gt;«&lt;p&gt;PROMO&#33;&lt;/p&gt;»"
          + "</description>"))
  }

  @Test("Markup that was escaped twice")
  func escapedTwice() {
    expectCuts(
      SmallFeeds.rss(
        "<description>&amp;lt;p&amp;gt;\(Self.story)&amp;lt;/p&amp;gt;"
          + "«&amp;lt;p&amp;gt;PROMO&amp;lt;/p&amp;gt;»</description>"))
    expectCuts(
      SmallFeeds.rss(
        "<description><![CDATA[&lt;p&gt;\(Self.story)&lt;/p&gt;«&lt;p&gt;PROMO&lt;/p&gt;»]]>"
          + "</description>"))
  }

  @Test("Several CDATA sections and text between them keep their delimiters")
  func mixed() {
    expectCuts(
      SmallFeeds.rss(
        "<description>\n<![CDATA[<p>\(Self.story)</p>«<p>PRO»]]>«MO»<!-- no -->"
          + "«&lt;/p&gt;»<![CDATA[<p>\(Self.story)</p>]]></description>"))
  }

  @Test("The content module under any prefix, and by convention without a declaration")
  func contentModule() {
    let inside = "><![CDATA[<p>\(Self.story)</p>«<p>PROMO</p>»]]></"
    expectCuts(
      SmallFeeds.rss(
        "<c:encoded\(inside)c:encoded>",
        attributes: " xmlns:c='http://purl.org/rss/1.0/modules/content/'"))
    expectCuts(SmallFeeds.rss("<content:encoded\(inside)content:encoded>"))
    expectCuts(
      SmallFeeds.rss(
        "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'"
          + "\(inside)content:encoded>"))
    // Declared as something else.
    let other = "<p>\(Self.story)</p><p>PROMO</p>"
    expectCuts(
      SmallFeeds.rss(
        "<content:encoded><![CDATA[\(other)]]></content:encoded>",
        attributes: " xmlns:content='http://example.org/'"))
  }

  @Test("RSS 1.0 and 0.90, with items beside the channel and an id in rdf:about")
  func rdf() throws {
    for namespace in ["http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"] {
      let feed =
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='\(namespace)'>"
        + "<channel><description>PROMO</description><items/></channel>"
        + "<item rdf:about='urn:9'><title>Heron &amp; tide</title><description>\(Self.story)\n\n"
        + "«PROMO\n\n»\(Self.story)</description></item></rdf:RDF>"
      expectCuts(feed)
      let cleaned = try SmallFeeds.cleaner.clean(Array(feed.filter { !"«»".contains($0) }.utf8))
      #expect(cleaned.format == .rdf)
      #expect(cleaned.items.map(\.id) == ["urn:9"])
      #expect(cleaned.items.map(\.title) == ["Heron & tide"])
    }
  }

  @Test("Atom: text, HTML, XHTML and media types", arguments: ["2005/Atom", "0.3"])
  func atom(version: String) {
    let namespace =
      version == "0.3" ? "http://purl.org/atom/ns#" : "http://www.w3.org/2005/Atom"
    func expect(_ entry: String, _ location: SourceLocation = #_sourceLocation) {
      expectCuts(SmallFeeds.atom(entry, namespace: namespace), location)
    }
    expect("<summary>\(Self.story)«\n\nPROMO»</summary>")
    expect(
      "<content type='html'>&lt;p>\(Self.story)&lt;/p>«&lt;p>PROMO&lt;/p>»</content>")
    expect(
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>\(Self.story)</p>"
        + "«<p>PROMO<br/></p>»</div></content>")
    expect(
      "<content type='text/html' mode='escaped'><![CDATA[<p>\(Self.story)</p>«<p>PROMO</p>»]]>"
        + "</content>")
    expect(
      "<content type='application/xhtml+xml' mode='xml'><p>\(Self.story)</p>«<p>PROMO</p>»"
        + "</content>")
  }

  @Test("What is no text stays: base64, content elsewhere, other media types, other elements")
  func untouched() {
    let text = "<p>\(Self.story)</p><p>PROMO</p>"
    for attributes in ["mode='base64'", "src='http://example.org/'", "type='image/svg+xml'"] {
      expectCuts(SmallFeeds.atom("<content \(attributes)><![CDATA[\(text)]]></content>"))
    }
    for name in ["itunes:summary", "media:description", "dc:description", "comments", "title"] {
      expectCuts(SmallFeeds.rss("<\(name)><![CDATA[\(text)]]></\(name)>"))
    }
    expectCuts(
      SmallFeeds.atom("<source><summary type='html'><![CDATA[\(text)]]></summary></source>"))
    expectCuts(
      SmallFeeds.rss("<media:group><description><![CDATA[\(text)]]></description></media:group>"))
  }

  @Test("JSON Feed: HTML with escapes, text, a summary of several paragraphs")
  func json() {
    expectCuts(
      SmallFeeds.json(
        #""content_html": "<p class=\"a\">\#(Self.story) \ud83d\udc26</p>«\n<p>PR\u004FMO<\/p>»""#
          .replacing("«\\n", with: "\\n«")))
    expectCuts(SmallFeeds.json(#""content_text": "\#(Self.story)«\n\nPROMO»""#))
    expectCuts(SmallFeeds.json(#""summary": "\#(Self.story)\r\n\r\n«PROMO\r\n\r\n»More of it.""#))
    expectCuts(SmallFeeds.json(#""summary": "PROMO", "content_text": "\#(Self.story)""#))
  }

  @Test("XHTML bodies in RSS")
  func body() {
    expectCuts(
      SmallFeeds.rss(
        "<body xmlns='http://www.w3.org/1999/xhtml'><p>\(Self.story)</p>«<p>PROMO</p>»</body>"))
    expectCuts(
      SmallFeeds.rss(
        "<x:body><p>\(Self.story)</p>«<p>PROMO</p>»</x:body>",
        attributes: " xmlns:x='http://www.w3.org/1999/xhtml'"))
  }

  @Test("Only items' texts are cleaned, and the result says what it did")
  func result() throws {
    let feed = SmallFeeds.rss(
      "<description>\(Self.story)\n\nPROMO</description>"
        + "<content:encoded><![CDATA[<p>PROMO</p>]]></content:encoded>")
    let bytes = Array(feed.utf8)
    let cleaned = try SmallFeeds.cleaner.clean(bytes)
    #expect(cleaned.format == .rss)
    let item = try #require(cleaned.items.first)
    #expect(cleaned.items.count == 1 && item.index == 0)
    #expect(item.id == "urn:1" && item.title == "PROMO or heron")
    #expect(item.contents.map(\.element) == ["description", "content:encoded"])
    #expect(item.contents[0].leftAlone == nil)
    #expect(item.contents[0].article.removed.map(\.paragraph.text) == ["PROMO"])
    #expect(
      item.contents[0].cuts.map { String(decoding: bytes[$0], as: UTF8.self) } == ["\n\nPROMO"])
    #expect(item.contents[1].leftAlone == .tooMuch(share: 1))
    #expect(item.contents[1].article.removed.isEmpty)
    #expect(item.contents[1].cuts.isEmpty)
  }

  @Test("Text without tags is one paragraph when its lines may be wrapped")
  func wrapped() throws {
    let feed = SmallFeeds.rss(
      "<description>\n  A line,\n  PROMO in it,\n  and more\n</description>")
    let cleaned = try SmallFeeds.cleaner.clean(Array(feed.utf8))
    #expect(cleaned.items[0].contents[0].article.article.paragraphs.count == 1)
    #expect(cleaned.items[0].contents[0].article.article.markup?.isFragment == true)
    #expect(cleaned.bytes == Array(feed.utf8))
  }

  @Test("References in text without tags are read")
  func references() throws {
    let feed = SmallFeeds.rss("<description>Heron&amp;#8217;s &lt; &nbsp; reeds</description>")
    let cleaned = try SmallFeeds.cleaner.clean(Array(feed.utf8))
    #expect(
      cleaned.items[0].contents[0].article.article.paragraphs.map(\.text)
        == ["Heron’s < \u{A0} reeds"])
  }

  @Test("A tag that an article only shows is text, and is not taken for markup")
  func shownTag() throws {
    let feed = SmallFeeds.rss("<description>Begin with &amp;lt;p&amp;gt; here</description>")
    let article = try SmallFeeds.cleaner.clean(Array(feed.utf8)).items[0].contents[0].article
    #expect(article.article.paragraphs.map(\.text) == ["Begin with <p> here"])
  }

  @Test("Markup of the feed's own is left alone with CDATA in it, and never emptied")
  func ownMarkup() throws {
    let unguarded = FeedCleaner(
      policy: CleaningPolicy(keep: [.content]), decide: SmallFeeds.decide)
    for inside in [
      "<p>\(Self.story)</p><p>PROMO</p><p><![CDATA[<b>]]></p>", "<p>PROMO</p>",
    ] {
      let feed = Array(
        SmallFeeds.atom("<content type='xhtml'><div>\(inside)</div></content>").utf8)
      let cleaned = try unguarded.clean(feed)
      #expect(cleaned.bytes == feed)
      #expect(cleaned.items[0].contents[0].leftAlone == .notCuttable)
    }
  }

  @Test("Markup of the feed's own that would have no tag left must say the same as text")
  func noTagLeft() throws {
    let unguarded = FeedCleaner(
      policy: CleaningPolicy(keep: [.content]), decide: SmallFeeds.decide)
    func rss(_ inside: String) -> [UInt8] {
      Array(SmallFeeds.rss("<description>\(inside)</description>").utf8)
    }
    // What HTML takes for a comment would be shown to the reader of the text.
    let odd = try unguarded.clean(rss("<div>PROMO</div></\0>\(Self.story)"))
    #expect(odd.bytes == rss("<div>PROMO</div></\0>\(Self.story)"))
    #expect(odd.items[0].contents[0].leftAlone == .ambiguous)
    let plain = try unguarded.clean(rss("<div>PROMO</div>Tom &amp; \(Self.story)"))
    #expect(plain.bytes == rss("Tom &amp; \(Self.story)"))
  }

  @Test("A summary of JSON Feed counts when it has several paragraphs")
  func summary() throws {
    for (text, elements) in [("PROMO", []), ("PROMO\\n\\nPROMO", ["summary"])] {
      let feed = SmallFeeds.json("\"summary\": \"\(text)\"")
      let cleaned = try SmallFeeds.cleaner.clean(Array(feed.utf8))
      #expect(cleaned.items[0].contents.map(\.element) == elements)
    }
  }
}
