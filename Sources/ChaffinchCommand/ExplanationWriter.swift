// Writes the explanation of a paragraph as one JSON object. The order of its members is part of the
// command's contract.

import Chaffinch

/// Writes explanations as JSON Lines.
struct ExplanationWriter {
  /// How many terms to write on either side; `nil` for all.
  let top: Int?

  /// Appends a line.
  func append(_ explained: ExplainedParagraph, to output: inout [UInt8]) {
    let explanation = explained.explanation
    let comparison = explained.comparison
    var object = JSONObjectWriter()
    object.add("file", explained.place.file, to: &output)
    object.add("record", explained.place.record, to: &output)
    object.add("item", explained.place.item, to: &output)
    object.add("title", explained.place.title, to: &output)
    object.add("field", explained.place.field, to: &output)
    object.add("paragraph", explanation.index + 1, to: &output)
    object.add("paragraphs", explained.count, to: &output)
    object.add("text", explained.text, to: &output)
    object.key("prediction", &output)
    PredictionWriter().append(explanation.prediction, to: &output)
    object.add("against", comparison.against.name, to: &output)
    object.key("classes", &output)
    var classes = JSONObjectWriter()
    classes.add("label", comparison.labelClass.name, to: &output)
    classes.add("against", comparison.againstClass.name, to: &output)
    classes.close(&output)
    object.key("levels", &output)
    let levels = explanation.local + [explanation.context].compactMap(\.self)
    output.append(UInt8(ascii: "["))
    for (number, level) in levels.enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      append(level, comparison, to: &output)
    }
    output.append(UInt8(ascii: "]"))
    object.key("decision", &output)
    append(explanation, comparison, to: &output)
    object.close(&output)
    output.append(0x0A)
  }

  private func append(
    _ explanation: Explanation, _ comparison: LabelComparison, to output: inout [UInt8]
  ) {
    var object = JSONObjectWriter()
    if let consensus = explanation.consensus {
      object.add("consensus", classes: consensus, to: &output)
    }
    object.add("scores", classes: explanation.scores, to: &output)
    object.add("margin", number: comparison.margin, to: &output)
    object.add("folding", number: comparison.folding, to: &output)
    object.add("thresholds", number: comparison.thresholds, to: &output)
    object.add("logOdds", number: comparison.logOdds, to: &output)
    object.close(&output)
  }

  private func append(
    _ level: ScoreExplanation, _ comparison: LabelComparison, to output: inout [UInt8]
  ) {
    let names = ModelNames(level.level)
    let ranked = RankedTerms(
      level, comparison.labelClass, over: comparison.againstClass, count: top)
    let chosen = ranked.speakingFor + ranked.speakingAgainst + (top == nil ? ranked.others : [])
    var object = JSONObjectWriter()
    object.add("level", level.level.rawValue, to: &output)
    names.write("weights", &object, &output) { model, part, output in
      part.add(model.name, number: model.weight(level.rule), to: &output)
    }
    object.key("terms", &output)
    output.append(UInt8(ascii: "["))
    for (number, entry) in chosen.enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      append(entry, names, to: &output)
    }
    output.append(UInt8(ascii: "]"))
    if top != nil {
      object.key("others", &output)
      var others = JSONObjectWriter()
      others.add("count", ranked.others.count, to: &output)
      let together = ranked.others.reduce(Float.zero) { $0 + $1.together }
      others.add("together", number: together, to: &output)
      others.close(&output)
    }
    object.add("corrections", classes: level.rule.corrections, to: &output)
    names.write("sum", &object, &output) { model, part, output in
      let sum = level.terms.reduce(ClassVector.zero) { $0 + model.part(of: $1) }
      part.add(model.name, classes: sum, to: &output)
    }
    names.write("scores", &object, &output) { model, part, output in
      part.add(model.name, classes: model.isFirst ? level.first : level.second, to: &output)
    }
    object.add("probabilities", classes: level.probabilities, to: &output)
    object.close(&output)
  }

  private func append(_ entry: RankedTerms.Entry, _ names: ModelNames, to output: inout [UInt8]) {
    var object = JSONObjectWriter()
    object.add("name", entry.term.name, to: &output)
    object.key("features", &output)
    output.append(UInt8(ascii: "["))
    for (number, feature) in entry.term.features.enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      var part = JSONObjectWriter()
      part.add("name", feature.name, to: &output)
      part.add("group", feature.group, to: &output)
      part.add("count", feature.count, to: &output)
      part.close(&output)
    }
    output.append(UInt8(ascii: "]"))
    object.add("row", entry.term.row, to: &output)
    names.write("values", &object, &output) { model, part, output in
      let value = model.isFirst ? entry.term.firstValue : entry.term.secondValue
      part.add(model.name, number: value, to: &output)
    }
    names.write("contributions", &object, &output) { model, part, output in
      part.add(model.name, classes: model.part(of: entry.term), to: &output)
    }
    object.add("together", number: entry.together, to: &output)
    object.close(&output)
  }
}

/// A level's models by the names that JSON has for them.
private struct ModelNames {
  struct Model {
    let name: StaticString
    let isFirst: Bool

    func part(of term: ExplanationTerm) -> ClassVector { isFirst ? term.first : term.second }

    func weight(_ rule: DecisionRule) -> Float {
      isFirst ? rule.naiveBayesWeight : rule.logisticRegressionWeight
    }
  }

  private let models: [Model]

  init(_ level: ScoreExplanation.Level) {
    models =
      level.isLocal
      ? [
        Model(name: "naiveBayes", isFirst: true),
        Model(name: "logisticRegression", isFirst: false),
      ]
      : level == .contextText
        ? [Model(name: "context", isFirst: false)]
        : [Model(name: "textContext", isFirst: true), Model(name: "context", isFirst: false)]
  }

  /// Adds an object with a member for each model.
  func write(
    _ key: StaticString, _ object: inout JSONObjectWriter, _ output: inout [UInt8],
    _ member: (Model, inout JSONObjectWriter, inout [UInt8]) -> Void
  ) {
    object.key(key, &output)
    var part = JSONObjectWriter()
    for model in models { member(model, &part, &output) }
    part.close(&output)
  }
}

extension JSONObjectWriter {
  /// Adds a number with as many digits as single precision has; `null` for what is none.
  mutating func add(_ name: StaticString, number: Float, to bytes: inout [UInt8]) {
    key(name, &bytes)
    Self.append(number, to: &bytes)
  }

  /// Adds an array of five numbers: content, caption, promo, byline, paywall.
  mutating func add(_ name: StaticString, classes: ClassVector, to bytes: inout [UInt8]) {
    key(name, &bytes)
    for label in InnerLabel.allCases {
      bytes.append(UInt8(ascii: label.rawValue == 0 ? "[" : ","))
      Self.append(classes[label], to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func append(_ number: Float, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
  }
}
