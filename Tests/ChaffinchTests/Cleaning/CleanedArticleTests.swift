// Tests what is left of an article as text and as HTML, in many encodings.

import Testing

@testable import Chaffinch

@Suite("Cleaned article")
struct CleanedArticleTests {
  private func prediction(_ label: ParagraphLabel) -> Prediction {
    var probabilities = SIMD4<Float>(repeating: 0)
    probabilities[Int(label.rawValue)] = 1
    return Prediction(label: label, probabilities: probabilities, paywall: 0)
  }

  /// The article with its paragraphs labelled in turn.
  private func cleaned(
    _ article: Article, _ labels: [ParagraphLabel], policy: CleaningPolicy = .contentOnly
  ) -> CleanedArticle {
    CleanedArticle(article, predictions: labels.map(prediction), policy: policy)
  }

  @Test("Text is the kept paragraphs with blank lines between, HTML the page without the others")
  func outputs() throws {
    let page = "<h1>Sea</h1><figure><img><figcaption>Boat</figcaption></figure><p>Wind.<p>Join!"
    let article = try Article(html: Array(page.utf8))
    let labels: [ParagraphLabel] = [.content, .caption, .content, .promo]
    let content = cleaned(article, labels)
    #expect(content.text == "Sea\n\nWind.")
    #expect(content.html == Array("<h1>Sea</h1><p>Wind.".utf8))
    #expect(content.kept.map(\.paragraph.text) == ["Sea", "Wind."])
    #expect(content.removed.map(\.prediction.label) == [.caption, .promo])
    let promo = cleaned(article, labels, policy: .promoOnly)
    #expect(promo.text == "Sea\n\nBoat\n\nWind.")
    #expect(promo.html == Array(page.dropLast(8).utf8))
  }

  @Test("A page of which nothing is removed comes out as it went in, malformed bytes too")
  func unchanged() throws {
    let page = Array("\u{FEFF}<p>a</b>\u{0}".utf8) + [0xFF, 0xC3]
    #expect(cleaned(try Article(html: page), [.content, .content]).html == page)
  }

  @Test("Text has no HTML")
  func plainText() {
    #expect(cleaned(Article(text: "a"), [.content]).html == nil)
  }

  @Test("More than the policy allows is not removed, and the share is told")
  func refusal() throws {
    let article = try Article(html: Array("<p>abcdef<p>gh".utf8))
    let policy = CleaningPolicy(keep: [.content], maximumRemovedShare: 0.5)
    let refused = cleaned(article, [.promo, .content], policy: policy)
    #expect(refused.refusedShare == 0.75)
    #expect(refused.html == Array("<p>abcdef<p>gh".utf8))
    let allowed = cleaned(article, [.content, .promo], policy: policy)
    #expect(allowed.refusedShare == nil)
    #expect(allowed.html == Array("<p>abcdef".utf8))
  }

  @Test("Fewer predictions than paragraphs leave the others alone")
  func missing() throws {
    let article = try Article(html: Array("<p>a<p>b<p>c".utf8))
    #expect(cleaned(article, [.content, .promo]).html == Array("<p>a<p>c".utf8))
  }

  /// ASCII in an encoding.
  private func encoded(_ ascii: String, _ label: String) -> [UInt8] {
    switch label {
    case "utf-16le": ascii.utf8.flatMap { [$0, 0] }
    case "utf-16be": ascii.utf8.flatMap { [0, $0] }
    default: Array(ascii.utf8)
    }
  }

  @Test(
    "In any encoding the rest is byte for byte the page without its removed paragraphs",
    arguments: EncodedSample.all)
  func encodings(sample: EncodedSample) throws {
    // What is written twice is removed: elements, text without one, a piece of inline markup.
    let pieces: [(text: String, isCut: Bool)] = [
      ("<html><body>", false), ("<p>@</p>", false), ("<p class=x>@ x <b>@</b></p>", true),
      ("\n<aside>", true), ("<h2>@</h2>", true), ("<ul><li>x @</li></ul></aside>", true),
      ("<div>@ y</div>", false), ("@", true), ("<div>y@</div>", false), ("x@", true),
      ("<hr>", false), ("@x", true), ("<p>@</p></body></html>", false),
    ]
    let keeps = [true, false, false, false, true, false, true, false, false, true]
    var page: [UInt8] = []
    var expected: [UInt8] = []
    for piece in pieces {
      var bytes: [UInt8] = []
      for (index, part) in piece.text.split(separator: "@", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { bytes += sample.bytes }
        bytes += encoded(String(part), sample.label)
      }
      page += bytes
      if !piece.isCut { expected += bytes }
    }
    // The line break in front of the aside belongs to nobody.
    let article = try Article(html: page, encoding: CharacterEncoding(label: sample.label))
    let texts = article.paragraphs.map(\.text)
    try #require(texts.count == keeps.count, "\(texts)")
    #expect(texts[0] == sample.text)
    let result = cleaned(article, keeps.map { $0 ? .content : .promo })
    let newline = encoded("\n", sample.label)
    let html = try #require(result.html)
    #expect(html.count == expected.count + newline.count)
    let place = html.indices.first { $0 >= expected.count || html[$0] != expected[$0] } ?? 0
    #expect(html[place..<place + newline.count] == newline[...] || sample.label == "utf-16be")
    #expect(Self.without(newline, in: html, like: expected))
    let again = try Article(html: html, encoding: CharacterEncoding(label: sample.label))
    #expect(again.paragraphs.map(\.text) == result.kept.map(\.paragraph.text))
  }

  /// Whether `bytes` less one occurrence of `part` are `expected`.
  private static func without(
    _ part: [UInt8], in bytes: [UInt8], like expected: [UInt8]
  ) -> Bool {
    (0...(bytes.count - part.count)).contains { place in
      bytes[place..<place + part.count] == part[...]
        && Array(bytes[..<place] + bytes[(place + part.count)...]) == expected
    }
  }

  @Test("Byte-order marks stay, and ranges count them")
  func marks() throws {
    let mark: [UInt8] = [0xFF, 0xFE]
    let page = mark + encoded("<p>Join!</p><p>Sea</p>", "utf-16le")
    let article = try Article(html: page)
    #expect(article.paragraphs.map(\.byteRange) == [8..<18, 32..<38])
    #expect(cleaned(article, [.promo, .content]).html == mark + encoded("<p>Sea</p>", "utf-16le"))
  }

  @Test("Where a cut would make a character of malformed bytes, nothing is cut")
  func joinedBytes() throws {
    // A lead byte that stands before a tag is malformed; before an `A` it would be a character.
    let page = Array("<p>x".utf8) + [0x82] + Array("<p>Join!</p>A".utf8)
    let article = try Article(html: page, encoding: CharacterEncoding(label: "shift_jis"))
    #expect(article.paragraphs.map(\.text) == ["x\u{FFFD}", "Join!", "A"])
    let html = try #require(cleaned(article, [.content, .promo, .content]).html)
    let again = try Article(html: html, encoding: CharacterEncoding(label: "shift_jis"))
    #expect(again.paragraphs.first?.text == "x\u{FFFD}")
    #expect(again.paragraphs.last?.text == "A")
  }
}
