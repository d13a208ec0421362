// What the local models say of a paragraph, as the context model takes it. Decides nothing.

/// Both local models' scores of one paragraph and the probabilities that come of them.
public struct ParagraphScores: Sendable {
  /// Naive Bayes' scores, their mean taken away.
  let naiveBayes: ClassVector
  /// Logistic regression's scores, their mean taken away.
  let logisticRegression: ClassVector
  /// The logarithms of the probabilities, at least −8.
  let logarithms: ClassVector
  /// The probabilities of the classes.
  public let probabilities: ClassVector

  /// The scores, and the probabilities by `rule`, whose thresholds do not matter.
  public init(naiveBayes: ClassVector, logisticRegression: ClassVector, rule: DecisionRule) {
    self.init(
      naiveBayes: naiveBayes, logisticRegression: logisticRegression,
      combined: rule.combined(naiveBayes: naiveBayes, logisticRegression: logisticRegression))
  }

  /// The scores with the probabilities of an earlier round: softmax of `combined`.
  init(naiveBayes: ClassVector, logisticRegression: ClassVector, combined: ClassVector) {
    self.naiveBayes = Self.centred(naiveBayes)
    self.logisticRegression = Self.centred(logisticRegression)
    (probabilities, logarithms) = Self.softmax(combined)
  }

  /// The same scores with the probabilities of another round.
  public func with(combined: ClassVector) -> ParagraphScores {
    ParagraphScores(
      naiveBayes: naiveBayes, logisticRegression: logisticRegression, combined: combined)
  }

  /// The logarithms of the probabilities, at least −8.
  package var logarithmsOfProbabilities: ClassVector { logarithms }

  private static func centred(_ scores: ClassVector) -> ClassVector {
    var sum: Float = 0
    for lane in 0..<InnerLabel.count { sum += scores[lane] }
    var result = scores - sum / Float(InnerLabel.count)
    for lane in InnerLabel.count..<8 { result[lane] = 0 }
    return result
  }

  /// Probabilities and their logarithms with one exponential a class.
  private static func softmax(_ scores: ClassVector) -> (ClassVector, ClassVector) {
    var top = scores[0]
    for lane in 1..<InnerLabel.count { top = max(top, scores[lane]) }
    var exponentials = ClassVector.zero
    var sum: Float = 0
    for lane in 0..<InnerLabel.count {
      let value = Float(exponential(Double(scores[lane] - top)))
      exponentials[lane] = value
      sum += value
    }
    let normaliser = top + Float(naturalLogarithm(Double(sum)))
    var logarithms = pointwiseMax(scores - normaliser, ClassVector(repeating: -8))
    for lane in InnerLabel.count..<8 { logarithms[lane] = 0 }
    return (exponentials / sum, logarithms)
  }
}
