// The context model: a logistic regression over what is around a paragraph, once or in rounds. Computes
// no local features and learns nothing.

/// Judges the paragraphs of an article together.
///
/// Each round is a multinomial logistic regression over ``ContextFeatures``: the first sees what the
/// local models say of the paragraph and its neighbours, each further one what the round before says.
public struct ContextModel: Sendable, Equatable {
  /// The weights of one round.
  ///
  /// With features x (a constant 1 behind them) and gates g, of which the first is 1 and the others
  /// say what the paragraph itself is likely to be, score_c = Σ_i Σ_j x_i·g_j·w_ijc: gates let a neighbour mean one
  /// thing to a likely caption and another to a likely promo.
  public struct Round: Sendable, Equatable {
    /// A row for each product of a feature and a gate: all gates of the first feature, then of the
    /// second, last of the constant.
    public let weights: [ClassVector]
    /// The number of gates, the constant one included.
    public let gateCount: Int

    /// A round of its parts.
    ///
    /// - Precondition: `gateCount` is in 1…5, and the number of weights is a multiple of it, at least
    ///   one.
    public init(weights: [ClassVector], gateCount: Int) {
      precondition((1...ContextModel.gateLimit).contains(gateCount), "one to five gates")
      precondition(
        !weights.isEmpty && weights.count.isMultiple(of: gateCount), "every feature has all gates")
      self.weights = weights
      self.gateCount = gateCount
      let lanes = weights.map { row in
        SIMD4(row[0], row[1], row[2], row[3]) - row[InnerLabel.paywall.rawValue]
      }
      self.lanes = lanes
      textWeights = ContextWeights(lanes, gateCount: gateCount)
    }

    /// The weights less those of the last class, which softmax does not tell apart: four lanes do.
    let lanes: [SIMD4<Float>]
    /// Those of the text's features and of the constant, arranged for speed.
    let textWeights: ContextWeights

    /// The weights of a feature with these gates, less those of the last class; the constant's stand
    /// behind all features.
    func weights(of feature: Int, _ gates: SIMD8<Float>) -> ClassVector {
      var sum = SIMD4<Float>.zero
      for gate in 0..<gateCount { sum += lanes[feature * gateCount + gate] * gates[gate] }
      return ClassVector(lowHalf: sum, highHalf: .zero)
    }

    /// The number of features, without the constant.
    public var featureCount: Int { weights.count / gateCount - 1 }
  }

  /// The most gates that a round may have: one, and the shares of four classes (the fifth says nothing
  /// new).
  public static let gateLimit = 5

  /// The gates of a paragraph with these scores: 1, and the shares of four classes it may well be of.
  package static func gates(_ scores: ParagraphScores) -> SIMD8<Float> {
    let p = scores.gates
    return SIMD8(1, p[.content], p[.promo], p[.caption], p[.byline], 0, 0, 0)
  }

  /// The most rounds that a model may have.
  public static let roundLimit = 4

  /// The rounds, one to ``roundLimit``, with the same number of gates each.
  public let rounds: [Round]
  /// How the last round's scores become labels: as logistic regression's, mixed with those of the context
  /// model for text in naive Bayes' place. With markup two views of one article, by elements and by
  /// text alone, err in different places.
  public let rule: DecisionRule

  /// A model of its parts.
  ///
  /// - Precondition: there are one to ``roundLimit`` rounds, which have the same number of gates.
  public init(rounds: [Round], rule: DecisionRule) {
    precondition((1...Self.roundLimit).contains(rounds.count), "one to four rounds")
    precondition(
      rounds.allSatisfy { $0.gateCount == rounds[0].gateCount }, "rounds have the same gates")
    self.rounds = rounds
    self.rule = rule
  }

  /// The number of context features: of paragraphs in markup, or known by their texts alone.
  public static func featureCount(usesMarkup: Bool) -> Int {
    featureNames(usesMarkup: usesMarkup).count
  }

  /// The names of the context features, in order.
  public static func featureNames(usesMarkup: Bool) -> [String] {
    namedFeatures(usesMarkup: usesMarkup).names
  }

  /// The family of each context feature, in order; none for features that cannot be left out.
  public static func featureFamilies(usesMarkup: Bool) -> [ContextFamilies] {
    namedFeatures(usesMarkup: usesMarkup).families
  }

  private static func namedFeatures(usesMarkup: Bool) -> ContextNames {
    let words = MarkupWords(ArticleMarkup(elements: []))
    let context = ArticleContext(
      forms: [TextForm()],
      page: usesMarkup ? PageContext(places: [nil], words: words, overlaps: [.init()]) : nil)
    let scores = ParagraphScores(
      naiveBayes: .zero, logisticRegression: .zero, rule: DecisionRule(.ensemble))
    var sink = ContextNames()
    ContextFeatures([scores], context).emit(0, to: &sink)
    return sink
  }

  /// The predictions for an article's paragraphs.
  ///
  /// - Parameter opinions: the scores by the context model for text; empty for none.
  func predictions(
    _ scores: [ParagraphScores], in context: ArticleContext, opinions: [ClassVector] = []
  ) -> [Prediction] {
    let combined = self.scores(scores, in: context)
    return combined.indices.map { index in
      rule.prediction(
        naiveBayes: index < opinions.count ? opinions[index] : .zero,
        logisticRegression: combined[index])
    }
  }

  /// The class scores of an article's paragraphs after the last round.
  func scores(_ scores: [ParagraphScores], in context: ArticleContext) -> [ClassVector] {
    lastRound.scores(scoresBeforeLastRound(scores, in: context), in: context)
  }

  /// The round that decides.
  var lastRound: Round { rounds[rounds.count - 1] }

  /// The scores that the last round sees: the local models' with the probabilities of the round before.
  func scoresBeforeLastRound(
    _ scores: [ParagraphScores], in context: ArticleContext
  ) -> [ParagraphScores] {
    var scores = scores
    for round in rounds.dropLast() {
      scores = zip(scores, round.scores(scores, in: context)).map { $0.with(combined: $1) }
    }
    return scores
  }
}

extension ContextModel.Round {
  /// The class scores of an article's paragraphs.
  package func scores(_ scores: [ParagraphScores], in context: ArticleContext) -> [ClassVector] {
    let features = ContextFeatures(scores, context)
    guard context.page != nil else { return textScores(features, scores) }
    return gateCount == 1
      ? self.scores(features, scores, by: PlainMarkupScores(self))
      : self.scores(features, scores, by: GatedMarkupScores(self))
  }

  private func textScores(_ features: ContextFeatures, _ scores: [ParagraphScores])
    -> [ClassVector]
  {
    var row = [SIMD8<Float>](repeating: .zero, count: ContextLayout.Block.count)
    var room = row.mutableSpan
    var result: [ClassVector] = []
    result.reserveCapacity(scores.count)
    for index in scores.indices {
      features.fill(index, into: &room)
      result.append(
        ClassVector(
          lowHalf: textWeights.scores(room.span, ContextModel.gates(scores[index])),
          highHalf: .zero))
    }
    return result
  }

  private func scores(
    _ features: ContextFeatures, _ scores: [ParagraphScores], by scoring: some MarkupContextScoring
  ) -> [ClassVector] {
    var sink = scoring
    var result = textScores(features, scores)
    for index in scores.indices {
      sink.begin()
      features.emitMarkup(index, to: &sink)
      result[index].lowHalf += sink.scores(ContextModel.gates(scores[index]))
    }
    return result
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
