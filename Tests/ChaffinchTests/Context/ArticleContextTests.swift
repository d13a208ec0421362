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
    #expect((0..<5).map { context.occurrences[$0] } == [2, 2, 2, 1, 2])
    #expect(SmallContexts.context([]).count == 0)
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
    #expect((0..<3).map { chosen.occurrences[$0] } == [1, 1, 1])
    #expect(chosen.words.words(of: 0) == alone.words.words(of: 0))
    #expect(chosen.words.sharedWithBefore(2) == alone.words.sharedWithBefore(2))
    #expect(whole.choosing([]).count == 0)
  }

  @Test("A form is of its own paragraph, and outside the article all its features are 0")
  func forms() {
    let scores = [SmallContexts.scores(content: 1)]
    let alone = NamedFeatures(0, scores, SmallContexts.context(["Photo: The Ferry 2021"]))
    for side in ["before", "behind"] {
      let outside = alone.values.filter { $0.key.hasPrefix("\(side), ") }
      #expect(outside.count == 19 && outside.values.allSatisfy { $0 == 0 })
    }
    // 21 characters: ln 22 / 5 = 0.618209; 4 words: ln 5 / 4 = 0.402359; 3 of 4 capitalised.
    #expect(alone.has("own, length", 0.618209))
    #expect(alone.has("own, words", 0.402359))
    #expect(alone.has("own, share of capitalised words", 0.75))
    #expect(alone.has("own, 20 to 59 characters", 1))
    #expect(alone.has("own, under 20 characters", 0))
    #expect(alone.has("own, digits", 1) && alone.has("own, ends with :", 0))
  }

  @Test("A paragraph's form is its neighbours' form before and behind")
  func neighbours() {
    let scores = Array(repeating: SmallContexts.scores(content: 1), count: 3)
    let context = SmallContexts.context(["Photo: 2021 for $5", "It left?", "By Ann, "])
    let found = (0..<3).map { NamedFeatures($0, scores, context) }
    for name in found[0].values.keys where name.hasPrefix("own, ") {
      let name = name.dropFirst(5)
      for index in 0..<2 {
        #expect(found[index].values["behind, \(name)"] == found[index + 1].values["own, \(name)"])
        #expect(found[index + 1].values["before, \(name)"] == found[index].values["own, \(name)"])
      }
    }
  }

  @Test("A context built in the room of another is the same as one built anew")
  func builder() {
    var builder = ArticleContext.Builder()
    for texts in [texts, ["The ferry", "ferry again"], [], ["Read more", "The ferry"]] {
      builder.removeAll()
      for text in texts {
        let form = SmallContexts.form(text)
        builder.append(form.wordless, words: form.words[...])
      }
      let (reused, new) = (builder.context, SmallContexts.context(texts))
      #expect(reused.forms == new.forms && reused.logLengths == new.logLengths)
      #expect(reused.words.counts == new.words.counts)
      for index in texts.indices {
        #expect(reused.occurrences[index] == new.occurrences[index])
        #expect(reused.words.words(of: index) == new.words.words(of: index))
        #expect(reused.words.sharedWithBefore(index) == new.words.sharedWithBefore(index))
      }
    }
  }

  @Test(
    "Exactly one step of length is said",
    arguments: [(0, 0), (19, 0), (20, 1), (59, 1), (60, 2), (139, 2), (140, 3), (5000, 3)])
  func steps(length: Int, step: Int) {
    let features = NamedFeatures(
      0, [SmallContexts.scores(content: 1)], SmallContexts.context([SmallContexts.word(length)]))
    let steps = [
      "own, under 20 characters", "own, 20 to 59 characters", "own, 60 to 139 characters",
      "own, 140 characters and more",
    ]
    #expect(steps.map { features.values[$0] } == (0..<4).map { $0 == step ? 1 : 0 })
  }
}
