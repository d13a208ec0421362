// Five numbers, one for each inner label, in the lanes of one SIMD register; what softmax and
// folding do with them. Holds no weights.

/// One number for each ``InnerLabel``, at the lane of its raw value; the lanes above are 0.
public typealias ClassVector = SIMD8<Float>

extension InnerLabel {
  /// The number of classes, and of used lanes in a ``ClassVector``.
  public static let count = 5
}

extension SIMD8 where Scalar == Float {
  /// The lane of a class.
  public subscript(label: InnerLabel) -> Float {
    get { self[label.rawValue] }
    set { self[label.rawValue] = newValue }
  }

  /// The numbers less their mean over the classes, which tells no class from another.
  var centred: Self {
    var sum: Float = 0
    for lane in 0..<InnerLabel.count { sum += self[lane] }
    var result = self - sum / Float(InnerLabel.count)
    for lane in InnerLabel.count..<8 { result[lane] = 0 }
    return result
  }
}

/// Probabilities of the classes from their scores, p_c = e^{s_c} / Σ e^{s_k}, computed after
/// subtracting the largest score; they are finite and sum to 1 for any finite scores.
public func softmax(_ scores: ClassVector) -> ClassVector {
  let (exponentials, sum, _) = exponentials(of: scores)
  return exponentials / sum
}

/// e^{s_c − top} of the classes, their sum, and the largest score.
@inline(__always)
func exponentials(of scores: ClassVector) -> (values: ClassVector, sum: Float, top: Float) {
  var top = scores[0]
  for lane in 1..<InnerLabel.count { top = max(top, scores[lane]) }
  var result = ClassVector.zero
  var sum: Float = 0
  for lane in 0..<InnerLabel.count {
    let value = Float(exponential(Double(scores[lane] - top)))
    result[lane] = value
    sum += value
  }
  return (result, sum, top)
}

/// Log-probabilities of the classes from their scores: s_c − log Σ e^{s_k}.
public func logSoftmax(_ scores: ClassVector) -> ClassVector {
  var top = Double(scores[0])
  for lane in 1..<InnerLabel.count { top = max(top, Double(scores[lane])) }
  var sum = 0.0
  for lane in 0..<InnerLabel.count { sum += exponential(Double(scores[lane]) - top) }
  let normaliser = top + naturalLogarithm(sum)
  var result = ClassVector.zero
  for lane in 0..<InnerLabel.count { result[lane] = Float(Double(scores[lane]) - normaliser) }
  return result
}
