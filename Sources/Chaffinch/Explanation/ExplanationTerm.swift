// One summand of a score, with its name: a bucket of local features, a context feature, or the bias.
// Ranks terms; computes none.

/// A summand of two models' scores.
///
/// Of a local model it is a bucket of the feature table with all features of the paragraph that fell in
/// it. Features are hashed, so a bucket's weight is shared: by the features of this paragraph that are
/// listed here together, and by any others of the training corpus, which nobody can tell. A word can
/// carry the weight of another one.
public struct ExplanationTerm: Sendable, Equatable {
  /// A feature with a name, and how often the paragraph has it.
  public struct Feature: Sendable, Equatable {
    /// What it is, such as `word “subscribe”`.
    public let name: String
    /// Its group: `text`, `shape` or `markup` of local features; `own` of the paragraph's own local
    /// scores and else the family of context features, as ``ContextFamilies/named`` has it; `bias`.
    public let group: String
    /// How often it occurs in the paragraph, at least 1.
    public let count: Int
  }

  /// The features, in order of their first occurrence: one, or several that share a bucket.
  public let features: [Feature]
  /// Where the weights stand: the row of the feature table, or the context feature's number from 0;
  /// `nil` for the bias.
  public let row: Int?
  /// The value that the weights of the first model are multiplied by.
  public let firstValue: Float
  /// The value that the weights of the second model are multiplied by.
  public let secondValue: Float
  /// What the term adds to the class scores of the first model.
  public let first: ClassVector
  /// What the term adds to the class scores of the second model.
  public let second: ClassVector

  /// The features' names with ` + ` between those that share a bucket and ` ×2` behind one that occurs
  /// twice.
  public var name: String {
    features.map { $0.count > 1 ? "\($0.name) ×\($0.count)" : $0.name }.joined(separator: " + ")
  }

  /// The group of the first feature.
  public var group: String { features.first?.group ?? "" }

  /// Whether features share the bucket.
  public var isShared: Bool { features.count > 1 }

  /// A term of one feature.
  init(
    _ name: String, group: String, row: Int? = nil, firstValue: Float, secondValue: Float,
    first: ClassVector, second: ClassVector
  ) {
    self.init(
      [Feature(name: name, group: group, count: 1)], row: row, firstValue: firstValue,
      secondValue: secondValue, first: first, second: second)
  }

  /// A term of its parts.
  init(
    _ features: [Feature], row: Int? = nil, firstValue: Float, secondValue: Float,
    first: ClassVector, second: ClassVector
  ) {
    self.features = features
    self.row = row
    self.firstValue = firstValue
    self.secondValue = secondValue
    self.first = first
    self.second = second
  }
}

/// The terms that speak most for a label and against it.
public struct RankedTerms: Sendable, Equatable {
  /// A term with what it speaks for the label, and against the other where that is negative.
  public struct Entry: Sendable, Equatable {
    /// The term.
    public let term: ExplanationTerm
    /// The difference that the term makes to the first model's score.
    public let first: Float
    /// The difference that it makes to the second model's score.
    public let second: Float
    /// The difference that it makes to the mixed score.
    public let together: Float
  }

  /// Terms that speak for the label, the strongest first, equal ones by name.
  public let speakingFor: [Entry]
  /// Terms that speak against it, the strongest first, equal ones by name.
  public let speakingAgainst: [Entry]
  /// All other terms, in the order of the explanation.
  public let others: [Entry]

  /// Ranks the terms of `explanation` by what they make of the difference between two classes.
  ///
  /// - Parameter count: how many terms to list on either side; `nil` for all that are not 0.
  /// - Complexity: O(n log n) for n terms.
  public init(
    _ explanation: ScoreExplanation, _ label: InnerLabel, over other: InnerLabel, count: Int? = nil
  ) {
    let entries = explanation.terms.map { explanation.entry($0, label, over: other) }
    let order = entries.indices.sorted {
      let (left, right) = (entries[$0], entries[$1])
      return left.together != right.together
        ? left.together.magnitude > right.together.magnitude
        : (left.term.name, $0) < (right.term.name, $1)
    }
    let limit = max(count ?? entries.count, 0)
    let chosenFor = order.filter { entries[$0].together > 0 }.prefix(limit)
    let chosenAgainst = order.filter { entries[$0].together < 0 }.prefix(limit)
    var isChosen = [Bool](repeating: false, count: entries.count)
    for index in chosenFor { isChosen[index] = true }
    for index in chosenAgainst { isChosen[index] = true }
    speakingFor = chosenFor.map { entries[$0] }
    speakingAgainst = chosenAgainst.map { entries[$0] }
    others = entries.indices.filter { !isChosen[$0] }.map { entries[$0] }
  }
}
