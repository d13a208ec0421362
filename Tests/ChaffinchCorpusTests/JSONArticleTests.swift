// Tests one line of the JSON Lines format: what it must hold and how it is refused.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct JSONArticleTests {
  private func article(_ line: String) throws -> LabelledArticle? {
    let bytes = Array(line.utf8)
    return try JSONArticle.article(in: bytes, bytes.indices)
  }

  @Test("Members it does not know are ignored, in the article and in the paragraphs")
  func unknownMembers() throws {
    let article = try #require(
      try article(
        """
        {"title":"T","paragraphs":[{"tag":"p","text":"One","label":"caption","prediction":\
        {"label":"promo"}}],"language":"fr","id":"a","site":"s.example","extra":[1,{}]}
        """))
    #expect(
      article
        == LabelledArticle(
          id: "a", site: "s.example", language: "fr",
          paragraphs: [LabelledParagraph(text: "One", label: .caption)]))
  }

  @Test("Without a site, an id or a language they are empty")
  func defaults() throws {
    let paragraphs = #""paragraphs":[{"text":"One","label":"content"}]"#
    let identified = try #require(try article(#"{"id":"a",\#(paragraphs)}"#))
    #expect(identified.id == "a")
    #expect(identified.site == "")
    #expect(identified.language == "")
    let anonymous = try #require(try article("{\(paragraphs)}"))
    #expect(anonymous.id == "")
    #expect(anonymous.site == "")
  }

  @Test(
    "Only a promo with paywall true is a paywall",
    arguments: [
      (#""label":"promo""#, InnerLabel.promo),
      (#""label":"promo","paywall":true"#, .paywall),
      (#""label":"promo","paywall":false"#, .promo),
      (#""label":"promo","paywall":"true""#, .promo),
      (#""paywall":true,"label":"content""#, .content),
      (#""label":"paywall""#, .paywall),
    ])
  func paywall(members: String, expected: InnerLabel) throws {
    let article = try #require(try article(#"{"paragraphs":[{"text":"T",\#(members)}]}"#))
    #expect(article.paragraphs.map(\.label) == [expected])
  }

  @Test(
    "A label that is null or absent is not known",
    arguments: ["", #","label":null"#, #","label":null,"paywall":true"#])
  func noLabel(members: String) throws {
    let article = try #require(try article(#"{"paragraphs":[{"text":"T"\#(members)}]}"#))
    #expect(article.paragraphs == [LabelledParagraph(text: "T", label: nil)])
    #expect(article.labels == [])
  }

  @Test("Unmatched paragraphs are counted by label, and may be all there is")
  func unmatched() throws {
    let article = try #require(
      try article(#"{"paragraphs":[],"unmatched":{"promo":1,"content":2,"paywall":3}}"#))
    #expect(article.paragraphs.isEmpty)
    #expect(InnerLabel.allCases.map { article.unmatched[$0] } == [2, 0, 1, 0, 3])
  }

  /// An article with `elements` and one paragraph with these members.
  private func marked(_ elements: String, _ members: String) -> String {
    #"{"elements":\#(elements),"paragraphs":[{"text":"T","label":"content"\#(members)}]}"#
  }

  @Test("Elements have a name, words and a parent, and a paragraph its place among them")
  func markup() throws {
    let article = try #require(
      try article(
        """
        {"paragraphs":[{"text":"One","label":"content","element":2,"linkDensity":0.5},\
        {"text":"Two","element":0},{"text":"Three","linkDensity":1},\
        {"text":"Four","element":null,"linkDensity":null},{"text":"Five"}],\
        "elements":[["article","post post-1",null],["footer","",0],["LI","share",1],["a","",null]]}
        """))
    let markup = try #require(article.markup)
    #expect(
      markup.elements.indices.map { markup.name(of: $0) } == ["article", "footer", "li", "a"])
    #expect(
      markup.elements.indices.map { markup.words(of: $0) } == ["post post-1", "", "share", ""])
    #expect(markup.elements.map(\.parent) == [nil, 0, 1, nil])
    #expect(
      article.paragraphs.map(\.markup) == [
        ParagraphMarkup(
          element: 2, surroundings: [.article, .footer, .listItem], linkDensity: 0.5),
        ParagraphMarkup(element: 0, surroundings: [.article], linkDensity: 0),
        ParagraphMarkup(element: nil, surroundings: [], linkDensity: 1), nil, nil,
      ])
    #expect(article.article.markup == markup)
    #expect(article.article.paragraphs.map(\.markup) == article.paragraphs.map(\.markup))
  }

  @Test(
    "Elements may lead somewhere, and a paragraph may have a first link and a picture before it")
  func linksAndPictures() throws {
    let article = try #require(
      try article(
        """
        {"paragraphs":[{"text":"One","element":0,"link":1,"picture":[2,3]},\
        {"text":"Two","element":0,"link":null,"picture":null},\
        {"text":"Three","element":0,"link":2,"picture":[2]},\
        {"text":"Four","element":0,"link":-1,"picture":[-1,99]},\
        {"text":"Five","link":1,"picture":[0,0]}],\
        "elements":[["p","",null],["a","",0,"/next"]]}
        """))
    let markup = try #require(article.markup)
    #expect(markup.elements.indices.map { markup.link(of: $0) } == ["", "/next"])
    #expect(article.paragraphs.map { $0.markup?.link } == [1, nil, nil, nil, nil])
    #expect(
      article.paragraphs.map { $0.markup?.picture } == [
        PicturePlace(paragraphs: 2, levels: 3), nil, nil, PicturePlace(paragraphs: 0, levels: 7),
        nil,
      ])
    // A paragraph with neither element nor density stood in no markup.
    #expect(article.paragraphs[4].markup == nil)
  }

  @Test(
    "Without elements there is no markup, whatever the paragraphs say", arguments: ["", "null"])
  func noMarkup(elements: String) throws {
    let member = elements.isEmpty ? "" : #""elements":\#(elements),"#
    let article = try #require(
      try article(#"{\#(member)"paragraphs":[{"text":"T","element":7,"linkDensity":0.5}]}"#))
    #expect(article.markup == nil)
    #expect(article.paragraphs.map(\.markup) == [nil])
  }

  @Test("An article may have markup of no elements")
  func noElements() throws {
    let article = try #require(try article(marked("[]", #","linkDensity":0.25"#)))
    #expect(article.markup?.elements.isEmpty == true)
    #expect(
      article.paragraphs.map(\.markup)
        == [ParagraphMarkup(element: nil, surroundings: [], linkDensity: 0.25)])
  }

  @Test(
    "Elements that are none are refused with their place",
    arguments: [
      (#"["p"]"#, 0), (#"["p",""]"#, 0), (#"["p","",null,"",1]"#, 0), (#"["p",null,null]"#, 0),
      (#"[1,"",null]"#, 0), (#"["p","",0]"#, 0), (#"["p","",null],["a","",1]"#, 1),
      (#"["p","",null],["a","",2]"#, 1), (#"["p","",-1]"#, 0), (#"["p","",null],["a","",0.5]"#, 1),
      (#"["p","",null],["a","","0"]"#, 1), (#"["p","",null],3"#, 1), (#"["p","",null],{}"#, 1),
      (#"["p","",99999999999999999999]"#, 0), (#"["p","",false]"#, 0),
    ])
  func malformedElements(rows: String, place: Int) throws {
    let error = try #require(throws: LineError.self) { try article(marked("[\(rows)]", "")) }
    #expect(
      error.reason
        == "element \(place) is no [name, words, parent, link], where the parent is an earlier "
        + "place or null")
  }

  @Test("Elements that are no list are refused", arguments: ["{}", "3", #""p""#, "true"])
  func noList(elements: String) throws {
    let error = try #require(throws: LineError.self) { try article(marked(elements, "")) }
    #expect(error.reason == "'elements' is no array")
  }

  @Test(
    "A paragraph's element must be a place among the elements",
    arguments: ["1", "-1", "0.5", #""0""#, "true", "[0]", "99999999999999999999"])
  func wrongElement(value: String) throws {
    let line = marked(#"[["p","",null]]"#, #","element":\#(value)"#)
    let error = try #require(throws: LineError.self) { try article(line) }
    #expect(error.reason == "paragraph 1 has an 'element' that is no place in 'elements'")
  }

  @Test(
    "A link density must be a share",
    arguments: ["-0.1", "1.0001", "1e999", #""0.5""#, "true", "[]"])
  func wrongDensity(value: String) throws {
    let line = marked(#"[["p","",null]]"#, #","element":0,"linkDensity":\#(value)"#)
    let error = try #require(throws: LineError.self) { try article(line) }
    #expect(error.reason == "paragraph 1 has a 'linkDensity' that is not 0 to 1")
  }

  @Test("Metadata is read beside elements, each member where it is of its kind")
  func metadata() throws {
    func metadata(_ members: String) throws -> PageMetadata? {
      try article(#"{\#(members),"paragraphs":[{"text":"T"}]}"#)?.metadata
    }
    let all =
      #""title":"A","openGraphTitle":"B","authors":["C",1,"","D"],"isAccessibleForFree":true"#
    #expect(
      try metadata(#""elements":[],\#(all)"#)
        == PageMetadata(
          title: "A", openGraphTitle: "B", authors: ["C", "D"], isAccessibleForFree: true))
    #expect(try metadata(all) == PageMetadata())
    #expect(
      try metadata(
        #""elements":[],"title":"","openGraphTitle":1,"authors":"C","isAccessibleForFree":null"#)
        == PageMetadata())
  }

  @Test("Escapes in a text are resolved")
  func escapes() throws {
    let article = try #require(
      try article(#"{"paragraphs":[{"text":"a\tb\n\u00e9 \ud83d\udc26 \"","label":"content"}]}"#))
    #expect(article.paragraphs.map(\.text) == ["a\tb\né 🐦 \""])
  }

  @Test("A blank line is no article and no error", arguments: ["", " ", "\t \t"])
  func blank(line: String) throws {
    #expect(try article(line) == nil)
  }

  @Test(
    "What is no labelled article is refused with its reason",
    arguments: [
      ("[]", "not a JSON object"),
      ("{}", "no array 'paragraphs'"),
      (#"{"paragraphs":"One"}"#, "no array 'paragraphs'"),
      (#"{"paragraphs":[]}"#, "'paragraphs' is empty"),
      (#"{"paragraphs":["One"]}"#, "paragraph 1 has no string 'text'"),
      (
        #"{"paragraphs":[{"text":"One","label":"content"},{"text":1,"label":"promo"}]}"#,
        "paragraph 2 has no string 'text'"
      ),
      (
        #"{"paragraphs":[{"text":"","label":"content"}]}"#, "paragraph 1 has an empty 'text'"
      ),
      (
        #"{"paragraphs":[{"text":"One","label":0}]}"#,
        "the 'label' of paragraph 1 is neither a string nor null"
      ),
      (#"{"paragraphs":[],"unmatched":{"promo":0}}"#, "'paragraphs' is empty"),
      (#"{"paragraphs":[],"unmatched":3}"#, "'unmatched' is not an object"),
      (
        #"{"paragraphs":[],"unmatched":{"advert":1}}"#,
        "unknown label 'advert', expected one of content, caption, promo, byline, paywall"
      ),
      (
        #"{"paragraphs":[],"unmatched":{"promo":-1}}"#,
        "'unmatched' of 'promo' is not a whole number, 0 to 1000000"
      ),
      (
        #"{"paragraphs":[],"unmatched":{"promo":1000001}}"#,
        "'unmatched' of 'promo' is not a whole number, 0 to 1000000"
      ),
      (
        #"{"paragraphs":[{"text":"One","label":"Content"}]}"#,
        "unknown label 'Content', expected one of content, caption, promo, byline, paywall"
      ),
    ])
  func refusals(line: String, reason: String) throws {
    let error = try #require(throws: LineError.self) { try article(line) }
    #expect(error.reason == reason)
  }

  @Test("A JSON error's byte is counted from the start of the line")
  func errorOffset() throws {
    // The range starts at byte 4 of the file, the wrong byte is the sixth of the line: offset 5.
    let bytes = Array("{}  {\"a\":}\n".utf8)
    let error = try #require(throws: LineError.self) { try JSONArticle.article(in: bytes, 4..<10) }
    #expect(error.reason == "unexpected '}' at byte 5")
  }

  @Test("Malformed UTF-8 inside a string is refused")
  func malformedUTF8() throws {
    var bytes = Array(#"{"paragraphs":[{"text":"caf?","label":"content"}]}"#.utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "?")))
    bytes[place] = 0xE9
    let error = try #require(throws: LineError.self) {
      try JSONArticle.article(in: bytes, bytes.indices)
    }
    #expect(error.reason.contains("malformed UTF-8"))
  }
}

extension JSONArticle {
  /// The article in a line; `nil` for a blank one.
  fileprivate static func article(in bytes: [UInt8], _ range: Range<Int>) throws(LineError)
    -> LabelledArticle?
  {
    try object(bytes, range).map { value throws(LineError) in try article(value) }
  }
}
