// Tests that inputs are told apart by their first bytes, whatever stands before what decides.

import Testing

import Chaffinch
@testable import ChaffinchFeeds

@Suite struct InputFormatTests {
  private static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  private func format(_ text: String) -> InputFormat {
    InputFormat.recognised(in: Array(text.utf8))
  }

  @Test(
    "Text is what begins with no markup and no object",
    arguments: [
      "", " \n\t", "\u{FEFF}", "The ferry left at noon.", "<3 is how she signed.", "<", "< p>",
      "<sigh> Not again.", "</sigh> At last.", "{", "{curly} is how she wrote it.",
      "{\"One\" said the ferryman}", "{} is the empty set.", "[\"a\"]", "a <p>b</p>", "<?",
      "<!", "\u{0}", "5 < 6 <p>",
    ])
  func text(text: String) {
    #expect(format(text) == .text)
  }

  @Test(
    "A page begins with a declaration, a comment, a DOCTYPE or an element of HTML",
    arguments: [
      "<!DOCTYPE html><title>A</title>", "<html>", "<HTML lang=de>", "\u{FEFF}\n <p>Noon",
      "<!-- saved --> Noon", "<!-- saved --><x-card>Noon</x-card>", "<div", "<div>", "</div>",
      "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\" \"y\"><html xmlns=\"z\">",
      "<?xml version=\"1.0\"?><urlset>", "<!doctype", "<!-- never ends", "<br/>Noon",
    ])
  func page(text: String) {
    // A tag that the input's end cuts off is no tag yet.
    #expect(format(text) == (text == "<div" ? .text : .html))
  }

  @Test(
    "A feed is known by its root element, whatever its prefix and what stands before it",
    arguments: [
      "<rss version=\"2.0\">", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss>",
      "\u{FEFF}<?xml version='1.0'?><!-- a <html> in a comment --><feed xmlns=\"\(atom)\">",
      "<a:feed xmlns:a=\"\(atom)\">",
      "<?xml version=\"1.0\"?><?xml-stylesheet href=\"a.xsl\"?><rdf:RDF xmlns:rdf=\"\(rdf)\" "
        + "xmlns=\"http://purl.org/rss/1.0/\">",
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"<html>\">]><rss>",
    ])
  func feed(text: String) {
    #expect(format(text) == .feed)
  }

  private static let atom = "http://www.w3.org/2005/Atom"
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

  @Test(
    "An object is a feed if its version is JSON Feed's",
    arguments: [
      #"{"version":"https://jsonfeed.org/version/1.1","items":[]}"#,
      "\u{FEFF}\n{\n  \"title\": \"A\",\n  \"items\": [{}],\n"
        + "  \"version\": \"http:\\/\\/jsonfeed.org\\/version\\/1\"\n}",
      // Cut off before the version is seen.
      #"{"title":"A","items":[{"id":"1"},"#,
    ])
  func jsonFeed(text: String) {
    #expect(format(text) == .feed)
  }

  @Test(
    "Any other object begins JSON Lines, broken ones too, so that reading says what is wrong",
    arguments: [
      #"{"paragraphs":[]}"#, "\n {\"id\" : 1,\"version\":\"1.1\"}\n{}", "{}", "{ }\n{}",
      #"{"paragraphs":["#, #"{"id":01}"#, #"{"version":"https://jsonfeed.example/version/1"}"#,
      #"{"version":["https://jsonfeed.org/version/1"]}"#,
    ])
  func jsonLines(text: String) {
    #expect(format(text) == .jsonLines)
  }

  @Test("UTF-16 is looked through, with and without a mark", arguments: [true, false])
  func utf16(bigEndian: Bool) {
    let cases: [(String, InputFormat)] = [
      ("<!-- Ünïcödé 河 --><rss>", .feed), ("<p>河", .html), ("The 河 rose", .text),
      (#"{"version":"https://jsonfeed.org/version/1"}"#, .feed),
    ]
    for (text, format) in cases {
      for mark in [true, false] {
        let bytes = Self.utf16(text, bigEndian: bigEndian, mark: mark)
        #expect(InputFormat.recognised(in: bytes) == format, "\(text)")
        #expect(InputFormat.recognised(in: Array(bytes.dropLast())) != .jsonLines)
      }
    }
    // White space first hides the order of bytes, unless it is known.
    let bytes = Self.utf16(" <p>Noon", bigEndian: bigEndian, mark: false)
    let encoding: CharacterEncoding = bigEndian ? .utf16be : .utf16le
    #expect(InputFormat.recognised(in: bytes) == .text)
    #expect(InputFormat.recognised(in: bytes, encoding: encoding) == .html)
  }

  @Test("No start of an input is too short or too strange to be told")
  func total() {
    let pieces = [
      "<", "!--", "-->", "?xml", "{", "\"", "version", ":", "rss", "p", " ", "}", "[", "\u{FEFF}",
      "\u{0}", "!DOCTYPE", "/",
    ]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let bytes = Array((first + second + third).utf8)
          _ = InputFormat.recognised(in: bytes, encoding: .utf16be)
          _ = InputFormat.recognised(in: Array(bytes.dropLast()))
          _ = InputFormat.recognised(in: bytes)
        }
      }
    }
  }

  @Test("What stands beyond the limit does not count")
  func limit() {
    let blank = String(repeating: " ", count: InputFormat.recognitionLimit)
    #expect(format(blank + "<p>") == .text)
    #expect(format(blank.dropLast(3) + "<p>") == .html)
  }
}
