// Tests what is known of an article's paragraphs together before any is judged.

import Testing

@testable import Chaffinch

@Suite("Article contexts")
struct ArticleContextTests {
  private let texts = ["Read more", "READ  more", "Read 12", "The ferry", "Read 34"]

  @Test("Texts alike up to case, digits and white space are counted together")
  func occurrences() {
    let context = SmallContexts.context(texts)
    #expect(context.count == 5)
    #expect(context.occurrences == [2, 2, 2, 1, 2])
    #expect(SmallContexts.context([]).occurrences.isEmpty)
  }

  @Test("Lengths are logarithms of 1 and the characters")
  func lengths() {
    // ln (1 + 9) = 2.302585.
    #expect(abs(SmallContexts.context(texts).logLengths[0] - 2.302585) < 1e-5)
    #expect(SmallContexts.context([""]).logLengths == [0])
  }

  @Test("Chosen paragraphs are an article of their own, as text")
  func choosing() {
    let whole = SmallContexts.pageContext([2, 3, 4, 6])
    #expect(whole.page != nil)
    #expect(whole.choosing([0, 3]).page == nil)
    let chosen = SmallContexts.context(texts).choosing([3, 0, 2])
    let alone = SmallContexts.context([texts[3], texts[0], texts[2]])
    #expect(chosen.forms == alone.forms)
    #expect(chosen.occurrences == [1, 1, 1])
    #expect(chosen.words.words(of: 0) == alone.words.words(of: 0))
    #expect(chosen.words.sharedWithBefore(2) == alone.words.sharedWithBefore(2))
    #expect(whole.choosing([]).count == 0)
  }

  @Test("Outside the article a form has as many features, all 0")
  func outside() {
    let context = SmallContexts.context(["Photo: The Ferry 2021"])
    var inside = NamedFeatures()
    context.emitForm(0, "own", to: &inside)
    for index in [-1, 1] {
      var outside = NamedFeatures()
      context.emitForm(index, "beside", to: &outside)
      #expect(outside.count == inside.count && outside.values.count == inside.count)
      #expect(outside.values.values.allSatisfy { $0 == 0 })
    }
    // 21 characters: ln 22 / 5 = 0.618209; 4 words: ln 5 / 4 = 0.402359; 3 of 4 capitalised.
    #expect(inside.has("own, length", 0.618209))
    #expect(inside.has("own, words", 0.402359))
    #expect(inside.has("own, share of capitalised words", 0.75))
    #expect(inside.has("own, 20 to 59 characters", 1))
    #expect(inside.has("own, under 20 characters", 0))
    #expect(inside.has("own, digits", 1) && inside.has("own, ends with :", 0))
  }

  @Test(
    "Exactly one step of length is said",
    arguments: [(0, 0), (19, 0), (20, 1), (59, 1), (60, 2), (139, 2), (140, 3), (5000, 3)])
  func steps(length: Int, step: Int) {
    var features = NamedFeatures()
    SmallContexts.context([SmallContexts.word(length)]).emitForm(0, "own", to: &features)
    let steps = [
      "own, under 20 characters", "own, 20 to 59 characters", "own, 60 to 139 characters",
      "own, 140 characters and more",
    ]
    #expect(steps.map { features.values[$0] } == (0..<4).map { $0 == step ? 1 : 0 })
  }
}
