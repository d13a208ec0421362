// Tests which paragraphs stand in the same template, how far apart they nest, and which is the title.

import Testing

@testable import Chaffinch

@Suite("Page contexts")
struct PageContextTests {
  @Test("Paragraphs are grouped by their element, its parent, outer levels and path")
  func groups() {
    let page = SmallContexts.page([2, 3, 6, 4, nil])
    let kinds = PageContext.templateKinds
    #expect(kinds == ["element", "element and parent", "four levels", "outer levels", "path"])
    #expect(page.groups[0] == [0, 0, 0, 0, 1])
    for kind in 1..<5 { #expect(page.groups[kind] == [0, 0, 1, 0, 2]) }
    #expect(page.groups.map { ($0.max() ?? -1) + 1 } == [2, 3, 3, 3, 3])
  }

  @Test("Class words tell templates apart, in any order and whatever their numbers")
  func signatures() {
    let markup = ArticleMarkup(
      elements: ["lead wide", "wide lead", "lead", "col-11 x", "x col-22"].map {
        (name: "p", words: $0, parent: nil)
      })
    let page = SmallContexts.page([0, 1, 2, 3, 4], in: markup)
    #expect(page.groups[0] == [0, 0, 1, 2, 2])
    // The path has names only.
    #expect(page.groups[4] == [0, 0, 0, 0, 0])
  }

  @Test("Depths and parents are those of the elements")
  func depths() {
    let page = SmallContexts.page([])
    #expect(page.depths == [1, 2, 3, 3, 3, 2, 3])
    #expect(page.parents == [-1, 0, 1, 1, 1, 0, 5])
    #expect(page.elements[5] == .aside)
  }

  @Test(
    "Steps count the elements that hold one paragraph and not the other",
    arguments: [
      (2, 2, 0, 0), (2, 3, 1, 1), (2, 6, 2, 2), (2, 1, 1, 0), (0, 6, 0, 2), (nil, 2, 0, 3),
      (6, nil, 3, 0), (nil, nil, 0, 0),
    ] as [(Int?, Int?, Int, Int)])
  func steps(from: Int?, to: Int?, own: Int, other: Int) {
    let steps = SmallContexts.page([from, to]).steps(from: 0, to: 1)
    #expect(steps.own == own && steps.other == other)
  }

  @Test("Steps between deep elements stop at sixty-four")
  func manySteps() {
    // Two chains of a hundred below one root.
    let left = (0...100).map { (name: "b", words: "", parent: $0 == 0 ? nil : $0 - 1) }
    let right = (0..<100).map { (name: "i", words: "", parent: $0 == 0 ? 0 : 100 + $0) }
    let page = SmallContexts.page([100, 200], in: ArticleMarkup(elements: left + right))
    let steps = page.steps(from: 0, to: 1)
    #expect(steps.own == 32 && steps.other == 32)
  }

  @Test("The title is the first of those that repeat it best, by more than a fifth")
  func titlePlace() {
    func place(_ shares: [(Float, Float)]) -> Int? {
      let overlaps = shares.map { PageWords.Overlap(title: $0.0, ofTitle: $0.1) }
      return SmallContexts.page(shares.map { _ in nil }, overlaps: overlaps).titlePlace
    }
    #expect(place([(0.5, 0.5), (1, 0.5), (0.5, 1), (0.1, 1)]) == 1)
    // 0.4 · 0.5 = 0.2 is no more than a fifth.
    #expect(place([(0.4, 0.5), (0, 1)]) == nil)
    #expect(place([]) == nil)
  }

  @Test("An element that there is not is none", arguments: [7, -1, .max, .min])
  func wrongPlace(element: Int) {
    let page = SmallContexts.page([2, element, nil])
    #expect(page.places[1]?.element == nil && page.places[1] != nil)
    for groups in page.groups { #expect(groups[1] == groups[2]) }
    #expect(page.steps(from: 0, to: 1).own == 3)
  }
}
