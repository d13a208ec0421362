// Tests settings as a text: that it reads back, and what is said of a text that is wrong.

import Chaffinch
import ChaffinchTraining
import Foundation
import Testing

@Suite struct SettingsTextTests {
  @Test("Settings read back from their text, every one of them")
  func roundTrip() throws {
    let settings = TrainingSettings(
      algorithm: .naiveBayes, smoothing: 0.1, l2Penalty: 1e-7, classBalance: 0.75, iterations: 9,
      tableBits: 10, partialWeight: 0.7, contextRounds: 2, textGates: 3, markupGates: 5,
      contextPenalty: 12.5, contextBalance: 0, contextIterations: 7,
      contextWithout: [.windows, .templates], folds: 3, seed: .max)
    #expect(try TrainingSettings(text: settings.text) == settings)
    // No setting is as in the default model, so none can be missing from the text.
    let changes = settings.differences(from: TrainingSettings()).components(separatedBy: ", ")
    #expect(changes.count == TrainingSetting.allCases.count)
  }

  @Test("The text has a line for each setting")
  func text() {
    let lines = TrainingSettings().text.split(separator: "\n")
    #expect(lines.count == TrainingSetting.allCases.count)
    #expect(lines.first == "algorithm = ensemble")
    #expect(lines.contains("context_without = none"))
  }

  @Test(
    "What a text leaves out is as in the default model; comments, spaces and CRLF do not matter")
  func sparse() throws {
    let settings = try TrainingSettings(
      text: "# mine\r\n\r\n  seed=7\r\ncontext_without =  windows, templates \r\n")
    #expect(settings == TrainingSettings(contextWithout: [.windows, .templates], seed: 7))
    #expect(try TrainingSettings(text: "") == TrainingSettings())
  }

  @Test(
    "A wrong line is refused by its number and reason",
    arguments: [
      ("seed = 1\nsmoothing", 2, "is no setting; write 'name = value'"),
      ("\nsmoothness = 1", 2, "'smoothness' is no setting; the settings are algorithm, smoothing"),
      ("seed = 1\nseed = 2", 2, "'seed' stands in line 1 too; remove one of them"),
      ("smoothing = 0", 1, "smoothing must be above 0, not '0'"),
      ("smoothing = little", 1, "smoothing must be a number, not 'little'"),
      ("l2_penalty = inf", 1, "l2_penalty must be 0 or above, not 'inf'"),
      ("class_balance = 2", 1, "class_balance must be 0 to 1, not '2'"),
      ("folds = 2.5", 1, "folds must be a whole number, not '2.5'"),
      ("text_gates = 6", 1, "text_gates must be 1 to 5, not '6'"),
      ("seed = -1", 1, "seed must be a whole number, 0 or above, not '-1'"),
      ("algorithm = forest", 1, "algorithm must be one of naive-bayes, logistic-regression"),
      ("context_without = windows,doors", 1, "context_without must be 'none' or some of"),
      ("context_without =", 1, "context_without must be 'none' or some of"),
    ])
  func wrong(text: String, line: Int, reason: String) {
    let error = #expect(throws: SettingsError.self) { try TrainingSettings(text: text) }
    #expect(error?.line == line)
    #expect(error?.reason.hasPrefix(reason) == true, "\(error?.reason ?? "")")
  }

  @Test("Evaluation/settings.txt holds the settings of the default model")
  func defaultSettings() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("Evaluation/settings.txt"), encoding: .utf8)
    #expect(try TrainingSettings(text: text) == TrainingSettings())
    #expect(text.hasSuffix(TrainingSettings().text))
  }
}
