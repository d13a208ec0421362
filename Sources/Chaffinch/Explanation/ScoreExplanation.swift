// A class score as the sum of named terms, of the two models that a decision rule mixes. Knows no
// paragraph.

/// What two models' scores are made of, and how a rule mixes them.
///
/// There are two levels, of the same form. *Local*: naive Bayes first and logistic regression second, over
/// the same features. *Context*: the context model for text first, where its opinion counts, and the
/// article's own context model second; both are logistic regressions, and the local probabilities are
/// among their features. The terms' ``ExplanationTerm/first`` and ``ExplanationTerm/second`` sum to
/// ``first`` and ``second``, which are the scores that the classifier used, up to the rounding of single
/// precision: by class 1e-5 times (1 + the sum of the terms' magnitudes).
public struct ScoreExplanation: Sendable, Equatable {
  /// Which models explained themselves.
  public enum Level: String, Sendable, CaseIterable {
    /// Naive Bayes and logistic regression over the paragraph's text.
    case localText = "local-text"
    /// Naive Bayes and logistic regression over the paragraph's text and markup.
    case localMarkup = "local-markup"
    /// The context model for text.
    case contextText = "context-text"
    /// The context models for text and for pages.
    case contextPage = "context-page"
    /// The context models for text and for parts of pages.
    case contextPart = "context-part"

    /// Whether the models are naive Bayes and logistic regression.
    public var isLocal: Bool { self == .localText || self == .localMarkup }
  }

  /// Which models these are.
  public let level: Level
  /// The terms in order: the bias, then features as they were found; context features whose values
  /// are 0 are left out.
  public let terms: [ExplanationTerm]
  /// The first model's score as the classifier used it; 0 where there is no such model.
  public let first: ClassVector
  /// The second model's score as the classifier used it.
  public let second: ClassVector
  /// The rule that mixes them: by ``DecisionRule/naiveBayesWeight`` the first, by
  /// ``DecisionRule/logisticRegressionWeight`` the second.
  public let rule: DecisionRule

  /// The mixed score as the classifier used it.
  public var combined: ClassVector { rule.combined(naiveBayes: first, logisticRegression: second) }

  /// The classes' probabilities by these models alone.
  public var probabilities: ClassVector { softmax(combined) }

  /// What a term makes of the difference between two classes.
  public func entry(
    _ term: ExplanationTerm, _ label: InnerLabel, over other: InnerLabel
  ) -> RankedTerms.Entry {
    let first = term.first[label] - term.first[other]
    let second = term.second[label] - term.second[other]
    return RankedTerms.Entry(
      term: term, first: first, second: second,
      together: rule.naiveBayesWeight * first + rule.logisticRegressionWeight * second)
  }

  /// What the terms of each group make together of the difference between two classes, in order of the
  /// groups' first terms.
  public func groups(
    _ label: InnerLabel, over other: InnerLabel
  ) -> [(group: String, together: Float)] {
    var places: [String: Int] = [:]
    var result: [(group: String, together: Float)] = []
    for term in terms {
      let place = places[term.group, default: result.count]
      if place == result.count {
        places[term.group] = place
        result.append((term.group, 0))
      }
      result[place].together += entry(term, label, over: other).together
    }
    return result
  }
}
