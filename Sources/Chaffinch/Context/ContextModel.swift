// The context model: a logistic regression over what is around a paragraph, once or in rounds. Computes
// no local features and learns nothing.

/// Judges the paragraphs of an article together.
///
/// Each round is a multinomial logistic regression over ``ContextFeatures``: the first sees what the
/// local models say of the paragraph and its neighbours, each further one what the round before says.
public struct ContextModel: Sendable, Equatable {
  /// The weights of one round.
  public struct Round: Sendable, Equatable {
    /// A row of weights for each context feature, in their order.
    public let weights: [ClassVector]
    /// The scores of a paragraph whose features are all 0.
    public let bias: ClassVector

    /// A round of its parts.
    public init(weights: [ClassVector], bias: ClassVector) {
      self.weights = weights
      self.bias = bias
    }

    /// The class scores of a paragraph with these features.
    @inline(__always)
    func scores(_ features: [Float]) -> ClassVector {
      var sum = bias
      for (value, row) in zip(features, weights) { sum += row * value }
      return sum
    }
  }

  /// The most rounds that a model may have.
  public static let roundLimit = 4

  /// The rounds, at least one.
  public let rounds: [Round]
  /// How the last round's scores become labels; only the weight of logistic regression counts.
  public let rule: DecisionRule

  /// A model of its parts.
  ///
  /// - Precondition: there is a round.
  public init(rounds: [Round], rule: DecisionRule) {
    precondition(!rounds.isEmpty, "a context model needs a round")
    self.rounds = rounds
    self.rule = rule
  }

  /// The number of context features: of paragraphs in markup, or known by their texts alone.
  public static func featureCount(usesMarkup: Bool) -> Int { featureNames(usesMarkup: usesMarkup).count }

  /// The names of the context features, in order.
  public static func featureNames(usesMarkup: Bool) -> [String] {
    let words = MarkupWords(ArticleMarkup(elements: []))
    let context = ArticleContext(
      forms: [TextForm()],
      page: usesMarkup ? PageContext(places: [nil], words: words, overlaps: [.init()]) : nil)
    let scores = ParagraphScores(
      naiveBayes: .zero, logisticRegression: .zero, rule: DecisionRule(.ensemble))
    var sink = ContextNames()
    ContextFeatures([scores], context).emit(0, to: &sink)
    return sink.names
  }

  /// The predictions for an article's paragraphs.
  func predictions(_ scores: [ParagraphScores], in context: ArticleContext) -> [Prediction] {
    var scores = scores
    var combined: [ClassVector] = []
    for (number, round) in rounds.enumerated() {
      if number > 0 { scores = zip(scores, combined).map { $0.with(combined: $1) } }
      combined = round.scores(scores, in: context)
    }
    return combined.map { rule.prediction(naiveBayes: .zero, logisticRegression: $0) }
  }
}

extension ContextModel.Round {
  /// The class scores of an article's paragraphs.
  package func scores(_ scores: [ParagraphScores], in context: ArticleContext) -> [ClassVector] {
    let features = ContextFeatures(scores, context)
    var row = ContextRow(capacity: weights.count)
    return scores.indices.map { index in
      row.removeAll()
      features.emit(index, to: &row)
      return self.scores(row.values)
    }
  }
}

extension ContextFeatures {
  /// Appends the features of the paragraphs `chosen` of an article, row by row.
  package static func append(
    _ chosen: [Int], _ scores: [ParagraphScores], in context: ArticleContext,
    to matrix: inout [Float]
  ) {
    let features = ContextFeatures(scores, context)
    var row = ContextRow()
    for index in chosen {
      row.removeAll()
      features.emit(index, to: &row)
      matrix.append(contentsOf: row.values)
    }
  }
}
