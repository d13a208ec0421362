// Tests what the elements around a paragraph become: words, steps, surroundings, levels, and the
// frozen hashes of one place.

import Testing

@testable import Chaffinch

@Suite("Markup features")
struct MarkupFeaturesTests {
  private let extractor = LocalFeatureExtractor()

  /// Elements from the outermost inwards, each with its class words.
  private func chain(_ words: [String], name: String = "div") -> ArticleMarkup {
    ArticleMarkup(
      elements: words.enumerated().map { place, words in
        (name: name, words: words, parent: place == 0 ? nil : place - 1)
      })
  }

  private func features(
    _ markup: ArticleMarkup, at element: Int?, surroundings: Surroundings = [],
    linkDensity: Float = 0, text: String = "Hi"
  ) -> LocalFeatures {
    var features = LocalFeatures()
    extractor.extract(
      text,
      at: ParagraphMarkup(
        element: element, surroundings: surroundings, linkDensity: linkDensity),
      in: MarkupWords(markup), into: &features)
    return features
  }

  private func names(
    _ markup: ArticleMarkup, at element: Int?, surroundings: Surroundings = [],
    linkDensity: Float = 0, text: String = "Hi"
  ) -> [String] {
    extractor.named(
      text,
      at: ParagraphMarkup(
        element: element, surroundings: surroundings, linkDensity: linkDensity),
      in: MarkupWords(markup)
    ).filter { $0.group == .markup }.map(\.name)
  }

  /// The words of one element, in order, as the names of its own words show them.
  private func words(_ text: String) -> [String] {
    names(chain([text]), at: 0).filter { $0.hasPrefix("class word “") }
      .map { String($0.dropFirst("class word “".count).dropLast()) }
  }

  // MARK: Words

  @Test(
    "Words are cut at signs and where capitals follow small letters",
    arguments: [
      ("lead", ["lead"]), ("nav_item--active", ["nav", "item", "active"]),
      ("postBody", ["post", "body"]), ("PostBodyText", ["post", "body", "text"]),
      ("HTMLBody", ["htmlbody"]), ("iPhone", ["phone"]), ("byLine9Wide", ["by", "line9wide"]),
      ("col-md4", ["col", "md4"]), ("2columns", ["2columns"]), ("42", ["42"]),
      ("  a:hover/sm\tx2\n", ["hover", "sm", "x2"]), ("über-uns", ["über", "uns"]),
      ("日本 é", ["日本", "é"]), ("[w=10px]!", ["10px"]),
    ])
  func cut(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test(
    "Words of one character are none", arguments: ["", " ", "a", "a b-c", "7", "aB", "--", "x_1_Y"])
  func single(text: String) {
    #expect(words(text).isEmpty)
    #expect(names(chain([text]), at: 0).contains("no class words"))
  }

  @Test(
    "Case, digits and the signs between words say nothing",
    arguments: [
      ("Lead-Text", "lead text"), ("LEAD", "lead"), ("leadText", "lead_text"), ("col12", "col7"),
      ("2024-05", "11-99"), ("col12", "COL0"),
    ])
  func folding(left: String, right: String) {
    #expect(
      features(chain([left]), at: 0).markupHashes == features(chain([right]), at: 0).markupHashes)
  }

  @Test(
    "Other words are other features",
    arguments: [("lead", "leads"), ("col12", "col"), ("ab cd", "abcd"), ("postBody", "postbody")])
  func difference(left: String, right: String) {
    #expect(
      features(chain([left]), at: 0).markupHashes != features(chain([right]), at: 0).markupHashes)
  }

  @Test("An element has at most twenty-four words, over all its attributes")
  func limit() throws {
    let many = (0..<30).map { "w\(String(repeating: "x", count: $0 + 1))" }
    #expect(words(many.joined(separator: " ")) == Array(many.prefix(24)))
    #expect(words((many.prefix(24) + ["a", "b"]).joined(separator: " ")).count == 24)
    let classes = many.prefix(20).joined(separator: " ")
    let html = "<p id='\(many.suffix(10).joined(separator: "-"))' class='\(classes)' role=lead>Hi"
    let page = try Article(html: Array(html.utf8))
    let place = try #require(page.paragraphs.first?.markup?.element)
    let found = names(try #require(page.markup), at: place).filter {
      $0.hasPrefix("own class word")
    }
    .filter { !$0.contains("length") }
    // Classes come first, then four words of the id, and none of the role.
    #expect(found.count == 24)
    #expect(
      found.suffix(5) == (many[19...19] + many[20..<24]).map { "own class word “\($0)”" }[...])
  }

  @Test("Attributes of a hundred thousand bytes stay bounded")
  func hostile() {
    let size = 100_000
    for (text, count) in [
      (String(repeating: "ab ", count: size / 3), 24),
      (String(repeating: "a ", count: size / 2), 0),
      (String(repeating: "aB", count: size / 2), 24), (String(repeating: "x", count: size), 1),
      (String(repeating: "7", count: size), 1), (String(repeating: "é", count: size / 2), 1),
      (String(repeating: "-", count: size), 0),
    ] {
      let features = features(chain([text]), at: 0)
      // Eight features of any element without surroundings, one of them for no picture, three of a
      // part of a page, then three a word, or one for none.
      #expect(features.markupCount == 8 + 3 + (count == 0 ? 1 : 3 * count))
    }
  }

  // MARK: Links, surroundings, levels

  @Test(
    "Link density has eight steps, none and all have their own",
    arguments: [
      (0, 0), (-1, 0), (.nan, 0), (-.infinity, 0), (0.001, 1), (0.16, 1), (0.17, 2), (0.34, 3),
      (0.5, 4), (0.67, 5), (0.84, 6), (0.998, 6), (0.999, 7), (1, 7), (3, 7), (.infinity, 7),
    ] as [(Float, Int)])
  func linkDensity(density: Float, step: Int) {
    let found = names(chain(["lead"]), at: 0, linkDensity: density)
    #expect(found.contains("link density, step \(step) of 7"))
    #expect(found.contains("element div, link density, step \(step) of 7"))
    #expect(found.count { $0.hasPrefix("link density, step") } == 2)
  }

  @Test("The text's length stands beside what markup says, nothing else of the text")
  func length() {
    let markup = chain(["lead"])
    let short = features(markup, at: 0, text: "Hi").markupHashes
    #expect(features(markup, at: 0, text: "Ho").markupHashes == short)
    let long = features(markup, at: 0, text: "The ferry left at noon.").markupHashes
    #expect(long.count == short.count)
    // Length beside link density (twice, in a part of a page), element and own word.
    #expect(zip(short, long).count { $0 != $1 } == 4)
  }

  @Test("Every kind of surroundings is a feature, alone, together and with the length")
  func surroundings() {
    let markup = chain(["lead"])
    let found = names(markup, at: 0, surroundings: [.article, .listItem])
    for name in [
      "inside list item", "inside article", "surroundings list item, article",
      "inside article, length step 2", "inside list item, length step 2",
    ] { #expect(found.contains(name)) }
    #expect(found.count { $0.hasPrefix("inside") } == 4)
    #expect(names(markup, at: 0).contains("surroundings none"))
    #expect(Surroundings.names.count == Surroundings.count)
    #expect(Set(Surroundings.names).count == Surroundings.count)
  }

  @Test("Bits that stand for no surroundings are no features")
  func unknownSurroundings() {
    let markup = chain(["lead"])
    let wild = Surroundings(rawValue: .max)
    #expect(wild.intersection(.all) != wild)
    #expect(
      features(markup, at: 0, surroundings: wild).markupHashes
        == features(markup, at: 0, surroundings: .all).markupHashes)
    #expect(
      names(markup, at: 0, surroundings: wild).count { $0.hasPrefix("inside") }
        == 2 * Surroundings.count)
  }

  @Test("Words are the element's own, its parent's, or those of one of six further out")
  func levels() {
    let words = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj"]
    let found = names(chain(words), at: 9)
    #expect(
      found.filter { $0.hasPrefix("own") } == [
        "own class word “jj”", "own class word “jj”, length step 2",
      ])
    #expect(found.filter { $0.hasPrefix("parent's") } == ["parent's class word “ii”"])
    #expect(
      found.filter { $0.hasPrefix("outer") }
        == ["hh", "gg", "ff", "ee", "dd", "cc"].map { "outer class word “\($0)”" })
    #expect(found.count { $0.hasPrefix("class word") } == 8)
  }

  @Test("The names of eight elements make the path, a ninth is not seen")
  func path() {
    func hashes(_ change: Int?) -> ArraySlice<UInt32> {
      features(
        ArticleMarkup(
          elements: (0..<10).map { place in
            (name: place == change ? "nav" : "div", words: "", parent: place == 0 ? nil : place - 1)
          }), at: 9
      ).markupHashes
    }
    // Places 9 to 2 are the levels 0 to 7.
    for place in 0..<10 { #expect((hashes(place) == hashes(nil)) == (place < 2), "\(place)") }
  }

  @Test("The case of an element's name says nothing")
  func elementCase() {
    let upper = ArticleMarkup(elements: [(name: "DIV", words: "lead", parent: nil)])
    #expect(features(upper, at: 0).markupHashes == features(chain(["lead"]), at: 0).markupHashes)
    #expect(names(upper, at: 0).contains("element div"))
  }

  @Test(
    "Elements without html and body are part of a page, and that is a feature",
    arguments: ["html", "body", "BODY"])
  func fragment(root: String) {
    let page = ArticleMarkup(elements: [
      (name: root, words: "", parent: nil), (name: "p", words: "", parent: 0),
    ])
    #expect(!names(page, at: 1).contains { $0.hasPrefix("part of a page") })
    #expect(names(chain([""]), at: 0).count { $0.hasPrefix("part of a page") } == 3)
    #expect(names(chain([""]), at: nil).count { $0.hasPrefix("part of a page") } == 2)
  }

  @Test("Outside all elements there are links, surroundings and pictures only")
  func outside() {
    let inside = names(chain(["lead"], name: "body"), at: nil, surroundings: [.article])
    #expect(inside.count == 6)
    #expect(!inside.contains { $0.hasPrefix("element") || $0.contains("class word") })
  }

  @Test("A place that there is not is outside all elements", arguments: [1, -1, .max, .min])
  func wrongPlace(element: Int) {
    let markup = chain(["lead"])
    #expect(
      features(markup, at: element).markupHashes == features(markup, at: nil).markupHashes)
  }

  @Test("Without words of markup a place gives no features")
  func noWords() {
    var features = LocalFeatures()
    let place = ParagraphMarkup(element: nil, surroundings: [.article], linkDensity: 1)
    extractor.extract("Hi", at: place, in: nil, into: &features)
    #expect(features.markupCount == 0 && features.markupHashes.isEmpty)
    #expect(features.textCount > 0)
  }

  // MARK: Hashes

  @Test("Named features have the hashes and the order of extraction")
  func sameHashes() {
    let words = MarkupWords(SmallModels.markup)
    var features = LocalFeatures()
    for paragraph in SmallModels.markupParagraphs {
      extractor.extract(paragraph.text, at: paragraph.markup, in: words, into: &features)
      let named = extractor.named(paragraph.text, at: paragraph.markup, in: words)
      #expect(named.filter { $0.group == .markup }.map(\.hash) == Array(features.markupHashes))
      #expect(features.markupCount >= 3)
    }
  }

  // The kind in the upper byte, xor the value times 0x9e3779b97f4a7c, hashed as features of family 7
  // are (see FeatureHashTests). Values: FNV-1a of words, the same with the lowest bit set of names,
  // steps 2 of length and 4 of link density, FF for no picture. Computed by hand with Python's integers.
  @Test("A place has its golden features")
  func golden() {
    let markup = ArticleMarkup(elements: [
      (name: "article", words: "postBody", parent: nil), (name: "p", words: "lead x2", parent: 0),
    ])
    #expect(
      Array(features(markup, at: 1, surroundings: [.article], linkDensity: 0.5).markupHashes) == [
        0x8c52_1b82, 0xbc1a_8de2, 0x696c_d71c, 0xffd7_db9f, 0x790f_986a, 0x17fd_0d2f, 0x4688_d400,
        0x653e_5f13, 0x8f5d_344c, 0x348d_aa2e,
        0xd8a0_4174, 0xd73d_fc4a, 0xcc2c_66d9, 0x7bbd_46c6, 0x9225_4ad7, 0xc465_0493, 0xc3a6_005a,
        0x6b62_d012, 0x08cc_9153, 0x6bcd_fc5b, 0x769a_2725, 0xbf98_bc1d, 0xc6e3_8596, 0x0072_6968,
      ])
  }

  @Test("There is room for the most features that a place can have")
  func room() {
    let words = (0..<24).map { "w\(String(repeating: "x", count: $0 + 1))" }.joined(separator: " ")
    let rows = (0..<9).map { (name: "div", words: words, parent: $0 == 0 ? nil : $0 - 1) }
    let address = (0..<20).map { "/w\(String(repeating: "x", count: $0 + 1))" }.joined()
    let markup = MarkupWords(
      ArticleMarkup(elements: rows + [(name: "a", words: words, parent: 8)], links: [9: address]))
    let place = ParagraphMarkup(
      element: 8, surroundings: .all, linkDensity: 0.5, link: 9,
      picture: PicturePlace(paragraphs: 1, levels: 2))
    // All that a short text can contain, so that the shapes' features are many too.
    let signs = "12:30 1999 1/2 $5 a@b.c @d e.f © | “ ( … 😀 : ? ! / , – → • # [ ]"
    for text in ["", "!", "a", "\u{FFFD}", signs] {
      var features = LocalFeatures()
      extractor.extract(
        text, at: place, in: markup, position: ArticlePosition(1, of: 4), into: &features)
      // 3 of links and surroundings, 2 for each kind of these, 3 of the element, its parent, the
      // path, 6 of a part of a page, and 24 words, three features each at the first level and two at
      // seven others.
      let elements = 3 + 2 * 19 + 3 + 1 + 1 + 6 + 24 * 3 + 7 * 24 * 2
      // The link's kind and count, 12 words of its address, two features each, its 24 class words;
      // 3 of a picture.
      #expect(features.markupCount == elements + 2 + 12 * 2 + 24 + 3)
      #expect(
        features.textCount + features.shapeCount + features.markupCount <= features.storage.count)
      #expect(features.shapeCount <= 62)
    }
  }
}
