// Tests the gate: which floors are missed, and that new floors are lower only where that is allowed.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct GateTests {
  /// Content 9 of 10 right, the tenth called promo; promo 1 of 1. Accuracy 10/11 = .9091, F1 of content
  /// 18/19 = .9474, of promo 2/3 = .6667; macro-F1 .8070.
  private var evaluation: Evaluation {
    scored(
      Array(repeating: (.content, .content), count: 9) + [(.content, .promo), (.promo, .promo)]
    ).evaluation
  }

  private func baseline(_ floors: [GateBaseline.Floor]) -> GateBaseline {
    GateBaseline().pinning(.init(fingerprint: "f", floors: floors), as: "c")
  }

  private func gate(_ floors: [GateBaseline.Floor]) throws(GateError) -> Gate {
    try Gate(evaluation, name: "c", fingerprint: "f", baseline: baseline(floors))
  }

  @Test("Scores at and above their floors pass, others are named with both figures")
  func missed() throws {
    let gate = try gate([
      .init(.accuracy, 0.9091), .init(.f1(.content), 0.9), .init(.f1(.promo), 0.7),
    ])
    #expect(!gate.passed)
    #expect(gate.missed.map(\.score) == [.f1(.promo)])
    #expect(
      gate.missed.first?.message == "F1 of promo is 0.6667, its floor is 0.7000: worse by 0.0333")
    #expect(gate.cases.first?.message == "accuracy is 0.9091, its floor is 0.9091")
  }

  @Test("A score that is undefined misses any floor")
  func undefined() throws {
    let gate = try gate([.init(.f1(.byline), 0)])
    #expect(!gate.passed)
    #expect(gate.cases[0].message == "F1 of byline is –, its floor is 0.0000: worse by all of it")
  }

  @Test("Floors for another corpus, or for none of that name, are no floors")
  func otherCorpus() {
    let baseline = baseline([])
    #expect(throws: GateError.otherCorpus(name: "c", pinned: "f", found: "g")) {
      try Gate(evaluation, name: "c", fingerprint: "g", baseline: baseline)
    }
    #expect(throws: GateError.unknownCorpus(name: "d", known: ["c"])) {
      try Gate(evaluation, name: "d", fingerprint: "f", baseline: baseline)
    }
  }

  private func floors(
    after old: [GateBaseline.Floor], allowsRegression: Bool = false
  ) -> (floors: [Score: Double], gate: Gate?) {
    let updated = baseline(old).updated(
      evaluation, name: "c", fingerprint: "g", allowsRegression: allowsRegression)
    let pin = updated.baseline["c"]
    #expect(pin?.fingerprint == "g")
    return (
      Dictionary(uniqueKeysWithValues: (pin?.floors ?? []).map { ($0.score, $0.value) }),
      updated.gate
    )
  }

  @Test("New floors are a margin below the scores")
  func pinned() {
    let (floors, gate) = floors(after: [])
    #expect(
      floors == [.macroF1: 0.802, .accuracy: 0.9041, .f1(.content): 0.9374, .f1(.promo): 0.6567])
    #expect(gate?.passed == true)
  }

  @Test("A floor between the margin and the score stays")
  func kept() {
    let (floors, gate) = floors(after: [.init(.accuracy, 0.907)])
    #expect(floors[.accuracy] == 0.907)
    #expect(gate?.passed == true)
  }

  @Test("A floor that is missed is lowered only where that is allowed")
  func lowered() {
    let old = [GateBaseline.Floor(.accuracy, 0.95)]
    let kept = floors(after: old)
    #expect(kept.floors[.accuracy] == 0.95)
    #expect(kept.gate?.passed == false)
    #expect(floors(after: old, allowsRegression: true).floors[.accuracy] == 0.9041)
  }

  @Test("What was pinned passes the gate")
  func idempotence() throws {
    let updated = baseline([]).updated(
      evaluation, name: "c", fingerprint: "g", allowsRegression: false
    ).baseline
    #expect(try Gate(evaluation, name: "c", fingerprint: "g", baseline: updated).passed)
    let again = updated.updated(
      evaluation, name: "c", fingerprint: "g", allowsRegression: false
    ).baseline
    #expect(again == updated)
  }
}
