// What naive Bayes and logistic regression have in common at prediction time: a score per class
// that is linear in the features. Does not train.

/// A model whose class scores are bias + Σ value·weights over a paragraph's features.
public protocol LinearModel: Sendable {
  /// The scores of a paragraph without features.
  var bias: ClassVector { get }
  /// The weights of each bucket of the feature table; their number is a power of two.
  var weights: [ClassVector] { get }
}

extension LinearModel {
  /// The class scores of a paragraph, unnormalised log-probabilities.
  public func scores(_ features: LocalFeatures) -> ClassVector {
    let table = FeatureTable(rows: weights.count)
    var text = ClassVector.zero
    var shape = ClassVector.zero
    for hash in features.textHashes { text += weights[table.bucket(of: hash)] }
    var markup = ClassVector.zero
    for hash in features.shapeHashes { shape += weights[table.bucket(of: hash)] }
    for hash in features.markupHashes { markup += weights[table.bucket(of: hash)] }
    return bias + text * features.textValue + shape * LocalFeatures.shapeValue
      + markup * LocalFeatures.markupValue
  }
}

/// A hashed feature table of 2^n rows: which row a feature's hash falls in.
public struct FeatureTable: Sendable, Equatable {
  /// The binary logarithms of the numbers of rows that a table may have.
  public static let allowedBits = 8...22

  /// The binary logarithm of the number of rows.
  public let bits: Int

  /// A table of 2^`bits` rows; `bits` is clamped to ``allowedBits``.
  public init(bits: Int) {
    self.bits = min(max(bits, Self.allowedBits.lowerBound), Self.allowedBits.upperBound)
  }

  /// The table with `rows` rows, a power of two.
  public init(rows: Int) {
    self.init(bits: rows.trailingZeroBitCount)
  }

  /// The number of rows.
  public var rows: Int { 1 << bits }

  /// How far a hash is shifted to give its row.
  @inline(__always)
  var shift: UInt32 { UInt32(truncatingIfNeeded: 32 &- bits) }

  /// The row of a feature: the upper bits of its hash.
  @inline(__always)
  public func bucket(of hash: UInt32) -> Int {
    Int(truncatingIfNeeded: hash &>> shift)
  }
}
