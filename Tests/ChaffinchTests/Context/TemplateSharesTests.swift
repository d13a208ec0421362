// Tests shares by template and by element on a page of four paragraphs, worked by hand.

import Testing

@testable import Chaffinch

@Suite("Template shares")
struct TemplateSharesTests {
  // Three paragraphs in main, one in aside, 100 characters each; content 0.8, 0.6, 0.4, 0.1, the
  // rest promo. The mean is 1.9 / 4 = 0.475; content in characters 80 + 60 + 40 + 10 = 190.
  private let scores: [ParagraphScores] = [0.8, 0.6, 0.4, 0.1].map {
    SmallContexts.scores(content: $0, promo: 1 - $0)
  }

  private func features(_ index: Int, _ elements: [Int?] = [2, 3, 4, 6]) throws -> NamedFeatures {
    let context = SmallContexts.pageContext(elements)
    var features = NamedFeatures()
    TemplateShares(scores, context, try #require(context.page)).emit(index, to: &features)
    return features
  }

  @Test("A template's share is that of its other paragraphs, and half a one of the article's mean")
  func shares() throws {
    // All four stand in a p: (1.9 − 0.8 + 0.2375) / 3.5. Three of them in a p in main:
    // (1.8 − 0.8 + 0.2375) / 2.5. ln 4 / 4 = 0.346574, ln 101 / 5 = 0.923024.
    let first = try features(0)
    #expect(first.has("same element: share content", 0.382143))
    #expect(first.has("same element and parent: share content", 0.495))
    #expect(first.has("same element: paragraphs", 0.346574))
    #expect(first.has("same element: length", 0.923024))
    #expect(first.has("same element and parent: none other", 0))
    // The one in aside has no other: the mean alone.
    let last = try features(3)
    #expect(last.has("same element and parent: share content", 0.475))
    #expect(last.has("same element and parent: none other", 1))
    #expect(last.has("same element and parent: logarithm promo", 0))
  }

  @Test("A template's logarithms are the mean of the others', halved")
  func logarithms() throws {
    // (ln 0.6 + ln 0.4) / (2 · 2) = (−0.510826 − 0.916291) / 4.
    #expect(
      try features(0).has("same element and parent: logarithm content", -0.356779))
  }

  @Test("Each level up has the share of the other paragraphs in that element")
  func levels() throws {
    // In main beside the first: (0.6 + 0.4) / 2 of 200 characters, 100 of all 190. In body:
    // (0.6 + 0.4 + 0.1) / 3, also at levels beyond.
    let first = try features(0)
    #expect(first.has("1 levels up: share content", 0.5))
    #expect(first.has("1 levels up: part of all content", 100.0 / 190))
    #expect(first.has("1 levels up: content in the text", 0.5))
    for level in 2...5 {
      #expect(first.has("\(level) levels up: share content", 1.1 / 3))
    }
    // Alone in aside: nothing beside it.
    let last = try features(3)
    #expect(last.has("1 levels up: share content", 0))
    #expect(last.has("1 levels up: part of all content", 0))
    #expect(last.has("2 levels up: share content", 0.6))
  }

  @Test("The main element is the innermost with six tenths of the content")
  func mainElement() throws {
    // Main has 180 of 190, no p has 114. The p are one level inside it; half of the content is one
    // level up from them, two from the p in aside.
    let (first, last) = (try features(0), try features(3))
    #expect(first.has("inside the main element", 1))
    #expect(first.has("levels inside the main element", 0.1))
    #expect(first.has("just inside the main element", 1))
    #expect(first.has("levels up to half of the content", 0.1))
    #expect(first.has("one level up to half of the content", 1))
    #expect(last.has("inside the main element", 0))
    #expect(last.has("levels inside the main element", 0))
    #expect(last.has("just inside the main element", 0))
    #expect(last.has("levels up to half of the content", 0.2))
  }

  @Test("Outside all elements nothing is beside a paragraph, and half of the content is far")
  func outside() throws {
    let features = try features(3, [2, 3, 4, nil])
    #expect(features.has("1 levels up: share content", 0))
    #expect(features.has("inside the main element", 0))
    #expect(features.has("levels up to half of the content", 2))
  }
}
