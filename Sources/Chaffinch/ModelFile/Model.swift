// A trained model as a value: weights, decision rule and where it came from. Its bytes are in
// `ModelFile`.

/// A trained model: weights for paragraphs known by their text alone, and for those that stood in
/// markup.
public struct Model: Sendable, Equatable {
  /// The weights and the decision rule for one kind of input.
  public struct Variant: Sendable, Equatable {
    /// The algorithm that ``decisionRule`` was calibrated for.
    public let algorithm: Algorithm
    /// How the local models' scores become probabilities, which the context models see, and labels
    /// where there is no context model.
    public let decisionRule: DecisionRule
    /// Naive Bayes' weights; `nil` when the algorithm does without.
    public let naiveBayes: QuantizedWeights?
    /// Logistic regression's weights; `nil` when the algorithm does without.
    public let logisticRegression: QuantizedWeights?
    /// The context model over whole articles; `nil` in a model that judges each paragraph by itself.
    public let context: ContextModel?
    /// The context model over parts of pages, such as items of feeds; `nil` for none.
    public let fragmentContext: ContextModel?

    /// A variant of its parts.
    ///
    /// - Precondition: at least one of the two weights, and equally many rows where both are there.
    public init(
      algorithm: Algorithm, decisionRule: DecisionRule, naiveBayes: QuantizedWeights?,
      logisticRegression: QuantizedWeights?, context: ContextModel? = nil,
      fragmentContext: ContextModel? = nil
    ) {
      precondition(naiveBayes != nil || logisticRegression != nil, "a model needs weights")
      precondition(
        naiveBayes == nil || logisticRegression == nil
          || naiveBayes?.rows == logisticRegression?.rows, "the weights' rows differ")
      self.algorithm = algorithm
      self.decisionRule = decisionRule
      self.naiveBayes = naiveBayes
      self.logisticRegression = logisticRegression
      self.context = context
      self.fragmentContext = fragmentContext
    }

    /// The feature table of the weights.
    public var featureTable: FeatureTable {
      FeatureTable(rows: naiveBayes?.rows ?? logisticRegression?.rows ?? 0)
    }
  }

  /// For paragraphs without markup; it never saw any in training.
  public let text: Variant
  /// For paragraphs in markup; `nil` in a model that was trained on text alone.
  public let markup: Variant?
  /// Where the model came from, for people and reports: corpus fingerprint, settings, scores.
  public let provenance: [String: String]

  /// A model of its parts; keys of `provenance` that the file keeps for itself are left out.
  public init(text: Variant, markup: Variant? = nil, provenance: [String: String]) {
    self.text = text
    self.markup = markup
    self.provenance = provenance.filter { !Self.reservedKeys.contains($0.key) }
  }

  /// The model that is built into the library.
  ///
  /// Its weights stay where they are, and neither their checksum nor the number of context features is
  /// compared: they are a part of the program, as its code is.
  ///
  /// - Throws: as ``init(serialized:)``.
  /// - Complexity: O(header + weights of the context models); under a millisecond.
  public static func bundled() throws(ModelFileError) -> Model {
    try Model(SafetensorsFile(.builtIn))
  }

  /// The bytes of the built-in model file; empty when the library was built without one.
  public static func bundledBytes() -> [UInt8] {
    Array(ModelBytes.builtIn[0..<ModelBytes.builtIn.count])
  }
}
