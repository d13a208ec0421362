// Tests which span labels which paragraph.

import Testing

@testable import ChaffinchCorpus

@Suite struct SpanLabelsTests {
  private func labels(
    _ places: [Range<Int>], _ spans: (Range<Int>, KnownLabel?)...
  ) -> SpanLabels {
    SpanLabels(places, spans.map { LabelledSpan(place: $0.0, label: $0.1) })
  }

  @Test("The span that covers most of a paragraph labels it, the first of equal ones")
  func most() {
    let places = [0..<10, 12..<22]
    #expect(labels(places, (0..<6, .promo), (0..<9, .byline)).labels == [.byline, nil])
    #expect(labels(places, (0..<9, .promo), (1..<10, .byline)).labels == [.promo, nil])
    #expect(labels(places, (0..<30, .promo), (0..<10, .byline)).labels == [.promo, .promo])
  }

  @Test("Half of a paragraph is enough, less is counted as unused")
  func half() {
    let found = labels([0..<10, 12..<22], (0..<5, .promo), (12..<16, .byline), (10..<12, .caption))
    #expect(found.labels == [.promo, nil])
    #expect(found.unused == 2)
  }

  @Test("A label that says nothing covers, too")
  func nothing() {
    #expect(labels([0..<10], (0..<10, nil), (0..<9, .promo)).labels == [nil])
  }

  @Test("Many spans over many paragraphs give what trying each pair gives")
  func allPairs() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<50 {
      var places: [Range<Int>] = []
      var end = 0
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let start = end + Int.random(in: 0...2, using: &random)
        end = start + Int.random(in: 1...6, using: &random)
        places.append(start..<end)
      }
      let spans = (0..<Int.random(in: 0...10, using: &random)).map { _ in
        let start = Int.random(in: 0..<end, using: &random)
        return LabelledSpan(
          place: start..<Int.random(in: (start + 1)...(end + 1), using: &random),
          label: KnownLabel.allCases.randomElement(using: &random))
      }
      let expected = places.map { place in
        var best: (part: Int, label: KnownLabel?) = (0, nil)
        for span in spans {
          let part = place.clamped(to: span.place).count
          if 2 * part >= place.count, part > best.part { best = (part, span.label) }
        }
        return best.label
      }
      let unused = spans.count { span in
        places.allSatisfy { 2 * $0.clamped(to: span.place).count < $0.count }
      }
      let found = SpanLabels(places, spans)
      #expect(found.labels == expected)
      #expect(found.unused == unused)
    }
  }

  @Test("A span over everything, many times, costs no more than once")
  func many() {
    let places = (0..<20_000).map { 2 * $0..<2 * $0 + 1 }
    let spans = [LabelledSpan](
      repeating: LabelledSpan(place: 0..<40_000, label: .promo), count: 20_000)
    #expect(SpanLabels(places, spans).labels.allSatisfy { $0 == .promo })
  }
}
