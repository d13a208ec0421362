// Tests the steps of weights, of their own and in a model's bytes.

import Testing

@testable import Chaffinch

@Suite("Steps of weights")
struct WeightStepsTests {
  @Test("An array's steps come back, the least and the largest too")
  func array() {
    let steps: WeightSteps = [-128, -1, 0, 1, 127]
    #expect(steps.count == 5)
    #expect(Array(steps) == [-128, -1, 0, 1, 127])
    #expect(steps.withSpan { span in span.indices.map { span[$0] } } == Array(steps))
  }

  @Test("Some of a model's bytes are steps of the same bits")
  func bytes() {
    let steps = WeightSteps(.array([9, 0x80, 0xFF, 0x7F, 9]), 1..<4)
    #expect(Array(steps) == [-128, -1, 127])
    #expect(steps == WeightSteps([-128, -1, 127]))
    #expect(steps != WeightSteps([-128, -1, 126]))
    #expect(steps != WeightSteps([-128, -1]))
  }

  @Test("None are an empty collection")
  func none() {
    #expect(WeightSteps([]).isEmpty)
    #expect(WeightSteps([]).withSpan { $0.isEmpty })
  }
}
