// Tests what start tags and end tags close, against what a browser has open.

import Testing

@testable import Chaffinch

@Suite("Open elements")
struct OpenElementsTests {
  /// The stack behind the last tag of `markup`, elements that have ended in parentheses.
  private func stack(_ markup: String) -> String {
    let bytes = Array(markup.utf8)
    let open = read(bytes)
    return open.entries.map { entry in
      entry.isClosed ? "(\(slice(bytes, entry.name)))" : slice(bytes, entry.name)
    }.joined(separator: " ")
  }

  private func read(_ bytes: [UInt8]) -> OpenElements {
    let table = HTMLElementTable.shared
    let span = bytes.span
    var open = OpenElements()
    for token in scan(bytes) where token.kind == .startTag || token.kind == .endTag {
      let key = elementKey(span, token.name)
      let element = table.element(key)
      let traits = table.traits(of: element)
      if token.kind == .startTag {
        open.imply(element, traits)
        open.open(
          token, TagAttributes(token.attributes, span), element, traits, key: key)
      } else {
        open.close(key, element, traits)
      }
    }
    return open
  }

  @Test(
    "Start tags end what cannot hold them",
    arguments: [
      ("<p>a<p>", "p"), ("<p>a<div>", "div"), ("<p><b>a<p>", "p"), ("<p><span>", "p span"),
      ("<p><button><p>", "p button p"), ("<p><table>", "table"),
      ("<ul><li>a<li>", "ul li"), ("<ul><li><ul><li>", "ul li ul li"),
      ("<ul><li><div><li>", "ul li"), ("<ul><li><section><li>", "ul li section li"),
      ("<ul><li><p>a<li>", "ul li"),
      ("<dl><dt>a<dd>", "dl dd"), ("<dl><dd><dl><dt>", "dl dd dl dt"),
      ("<table><tr><td>a<td>", "table tr td"), ("<table><tr><td>a<tr>", "table tr"),
      ("<table><tr><td><div>a<tr>", "table tr"), ("<table><td>a<td>", "table td"),
      ("<table><tbody><tr><td>a<tbody>", "table tbody"),
      ("<table><tr><td>a<tbody>", "table tbody"),
      ("<table><caption>a<tr>", "table tr"),
      ("<table><tr><td><table><tr>", "table tr td table tr"),
      ("<table><tr><td><object><tr>", "table tr td object tr"),
      ("<td>a<td>", "td td"),
      ("<select><option>a<option>", "select option"),
      ("<h1>a<h2>", "h2"), ("<h1><b><h2>", "h1 b h2"),
      ("<a>x<a>", "a"), ("<a><b><a>", "(a) b a"), ("<td><a><table><td><a>", "td a table td a"),
    ])
  func implied(markup: String, expected: String) {
    #expect(stack(markup) == expected)
  }

  @Test(
    "End tags close up to their element",
    arguments: [
      ("<div><b>a</div>", ""), ("<div><p>a</div>", ""), ("<ul><li>a</ul>", ""),
      ("<table><tr><td>a</table>", ""), ("<table><tr><td><b>a</tr>", "table"),
      ("<section><div>a</section>", ""), ("<b><i>a</b>", ""), ("<x-a><x-b>a</x-a>", ""),
      ("<svg><path><g></svg>", ""), ("<h2>a</h3>", ""), ("<h2><b>a</h1>", ""),
      ("<html><body><p>a</body>", "html"),
    ])
  func closing(markup: String, expected: String) {
    #expect(stack(markup) == expected)
  }

  @Test(
    "End tags without a start close nothing",
    arguments: [
      ("<div></p>", "div"), ("<div></span>", "div"), ("<x-a></x-b>", "x-a"), ("</div>", ""),
      ("<div><table><tr><td></div>", "div table tr td"), ("<p></h1>", "p"),
      ("<table><tr><td><object></table>", "table tr td object"),
      ("<table><template></table>", "table template"), ("<p></br>", "p"), ("<b></img>", "b"),
    ])
  func stray(markup: String, expected: String) {
    #expect(stack(markup) == expected)
  }

  @Test("An inline element that ends inside a block goes when the block does")
  func misnested() {
    #expect(stack("<section><a><div>x</a>") == "section (a) div")
    #expect(stack("<section><a><div>x</a></div>") == "section")
    #expect(stack("<b><i><p>x</b>") == "(b) i p")
    #expect(stack("<b><i><p>x</b></p>") == "(b) i")
    #expect(stack("<b><i><p>x</b></p></i>") == "")
  }

  @Test("Links that have ended do not count, nor do their surroundings")
  func links() {
    let open = read(Array("<a><label><div>x</a>".utf8))
    #expect(open.links == 0)
    #expect(open.entries.last?.surroundings == .label)
    #expect(read(Array("<a><div>".utf8)).links == 1)
    #expect(read(Array("<a><div></a></div></a>".utf8)).links == 0)
    #expect(read(Array("<a><b><a>".utf8)).links == 1)
  }

  @Test("Second frames of a page open and close nothing")
  func frames() {
    #expect(stack("<html><body><div><html><body><p>x</body></html></div>") == "html body")
    #expect(stack("<html><body><body><p>x</body></body>") == "html")
    #expect(stack("<html><body><div><head>") == "html body div")
    #expect(stack("<select><head>") == "select")
  }

  @Test("The head ends at the first thing that does not belong there")
  func head() {
    #expect(stack("<head><title>x</title><meta><script>") == "head script")
    #expect(stack("<head><div>") == "div")
    #expect(stack("<head><x-app>") == "x-app")
    #expect(stack("<head><img>") == "")
    #expect(stack("<head><noscript><img>") == "head noscript")
    var open = read(Array("<html><head>".utf8))
    open.leaveHead()
    #expect(open.entries.map(\.element) == [.html])
    open.leaveHead()
    #expect(open.entries.map(\.element) == [.html])
  }

  @Test("Void and self-closing foreign elements open nothing, others do")
  func empty() {
    #expect(stack("<br><img><hr><input><x-a/><svg/><div/><b/>") == "div b")
  }

  @Test("Hidden is what is inside something hidden, but not a whole page")
  func hidden() {
    #expect(read(Array("<div hidden><p><b>".utf8)).isHidden)
    #expect(!read(Array("<div hidden></div><p>".utf8)).isHidden)
    #expect(!read(Array("<html hidden><body style='display:none'><p>".utf8)).isHidden)
    #expect(read(Array("<noscript><p>".utf8)).isHidden)
  }

  @Test(
    "Tags that end a paragraph are those of blocks that are seen",
    arguments: [
      ("<div>", true), ("<hr>", true), ("<div></div>", true), ("<span>", false), ("<br>", false),
      ("<div hidden>", false), ("<div hidden></div>", false), ("<span hidden><div>", false),
      ("<hr hidden>", false), ("</p>", true), ("<span hidden></p>", false), ("</div>", false),
      ("<p><b>", false), ("<p><b></p>", true), ("<ul><li><li>", true), ("<a><div></a>", false),
    ])
  func ends(markup: String, expected: Bool) {
    #expect(read(Array(markup.utf8)).endsParagraph == expected)
  }

  @Test("Elements know whether they were ended by their own tag and nested well")
  func balance() {
    func closed(_ markup: String) -> [String] {
      let bytes = Array(markup.utf8)
      return read(bytes).closed.map {
        "\(slice(bytes, $0.name)) \($0.hasEndTag ? "ended" : "open") \($0.isBalanced ? "" : "bad")"
      }
    }
    #expect(closed("<div><b>x</div>") == ["b open ", "div ended "])
    #expect(closed("<h1>x</h2>") == ["h1 open "])
    #expect(closed("<a><div></a></div>") == ["div ended bad", "a open bad"])
  }

  @Test("Nesting beyond reach is not searched, and all of it closes at the end")
  func deep() {
    var open = read(Array(("<section>" + String(repeating: "<b>", count: 300) + "</section>").utf8))
    #expect(open.entries.count == 301)
    open.closeAll()
    #expect(open.entries.isEmpty)
    #expect(open.closed.count == 301)
    #expect(open.closed.last?.element == .section)
  }
}
