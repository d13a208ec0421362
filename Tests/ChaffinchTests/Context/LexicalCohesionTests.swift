// Tests how paragraphs share words, on three paragraphs worked by hand.

import Testing

@testable import Chaffinch

@Suite("Lexical cohesion")
struct LexicalCohesionTests {
  private let context = SmallContexts.context(
    ["ferry harbour", "The ferry ferry storm", "newsletter"])
  private var words: ArticleWords { context.words }
  private let scores = [
    SmallContexts.scores(content: 0.8), SmallContexts.scores(content: 0.5),
    SmallContexts.scores(promo: 1),
  ]

  private func features(_ index: Int) -> NamedFeatures {
    NamedFeatures(index, scores, context)
  }

  @Test("A paragraph's words count once each, and only long ones")
  func own() {
    #expect(words.words(of: 0).count == 2)
    #expect(words.words(of: 1).count == 2)
    #expect(words.words(of: 2).count == 1)
    #expect(words.sharedWithBefore(0) == 0)
    #expect(words.sharedWithBefore(1) == 1)
    #expect(words.sharedWithBefore(2) == 0)
    #expect(words.sharedWithBefore(3) == 0 && words.sharedWithBefore(-1) == 0)
  }

  @Test("Only the paragraph just before shares its words")
  func onlyBefore() {
    let words = SmallContexts.context(["ferry", "storm", "ferry"]).words
    #expect(words.sharedWithBefore(2) == 0)
  }

  @Test("Words weigh by how likely content uses them too, rare ones more")
  func recurrence() {
    // First paragraph: “ferry” is in the second too, content 0.5 of one; “harbour” nowhere else.
    // Over two words 0.5 / 2 each. Rare: ferry weighs 1/2, harbour 1: 0.5 · 0.5 / 1.5.
    let first = features(0)
    #expect(first.has("words in likely content", 0.25))
    #expect(first.has("words in other paragraphs", 0.25))
    #expect(first.has("rare words in likely content", 0.166667))
    #expect(first.has("rare words in other paragraphs", 0.166667))
    #expect(first.has("words nowhere else", 0.5))
    // Second: the first is content by 0.8: 0.8 / 2 and 0.2 / 2.
    #expect(features(1).has("words in likely content", 0.4))
    #expect(features(1).has("words in other paragraphs", 0.1))
  }

  @Test("Neighbours' common words are shares of the paragraph's own")
  func neighbours() {
    // ln (1 + 2) = 1.098612.
    let (first, second, third) = (features(0), features(1), features(2))
    #expect(first.has("words in the one before", 0) && first.has("words in the one behind", 0.5))
    #expect(first.has("a word in the one behind", 1) && first.has("words that count", 1.098612))
    #expect(second.has("words in the one before", 0.5) && second.has("a word in the one before", 1))
    #expect(second.has("words in the one behind", 0))
    #expect(third.has("words nowhere else", 1) && third.has("a word in the one before", 0))
  }

  @Test("A paragraph without long words has zeros")
  func noWords() {
    let context = SmallContexts.context(["a b c", ""])
    for index in 0..<2 {
      let features = NamedFeatures(index, Array(scores.prefix(2)), context)
      #expect(features.values(of: .cohesion) == Array(repeating: 0, count: 10))
    }
  }
}
