// Tests where XML is cut otherwise than HTML.

import Testing

@testable import Chaffinch

@Suite("Markup scanner: XML")
struct XMLScannerTests {
  @Test("A feed's parts are found")
  func feed() {
    #expect(
      scan("<?xml version=\"1.0\"?><rss><a:b c='d'/><é>x</é></rss>", .xml)
        == [
          "processingInstruction xml version=\"1.0\"", "<rss>", "<a:b c='d'/>", "<é>", "x", "</é>",
          "</rss>",
        ])
  }

  @Test("CDATA is a token of its own, in raw text mode, and ends only at its delimiter")
  func cdata() {
    #expect(scan("a<![CDATA[<b>]]&amp;>]]]>c", .xml) == ["a", "cdata <b>]]&amp;>]", "c"])
    #expect(scan("<![CDATA[]]>", .xml) == ["cdata "])
    #expect(scan("<![CDATA[a]]", .xml) == ["cdata a]]"])
    #expect(scan(Array("<![CDATA[a]]>".utf8), nil, .xml).map(\.textMode) == [.raw])
    #expect(scan("a]]>b", .xml) == ["a]]>b"])
  }

  @Test("No element holds raw text")
  func noRawText() {
    #expect(
      scan("<title>a<b></title><script><c/>", .xml)
        == ["<title>", "a", "<b>", "</title>", "<script>", "<c/>"])
  }

  @Test("A DOCTYPE is one token with its internal subset")
  func internalSubset() {
    let subset = "[<!ENTITY a '>]'><!-- ]> ' --><?b ]>' ?><!ELEMENT c ANY>]"
    #expect(
      scan("<!DOCTYPE x SYSTEM \"a>b\" \(subset) ><x>", .xml)
        == ["doctype  x SYSTEM \"a>b\" \(subset) ", "<x>"])
    #expect(scan("<!DOCTYPE x [<!ENTITY a 'b", .xml) == ["doctype  x [<!ENTITY a 'b"])
    #expect(scan("<!DOCTYPE x><x>", .xml) == ["doctype  x", "<x>"])
  }

  @Test("Comments end at their delimiter alone, instructions too")
  func delimiters() {
    #expect(scan("<!-->a--!>b-->c", .xml) == ["comment >a--!>b", "c"])
    #expect(scan("<?a?b>?>c", .xml) == ["processingInstruction a?b>", "c"])
    #expect(scan("<?>?>c", .xml) == ["processingInstruction >", "c"])
    #expect(scan("<?a?", .xml) == ["processingInstruction a?"])
  }

  @Test(
    "Broken markup becomes text and does not stop the scanner",
    arguments: ["a < b", "1<2", "</ a>", "<", "</", "<1>"])
  func stray(text: String) {
    #expect(scan("<p>\(text)", .xml) == ["<p>", text])
  }

  @Test("Names and references are read with the same pieces, in the case that is written")
  func values() {
    let bytes = Array("<Item Key='&eacute;' key='2'>".utf8)
    let token = scan(bytes, nil, .xml)[0]
    #expect(token.resolvedName(bytes.span, dialect: .xml) == "Item")
    #expect(
      token.resolvedAttributes(bytes.span, dialect: .xml).map { "\($0.name)=\($0.value)" }
        == ["Key=é", "key=2"])
  }
}
