// What the local models say of a paragraph, as the context model takes it. Decides nothing.

/// Both local models' scores of one paragraph and the probabilities that come of them.
public struct ParagraphScores: Sendable {
  /// Naive Bayes' scores, their mean taken away.
  let naiveBayes: ClassVector
  /// Logistic regression's scores, their mean taken away.
  let logisticRegression: ClassVector
  /// The logarithms of the probabilities, at least −8.
  package let logarithms: ClassVector
  /// The probabilities of the classes.
  public let probabilities: ClassVector

  /// The shares of the classes that the paragraph may well be of: probabilities less ``doubt``, at least 0,
  /// over their sum. Most paragraphs are surely of one class, and have one share that is not 0.
  var gates: ClassVector {
    let likely = (probabilities - Self.doubt).positivePart
    return likely / likely.classSum
  }

  /// A probability that is as good as none; below the one fifth that some class has at least.
  static let doubt: Float = 0.01

  /// The scores, and the probabilities by `rule`, whose thresholds do not matter.
  public init(naiveBayes: ClassVector, logisticRegression: ClassVector, rule: DecisionRule) {
    self.init(
      naiveBayes: naiveBayes, logisticRegression: logisticRegression,
      combined: rule.combined(naiveBayes: naiveBayes, logisticRegression: logisticRegression))
  }

  /// The scores with the probabilities of an earlier round: softmax of `combined`.
  init(naiveBayes: ClassVector, logisticRegression: ClassVector, combined: ClassVector) {
    self.naiveBayes = naiveBayes.centred
    self.logisticRegression = logisticRegression.centred
    (probabilities, logarithms) = Self.softmax(combined)
  }

  /// The same scores with the probabilities of another round.
  public func with(combined: ClassVector) -> ParagraphScores {
    ParagraphScores(
      naiveBayes: naiveBayes, logisticRegression: logisticRegression, combined: combined)
  }

  /// Probabilities and their logarithms with one exponential for all classes.
  private static func softmax(_ scores: ClassVector) -> (ClassVector, ClassVector) {
    let (exponentials, sum, top) = exponentials(of: scores)
    let normaliser = top + sum.logarithm
    let logarithms = (scores - normaliser + 8).positivePart - 8
    return (exponentials / sum, logarithms.classesAlone)
  }
}
