// Tests the estimates of wrong labels from counts.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ConfidentJointTests {
  private func joint(_ pairs: [(given: ParagraphLabel, likely: ParagraphLabel?)]) -> ConfidentJoint
  {
    var joint = ConfidentJoint()
    for pair in pairs { joint.add(given: pair.given, likely: pair.likely) }
    return joint
  }

  @Test("The shares of a row hold for those of its paragraphs that are sure of nothing")
  func estimate() {
    let joint = joint([
      (.content, .content), (.content, .content), (.content, .byline), (.content, nil),
      (.content, nil), (.content, nil),
    ])
    // 6 · 2/3 and 6 · 1/3.
    #expect(joint.support(of: .content) == 6)
    #expect(joint.estimate(given: .content, likely: .content) == 4)
    #expect(joint.estimate(given: .content, likely: .byline) == 2)
    #expect(joint.estimatedErrors == 2)
  }

  @Test("A label that nothing is sure of counts once as itself")
  func diagonal() {
    let joint = joint([(.caption, .promo), (.caption, nil), (.byline, nil)])
    // Caption: one promo and one counted as itself, of two; byline: itself alone.
    #expect(joint[given: .caption, likely: .caption] == 0)
    #expect(joint.estimate(given: .caption, likely: .promo) == 1)
    #expect(joint.estimate(given: .byline, likely: .byline) == 1)
    #expect(joint.estimatedErrors == 1)
  }

  @Test("The estimates sum to the paragraphs")
  func sum() {
    let labels = ParagraphLabel.allCases
    var joint = ConfidentJoint()
    for number in 0..<40 {
      let likely: ParagraphLabel? = number % 7 == 0 ? nil : labels[(number / 5) % 4]
      joint.add(given: labels[number % 4], likely: likely)
    }
    var sum = 0.0
    for given in labels {
      for likely in labels { sum += joint.estimate(given: given, likely: likely) }
    }
    #expect(abs(sum - 40) < 1e-9)
  }
}
