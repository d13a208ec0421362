// What trainers aim at for each example: a share of each class. Trains nothing.

import Chaffinch

/// The shares of the classes that an example counts as: one class for a label, several for an example
/// of which less is known, none for one that does not count.
enum Targets {
  /// The targets of examples by their labels alone: what has none does not count.
  static func labels(_ knowledge: [Knowledge]) -> [ClassVector] {
    knowledge.map { $0.label.map(one) ?? .zero }
  }

  /// The target of a label.
  static func one(_ label: InnerLabel) -> ClassVector {
    var target = ClassVector.zero
    target[label] = 1
    return target
  }

  /// The target of an example that some reference text holds and that has these scores: content, unless
  /// it may be a caption or a byline, which reference texts often hold, too.
  static func content(_ scores: ClassVector) -> ClassVector {
    let p = softmax(scores)
    return p[.caption] + p[.byline] > 0.1 ? .zero : one(.content)
  }

  /// The target of an example that is not content and has these scores: their probabilities, content
  /// left out (one step of expectation maximisation).
  static func notContent(_ scores: ClassVector) -> ClassVector {
    var target = softmax(scores)
    target[.content] = 0
    var sum: Float = 0
    for lane in 0..<InnerLabel.count { sum += target[lane] }
    return sum > 0 ? target / sum : one(.promo)
  }

  /// The target of an example that a model gives these scores; one of a partly labelled page counts for
  /// `weight`.
  static func target(_ knowledge: Knowledge, scores: ClassVector, weight: Double) -> ClassVector {
    switch knowledge {
    case .label(let label): one(label)
    case .content(true): content(scores) * Float(weight)
    case .content(false): notContent(scores) * Float(weight)
    case .unknown: .zero
    }
  }

  /// How much the examples of each class weigh: (share of the class)^−`balance`, with a mean of 1 over
  /// the examples; 1 for a class that does not occur.
  static func classWeights(_ targets: [ClassVector], balance: Double) -> ClassVector {
    var counts = SIMD8<Double>.zero
    for target in targets { counts += SIMD8<Double>(target) }
    return classWeights(counts: counts, balance: balance)
  }

  /// As ``classWeights(_:balance:)``, for classes that occur so often.
  static func classWeights(counts: SIMD8<Double>, balance: Double) -> ClassVector {
    let total = counts.sum()
    var weights = SIMD8<Double>.zero
    var mean = 0.0
    for lane in 0..<InnerLabel.count where counts[lane] > 0 {
      weights[lane] = exponential(-balance * naturalLogarithm(counts[lane] / total))
      mean += weights[lane] * counts[lane] / total
    }
    var result = ClassVector.zero
    for lane in 0..<InnerLabel.count {
      result[lane] = weights[lane] == 0 || mean == 0 ? 1 : Float(weights[lane] / mean)
    }
    return result
  }
}

/// The loss of one example: −Σ t_c·q_c·log p_c with targets t and class weights q, and its gradient by
/// the scores.
@inline(__always)
func logLoss(_ scores: ClassVector, target: ClassVector, classWeights: ClassVector) -> (
  loss: Double, residual: ClassVector
) {
  // Softmax and log loss in double precision: near the optimum their differences are small.
  let scores = SIMD8<Double>(scores)
  var top = scores[0]
  for lane in 1..<InnerLabel.count { top = max(top, scores[lane]) }
  let four = exponential(ofAtMostZero: scores.lowHalf - top)
  let fifth = exponential(max(scores[4] - top, -600))
  let sum = ((four[0] + four[1]) + (four[2] + four[3])) + fifth
  let normaliser = naturalLogarithm(sum)
  let weighted = target * classWeights
  var loss = 0.0
  for lane in 0..<InnerLabel.count where weighted[lane] > 0 {
    loss += Double(weighted[lane]) * (normaliser - (scores[lane] - top))
  }
  let share = weighted.sum() / Float(sum)
  let low = SIMD4<Float>(four) * share - weighted.lowHalf
  var residual = ClassVector(lowHalf: low, highHalf: .zero)
  residual[4] = Float(fifth) * share - weighted[4]
  return (loss, residual)
}

/// As ``logLoss(_:target:classWeights:)`` with softmax in single precision, right to some 10⁻⁷: for passes over
/// many examples, whose errors are as often above as below.
@inline(__always)
func singleLogLoss(_ scores: ClassVector, target: ClassVector, classWeights: ClassVector) -> (
  loss: Double, residual: ClassVector
) {
  let (probabilities, top, normaliser) = softmaxWithNormaliser(scores)
  let weighted = target * classWeights
  var loss = 0.0
  for lane in 0..<InnerLabel.count where weighted[lane] > 0 {
    loss += Double(weighted[lane] * (normaliser - (scores[lane] - top)))
  }
  return (loss, probabilities * weighted.sum() - weighted)
}
