// Tests what a paragraph's first link and the picture before it become as features.

import Testing

@testable import Chaffinch

@Suite("Link features")
struct LinkFeaturesTests {
  /// The named markup features of a paragraph whose link leads to `address`.
  private func features(
    _ address: String, classes: String = "", linkDensity: Float = 1, link: Int? = 1
  ) -> [NamedFeature] {
    let markup = ArticleMarkup(
      elements: [(name: "p", words: "", parent: nil), (name: "a", words: classes, parent: 0)],
      links: [1: address])
    return LocalFeatureExtractor().named(
      "Hi",
      at: ParagraphMarkup(element: 0, surroundings: [], linkDensity: linkDensity, link: link),
      in: MarkupWords(markup)
    ).filter { $0.group == .markup }
  }

  private func names(
    _ address: String, classes: String = "", linkDensity: Float = 1, link: Int? = 1
  ) -> [String] {
    features(address, classes: classes, linkDensity: linkDensity, link: link).map(\.name)
  }

  private func words(_ address: String) -> [String] {
    names(address).filter { $0.hasPrefix("link word “") && !$0.contains("share") }
      .map { String($0.dropFirst("link word “".count).dropLast()) }
  }

  @Test(
    "A link leads nowhere, into the page, on the site, elsewhere, or to no page",
    arguments: [
      ("", 0), ("#top", 1), ("/news/a", 2), ("a.html", 2), ("?page=2", 2), ("/", 2),
      ("//x.example", 3),
      ("http://x.example/", 3), ("HTTPS://x.example", 3), ("mailto:ann@x.example", 4),
      ("javascript:void(0)", 5), ("htt", 2),
    ])
  func kinds(address: String, kind: Int) {
    #expect(names(address).contains("link of kind \(kind), share step 2 of 2"))
  }

  @Test(
    "The share is none, some or all of the text",
    arguments: [(0.1, 0), (0.2, 1), (0.5, 1), (0.99, 1), (1, 2)] as [(Float, Int)])
  func shares(density: Float, share: Int) {
    // Steps 1 + ⌊6d⌋, 7 for all: from step 2 beside other text.
    #expect(
      names("/a", linkDensity: density).contains("link of kind 2, share step \(share) of 2"))
  }

  @Test(
    "Words are runs of letters, digits and bytes beyond ASCII; those of one byte are left out",
    arguments: [
      ("/News/2021-05/ab_c?x=yz", ["news", "2021", "05", "ab", "yz"]), ("/é/a", ["é"]),
      ("", []), ("/////", []), ("a", []), ("https://x7.example", ["https", "x7", "example"]),
    ])
  func words(address: String, expected: [String]) {
    #expect(words(address) == expected)
  }

  @Test("Runs of digits are alike whatever they are")
  func digits() {
    func hashes(_ address: String) -> [UInt32] { features(address).map(\.hash) }
    #expect(hashes("/story/2021") == hashes("/STORY/77"))
    #expect(hashes("/story/x21") != hashes("/story/x2y"))
  }

  @Test("Twelve words count, and their number in steps")
  func limit() {
    let address = (10..<40).map { "/w\($0)x" }.joined()
    #expect(words(address) == (10..<22).map { "w\($0)x" })
    for (count, step) in [(0, 0), (3, 3), (4, 4), (6, 4), (7, 5), (10, 5), (11, 6), (30, 6)] {
      let address = (10..<10 + count).map { "/w\($0)" }.joined()
      #expect(names(address).contains("words in the link, step \(step) of 6, share step 2 of 2"))
    }
    // Nothing behind 512 bytes is read.
    #expect(words(String(repeating: "/", count: 511) + "abc") == [])
    #expect(words(String(repeating: "/", count: 510) + "abc") == ["ab"])
  }

  @Test("The link's own class words count")
  func classes() {
    let names = names("/a", classes: "btn-primary b")
    #expect(
      names.filter { $0.hasPrefix("link's class word") }
        == ["link's class word “btn”", "link's class word “primary”"])
  }

  @Test("Without a link, or with one that is none, nothing is said", arguments: [nil, 2, -1, .max])
  func none(link: Int?) {
    let found = names("/a", link: link).filter { $0.hasPrefix("link") }
    #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("link density") })
  }

  @Test("A picture counts up to three paragraphs away, with element and length")
  func pictures() {
    let markup = ArticleMarkup(elements: [(name: "p", words: "", parent: nil)])
    func names(_ picture: PicturePlace?, _ element: Int? = 0) -> [String] {
      LocalFeatureExtractor().named(
        "Hi",
        at: ParagraphMarkup(
          element: element, surroundings: [], linkDensity: 0, picture: picture),
        in: MarkupWords(markup)
      ).map(\.name).filter { $0.contains("picture") }
    }
    let near = "picture 3 paragraphs before, 1 levels up"
    #expect(
      names(PicturePlace(paragraphs: 3, levels: 1))
        == [near, "\(near), length step 2", "\(near), element p"])
    #expect(names(PicturePlace(paragraphs: 3, levels: 1), nil).count == 2)
    for far in [nil, PicturePlace(paragraphs: 4, levels: 0)] {
      #expect(names(far) == ["no picture close before it"])
    }
  }
}
