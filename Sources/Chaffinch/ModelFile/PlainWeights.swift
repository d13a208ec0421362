// A model's weights as plain numbers, steps times scales, by the names that an export has for them.
// Compares and writes nothing.

/// A tensor of single-precision numbers.
public struct PlainTensor: Sendable, Equatable {
  /// Its name: of the variant or context model, then `weights` or `bias`.
  public let name: String
  /// Its dimensions, the classes last.
  public let shape: [Int]
  /// Its numbers, the last dimension fastest.
  public let values: [Float]
}

extension ModelDescription {
  /// All weights, variant by variant.
  ///
  /// `text.naive_bayes.weights` is [rows, classes], `text.naive_bayes.bias` [classes], likewise for
  /// `logistic_regression` and `markup`. A round of a context model, such as `text.context.0.weights`, is
  /// [features + 1, gates, classes]; its last row is the constant's.
  ///
  /// - Complexity: O(weights), four bytes each.
  public func plainTensors() -> [PlainTensor] {
    variants.flatMap { name, variant in
      let local: [(String, QuantizedWeights?)] = [
        ("naive_bayes", variant.naiveBayes), ("logistic_regression", variant.logisticRegression),
      ]
      return local.flatMap { part, weights in
        weights.map { Self.tensors("\(name).\(part)", $0) } ?? []
      } + contextModels(of: name).flatMap { Self.tensors($0.name, $0.model) }
    }
  }

  private static func tensors(_ name: String, _ weights: QuantizedWeights) -> [PlainTensor] {
    var values: [Float] = []
    values.reserveCapacity(weights.rows * InnerLabel.count)
    for row in 0..<weights.rows {
      let weights = weights.weights(of: row)
      for lane in 0..<InnerLabel.count { values.append(weights[lane]) }
    }
    return [
      PlainTensor(
        name: "\(name).weights", shape: [weights.rows, InnerLabel.count], values: values),
      PlainTensor(
        name: "\(name).bias", shape: [InnerLabel.count],
        values: (0..<InnerLabel.count).map { weights.bias[$0] }),
    ]
  }

  private static func tensors(_ name: String, _ model: ContextModel) -> [PlainTensor] {
    model.rounds.enumerated().map { number, round in
      PlainTensor(
        name: "\(name).\(number).weights",
        shape: [round.featureCount + 1, round.gateCount, InnerLabel.count],
        values: round.weights.flatMap { row in (0..<InnerLabel.count).map { row[$0] } })
    }
  }
}
