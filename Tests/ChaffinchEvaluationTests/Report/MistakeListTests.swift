// Tests mistakes: what they hold, their order, and the telling few.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct MistakeListTests {
  @Test("A mistake has its place, its labels and two neighbours on each side")
  func parts() throws {
    let rows: [Row] = (1...6).map { (.content, sure($0 == 4 ? .promo : .content), "P\($0).") }
    let mistakes = MistakeList(of: ScoredCorpus([article(rows, id: "x")])).all
    let mistake = try #require(mistakes.first)
    #expect(mistakes.count == 1)
    #expect(mistake.article == "x" && mistake.articleNumber == 1)
    #expect(mistake.paragraph == 4 && mistake.paragraphCount == 6)
    #expect(mistake.text == "P4.")
    #expect(mistake.before.map(\.text) == ["P2.", "P3."])
    #expect(mistake.after.map(\.text) == ["P5.", "P6."])
    #expect(mistake.before.map(\.truth) == [.content, .content])
  }

  @Test("Paragraphs without a label, without a prediction or with the right one are no mistakes")
  func none() {
    let rows: [Row] = [
      (nil, sure(.promo), "a"), (.promo, nil, "b"), (.paywall, sure(.promo), "c"),
    ]
    #expect(MistakeList(of: ScoredCorpus([article(rows)])).all.isEmpty)
  }

  @Test("The surest come first, equal ones in the order of the corpus")
  func order() {
    let first: [Row] = [(.content, said(.promo, 0.5), "a"), (.content, said(.promo, 0.75), "b")]
    let second: [Row] = [(.content, said(.caption, 0.75), "c"), (.content, said(.promo, 1), "d")]
    let mistakes = MistakeList(of: ScoredCorpus([article(first), article(second)])).all
    #expect(mistakes.map(\.text) == ["d", "b", "c", "a"])
  }

  @Test("The telling ones are spread over pairs of labels, at most two an article")
  func telling() {
    // Twelve sure promos in one article, one unsure caption in another.
    let many: [Row] = (1...12).map { (.content, sure(.promo), "m\($0)") }
    let one: [Row] = [
      (.byline, said(.caption, 0.5), "rare"), (.content, said(.promo, 0.75), "other"),
    ]
    let telling = MistakeList(of: ScoredCorpus([article(many), article(one)])).telling()
    #expect(telling.map(\.text) == ["m1", "m2", "other", "rare"])
  }

  @Test("With many pairs each gives its surest, the most frequent pair first")
  func pairs() {
    let articles = (0..<6).map { number -> ScoredArticle in
      let label = ParagraphLabel.allCases[1 + number % 3]
      return article([(.content, said(label, 0.5 + 0.0625 * Float(number)), "\(number)")])
    }
    let telling = MistakeList(of: ScoredCorpus(articles)).telling(3)
    #expect(telling.map(\.text) == ["5", "4", "3"])
  }

  @Test("Long texts are cut, and without texts there are none")
  func texts() throws {
    let rows: [Row] = [
      (.content, sure(.promo), String(repeating: "é", count: 3000)),
      (.content, sure(.content), String(repeating: "y", count: 3000)),
    ]
    let corpus = ScoredCorpus([article(rows)])
    let quoted = try #require(MistakeList(of: corpus).all.first)
    #expect(quoted.text?.count == 2001 && quoted.text?.hasSuffix("é…") == true)
    #expect(quoted.after.first?.text?.count == 301)
    let bare = try #require(MistakeList(of: corpus, includesText: false).all.first)
    #expect(bare.text == nil && bare.after.first?.text == nil)
    #expect(bare.after.first?.truth == .content)
  }
}
