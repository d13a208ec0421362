// Tests the objects that `chaffinch tag` prints for pages and items of feeds.

import Foundation
import Testing

@Suite struct PageWriterTests {
  private func tag(_ input: String, _ options: [String] = []) async throws -> [String] {
    let outcome = try await Workshop.withModel().runWithModel(["tag"] + options, input: input)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    for line in outcome.lines where options.isEmpty {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    return outcome.lines.map {
      $0.replacing(/"prediction":\{"label":("[a-z]+")[^}]*\},"paywall":[0-9.]+\}/) { match in
        "\"label\":\(match.1)"
      }.replacing(/"verdict":\{"value":"([a-z]+)","evidence":\[[^\]]*\]\}/) { match in
        "\"verdict\":\(match.1)"
      }
    }
  }

  @Test("A page is what it says of itself and its paragraphs with element, place and links")
  func page() async throws {
    let start = try #require(SmallPages.page.range(of: TinyCorpus.content)).lowerBound
    let offset = SmallPages.page[..<start].utf8.count
    let lines = try await tag(SmallPages.page)
    try #require(lines.count == 1)
    #expect(
      lines[0].hasPrefix(
        #"{"title":"Bridge & river","language":"en","authors":["Anna Keller"],"#
          + #""encoding":"utf-8","paragraphs":[{"text":"\#(TinyCorpus.content)","element":"p","#
          + #""byteRange":[\#(offset),\#(offset + 68)],"linkDensity":0.0000,"label":"content"},"#))
    #expect(lines[0].contains(#""element":"figcaption","#))
    #expect(lines[0].hasSuffix(#""label":"promo"}],"verdict":open}"#))
  }

  @Test("What a page does not say is left out; links and whether it is free are there if it does")
  func members() async throws {
    let bare = try await tag("<a href=x>\(TinyCorpus.promo)</a>")
    #expect(
      bare == [
        #"{"encoding":"utf-8","paragraphs":[{"text":"\#(TinyCorpus.promo)","element":"a","#
          + #""byteRange":[10,36],"linkDensity":1.0000,"label":"promo"}],"verdict":unknown}"#
      ])
    let paid = try await tag(
      #"<script type="application/ld+json">{"isAccessibleForFree":false}</script>"#)
    #expect(
      paid == [
        #"{"isAccessibleForFree":false,"encoding":"utf-8","paragraphs":[],"verdict":unknown}"#
      ])
  }

  @Test("A feed is an object an item, its paragraphs with their field")
  func feed() async throws {
    let lines = try await tag(SmallPages.feed)
    let paragraph = #""field":"description","element":"p","linkDensity":0.0000,"label":"#
    #expect(
      lines == [
        #"{"item":1,"id":"urn:1","title":"Bridge *closed*","paragraphs":["#
          + #"{"text":"\#(TinyCorpus.content)",\#(paragraph)"content"},"#
          + #"{"text":"\#(TinyCorpus.promo)",\#(paragraph)"promo"}],"verdict":open}"#,
        #"{"item":2,"title":"More","paragraphs":[{"text":"\#(TinyCorpus.promo)","#
          + #"\#(paragraph)"promo"}],"verdict":unknown}"#,
      ])
  }

  @Test("A JSON Feed is a feed, not a record")
  func jsonFeed() async throws {
    let lines = try await tag(
      #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"7","content_text":"#
        + #""\#(TinyCorpus.content)"}]}"#)
    #expect(lines.count == 1)
    #expect(
      lines[0].hasPrefix(#"{"item":1,"id":"7","paragraphs":[{"text":"\#(TinyCorpus.content)"#))
  }

  @Test("Of a feed the listing has its items' titles, TSV their identifiers")
  func otherForms() async throws {
    let listing = try await tag(SmallPages.feed, ["--output-format", "listing"])
    #expect(listing.count == 7)
    #expect(listing[0] == "Bridge *closed*")
    #expect(listing[1].hasPrefix("content "))
    #expect(listing[3].hasPrefix("verdict: open"))
    #expect(listing[4] == "More")
    #expect(listing[6] == "verdict: unknown (no content)")
    let table = try await tag(SmallPages.feed, ["--output-format", "tsv"])
    #expect(table.count == 6)
    #expect(table[0] == "# id: urn:1")
    #expect(table[2].hasSuffix("\t\(TinyCorpus.promo)"))
  }

  @Test("The verdict has its evidence, and counts paragraphs over the item's texts")
  func verdict() async throws {
    let ask = "Subscribe now to keep reading this article"
    let feed = """
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <item><title>One</title><description>\(TinyCorpus.content)</description>
      <content:encoded><![CDATA[<p>\(TinyCorpus.content)</p><p>\(ask)</p>]]></content:encoded>
      </item></channel></rss>
      """
    let outcome = try await Workshop.withModel().runWithModel(["tag"], input: feed)
    let verdict = try #require(outcome.text.split(separator: #""verdict":"#).last)
    #expect(
      verdict.replacing(/"probability":[0-9.]+/, with: "P").hasPrefix(
        #"{"value":"offered","evidence":[{"signal":"paywall-paragraph","paragraph":3,"#
          + #""place":"right-behind",P},{"signal":"little-text","characters":68}]}"#),
      "\(verdict)")
  }

  @Test("Of several files every object begins with its file")
  func file() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("b.html", SmallPages.page)
    try workshop.write("c.xml", SmallPages.feed)
    let outcome = try await workshop.runWithModel(["tag", "b.html", "c.xml", "-q"])
    #expect(
      outcome.lines.map { $0.prefix(17) } == [
        #"{"file":"b.html",""#.prefix(17), #"{"file":"c.xml","i"#.prefix(17),
        #"{"file":"c.xml","i"#.prefix(17),
      ])
  }
}
