// Tests how pages are cut into paragraphs: what ends one, what is skipped, what each one knows.

import Testing

@testable import Chaffinch

/// The texts of a page's paragraphs.
func texts(of page: String) -> [String] {
  PageSegmenter(Array(page.utf8)).segment().paragraphs.map(\.text)
}

@Suite("Page segmentation")
struct PageSegmenterTests {
  private struct Seen: Equatable {
    let text: String
    let path: String
    let surroundings: Surroundings
  }

  private func paragraphs(_ page: String) -> [Seen] {
    let bytes = Array(page.utf8)
    let result = PageSegmenter(bytes).segment()
    let markup = ArticleMarkup(elements: result.elements, source: bytes)
    return result.paragraphs.map { paragraph in
      let path = paragraph.markup?.element.map { markup.path(from: $0, count: 4) } ?? []
      return Seen(
        text: paragraph.text, path: path.map(markup.name).joined(separator: " "),
        surroundings: paragraph.markup?.surroundings ?? [])
    }
  }

  private func densities(_ page: String) -> [Float] {
    PageSegmenter(Array(page.utf8)).segment().paragraphs.map { $0.markup?.linkDensity ?? -1 }
  }

  @Test(
    "Blocks end a paragraph, inline and unknown elements do not",
    arguments: [
      ("<p>a</p><p>b</p>", ["a", "b"]),
      ("a<div>b</div>c", ["a", "b", "c"]),
      ("a <b>b</b><i>c</i> <x-y>d</x-y>", ["a bc d"]),
      ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", ["a", "b", "c", "d"]),
      ("<table><caption>a</caption><tr><th>b<td>c</table>d", ["a", "b", "c", "d"]),
      ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
      ("a<hr>b", ["a", "b"]), ("a<hr hidden>b", ["ab"]),
      ("<h1>a</h1>b", ["a", "b"]), ("<h1>a</h2>b", ["a", "b"]),
      ("<figure><img><figcaption>a</figcaption></figure>b", ["a", "b"]),
      ("a<button>b</button>c", ["a", "b", "c"]),
      ("a</p>b", ["a", "b"]), ("a</div>b", ["ab"]), ("a</b>b", ["ab"]),
      ("a<!-- x -->b<!doctype html>c<?d?>", ["abc"]),
      ("a<wbr>b<img>c<input>d", ["abcd"]),
      ("<div/>a<div/>b", ["a", "b"]),
    ])
  func borders(page: String, expected: [String]) {
    #expect(texts(of: page) == expected)
  }

  @Test(
    "Two line breaks end a paragraph, one is white space",
    arguments: [
      ("a<br>b", ["a b"]), ("a<br><br>b", ["a", "b"]), ("a<br/> \n<br>b<br>c", ["a", "b c"]),
      ("a<br>&nbsp;<br>b", ["a", "b"]), ("a<br><b><br></b>b", ["a", "b"]),
      ("a</br></br>b", ["a", "b"]),
      ("<br>a<br>b", ["a b"]), ("a<br><span hidden><br></span>b", ["a b"]),
      ("<p>a</p></br>b<br>c", ["a", "b c"]),
    ])
  func lineBreaks(page: String, expected: [String]) {
    #expect(texts(of: page) == expected)
  }

  @Test(
    "What is not shown is skipped",
    arguments: [
      ("a<script>b</script>c", ["ac"]), ("a<style>b</style>c", ["ac"]),
      ("a<span hidden>b<i>c</i></span>d", ["ad"]), ("a<div style='display:none'>b</div>c", ["ac"]),
      ("a<template><p>b</template>c", ["ac"]), ("a<noscript><p>b</noscript>c", ["ac"]),
      ("a<select><option>b<option>c</select>d", ["ad"]), ("a<textarea>b</textarea>c", ["ac"]),
      ("a<svg><title>b</title><text>c</svg>d", ["ad"]), ("a<iframe><p>b</iframe>c", ["ac"]),
      ("a<object>b<p>c</object>d", ["ad"]), ("a<video>b</video><audio>c</audio>d", ["ad"]),
      ("a<ruby>b<rp>(</rp><rt>c</rt><rp>)</rp></ruby>", ["abc"]),
      ("<head><title>a</title></head>b", ["b"]), ("<head><title>a</title>b<p>c", ["b", "c"]),
      ("<head><x-app>a", ["a"]), ("<select><head>a", []),
      ("<template><html><head>a", []), ("<div><head>a</head></div>b", ["a", "b"]),
      ("<frameset><noframes>a</noframes></frameset>b", ["b"]),
      ("<body style='display: none'><p>a", ["a"]),
    ])
  func hidden(page: String, expected: [String]) {
    #expect(texts(of: page) == expected)
  }

  @Test(
    "White space collapses, and nothing without a mark makes or borders a paragraph",
    arguments: [
      (" a \n\t b ", ["a b"]), ("a<b> b</b>", ["a b"]), ("a <b> b</b>", ["a b"]),
      ("a&nbsp;b", ["a b"]), ("a\u{A0}b", ["a b"]), ("a &nbsp; b", ["a b"]),
      ("a \u{A0} b", ["a b"]),
      ("a&#10;&#x20;&Tab;b", ["a b"]), ("<p>&nbsp;</p><p>\u{A0}\u{3000}</p>a", ["a"]),
      ("\u{FEFF}a", ["a"]), ("\u{FEFF}<html><p>\u{3000}a\u{200B}</p>", ["a"]),
      ("a\u{3000}b", ["a\u{3000}b"]), ("a&#x3000;b", ["a\u{3000}b"]),
      ("a&shy;b&zwnj;c", ["a\u{AD}b\u{200C}c"]), ("a\u{AD}b\u{200C}c", ["a\u{AD}b\u{200C}c"]),
      ("&shy;a&shy;", ["a"]), ("a &shy;b", ["a b"]), ("a<b>\u{200B}</b>b", ["a\u{200B}b"]),
      (String(repeating: "\u{A0}", count: 40) + "<p>a", ["a"]),
      (String(repeating: "\u{3000}", count: 40) + "<p>a", ["a"]),
      ("a\u{0}b<p>\u{0}</p>", ["ab"]), ("«a» © °", ["«a» © °"]),
    ])
  func whiteSpace(page: String, expected: [String]) {
    #expect(texts(of: page) == expected)
  }

  @Test(
    "References are their characters",
    arguments: [
      ("&lt;p&gt; &amp;amp;", ["<p> &amp;"]), ("&copy;&notit;", ["©¬it;"]), ("a&", ["a&"]),
      ("&#0;&#x110000;&#128;", ["\u{FFFD}\u{FFFD}€"]), ("&NotEqualTilde;", ["\u{2242}\u{338}"]),
      ("<xmp>&lt;</xmp>", ["&lt;"]),
    ])
  func references(page: String, expected: [String]) {
    #expect(texts(of: page) == expected)
  }

  @Test(
    "Preformatted text keeps lines and spaces",
    arguments: [
      ("<pre>\n a\n   b\n\n</pre>c", ["a\n   b", "c"]), ("<pre>a\r\nb\rc</pre>", ["a\nb\nc"]),
      ("<pre>a<br>b<br><br>c</pre>", ["a\nb\n\nc"]), ("<pre>a&#10;b&nbsp; c</pre>", ["a\nb  c"]),
      ("<pre>a <b> b</b>\t</pre>", ["a  b"]), ("<plaintext><p>a\n b", ["<p>a\n b"]),
    ])
  func preformatted(page: String, expected: [String]) {
    #expect(texts(of: page) == expected)
  }

  @Test("Paragraphs know the innermost element that holds them")
  func holders() {
    #expect(
      paragraphs("<body><div><p>a</p><p><b>b</b></p><p><b>c</b> d</p>e</div>f").map(\.path) == [
        "p div body", "b p div body", "p div body", "div body", "body",
      ])
    #expect(paragraphs("a").map(\.path) == [""])
    #expect(paragraphs("<b>a</b><i>b</i>").map(\.path) == [""])
    #expect(paragraphs("<p><b><i>a</i>b</b><b>c").map(\.path) == ["p"])
    // Inner elements that end before the paragraph does hold only part of it.
    #expect(paragraphs("<p><i><b>a</b></i><i><b>b</b></i>").map(\.path) == ["p"])
    #expect(paragraphs("<html><body>a</body></html>b").map(\.path) == ["body html", ""])
    #expect(
      paragraphs("<x><body>a</body>b").map { "\($0.text) \($0.path)" } == ["a body x", "b x"])
  }

  @Test("Paragraphs know what is around them at any distance")
  func surroundings() {
    let page = """
      <main><article><h2>a</h2><blockquote><p>b</blockquote><figure><figcaption>c</figcaption></figure>
      <ul><li><p>d</ul><table><td>e</table><pre>f</pre></article></main><a><div>g</a>h</div>
      """
    let inside: Surroundings = [.main, .article]
    #expect(
      paragraphs(page).map(\.surroundings) == [
        inside.union(.heading), inside.union(.blockquote), inside.union([.figure, .figcaption]),
        inside.union(.listItem), inside.union(.tableCell), inside.union(.preformatted), [],
      ])
  }

  @Test("A link around all of a paragraph is a surrounding, a link inside is not")
  func linkAround() {
    #expect(
      paragraphs("<p><a>a</a><p><a>b</a> c<p>d").map(\.surroundings.rawValue) == [
        Surroundings.link.rawValue, 0, 0,
      ])
  }

  @Test("Link density is the share of text in links that have not ended")
  func linkDensity() {
    #expect(densities("<a>abcd</a>") == [1])
    #expect(densities("<p>ab<a>cd</a>") == [0.5])
    #expect(densities("abcd") == [0])
    #expect(densities("<a><p>ab</p></a><p>cd") == [1, 0])
    #expect(densities("<div><a>ab<div>cd</a></div><p>ef") == [1, 1, 0])
    #expect(densities("<a><div>ab</a><p>cd") == [1, 0])
    #expect(densities("<a>ab<a>cd</a><p>ef") == [1, 0])
    #expect(densities("<p><a>&nbsp;</a>ab") == [0])
  }

  @Test("Marks are those of the element and three around it")
  func marks() {
    let bytes = Array("<div class='a b' id=c><p role=d>x".utf8)
    let result = PageSegmenter(bytes).segment()
    let markup = ArticleMarkup(elements: result.elements, source: bytes)
    #expect(result.paragraphs.map { $0.markup?.element } == [1])
    #expect(markup.words(of: 1) == "d")
    #expect(markup.words(of: 0) == "a b c")
  }

  @Test("Only elements that hold paragraphs are kept")
  func elements() {
    let result = PageSegmenter(Array("<div><p></p></div><b><p>a</b><ul><li></ul>".utf8)).segment()
    #expect(result.elements.count == 2)
  }

  @Test("A range begins at the first visible byte and ends behind the last one")
  func ranges() {
    func ranges(_ page: String) -> [String] {
      let bytes = Array(page.utf8)
      return PageSegmenter(bytes).segment().paragraphs.map { slice(bytes, $0.byteRange ?? 0..<0) }
    }
    #expect(ranges("<p> a <b>b</b> </p>") == ["a <b>b"])
    #expect(ranges("<p>&nbsp;&lt;a&amp;&nbsp;</p>") == ["&lt;a&amp;"])
    #expect(ranges("<p>\u{3000}あ\u{3000}</p>") == ["あ"])
    #expect(ranges("<p>a\u{200B}<script>x</script></p>b") == ["a", "b"])
    #expect(ranges("<pre>\n a \n</pre>") == ["a"])
    #expect(ranges("\u{0}a\u{0}") == ["a"])
    #expect(ranges("a<!-- b -->c<br><br>d") == ["a<!-- b -->c", "d"])
  }

  @Test("A part of a page can be read by itself")
  func part() {
    let bytes = Array("<p>abc &amp; d</p>".utf8)
    #expect(PageSegmenter(bytes, range: 4..<9).segment().paragraphs.map(\.text) == ["bc &a"])
  }
}
