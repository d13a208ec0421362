// A linear model's weights rounded to one byte each, as the model file keeps them. Scoring with
// them is in `PackedWeights`.

/// The weights of a ``LinearModel`` as Int8 with one scale per class.
///
/// Before rounding, each row loses its mean over the classes: that changes every class's score
/// alike and so no probability, and naive Bayes' log-probabilities then need the byte's whole range
/// only for what tells the classes apart.
public struct QuantizedWeights: Sendable, Equatable {
  /// Row by row, ``InnerLabel/count`` weights each.
  public let values: WeightSteps
  /// What a step of 1 in ``values`` is worth, per class.
  public let scales: ClassVector
  /// The bias, not rounded.
  public let bias: ClassVector

  /// Weights of their parts; `values` holds 2^n rows.
  public init(values: [Int8], scales: ClassVector, bias: ClassVector) {
    self.init(steps: WeightSteps(values), scales: scales, bias: bias)
  }

  /// Weights whose steps may be anywhere.
  init(steps: WeightSteps, scales: ClassVector, bias: ClassVector) {
    values = steps
    self.scales = scales
    self.bias = bias
  }

  /// Rounds the weights of `model`, to nearest, ties to even.
  public init(_ model: some LinearModel) {
    let weights = model.weights
    var largest = ClassVector.zero
    for row in weights { largest = pointwiseMax(largest, row.centred.magnitude) }
    var scales = ClassVector.zero
    for lane in 0..<InnerLabel.count {
      scales[lane] = largest[lane] > 0 ? largest[lane] / 127 : 1
    }
    var values: [Int8] = []
    values.reserveCapacity(weights.count * InnerLabel.count)
    for row in weights {
      let centred = row.centred
      for lane in 0..<InnerLabel.count {
        let steps = (centred[lane] / scales[lane]).rounded(.toNearestOrEven)
        values.append(Int8(clamping: Int(steps)))
      }
    }
    self.init(values: values, scales: scales, bias: model.bias)
  }

  /// Weights that add nothing to any score.
  static func zero(rows: Int) -> QuantizedWeights {
    QuantizedWeights(
      values: Array(repeating: 0, count: rows * InnerLabel.count), scales: .zero, bias: .zero)
  }

  /// The number of rows.
  public var rows: Int { values.count / InnerLabel.count }
}

extension SIMD8 where Scalar == Float {
  /// The absolute value of every lane.
  var magnitude: Self { replacing(with: -self, where: self .< 0) }
}
