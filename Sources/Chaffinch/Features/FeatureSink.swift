// What takes the features of a text as they are found: hashes for the model, names for people. Finds none.

/// Takes features as the extractor finds them.
protocol FeatureSink {
  /// Takes a feature: its family and its value before hashing.
  mutating func emit(_ family: FeatureFamily, _ value: UInt64)
  /// Takes `count` 5-grams of a word, at most eight: four begin at the first four bytes of `first`, four at
  /// those of `second`.
  mutating func emitGrams(_ first: UInt64, _ second: UInt64, count: Int)
  /// Takes a markup feature, whose name is made only where it is asked for.
  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String)
  /// A token ended, whose 5-grams were emitted and whose other features follow; `start` and
  /// `end` are its bytes' borders.
  mutating func tokenEnds(_ start: Int, _ end: Int)
  /// The text features are complete; shape features follow.
  mutating func textEnds()
}
