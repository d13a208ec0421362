// Tests that two places are alike only where they give the same features.

import Testing

@testable import Chaffinch

@Suite("Places that are alike")
struct MarkupLikenessTests {
  private func place(_ html: String) throws -> (ParagraphMarkup, MarkupWords) {
    let article = try Article(html: Array(html.utf8))
    return (
      try #require(article.paragraphs.last?.markup),
      MarkupWords(try #require(article.markup))
    )
  }

  private func hashes(_ place: ParagraphMarkup, _ words: MarkupWords) -> [UInt32] {
    var features = LocalFeatures()
    LocalFeatureExtractor().extract("sea", at: place, in: words, into: &features)
    return Array(features.markupHashes)
  }

  private static let page =
    "<body class=page><ul><li class='lead wide'>sea <a class=more href=/sail>sea</a>"

  @Test(
    "Places are alike where their features are the same",
    arguments: [
      (page, true), ("<p>before</p>" + page, true),
      (page.replacing("lead wide", with: "lead"), false),
      (page.replacing("lead wide", with: "wide lead"), false),
      (page.replacing("page", with: "home"), false), (page.replacing("ul", with: "ol"), false),
      (page.replacing("/sail", with: "/row"), false),
      (page.replacing("=more", with: "=less"), false),
      (page.replacing("<a", with: "<i"), false), ("<img>" + page, false),
      (page.replacing("<ul>", with: "<ul><p>"), true),
      (page.replacing("<li", with: "<div><li"), false),
      (page + " and more of the sea", false), ("<main>" + page, false),
    ])
  func likeness(html: String, isAlike: Bool) throws {
    let (own, words) = try place(Self.page)
    let (other, otherWords) = try place(html)
    #expect(words.isAlike(own, other, in: otherWords) == isAlike)
    #expect((hashes(own, words) == hashes(other, otherWords)) == isAlike)
  }
}
