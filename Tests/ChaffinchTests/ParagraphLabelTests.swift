// Tests the spelling of the labels and how the inner ones fold into the public ones.

import Testing

@testable import Chaffinch

@Suite("Labels")
struct ParagraphLabelTests {
  @Test("Public labels stand in their order and come back from their names")
  func publicNames() {
    #expect(ParagraphLabel.allCases.map(\.name) == ["content", "caption", "promo", "byline"])
    #expect(ParagraphLabel.allCases.map { Int($0.rawValue) } == [0, 1, 2, 3])
    for label in ParagraphLabel.allCases { #expect(ParagraphLabel(name: label.name) == label) }
  }

  @Test("Inner labels stand in their order and come back from their names")
  func innerNames() {
    #expect(
      InnerLabel.allCases.map(\.name) == ["content", "caption", "promo", "byline", "paywall"])
    #expect(InnerLabel.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
    for label in InnerLabel.allCases { #expect(InnerLabel(name: label.name) == label) }
  }

  @Test("Any other spelling is no label", arguments: ["", "Content", "promo ", "k", "captions"])
  func otherNames(name: String) {
    #expect(ParagraphLabel(name: name) == nil)
    #expect(InnerLabel(name: name) == nil)
  }

  @Test("Paywall folds into promo and is no public label; the others keep their names")
  func folding() {
    #expect(InnerLabel.paywall.label == .promo)
    #expect(ParagraphLabel(name: "paywall") == nil)
    for label in InnerLabel.allCases where label != .paywall {
      #expect(label.label.name == label.name)
    }
  }
}
