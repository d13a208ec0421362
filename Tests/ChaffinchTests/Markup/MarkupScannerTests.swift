// Tests how HTML is cut into tokens and what each token's ranges hold.

import Testing

@testable import Chaffinch

@Suite("Markup scanner: HTML")
struct MarkupScannerTests {
  @Test("A tag, its text and its end tag are three tokens without gaps")
  func elements() {
    #expect(scan("<p>One</p> two") == ["<p>", "One", "</p>", " two"])
    #expect(scan("").isEmpty)
  }

  @Test("A start tag's ranges are the name, the attributes and the whole")
  func tagRanges() {
    let bytes = Array("ab<IMG src='a>b' alt=x />".utf8)
    let token = scan(bytes)[1]
    #expect(token.kind == .startTag)
    #expect(token.range == 2..<25)
    #expect(slice(bytes, token.name) == "IMG")
    #expect(slice(bytes, token.attributes) == " src='a>b' alt=x /")
    #expect(slice(bytes, token.content) == "IMG src='a>b' alt=x /")
    #expect(token.isSelfClosing)
    #expect(token.textMode == .normal)
  }

  @Test(
    "A tag closes itself when a slash that is no value's stands before its end",
    arguments: [
      ("<br/>", true), ("<br />", true), ("<br / >", false), ("<a b=c/>", false),
      ("<a b=/>", false), ("<a b/>", true), ("<a b='c'/>", true), ("<a =/>", true), ("<a>", false),
    ])
  func selfClosing(markup: String, expected: Bool) {
    let tokens = scan(Array(markup.utf8))
    #expect(tokens.map(\.isSelfClosing) == [expected])
    #expect(tokens.map(\.kind) == [.startTag])
  }

  @Test("Other tokens have an empty name, and the inside of their delimiters as content")
  func otherRanges() {
    let bytes = Array("<!-- a --><!DOCTYPE html>x".utf8)
    let tokens = scan(bytes)
    #expect(tokens.map(\.kind) == [.comment, .doctype, .text])
    #expect(tokens.map { slice(bytes, $0.content) } == [" a ", " html", "x"])
    #expect(tokens.allSatisfy { $0.name.isEmpty && $0.attributes.isEmpty && !$0.isSelfClosing })
  }

  @Test("Only the range that was given is scanned, also where a token goes on behind it")
  func partOfTheBytes() {
    let bytes = Array("<b>one<i>two</i>".utf8)
    #expect(scan(bytes, 3..<9).map(\.range) == [3..<6, 6..<9])
    #expect(scan(bytes, 3..<8).map(\.range) == [3..<6, 6..<8])
    #expect(scan(bytes, 9..<14).map(\.range) == [9..<14])
    #expect(scan(bytes, 4..<4).isEmpty)
  }

  @Test(
    "A less-than sign that begins no markup is text",
    arguments: ["a < b", "1<2", "<", "</", "a<<", "<=>", "< p>"])
  func strayLessThan(text: String) {
    #expect(scan(text) == [text])
  }

  @Test("What the standard drops is a token of its own: an empty end tag and a tag cut off")
  func dropped() {
    #expect(scan("a</>b") == ["a", "dropped", "b"])
    #expect(scan("a<p title='b>c") == ["a", "dropped"])
    #expect(scan("a</p") == ["a", "dropped"])
    #expect(scan("<!---->") == ["comment "])
    #expect(scan("<!>") == ["comment "])
  }

  @Test("Comments end as browsers end them")
  func comments() {
    #expect(scan("<!--a-->b") == ["comment a", "b"])
    #expect(scan("<!-->b") == ["comment ", "b"])
    #expect(scan("<!--->b") == ["comment ", "b"])
    #expect(scan("<!--a--!>b") == ["comment a", "b"])
    #expect(scan("<!--a->b--->c") == ["comment a->b-", "c"])
    #expect(scan("<!--<p>-->") == ["comment <p>"])
    #expect(scan("<!--a--") == ["comment a"])
    #expect(scan("<!--a---") == ["comment a-"])
    #expect(scan("<!--a--!") == ["comment a"])
  }

  @Test("Declarations, instructions and CDATA that HTML does not know are comments")
  func bogusComments() {
    #expect(scan("<?xml version='1.0'?>a") == ["comment ?xml version='1.0'?", "a"])
    #expect(scan("<!ELEMENT a>b") == ["comment ELEMENT a", "b"])
    #expect(scan("<![CDATA[a>b]]>") == ["comment [CDATA[a", "b]]>"])
    #expect(scan("</ a>b") == ["comment  a", "b"])
  }

  @Test(
    "Text of raw elements is one token up to their own end tag",
    arguments: ["script", "style", "xmp", "iframe", "noembed", "noframes"])
  func rawElements(name: String) {
    #expect(
      scan("<\(name) a>x < y <b>&amp;</p></\(name)x></\(name.uppercased()) >z")
        == ["<\(name) a>", "raw x < y <b>&amp;</p></\(name)x>", "</\(name.uppercased()) >", "z"])
    #expect(scan("<\(name)></\(name)>") == ["<\(name)>", "</\(name)>"])
    #expect(scan("<\(name)><p>") == ["<\(name)>", "raw <p>"])
  }

  @Test("Text of title and textarea has references but no tags", arguments: ["title", "textarea"])
  func escapableElements(name: String) {
    #expect(
      scan("<\(name.capitalized)>a <b>&amp;</\(name)>c")
        == ["<\(name.capitalized)>", "escapable a <b>&amp;", "</\(name)>", "c"])
  }

  @Test("Nothing ends plaintext, and noscript and names that only begin like raw ones are markup")
  func otherElements() {
    #expect(scan("<plaintext><p></plaintext>") == ["<plaintext>", "raw <p></plaintext>"])
    #expect(scan("<noscript><p>") == ["<noscript>", "<p>"])
    #expect(scan("<scripts><p><titl><p>") == ["<scripts>", "<p>", "<titl>", "<p>"])
    #expect(scan("</script><p>") == ["</script>", "<p>"])
  }

  @Test("A script tag inside a comment inside a script hides the next end tag")
  func scriptEscapes() {
    #expect(
      scan("<script><!--<script></script>--></script>a")
        == ["<script>", "raw <!--<script></script>-->", "</script>", "a"])
    #expect(
      scan("<script><!--</script>-->") == ["<script>", "raw <!--", "</script>", "-->"])
    #expect(
      scan("<script><!--><script></script>a")
        == ["<script>", "raw <!--><script>", "</script>", "a"])
    #expect(
      scan("<script><!--<script>--></script>a")
        == ["<script>", "raw <!--<script>-->", "</script>", "a"])
  }

  @Test("With CDATA sections allowed, as in SVG, they are tokens of their own")
  func foreignContent() {
    let bytes = Array("<![CDATA[a>b]]>c".utf8)
    var scanner = MarkupScanner(
      0..<bytes.count, dialect: .html, content: .markup, element: "", allowsCDATA: true)
    let token = scanner.next(bytes.span)
    #expect(token?.kind == .cdata)
    #expect(token.map { slice(bytes, $0.content) } == "a>b")
    #expect(token?.textMode == .raw)
    #expect(scanner.index == 15)
  }

  @Test("Malformed UTF-8 and NUL pass through every kind of token")
  func malformed() {
    let bytes: [UInt8] =
      Array("<p\u{0}".utf8) + [0xFF] + Array(" a=".utf8) + [0xC3] + Array(">".utf8) + [
        0xE2, 0x82, 0,
      ]
    let tokens = scan(bytes)
    #expect(tokens.map(\.kind) == [.startTag, .text])
    #expect(tokens.map(\.range) == [0..<9, 9..<12])
    #expect(tokens[0].resolvedName(bytes.span) == "p\u{FFFD}\u{FFFD}")
  }
}

extension String {
  /// With its first letter as a capital.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
