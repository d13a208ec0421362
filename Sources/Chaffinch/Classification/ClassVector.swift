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
    (self - classSum / Float(InnerLabel.count)).classesAlone
  }

  /// The sum over the classes, in their order.
  @inline(__always)
  var classSum: Float { self[0] + self[1] + self[2] + self[3] + self[4] }

  /// The same with 0 in the lanes above the classes.
  @inline(__always)
  var classesAlone: Self {
    SIMD8(lowHalf: lowHalf, highHalf: SIMD4(self[4], 0, 0, 0))
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
  let result = exponential(scores - top).classesAlone
  return (result, result.classSum, top)
}

/// The probabilities of the classes from their scores, the largest score, and log Σ e^{s_k − top}, all in
/// single precision.
package func softmaxWithNormaliser(_ scores: ClassVector)
  -> (probabilities: ClassVector, top: Float, normaliser: Float)
{
  let (values, sum, top) = exponentials(of: scores)
  return (values / sum, top, sum.logarithm)
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
