// Makes random markup for property tests: well nested, or whatever comes.

@testable import Chaffinch

/// Random pages from a seed.
struct RandomMarkup {
  private var generator: SeededGenerator
  private var words = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick(_ values: [String]) -> String {
    values.randomElement(using: &generator) ?? ""
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  /// A word that occurs nowhere else, so that paragraphs can be told apart.
  private mutating func word() -> String {
    words += 1
    return pick(["ox", "Käse", "猫", "a&amp;", "&lt;", "&#228;", "über "]) + "\(words)"
      + pick(["", "", " ", "\n", "&nbsp;", "\u{3000}", "&", " "])
  }

  /// A page with every tag in its place.
  mutating func wellNested() -> String { blocks(depth: 0) }

  private mutating func blocks(depth: Int) -> String {
    var result = ""
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      switch Int.random(in: 0..<12, using: &generator) {
      case 0, 1, 2: result += "<p>\(inlines(depth: depth))</p>"
      case 3 where depth < 5:
        let name = pick(["div", "section", "aside", "blockquote", "article", "x-box", "span"])
        result += "<\(name) class=c>\(blocks(depth: depth + 1))</\(name)>"
      case 4 where depth < 5:
        result += "<ul>"
        for _ in 0...1 { result += "<li>\(blocks(depth: depth + 1))</li>\n" }
        result += "</ul>"
      case 5:
        result += "<figure><img><figcaption>\(inlines(depth: depth))</figcaption></figure>"
      case 6 where depth < 5:
        result += "<table><tr><td>\(blocks(depth: depth + 1))</td><td>\(inlines(depth: depth))"
        result += "</td></tr></table>"
      case 7: result += pick(["<hr>", "<br>", "<br><br>", "<img src=x>", "<!-- c -->", "<input>"])
      case 8:
        result += pick(["<script>x</script>", "<div hidden>\(word())</div>", "<svg><g/></svg>"])
      case 9: result += "<h2>\(inlines(depth: depth))</h2>"
      case 10: result += "<pre>\n  \(inlines(depth: depth))\n x</pre>"
      default: result += inlines(depth: depth)
      }
    }
    return result
  }

  private mutating func inlines(depth: Int) -> String {
    var result = ""
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0 where depth < 6:
        let name = pick(["b", "a", "em", "span", "x-y"])
        result += "<\(name)>\(inlines(depth: depth + 1))</\(name)>"
      case 1: result += pick(["<br>", "<img>", "<br><br>", " "])
      default: result += word()
      }
    }
    return result
  }

  /// Tags and text in any order.
  mutating func soup() -> String {
    let names = [
      "p", "div", "a", "b", "i", "span", "li", "ul", "td", "tr", "table", "body", "head", "html",
      "h1", "h2", "figure", "figcaption", "pre", "button", "x-y", "svg", "select", "option",
      "section", "dd", "dt", "form", "title", "script", "template", "caption", "tbody", "object",
    ]
    var result = ""
    for _ in 0..<Int.random(in: 1...40, using: &generator) {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0, 1, 2: result += "<\(pick(names))>"
      case 3, 4: result += "</\(pick(names))>"
      case 5:
        result += pick([
          "<br>", "<img>", "<hr>", "<div hidden>", "<p", "<", "&", "<!--", "-->", "</br>", "<x/>",
          "\u{0}", "\u{FEFF}", "<a href='", "'>", "<![CDATA[", "<hr hidden>", "<div/>",
        ])
      default: result += word()
      }
    }
    return result
  }

  /// As many decisions as there are paragraphs.
  mutating func decisions(_ count: Int) -> [Bool] {
    let percent = Int.random(in: 10...90, using: &generator)
    return (0..<count).map { _ in chance(percent) }
  }

  /// A well nested page, soup, or soup with bytes that are no UTF-8.
  mutating func bytes() -> [UInt8] {
    if chance(50) { return Array(wellNested().utf8) }
    var bytes = Array(soup().utf8)
    while chance(20) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      bytes.insert([0xFF, 0xC3, 0xE3, 0x80, 0xC2].randomElement(using: &generator) ?? 0, at: place)
    }
    return bytes
  }
}
