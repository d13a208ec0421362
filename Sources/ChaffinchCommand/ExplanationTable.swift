// The columns of explanations for people: numbers to the left, names to the right. Chooses nothing.

import Chaffinch

/// A table of numbers with names behind them.
struct ExplanationTable {
  /// The names of the models' columns, without that of the mixture.
  private let models: [String]
  private let columns: Int
  /// The width of a number's column.
  private static let width = 10

  /// The table of a level, or of the decision for `nil`.
  init(_ level: ScoreExplanation.Level?, columns: Int) {
    self.columns = columns
    switch level {
    case nil: models = []
    case .localText, .localMarkup: models = ["naive B.", "logistic"]
    case .contextText: models = ["context"]
    case .contextPage, .contextPart: models = ["as text", "as markup"]
    }
  }

  /// The heads of the columns, and how `rule` makes the last one of the others.
  func head(_ rule: DecisionRule) -> String {
    let weights = [rule.naiveBayesWeight, rule.logisticRegressionWeight].suffix(models.count)
    let parts = zip(weights, models).map { weight, model in
      "\(Self.signed((weight * 100).rounded() / 100).dropFirst().dropLast()) × \(model)"
    }
    return line(
      (models + ["together"]).map { Self.right($0) }, "= \(parts.joined(separator: " + "))")
  }

  /// A row of a term.
  func row(_ entry: RankedTerms.Entry, _ name: String) -> String {
    row((entry.first, entry.second, entry.together), name)
  }

  /// A row of numbers.
  func row(_ numbers: (first: Float, second: Float, together: Float), _ name: String) -> String {
    let shown =
      models.count == 2
      ? [numbers.first, numbers.second] : models.count == 1 ? [numbers.second] : []
    return line((shown + [numbers.together]).map { Self.right(Self.signed($0)) }, name)
  }

  /// A row of the last column alone.
  func row(together: Float, _ name: String) -> String {
    line(models.map { _ in Self.right("") } + [Self.right(Self.signed(together))], name)
  }

  private func line(_ cells: [String], _ name: String) -> String {
    let room = max(columns - Self.width * cells.count - 2, 8)
    return "\(cells.joined())  \(WrappedText.cut(name, columns: room))"
  }

  private static func right(_ text: String) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }

  /// A number with its sign and three decimals.
  static func signed(_ number: Float) -> String {
    guard number.magnitude < 1e12 else { return "\(number)" }
    let thousandths = Int((Double(number.magnitude) * 1000).rounded())
    let sign = thousandths == 0 ? " " : number < 0 ? "-" : "+"
    let fraction = String(1000 + thousandths % 1000).dropFirst()
    return "\(sign)\(thousandths / 1000).\(fraction)"
  }
}
