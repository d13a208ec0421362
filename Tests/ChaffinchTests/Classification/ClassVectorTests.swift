// Tests softmax and its logarithm: hand-worked values, sums, and scores of any size.

import Testing

@testable import Chaffinch

@Suite("Class vectors")
struct ClassVectorTests {
  private func vector(_ values: [Float]) -> ClassVector {
    var result = ClassVector.zero
    for lane in 0..<InnerLabel.count { result[lane] = values[lane] }
    return result
  }

  private func randomScores(_ spread: Float, _ generator: inout SeededGenerator) -> ClassVector {
    vector((0..<5).map { _ in Float.random(in: -spread...spread, using: &generator) })
  }

  @Test("A label's lane is its raw value")
  func lanes() {
    var scores = vector([1, 2, 3, 4, 5])
    #expect(InnerLabel.allCases.map { scores[$0] } == [1, 2, 3, 4, 5])
    scores[.promo] = 9
    #expect(scores == vector([1, 2, 9, 4, 5]))
    #expect(InnerLabel.count == InnerLabel.allCases.count)
  }

  @Test(
    "Equal scores give equal probabilities, however large",
    arguments: [0, -7, 1e4, -3e38] as [Float])
  func equalScores(score: Float) {
    let probabilities = softmax(vector(Array(repeating: score, count: 5)))
    for lane in 0..<5 { #expect(probabilities[lane] == 0.2) }
    for lane in 5..<8 { #expect(probabilities[lane] == 0) }
  }

  @Test("Scores that are logarithms of shares give the shares")
  func handWorked() {
    // e^{ln 4} : e^{ln 2} : 1 : 1 : 0 = 4 : 2 : 1 : 1 : 0, together 8.
    let scores = vector([1.3862944, 0.6931472, 0, 0, -200])
    let expected: [Float] = [0.5, 0.25, 0.125, 0.125, 0]
    let probabilities = softmax(scores)
    for lane in 0..<5 { #expect(abs(probabilities[lane] - expected[lane]) < 1e-6) }
    // ln ½, ln ¼, ln ⅛, ln ⅛, and −200 − ln 8.
    let logs: [Float] = [-0.6931472, -1.3862944, -2.0794415, -2.0794415, -202.07944]
    for lane in 0..<5 { #expect(abs(logSoftmax(scores)[lane] - logs[lane]) < 2e-5) }
  }

  @Test(
    "Probabilities lie between 0 and 1 and sum to 1",
    arguments: [0.1, 5, 100, 1e6, 1.6e38] as [Float])
  func sums(spread: Float) {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let scores = randomScores(spread, &generator)
      let probabilities = softmax(scores)
      var sum: Float = 0
      for lane in 0..<5 {
        #expect((0...1).contains(probabilities[lane]))
        sum += probabilities[lane]
      }
      #expect(abs(sum - 1) < 1e-6, "\(scores)")
    }
  }

  @Test(
    "Log-probabilities are the logarithms of the probabilities, for large scores too",
    arguments: [0, 1000, -1e5, 1e6] as [Float])
  func logarithms(offset: Float) {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<200 {
      let scores = randomScores(8, &generator) + vector(Array(repeating: offset, count: 5))
      let probabilities = softmax(scores)
      let logs = logSoftmax(scores)
      for lane in 0..<5 {
        let expected = naturalLogarithm(Double(probabilities[lane]))
        #expect(abs(Double(logs[lane]) - expected) < 1e-5, "\(scores)")
        #expect(logs[lane] <= 0)
      }
    }
  }

  @Test("A constant added to every score changes no probability")
  func shift() {
    // Quarters and 64 are exact in Float, so the sums are too.
    let scores = vector([0.25, -1.5, 2, 0.75, -3])
    let shifted = scores + vector(Array(repeating: 64, count: 5))
    #expect(softmax(shifted) == softmax(scores))
    for lane in 0..<5 {
      #expect(abs(logSoftmax(shifted)[lane] - logSoftmax(scores)[lane]) < 1e-6)
    }
  }

  @Test("The largest score has the largest probability")
  func order() {
    let probabilities = softmax(vector([1, 3, 2, -1, 0]))
    #expect(probabilities[1] > probabilities[2])
    #expect(probabilities[2] > probabilities[0])
    #expect(probabilities[0] > probabilities[4])
    #expect(probabilities[4] > probabilities[3])
  }
}
