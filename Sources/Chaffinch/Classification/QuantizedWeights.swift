// A linear model's weights rounded to one byte each, as the model file keeps them. Scoring with
// them is in `PackedWeights`.

/// The weights of a ``LinearModel`` as Int8 with one scale per class.
///
/// Before rounding, each row loses its mean over the classes: that changes every class's score
/// alike and so no probability, and naive Bayes' log-probabilities then need the byte's whole range
/// only for what tells the classes apart. A row then sums to 0, so the last class's weight is not kept:
/// it is the others' sum, negated.
public struct QuantizedWeights: Sendable, Equatable {
  /// The number of weights that are kept of a row: one for each class but the last.
  public static let width = InnerLabel.count - 1

  /// Row by row, ``width`` weights each.
  public let values: WeightSteps
  /// What a step of 1 in ``values`` is worth, per class.
  public let scales: SIMD4<Float>
  /// The bias, not rounded.
  public let bias: ClassVector

  /// Weights of their parts; `values` holds 2^n rows.
  public init(values: [Int8], scales: SIMD4<Float>, bias: ClassVector) {
    self.init(steps: WeightSteps(values), scales: scales, bias: bias)
  }

  /// Weights whose steps may be anywhere.
  init(steps: WeightSteps, scales: SIMD4<Float>, bias: ClassVector) {
    values = steps
    self.scales = scales
    self.bias = bias
  }

  /// Rounds the weights of `model`, to nearest, ties to even.
  public init(_ model: some LinearModel) {
    let weights = model.weights
    var largest = ClassVector.zero
    for row in weights { largest = pointwiseMax(largest, row.centred.magnitude) }
    var scales = SIMD4<Float>.zero
    for lane in 0..<Self.width {
      scales[lane] = largest[lane] > 0 ? largest[lane] / 127 : 1
    }
    var values: [Int8] = []
    values.reserveCapacity(weights.count * Self.width)
    for row in weights {
      let centred = row.centred
      for lane in 0..<Self.width {
        let steps = (centred[lane] / scales[lane]).rounded(.toNearestOrEven)
        values.append(Int8(clamping: Int(steps)))
      }
    }
    self.init(values: values, scales: scales, bias: model.bias)
  }

  /// Weights that add nothing to any score.
  static func zero(rows: Int) -> QuantizedWeights {
    QuantizedWeights(
      values: Array(repeating: 0, count: rows * width), scales: .zero, bias: .zero)
  }

  /// A row's weights, or a sum of such, with that of the last class.
  @inline(__always)
  static func completed(_ weights: SIMD4<Float>) -> ClassVector {
    ClassVector(
      lowHalf: weights,
      highHalf: SIMD4(-(weights[0] + weights[1] + weights[2] + weights[3]), 0, 0, 0))
  }

  /// The weights of a row.
  func weights(of row: Int) -> ClassVector {
    var weights = SIMD4<Float>.zero
    for lane in 0..<Self.width { weights[lane] = Float(values[row * Self.width + lane]) }
    return Self.completed(weights * scales)
  }

  /// The number of rows.
  public var rows: Int { values.count / Self.width }
}

extension SIMD8 where Scalar == Float {
  /// The absolute value of every lane.
  var magnitude: Self { replacing(with: -self, where: self .< 0) }
}
