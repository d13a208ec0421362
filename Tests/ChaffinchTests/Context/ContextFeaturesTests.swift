// Tests the row of context features: how many, their names, neighbours at the article's edges.

import Testing

@testable import Chaffinch

@Suite("Context features")
struct ContextFeaturesTests {
  private let scores: [ParagraphScores] = [0.9, 0.5, 0.3, 0.1].map {
    SmallContexts.scores(content: $0, promo: 0.05, byline: 0.05 * (1 - $0))
  }
  private let page = SmallContexts.pageContext([2, 3, nil, 6])

  private func named(_ index: Int, _ context: ArticleContext) -> NamedFeatures {
    NamedFeatures(index, Array(scores.prefix(context.count)), context)
  }

  private func rows(_ context: ArticleContext) -> [[Float]] {
    let features = ContextFeatures(Array(scores.prefix(context.count)), context)
    return (0..<context.count).map { index in
      var row = ContextRow()
      features.emit(index, to: &row)
      return row.values
    }
  }

  @Test("Names are unique, and as many as there are features", arguments: [false, true])
  func names(usesMarkup: Bool) {
    let names = ContextModel.featureNames(usesMarkup: usesMarkup)
    #expect(Set(names).count == names.count)
    #expect(ContextModel.featureCount(usesMarkup: usesMarkup) == names.count)
    #expect(names.count > 100)
  }

  @Test("Every paragraph of an article has all features, in the order of the names")
  func counts() {
    for (context, usesMarkup) in [
      (page, true), (page.choosing([0, 1, 2, 3]), false), (SmallContexts.pageContext([nil]), true),
      (SmallContexts.context([""]), false),
    ] {
      let names = ContextModel.featureNames(usesMarkup: usesMarkup)
      for (index, row) in rows(context).enumerated() {
        #expect(row.count == names.count)
        #expect(row.allSatisfy { $0.isFinite })
        let values = named(index, context).values
        let differing = zip(names, row).filter { values[$0] != $1 }.map(\.0)
        #expect(differing == [])
      }
    }
  }

  @Test("Markup adds features behind those of the text and changes none of them")
  func textFeatures() {
    let text = page.choosing([0, 1, 2, 3])
    let count = ContextModel.featureCount(usesMarkup: false)
    #expect(ContextModel.featureCount(usesMarkup: true) > count)
    for (marked, plain) in zip(rows(page), rows(text)) {
      #expect(marked.prefix(count) == plain[...])
    }
    #expect(
      ContextModel.featureNames(usesMarkup: true).prefix(count)
        == ContextModel.featureNames(usesMarkup: false)[...])
  }

  @Test("Neighbours are those at the offset, and outside the article there are none")
  func neighbours() {
    let first = named(0, page)
    let last = named(3, page)
    #expect(first.has("own probability content", 0.9) && first.has("1: probability content", 0.5))
    #expect(first.has("3: probability content", 0.1) && last.has("-3: probability content", 0.9))
    for offset in 1...4 {
      #expect(first.has("-\(offset): inside", 0) && last.has("\(offset): inside", 0))
      #expect(first.has("\(offset): inside", offset < 4 ? 1 : 0))
      for label in InnerLabel.allCases {
        #expect(first.has("-\(offset): probability \(label.name)", 0))
        #expect(last.has("\(offset): probability \(label.name)", 0))
      }
    }
    #expect(first.has("-1: logarithm promo", 0))
    #expect(first.has("1: logarithm content", -0.693147))
  }

  @Test("Local scores are scaled, positions counted from both ends")
  func own() {
    let scores = ParagraphScores(
      naiveBayes: ClassVector(80, -80, 0, 0, 0, 0, 0, 0),
      logisticRegression: ClassVector(0, 4, -4, 0, 0, 0, 0, 0), rule: DecisionRule(.ensemble))
    let context = SmallContexts.context(["a", "b", "c", "d"])
    let features = NamedFeatures(1, [scores, scores, scores, scores], context)
    #expect(features.has("naive Bayes content", 2) && features.has("naive Bayes caption", -2))
    #expect(features.has("logistic regression caption", 1))
    // ln 2 / 5 = 0.138629, ln 3 / 5 = 0.219722, ln 5 / 5 = 0.321888.
    #expect(features.has("position", 0.25) && features.has("paragraphs before", 0.138629))
    #expect(features.has("paragraphs behind", 0.219722) && features.has("paragraphs", 0.321888))
    #expect(features.has("among the first 1", 0) && features.has("among the first 3", 1))
    #expect(features.has("among the last 1", 0) && features.has("among the last 3", 1))
  }

  @Test("The title's distance is counted in paragraphs behind it")
  func title() {
    let overlaps = [0, 1, 0, 0].map { PageWords.Overlap(title: $0, ofTitle: $0) }
    let page = SmallContexts.page([2, 3, 4, 6], overlaps: overlaps)
    let context = self.page.with(page: page)
    let found = (0..<4).map { named($0, context) }
    #expect(found.map { $0.values["the title"] } == [0, 1, 0, 0])
    #expect(found.map { $0.values["just behind the title"] } == [0, 0, 1, 0])
    #expect(found.map { $0.values["second behind the title"] } == [0, 0, 0, 1])
    #expect(found.map { $0.values["before the title"] } == [1, 0, 0, 0])
    #expect(found.map { $0.values["soon behind the title"] } == [0, 0, 1, 1])
    #expect(found[3].has("paragraphs behind the title", 0.1) && found[3].has("no title", 0))
    #expect(named(0, self.page).has("no title", 1))
  }

  @Test("Features appended for a trainer are those of the rows asked for, in that order")
  func append() {
    var matrix: [Float] = [7]
    ContextFeatures.append([2, 0], scores, in: page, to: &matrix)
    let all = rows(page)
    #expect(matrix == [7] + all[2] + all[0])
  }
}
