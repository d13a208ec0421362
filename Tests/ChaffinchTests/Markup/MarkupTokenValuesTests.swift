// Tests the values of tokens: what becomes of line ends, NUL, references, case and duplicates.

import Testing

@testable import Chaffinch

@Suite("Markup token values")
struct MarkupTokenValuesTests {
  private func texts(_ markup: String, _ dialect: MarkupScanner.Dialect = .html) -> [String] {
    let bytes = Array(markup.utf8)
    return scan(bytes, nil, dialect).map { $0.resolvedText(bytes.span) }
  }

  private func attributes(_ markup: String) -> [String] {
    let bytes = Array(markup.utf8)
    return scan(bytes)[0].resolvedAttributes(bytes.span).map { "\($0.name)=\($0.value)" }
  }

  @Test("Line ends become line feeds everywhere, but not those of references")
  func lineEnds() {
    #expect(texts("a\r\nb\rc\r\r\n&#13;\n") == ["a\nb\nc\n\n\r\n"])
    #expect(texts("<!--\r\n-->") == ["\n"])
    #expect(attributes("<a b='\r\n\r'>") == ["b=\n\n"])
  }

  @Test("NUL stays in ordinary text and in CDATA and is replaced elsewhere")
  func null() {
    #expect(texts("\u{0}") == ["\u{0}"])
    #expect(texts("<![CDATA[\u{0}]]>", .xml) == ["\u{0}"])
    #expect(texts("<!--\u{0}-->") == ["\u{FFFD}"])
    #expect(texts("<title>\u{0}")[1] == "\u{FFFD}")
    #expect(texts("<script>\u{0}")[1] == "\u{FFFD}")
    #expect(attributes("<a \u{0}=\u{0}>") == ["\u{FFFD}=\u{FFFD}"])
  }

  @Test("References count in text and in title, not in script, comments and CDATA")
  func references() {
    #expect(texts("&lt;&copy=") == ["<©="])
    #expect(texts("<title>&lt;</title>")[1] == "<")
    #expect(texts("<script>&lt;</script>")[1] == "&lt;")
    #expect(texts("<!--&lt;-->") == ["&lt;"])
    #expect(texts("<![CDATA[&lt;]]>", .xml) == ["&lt;"])
    #expect(attributes("<a b='&lt;&copy='>") == ["b=<&copy="])
  }

  @Test("Names are folded in ASCII alone, and the first of duplicates counts")
  func names() {
    let bytes = Array("<DIVÄ>".utf8)
    #expect(scan(bytes)[0].resolvedName(bytes.span) == "divÄ")
    #expect(attributes("<a B=1 c=2 b=3 C>") == ["b=1", "c=2"])
    #expect(attributes("<a é=1 e\u{301}=2>").count == 2)
  }

  @Test("Bytes are appended as they are, strings have malformed ones replaced")
  func malformed() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62]
    let token = scan(bytes)[0]
    var output: [UInt8] = [1]
    token.appendResolvedText(bytes.span, to: &output)
    #expect(output == [1, 0x61, 0xFF, 0x62])
    #expect(token.resolvedText(bytes.span) == "a\u{FFFD}b")
  }
}
