// Tests that contrasts keep what tells classes apart, and its lengths.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct ClassContrastsTests {
  @Test("A class against the others by hand")
  func byHand() {
    // (4, −1, −1, −1, −1): h₁ gives (4 + 1)/√2, h₂ (4 − 1 + 2)/√6, h₃ (4 − 2 + 3)/√12, h₄ (4 − 3 + 4)/√20.
    let contrasts = ClassContrasts.contrasts(ClassVector(4, -1, -1, -1, -1, 0, 0, 0))
    let expected = [2.0, 6, 12, 20].map { 5 / $0.squareRoot() }
    for lane in 0..<4 { #expect(isClose(Double(contrasts[lane]), expected[lane], within: 1e-6)) }
  }

  @Test("There and back nothing is lost but the mean, and products stay", arguments: 1...5)
  func roundTrip(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func numbers() -> ClassVector {
      var result = ClassVector.zero
      for lane in 0..<InnerLabel.count {
        result[lane] = Float.random(in: -2...2, using: &generator)
      }
      return result
    }
    func centred(_ classes: ClassVector) -> [Double] {
      let mean = classes.lanes.reduce(0, +) / Double(InnerLabel.count)
      return classes.lanes.map { $0 - mean }
    }
    let (left, right) = (numbers(), numbers())
    let (a, b) = (ClassContrasts.contrasts(left), ClassContrasts.contrasts(right))
    #expect(ClassContrasts.classes(a).isClose(to: centred(left), within: 1e-5))
    #expect((5..<8).allSatisfy { ClassContrasts.classes(a)[$0] == 0 })
    let product = zip(centred(left), centred(right)).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(isClose(Double((a * b).sum()), product, within: 1e-5))
  }
}
