// Each training setting by its name: read from a text, written as one, checked. Knows no file and no
// command line.

import Chaffinch

/// A setting of a training run, by the name that settings files and provenance give it.
public enum TrainingSetting: String, CaseIterable, Sendable {
  /// ``TrainingSettings/algorithm``.
  case algorithm
  /// ``TrainingSettings/smoothing``.
  case smoothing
  /// ``TrainingSettings/l2Penalty``.
  case l2Penalty = "l2_penalty"
  /// ``TrainingSettings/classBalance``.
  case classBalance = "class_balance"
  /// ``TrainingSettings/iterations``.
  case iterations
  /// ``TrainingSettings/tableBits``.
  case tableBits = "table_bits"
  /// ``TrainingSettings/partialWeight``.
  case partialWeight = "partial_weight"
  /// ``TrainingSettings/contextRounds``.
  case contextRounds = "context_rounds"
  /// ``TrainingSettings/textGates``.
  case textGates = "text_gates"
  /// ``TrainingSettings/markupGates``.
  case markupGates = "markup_gates"
  /// ``TrainingSettings/contextPenalty``.
  case contextPenalty = "context_penalty"
  /// ``TrainingSettings/contextBalance``.
  case contextBalance = "context_balance"
  /// ``TrainingSettings/contextIterations``.
  case contextIterations = "context_iterations"
  /// ``TrainingSettings/contextWithout``.
  case contextWithout = "context_without"
  /// ``TrainingSettings/folds``.
  case folds
  /// ``TrainingSettings/seed``.
  case seed

  /// Where the setting stands and what it may be.
  private enum Place {
    case real(WritableKeyPath<TrainingSettings, Double>, Bound)
    case whole(WritableKeyPath<TrainingSettings, Int>, ClosedRange<Int>)
    case algorithm, families, seed
  }

  /// What a real number may be.
  private enum Bound: String {
    case positive = "must be above 0"
    case notNegative = "must be 0 or above"
    case share = "must be 0 to 1"

    func allows(_ value: Double) -> Bool {
      switch self {
      case .positive: value > 0 && value.isFinite
      case .notNegative: value >= 0 && value.isFinite
      case .share: (0...1).contains(value)
      }
    }
  }

  private var place: Place {
    switch self {
    case .algorithm: .algorithm
    case .smoothing: .real(\.smoothing, .positive)
    case .l2Penalty: .real(\.l2Penalty, .notNegative)
    case .classBalance: .real(\.classBalance, .share)
    case .iterations: .whole(\.iterations, 1...10_000)
    case .tableBits: .whole(\.tableBits, FeatureTable.allowedBits)
    case .partialWeight: .real(\.partialWeight, .notNegative)
    case .contextRounds: .whole(\.contextRounds, 0...ContextModel.roundLimit)
    case .textGates: .whole(\.textGates, 1...ContextModel.gateLimit)
    case .markupGates: .whole(\.markupGates, 1...ContextModel.gateLimit)
    case .contextPenalty: .real(\.contextPenalty, .positive)
    case .contextBalance: .real(\.contextBalance, .share)
    case .contextIterations: .whole(\.contextIterations, 1...10_000)
    case .contextWithout: .families
    case .folds: .whole(\.folds, 2...100)
    case .seed: .seed
    }
  }

  /// The setting's value as a text from which ``set(_:in:)`` reads the same value.
  public func text(in settings: TrainingSettings) -> String {
    switch place {
    case .real(let path, _): String(settings[keyPath: path])
    case .whole(let path, _): String(settings[keyPath: path])
    case .algorithm: settings.algorithm.rawValue
    case .families: settings.contextWithout.names
    case .seed: String(settings.seed)
    }
  }

  /// Sets the setting to what a text says; a text that is no value of it leaves it as it is.
  ///
  /// - Returns: what is wrong with the text, such as `must be above 0`; `nil` for nothing.
  public func set(_ text: some StringProtocol, in settings: inout TrainingSettings) -> String? {
    var changed = settings
    switch place {
    case .real(let path, _):
      guard let value = Double(text) else { return "must be a number" }
      changed[keyPath: path] = value
    case .whole(let path, _):
      guard let value = Int(text) else { return "must be a whole number" }
      changed[keyPath: path] = value
    case .algorithm:
      guard let value = Algorithm(rawValue: String(text)) else {
        let names = Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
        return "must be one of \(names)"
      }
      changed.algorithm = value
    case .families:
      guard let value = ContextFamilies(names: text) else {
        let names = ContextFamilies.named.map(\.name).joined(separator: ", ")
        return "must be 'none' or some of \(names), with commas between them"
      }
      changed.contextWithout = value
    case .seed:
      guard let value = UInt64(text) else { return "must be a whole number, 0 or above" }
      changed.seed = value
    }
    if let problem = problem(in: changed) { return problem }
    settings = changed
    return nil
  }

  /// What is wrong with the setting's value, such as `must be above 0`; `nil` for nothing.
  public func problem(in settings: TrainingSettings) -> String? {
    switch place {
    case .real(let path, let bound):
      bound.allows(settings[keyPath: path]) ? nil : bound.rawValue
    case .whole(let path, let range):
      range.contains(settings[keyPath: path])
        ? nil : "must be \(range.lowerBound) to \(range.upperBound)"
    case .algorithm, .families, .seed: nil
    }
  }
}
