// Tests what is recognised as a feed and what is not.

import Testing

@testable import ChaffinchFeeds

@Suite("Feed formats")
struct FeedFormatTests {
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

  @Test(
    "Roots of feeds",
    arguments: [
      ("<rss version='0.91'>", FeedFormat.rss), ("  <?xml version='1.0'?><!-- a -->\n<rss>", .rss),
      ("<!DOCTYPE rss [<!ENTITY a '<feed>'>]><rss/>", .rss),
      ("<r:rss xmlns:r='http://backend.userland.com/rss2'>", .rss),
      ("<rdf:RDF xmlns:rdf='\(rdf)' xmlns='http://purl.org/rss/1.0/'>", .rdf),
      ("<RDF xmlns='\(rdf)' xmlns:r='http://my.netscape.com/rdf/simple/0.9/'>", .rdf),
      ("<feed xmlns='http://www.w3.org/2005/Atom'>", .atom),
      ("<a:feed xmlns:a='http://purl.org/atom/ns#'>", .atom), ("<feed>", .atom),
      ("<atom:feed>", .atom), ("<entry xmlns='https://www.w3.org/2005/Atom'/>", .atom),
      (#"{"version": "https://jsonfeed.org/version/1", "#, .jsonFeed),
      (#" {"a":[{}],"versi\u006fn":"https:\/\/jsonfeed.org\/version\/1.1""#, .jsonFeed),
    ])
  func feeds(start: String, format: FeedFormat) {
    #expect(FeedFormat.recognised(in: Array((start + ",").utf8)) == format)
    #expect(FeedFormat.recognised(in: [0xEF, 0xBB, 0xBF] + Array((start + ",").utf8)) == format)
  }

  @Test(
    "What is no feed",
    arguments: [
      "", " ", "<", "<html><rss>", "text <rss>", "<!DOCTYPE html>", "<rdf:RDF xmlns:rdf='\(rdf)'>",
      "<feed xmlns='http://example.org/'>", "<entry>", "</rss>", "{}", "{", "[]",
      #"{"version": "https://example.org/version/1"}"#, #"{"version": 1}"#, #"{"version": "#,
      #"{"items": {"version": "https://jsonfeed.org/version/1"}}"#,
    ])
  func others(start: String) {
    #expect(FeedFormat.recognised(in: Array(start.utf8)) == nil)
    #expect(throws: FeedError.notAFeed) { try SmallFeeds.cleaner.clean(Array(start.utf8)) }
  }

  @Test("Only the beginning is looked at")
  func reach() {
    let far = Array(repeating: UInt8(ascii: " "), count: FeedFormat.reach) + Array("<rss>".utf8)
    #expect(FeedFormat.recognised(in: far) == nil)
    #expect(FeedFormat.recognised(in: Array(far.dropFirst(5))) == .rss)
  }
}
