// The terms of the context models' scores: context features by name, of one model or of two that see the
// same paragraph. Features and weights are the classifier's.

/// A context model with the features of an article, ready to say what its scores are made of.
struct ExplainedContext {
  /// A feature and what it adds.
  struct Term {
    let name: String
    let family: ContextFamilies?
    let value: Float
    let contribution: ClassVector
  }

  /// The scores of all paragraphs, as the classifier uses them.
  let scores: [ClassVector]
  private let round: ContextModel.Round
  private let features: ContextFeatures
  private let inputs: [ParagraphScores]

  /// Prepares the explanation of `model` over an article's paragraphs.
  ///
  /// - Complexity: O(paragraphs + elements).
  init(_ model: ContextModel, _ scores: [ParagraphScores], in context: ArticleContext) {
    round = model.lastRound
    inputs = model.scoresBeforeLastRound(scores, in: context)
    features = ContextFeatures(inputs, context)
    self.scores = round.scores(inputs, in: context)
  }

  /// The terms of a paragraph's scores, the bias first; all features, also those of value 0.
  func terms(of index: Int) -> [Term] {
    var sink = NamingContextSink()
    features.emit(index, to: &sink)
    let gates = ContextModel.gates(inputs[index])
    let bias = round.weights(of: round.featureCount, gates)
    var terms = [Term(name: "bias", family: nil, value: 1, contribution: bias)]
    for (place, value) in sink.row.values.enumerated() {
      terms.append(
        Term(
          name: sink.names.names[place], family: sink.names.families[place], value: value,
          contribution: round.weights(of: place, gates) * value))
    }
    return terms
  }
}

/// Keeps the numbers with their names.
private struct NamingContextSink: ContextSink {
  var row = ContextRow()
  var names = ContextNames()

  mutating func begin(_ family: ContextFamilies) { names.begin(family) }

  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    row.put(value, "")
    names.put(value, name())
  }

  mutating func put(_ values: ClassVector, _ name: @autoclosure () -> String) {
    row.put(values, "")
    names.put(values, name())
  }
}

extension ScoreExplanation {
  /// What the context models say of a paragraph: `own` the article's, `text` the one for text, whose
  /// features are the first ones of the other's.
  init(
    _ level: Level, _ rule: DecisionRule, own: ExplainedContext, text: ExplainedContext?,
    index: Int
  ) {
    let first = text?.terms(of: index) ?? []
    let second = own.terms(of: index)
    var terms: [ExplanationTerm] = []
    for (place, term) in second.enumerated() {
      let other = place < first.count ? first[place] : nil
      guard term.value != 0 || (other?.value ?? 0) != 0 else { continue }
      terms.append(
        ExplanationTerm(
          term.name, group: Self.group(of: term.family), row: place > 0 ? place - 1 : nil,
          firstValue: other?.value ?? 0,
          secondValue: term.value, first: other?.contribution ?? .zero, second: term.contribution))
    }
    self.init(
      level: level, terms: terms, first: text?.scores[index] ?? .zero, second: own.scores[index],
      rule: rule)
  }

  private static func group(of family: ContextFamilies?) -> String {
    guard let family else { return "bias" }
    return family.isEmpty ? "own" : family.names
  }
}
