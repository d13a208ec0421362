// Tests how the last picture is followed, and the links and pictures that the page segmenter finds.

import Testing

@testable import Chaffinch

@Suite("Pictures and links")
struct PicturePlaceTests {
  @Test("Numbers of a place are clamped to 0…7")
  func clamped() {
    let place = PicturePlace(paragraphs: .max, levels: .min)
    #expect(place.paragraphs == 7 && place.levels == 0)
    #expect(PicturePlace(paragraphs: -1, levels: 8) == PicturePlace(paragraphs: 0, levels: 7))
  }

  @Test("A tracker counts paragraphs since the picture and levels that do not hold it")
  func tracker() {
    var tracker = PictureTracker()
    #expect(tracker.place(depth: 3) == nil)
    tracker.leave(to: 0)
    tracker.paragraphEnds()
    #expect(tracker.place(depth: 0) == nil)
    tracker.note(depth: 3)
    #expect(tracker.place(depth: 4) == PicturePlace(paragraphs: 0, levels: 1))
    tracker.paragraphEnds()
    // Three levels are left and one is entered: the picture is not inside that one.
    tracker.leave(to: 1)
    tracker.leave(to: 2)
    #expect(tracker.place(depth: 2) == PicturePlace(paragraphs: 1, levels: 1))
    tracker.note(depth: 2)
    #expect(tracker.place(depth: 2) == PicturePlace(paragraphs: 0, levels: 0))
  }

  /// Each paragraph's picture as `paragraphs/levels`, `-` for none.
  private func pictures(_ page: String) -> [String] {
    PageSegmenter(Array(page.utf8)).segment().paragraphs.map { paragraph in
      paragraph.markup?.picture.map { "\($0.paragraphs)/\($0.levels)" } ?? "-"
    }
  }

  @Test(
    "Pictures stand before paragraphs",
    arguments: [
      ("<p>One<p>Two", ["-", "-"]), ("<img><p>One<p>Two", ["0/1", "1/1"]),
      ("<figure><img><figcaption>One</figcaption></figure><p>Two", ["0/1", "1/1"]),
      ("<figure><div><img></div><figcaption>One</figcaption></figure>", ["0/1"]),
      ("<p>One<img>Two</p>Three", ["-", "1/0"]), ("<video src=x></video>One", ["0/0"]),
      ("<div hidden><img></div><p>One", ["-"]), ("<p><img>One", ["0/0"]),
      ("<img><p>a<p>b<p>c<p>d<p>e<p>f<p>g<p>h<p>i", (0..<9).map { "\(min($0, 7))/1" }),
      ("<section><img></section><div><div><p>One", ["0/3"]),
    ])
  func pictures(page: String, expected: [String]) {
    #expect(pictures(page) == expected)
  }

  /// Each paragraph's link as its address, `-` for none.
  private func links(_ page: String) -> [String] {
    let result = PageSegmenter(Array(page.utf8)).segment()
    let markup = ArticleMarkup(elements: result.elements, source: Array(page.utf8))
    return result.paragraphs.map { paragraph in
      paragraph.markup?.link.map { "\(markup.name(of: $0)) \(markup.link(of: $0))" } ?? "-"
    }
  }

  @Test(
    "The first link with text is the paragraph's",
    arguments: [
      ("<p>See <a href=/x>this</a> and <a href=/y>that</a><p>None", ["a /x", "-"]),
      ("<a href='/y'><p>One</p><p>Two</p></a>Three", ["a /y", "a /y", "-"]),
      ("<a href=1><b><i>One</i></b></a>", ["a 1"]), ("<a>One</a>", ["a "]),
      ("<a href=1></a>One", ["-"]), ("<a href=1> </a>One", ["-"]),
      // A link ends one that is open.
      ("<a href=1>One <a href=2>two</a>", ["a 1"]), ("<a href=1><a href=2>two</a>", ["a 2"]),
      ("<b><a href=1>One</b> two</a>", ["a 1"]), ("</a>One<a href=1", ["-"]),
      ("<p>One</p></a><a href=2><p>Two", ["-", "a 2"]), ("<A HREF=/UP>One</A>", ["a /UP"]),
      ("<a href=1><div>One</a></div>Two", ["a 1", "-"]),
    ])
  func links(page: String, expected: [String]) {
    #expect(links(page) == expected)
  }

  @Test("Link and picture stay what they are whatever tags stand around")
  func deep() {
    let deep = String(repeating: "<div>", count: 300)
    #expect(links(deep + "<a href=1>One") == ["a 1"])
    #expect(pictures("<img>\(deep)One") == ["0/7"])
    #expect(links("<a href=1>\(deep)One") == ["a 1"])
  }
}
