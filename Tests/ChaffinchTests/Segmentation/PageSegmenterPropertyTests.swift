// Tests what holds for any page: ranges that are their texts, places that exist, time in proportion.

import Testing

@testable import Chaffinch

@Suite("Page segmentation: any page")
struct PageSegmenterPropertyTests {
  private func squeezed(_ text: String) -> [Substring] {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" })
  }

  @Test("Ranges are apart, begin and end with text, and read by themselves give their text")
  func ranges() {
    var markup = RandomMarkup(seed: 21)
    for _ in 0..<600 {
      let bytes = markup.bytes()
      var end = 0
      for paragraph in PageSegmenter(bytes).segment().paragraphs {
        guard let range = paragraph.byteRange else {
          Issue.record("a paragraph without a range")
          continue
        }
        #expect(range.lowerBound >= end && range.upperBound <= bytes.count && !range.isEmpty)
        end = range.upperBound
        #expect(!isMarkupSpace(bytes[range.lowerBound]) && !isMarkupSpace(bytes[end - 1]))
        #expect(bytes[range.lowerBound] != 0 && bytes[end - 1] != 0)
        let inside = PageSegmenter(Array(bytes[range])).segment().paragraphs.map(\.text)
        if !slice(bytes, range).contains("<") {
          #expect(squeezed(inside.joined()) == squeezed(paragraph.text), "\(slice(bytes, range))")
        }
      }
    }
  }

  @Test("In well nested pages, every range gives its text, tags and all")
  func wellNested() {
    var markup = RandomMarkup(seed: 22)
    for _ in 0..<800 {
      let bytes = Array(markup.wellNested().utf8)
      for paragraph in PageSegmenter(bytes).segment().paragraphs {
        let range = paragraph.byteRange ?? 0..<0
        let isPreformatted = paragraph.markup?.surroundings.contains(.preformatted) ?? false
        let alone = Array((isPreformatted ? "<pre>" : "").utf8) + bytes[range]
        let inside = PageSegmenter(alone).segment().paragraphs.map(\.text)
        #expect(squeezed(inside.joined(separator: " ")) == squeezed(paragraph.text))
      }
    }
  }

  @Test("Every paragraph's element exists, and stands behind its parent")
  func elements() {
    var markup = RandomMarkup(seed: 23)
    for _ in 0..<600 {
      let bytes = markup.bytes()
      let result = PageSegmenter(bytes).segment()
      for (place, element) in result.elements.enumerated() {
        #expect(element.parent.map { (0..<place).contains($0) } ?? true)
      }
      let around = ArticleMarkup(elements: result.elements, source: bytes).surroundings()
      for paragraph in result.paragraphs {
        guard let place = paragraph.markup else { continue }
        #expect(place.element.map { result.elements.indices.contains($0) } ?? true)
        #expect((0...1).contains(place.linkDensity))
        // An element may have ended before the block inside it did, never the other way round.
        #expect(place.element.map { around[$0].isSuperset(of: place.surroundings) } ?? true)
      }
    }
  }

  @Test("Any bytes are read, whatever they are")
  func anyBytes() {
    var generator = SeededGenerator(seed: 24)
    let favourites = Array("<>/!&;#pbr=' \n".utf8) + [0x80, 0xC2, 0xA0, 0xE3, 0xFF, 0]
    for _ in 0..<700 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        favourites.randomElement(using: &generator) ?? 0
      }
      for paragraph in PageSegmenter(bytes).segment().paragraphs {
        #expect(!paragraph.text.isEmpty)
      }
    }
  }

  @Test(
    "A hundred thousand nested elements are read and cut without recursion",
    arguments: ["div", "x-y", "svg"])
  func deep(name: String) {
    let depth = 100_000
    let page =
      String(repeating: "<\(name)>", count: depth) + "Rope</p>"
      + String(repeating: "</\(name)>", count: depth) + "<p>Sea"
    let bytes = Array(page.utf8)
    let paragraphs = PageSegmenter(bytes).segment().paragraphs
    #expect(paragraphs.last?.text == "Sea")
    let cuts = MarkupCutter.cuts(
      bytes, range: 0..<bytes.count, paragraphs: paragraphs,
      removes: paragraphs.map { $0.text == "Rope" }, captions: [])
    #expect(cuts.isEmpty == (name == "svg"))
  }

  @Test(
    "Time grows with the page, not with its square",
    arguments: [
      "<div>", "<b>", "<p>", "<p>a", "<a>", "<a><b>", "<a><div>", "</p>", "</div>", "</x>", "<br>",
      "<b><p></b>", "<x-y>", "<x-y><p>a", "<li>", "<ul><li>", "<table>", "<tr>", "<td>",
      "<table><tr><td>", "<select><option>", "<h1>", "<h1></h2>", "<p style='display:", "a ", "&",
      "\u{A0}", "\u{3000}", "\u{0}", "<b>a", "a</b>", "<html>", "<body>", "</body>", "<head>",
      "<div hidden>", "<meta name=a content=b>", "<svg>", "<script>", "<dd>", "<form><p>",
      "<object>", "<a></div>", "<i><p></b>",
    ])
  func linear(piece: String) {
    for prefix in ["", "<x-y>", "<table><tr><td>", "<b><p>"] {
      func seconds(_ count: Int) -> Double {
        let bytes = Array((prefix + String(repeating: piece, count: count)).utf8)
        var best = Double.infinity
        for _ in 0..<2 {
          let (whole, part) = ContinuousClock().measure {
            _ = PageSegmenter(bytes).segment().paragraphs.count
          }.components
          best = min(best, Double(whole) + Double(part) * 1e-18)
        }
        return best
      }
      // Looking up to 256 elements far counts as constant, so both are beyond that.
      let short = seconds(400)
      let long = seconds(3200)
      #expect(long < 32 * short + 0.05, "\(prefix)\(piece): \(short) s, then \(long) s")
    }
  }
}
