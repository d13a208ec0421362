// The options of `train` that say how to train: a settings file, and an option for each setting. Trains
// nothing.

import ArgumentParser
import Chaffinch
import ChaffinchTraining

/// `--settings` and the options that override what it says.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Read settings from FILE, lines of 'name = value'; the names are those of the options below \
      with _ for -. Options override the file.
      """, valueName: "file"), completion: .file())
  var settings: String?

  @Option(help: help(.algorithm, "naive-bayes, logistic-regression or ensemble.", "algorithm"))
  var algorithm: Algorithm?

  @Option(help: help(.smoothing, "Naive Bayes' Lidstone smoothing, above 0.", "alpha"))
  var smoothing: Double?

  @Option(
    help: help(.l2Penalty, "Logistic regression's L2 penalty against the sum of losses.", "lambda"))
  var l2Penalty: Double?

  @Option(
    help: help(
      .classBalance,
      "How far logistic regression weighs rare labels up, 0 (not) to 1 (all labels equal).",
      "share"))
  var classBalance: Double?

  @Option(help: help(.iterations, "L-BFGS iterations at most.", "n"))
  var iterations: Int?

  @Option(help: help(.tableBits, "Rows of the feature table as a power of two, 8 to 22.", "n"))
  var tableBits: Int?

  @Option(
    help: help(
      .partialWeight,
      "How much a paragraph of a partly labelled page counts against a labelled one's 1.", "share"))
  var partialWeight: Double?

  @Option(help: help(.contextRounds, "Rounds of the context model, 0 (none) to 4.", "n"))
  var contextRounds: Int?

  @Option(
    help: help(
      .textGates, "Gates of the context model for text: 1 for none to 5 for all.", "n"))
  var textGates: Int?

  @Option(help: help(.markupGates, "As --text-gates, for markup.", "n"))
  var markupGates: Int?

  @Option(
    help: help(
      .contextPenalty, "The context model's L2 penalty, against the sum of losses.", "lambda"))
  var contextPenalty: Double?

  @Option(help: help(.contextBalance, "As --class-balance, for the context model.", "share"))
  var contextBalance: Double?

  @Option(help: help(.contextIterations, "L-BFGS iterations of each round at most.", "n"))
  var contextIterations: Int?

  @Option(
    help: help(
      .contextWithout,
      """
      Families of context features to leave out, with commas between them: \
      \(ContextFamilies.named.map(\.name).joined(separator: ", ")).
      """, "families"))
  var contextWithout: String?

  @Option(help: help(.folds, "Folds, by site, for the calibration; at least 2.", "n"))
  var folds: Int?

  @Option(help: help(.seed, "Seed of every random choice.", "n"))
  var seed: UInt64?

  /// The settings that options name, with their values.
  private var given: [(setting: TrainingSetting, text: String)] {
    let all: [(TrainingSetting, String?)] = [
      (.algorithm, algorithm?.rawValue), (.smoothing, smoothing.map { String($0) }),
      (.l2Penalty, l2Penalty.map { String($0) }), (.classBalance, classBalance.map { String($0) }),
      (.iterations, iterations.map { String($0) }), (.tableBits, tableBits.map { String($0) }),
      (.partialWeight, partialWeight.map { String($0) }),
      (.contextRounds, contextRounds.map { String($0) }),
      (.textGates, textGates.map { String($0) }), (.markupGates, markupGates.map { String($0) }),
      (.contextPenalty, contextPenalty.map { String($0) }),
      (.contextBalance, contextBalance.map { String($0) }),
      (.contextIterations, contextIterations.map { String($0) }),
      (.contextWithout, contextWithout), (.folds, folds.map { String($0) }),
      (.seed, seed.map { String($0) }),
    ]
    return all.compactMap { setting, text in text.map { (setting, $0) } }
  }

  /// The settings that options name: a search leaves them alone.
  var fixed: Set<TrainingSetting> { Set(given.map(\.setting)) }

  func validate() throws {
    var settings = TrainingSettings()
    for (setting, text) in given {
      if let problem = setting.set(text, in: &settings) {
        throw ValidationError("--\(Self.option(setting)) \(problem)")
      }
    }
  }

  /// The settings of the file, if there is one, with those of the options.
  func load() throws(CommandError) -> TrainingSettings {
    var result = TrainingSettings()
    if let settings {
      let bytes = try InputFile.bytes(of: settings)
      do {
        result = try TrainingSettings(text: String(decoding: bytes, as: UTF8.self))
      } catch {
        throw .data("\(settings):\(error)")
      }
    }
    for (setting, text) in given { _ = setting.set(text, in: &result) }
    return result
  }

  private static func option(_ setting: TrainingSetting) -> String {
    String(setting.rawValue.map { $0 == "_" ? "-" : $0 })
  }

  private static func help(_ setting: TrainingSetting, _ text: String, _ valueName: String)
    -> ArgumentHelp
  {
    let value = setting.text(in: TrainingSettings())
    return ArgumentHelp("\(text) (default: \(value))", valueName: valueName)
  }
}

extension Algorithm: ExpressibleByArgument {}
