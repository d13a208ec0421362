// Tests what goes with removed paragraphs and what stays. In the examples a paragraph that begins
// with R is removed, one that begins with C is a removed caption, all others stay.

import Testing

@testable import Chaffinch

/// What to cut from a page by the rule of the examples.
func cuts(of page: String) -> [Range<Int>] {
  let bytes = Array(page.utf8)
  let paragraphs = PageSegmenter(bytes).segment().paragraphs
  return MarkupCutter.cuts(
    bytes, range: 0..<bytes.count, paragraphs: paragraphs,
    removes: paragraphs.map { $0.text.hasPrefix("R") || $0.text.hasPrefix("C") },
    captions: paragraphs.map { $0.text.hasPrefix("C") })
}

/// The page less the cuts.
func cut(_ page: String) -> String {
  let bytes = Array(page.utf8)
  return String(
    decoding: MarkupCutter.removing(cuts(of: page), from: bytes, 0..<bytes.count), as: UTF8.self)
}

@Suite("Markup cutter")
struct MarkupCutterTests {
  @Test(
    "A removed paragraph goes with its element",
    arguments: [
      ("<p>a</p><p>R</p><p>b</p>", "<p>a</p><p>b</p>"),
      ("<p>a</p>\n <p class=x>R <b>bold</b> &amp; &lt;</p>\n<p>b</p>", "<p>a</p>\n \n<p>b</p>"),
      ("<p>a<p>R<p>b", "<p>a<p>b"), ("<p>R", ""), ("R", ""),
      // A `b` that is never closed makes what follows bold: only the text in front of it goes.
      ("a<p>R<b>", "a<p><b>"),
      ("<ul><li>a<li>R<li>b</ul>", "<ul><li>a<li>b</ul>"),
      ("<dl><dt>R<dd>a</dl>", "<dl><dd>a</dl>"),
      ("<P>R</P><p>a</p>", "<p>a</p>"), ("<x-y><p>R</p></x-y>a", "a"),
    ])
  func elements(page: String, expected: String) {
    #expect(cut(page) == expected)
  }

  @Test(
    "Wrappers that would be left empty go too",
    arguments: [
      ("a<aside><div><h3>R</h3><ul><li>R</li><li><a>R</a></li></ul></div></aside><p>b", "a<p>b"),
      ("<div><p>R</p><p>R</p></div>\n<p>a", "\n<p>a"),
      ("<div><p>R</p>a</div>", "<div>a</div>"),
      ("<aside>\n <!-- c --> <p>R</p><script>x</script><hr><br><input><svg></svg></aside>", ""),
      ("<form><p>R<select><option>1</select><button>R</button></form>a", "a"),
      (
        "<table><tr><td>R</td><td>R</td></tr><tr><td>a</td></tr></table>",
        "<table><tr><td>a</td></tr></table>"
      ),
      ("<body><div>R</div></body>", "<body></body>"),
      ("<html><body>R</body></html>", "<html><body></body></html>"),
    ])
  func wrappers(page: String, expected: String) {
    #expect(cut(page) == expected)
  }

  @Test("A removed cell stays as a shell while its row does")
  func cells() {
    #expect(
      cut("<table><tr><td>R</td><td>a</td></tr></table>")
        == "<table><tr><td></td><td>a</td></tr></table>")
    #expect(cut("<table><tr><td><p>R</p></td><td>a</table>") == "<table><tr><td></td><td>a</table>")
  }

  @Test(
    "Pictures stay unless their caption is removed",
    arguments: [
      ("<div><img><p>R</p></div>a", "<div><img></div>a"),
      ("<a><img>R</a><p>a", "<a><img></a><p>a"),
      ("<figure><img><figcaption>C</figcaption></figure>a", "a"),
      ("<figure><img><img><figcaption>C</figcaption></figure>a", "a"),
      ("<figure><img><figcaption>C</figcaption><p>R</p></figure>a", "a"),
      ("<figure><img><figcaption>R</figcaption></figure>a", "<figure><img></figure>a"),
      (
        "<figure><img><figcaption>C</figcaption><p>b</p></figure>",
        "<figure><img><p>b</p></figure>"
      ),
      ("<div><picture><source><img></picture><p>C</p></div>a", "a"),
      ("<div><video><source></video><span>C</span></div>a", "a"),
      ("<div><img><img><p>C</p></div>a", "<div><img><img></div>a"),
      ("<div><img><p>C</p><p>R</p></div>a", "<div><img></div>a"),
      (
        "<section><figure><img><figcaption>C</figcaption></figure><img></section>a",
        "<section><img></section>a"
      ),
      (
        "<section><div><img><p>C</p></div><div><img></div></section>a",
        "<section><div><img></div></section>a"
      ),
      ("<div><noscript><img></noscript><p>R</p></div>a", "a"),
      ("<div><iframe></iframe><p>R</p></div>a", "<div><iframe></iframe></div>a"),
    ])
  func pictures(page: String, expected: String) {
    #expect(cut(page) == expected)
  }

  @Test("A caption of many pieces is one caption")
  func longCaption() {
    #expect(
      cut("<div><img><img><p>C <b>d</b> e <i>f</i></p></div>a") == "<div><img><img></div>a")
  }

  @Test(
    "Kept paragraphs do not run together",
    arguments: [
      ("a<div>R</div>b", "a<div></div>b"), ("a<br><br>R<br><br>b", "a<br><br><br><br>b"),
      ("a<br><br>R<p>R</p>b", "a<br><br>b"), ("a<hr>R<hr>b", "a<hr><hr>b"),
      ("a<div>R<p>R</p></div><p>R</p><div>R</div>b", "a<p></p>b"),
      ("a<span><br><br>R<br><br></span>b", "a<span><br><br><br><br></span>b"),
      ("a<p>R</p><div>b</div>", "a<div>b</div>"),
      ("a<p>R</p><div hidden>c</div>b", "a<p></p><div hidden>c</div>b"),
      ("a<p>R</p></div>b", "a<p></p></div>b"),
    ])
  func apart(page: String, expected: String) {
    #expect(cut(page) == expected)
  }

  @Test(
    "Where tags do not match, they stay",
    arguments: [
      ("<a><div>R<br><br></a>a</div>", "<a><div><br><br></a>a</div>"),
      ("<p>a</p><div><b>R</div><p>b</b></p>", "<p>a</p><div><b></div><p>b</b></p>"),
      ("<p>a</p><div>R</b></div><p>b</p>", "<p>a</p><div></b></div><p>b</p>"),
      ("<p>a</p><div><b>R</div>R</b><p>b", "<p>a</p><div><b></div></b><p>b"),
      ("<section><div>R</section><p>a", "<section><div></section><p>a"),
      ("<h1>R</h2><p>a", "<h1></h2><p>a"),
      ("<section><aside>R</section></aside><p>a", "<section><aside></section></aside><p>a"),
    ])
  func unbalanced(page: String, expected: String) {
    #expect(cut(page) == expected)
  }

  @Test("A wrapper goes if tags match inside it, even crosswise")
  func crosswise() {
    #expect(cut("<p>a</p><div><b><i>R</b></i></div>") == "<p>a</p>")
    #expect(cut("<p>a</p><div><html><head></head><body>R</body></html></div>") == "<p>a</p>")
    #expect(cut("<p>a</p><div><section><b>R</section></b></div>") == "<p>a</p>")
  }

  @Test("Nothing removed is nothing cut, everything removed leaves no text")
  func extremes() {
    #expect(cuts(of: "<p>a</p>").isEmpty)
    #expect(cuts(of: "").isEmpty)
    #expect(
      cut("<head><title>t</title></head><body>R<p>R</p></body>")
        == "<head><title>t</title></head><body></body>")
  }

  @Test("Hidden text stays with what surrounds it")
  func hidden() {
    #expect(cut("<p>R<span hidden>x</span></p>a") == "a")
    #expect(cut("<p>a</p>R<span hidden>x</span>") == "<p>a</p><span hidden>x</span>")
  }

  @Test("Decisions that are missing keep their paragraphs")
  func missing() {
    let bytes = Array("<p>a</p><p>b</p>".utf8)
    let paragraphs = PageSegmenter(bytes).segment().paragraphs
    let found = MarkupCutter.cuts(
      bytes, range: 0..<bytes.count, paragraphs: paragraphs, removes: [true], captions: [])
    #expect(found == [0..<8])
  }
}
