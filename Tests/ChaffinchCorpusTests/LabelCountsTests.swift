// Tests counts of labels: their order, their sums.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct LabelCountsTests {
  @Test("Each label has a count of its own, 0 at first", arguments: InnerLabel.allCases)
  func counting(label: InnerLabel) {
    var counts = LabelCounts()
    #expect(counts.total == 0)
    counts[label] += 2
    #expect(
      InnerLabel.allCases.map { counts[$0] } == InnerLabel.allCases.map { $0 == label ? 2 : 0 })
  }

  @Test("Counts add label by label, and list what is there in the labels' order")
  func adding() {
    var left = LabelCounts()
    left[.paywall] = 1
    left[.content] = 2
    var right = LabelCounts()
    right[.content] = 3
    left += right
    #expect(left.total == 6)
    #expect(left.present.map(\.label) == [.content, .paywall])
    #expect(left.present.map(\.count) == [5, 1])
  }
}
