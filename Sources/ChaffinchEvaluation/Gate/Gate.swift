// The quality gate: a model's scores against the floors of a baseline, and new floors. Reads no files.

import Chaffinch

/// What the gate says of one floor.
public struct GateCase: Sendable, Equatable {
  /// The corpus's name in the baseline.
  public let corpus: String
  /// The score.
  public let score: Score
  /// Its floor.
  public let floor: Double
  /// What was found; `nil` where the score is undefined.
  public let value: Double?

  /// Scores are printed with four decimals: one that prints like its floor has not missed it.
  private static let rounding = 0.00005

  /// Whether the score is defined and not below its floor.
  public var passed: Bool { (value ?? -1) + Self.rounding >= floor }

  /// The score, its value and its floor, in one line.
  public var message: String {
    let figures =
      "\(score.title) is \(Evaluation.format(value)), its floor is \(Evaluation.format(floor))"
    return passed ? figures : figures + ": worse by " + shortfall
  }

  private var shortfall: String { value.map { Evaluation.format(floor - $0) } ?? "all of it" }
}

/// The gate of a corpus.
public struct Gate: Sendable, Equatable {
  /// The corpus's name in the baseline.
  public let name: String
  /// A case for each floor, in the baseline's order.
  public let cases: [GateCase]

  /// Whether no floor was missed.
  public var passed: Bool { cases.allSatisfy(\.passed) }
  /// The floors that were missed.
  public var missed: [GateCase] { cases.filter { !$0.passed } }

  /// Compares scores with the floors for the corpus called `name`.
  ///
  /// - Throws: ``GateError/unknownCorpus(name:known:)``,
  ///   ``GateError/otherCorpus(name:pinned:found:)`` when the floors are for another fingerprint.
  public init(
    _ evaluation: Evaluation, name: String, fingerprint: String, baseline: GateBaseline
  ) throws(GateError) {
    guard let pin = baseline[name] else {
      throw .unknownCorpus(name: name, known: baseline.names)
    }
    guard pin.fingerprint == fingerprint else {
      throw .otherCorpus(name: name, pinned: pin.fingerprint, found: fingerprint)
    }
    self.init(evaluation, name: name, pin)
  }

  /// Compares scores with floors, whatever corpus they are for.
  init(_ evaluation: Evaluation, name: String, _ pin: GateBaseline.Pin) {
    self.name = name
    cases = pin.floors.map { floor in
      GateCase(
        corpus: name, score: floor.score, floor: floor.value,
        value: floor.score.value(in: evaluation))
    }
  }
}

extension GateBaseline {
  /// How far below a score its new floor is: what chance and harmless changes may cost. A label has fewer
  /// paragraphs than all of them, so its F1 varies more.
  static func margin(of score: Score) -> Double {
    switch score {
    case .macroF1, .accuracy: 0.005
    case .f1: 0.01
    // A few dozen paragraphs in most corpora.
    case .paywallF1: 0.05
    default: 0
    }
  }

  /// The baseline with new floors for the corpus called `name`, a margin below its scores, and what the
  /// old ones say of these scores, whatever corpus they were for.
  ///
  /// A floor is never lowered unless `allowsRegression`: where a score is above its old floor by less than
  /// the margin, the old floor stays; where it is below, `gate` has missed it, and the caller should not
  /// keep `baseline`. A score that is undefined has no floor; an old floor for it counts as missed.
  public func updated(
    _ evaluation: Evaluation, name: String, fingerprint: String, allowsRegression: Bool
  ) -> (baseline: GateBaseline, gate: Gate?) {
    let old = self[name]
    let floors = GateBaseline.scores.compactMap { score -> Floor? in
      guard let value = score.value(in: evaluation) else { return nil }
      // In whole tenthousandths, as the file keeps it.
      let lowered = ((value - Self.margin(of: score)) * 10_000).rounded() / 10_000
      let floor = max(lowered, 0)
      let before = old?.floors.first { $0.score == score }?.value
      guard let before else { return Floor(score, floor) }
      let isMissed = value + 0.00005 < before
      return Floor(score, isMissed && allowsRegression ? floor : max(floor, before))
    }
    return (
      pinning(Pin(fingerprint: fingerprint, floors: floors), as: name),
      old.map { Gate(evaluation, name: name, $0) }
    )
  }
}
