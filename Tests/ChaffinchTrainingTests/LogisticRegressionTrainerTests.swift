// Tests the training of logistic regression: its gradient, its optimum, scikit-learn's numbers,
// and that threads never show.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct LogisticRegressionTrainerTests {
  private let one = Shards(threads: 1)

  /// A model trained until rounding or the limit stops it.
  private func train(
    _ l2Penalty: Double, classBalance: Double = 0, threads: Int = 1, iterations: Int = 250
  ) -> LogisticRegression {
    LogisticRegressionTrainer(
      l2Penalty: l2Penalty, classBalance: classBalance, maximumIterations: iterations, tolerance: 0
    ).train(on: SmallExamples.ten, shards: Shards(threads: threads))
  }

  private func loss(_ l2Penalty: Double, _ classWeights: ClassVector = ClassVector(repeating: 1))
    -> LogisticLoss
  {
    LogisticLoss(
      SmallExamples.ten, l2Penalty: l2Penalty, classWeights: classWeights, shards: one)
  }

  /// A point with small contrasts for the four columns and the biases.
  private var somePoint: [ContrastVector] {
    var generator = SplitMix64(seed: 4)
    return (0..<5).map { _ in
      var contrasts = ContrastVector.zero
      for lane in 0..<4 { contrasts[lane] = Float.random(in: -1...1, using: &generator) }
      return contrasts
    }
  }

  @Test("At zero the loss is n·ln 5 and the biases' gradient n/5 less the class's count")
  func atZero() throws {
    // Every probability is 1/5: loss 10·ln 5 = 16.094379; biases 10/5 − (3, 2, 2, 2, 1), in the
    // point's units, whose gradient is that many times smaller. Bucket 0's gradient is Σ x/5 − Σ x of the class: 10/5 − (3, 1, 1, 5, 0). It is
    // column 0; the biases are behind the four columns.
    let loss = loss(0.5)
    let (value, gradient) = loss([ContrastVector](repeating: .zero, count: 5))
    #expect(isClose(value, 16.094379124341003, within: 1e-5))
    try #require(gradient.count == 5)
    let biases = ClassContrasts.classes(gradient[4] / loss.scales[4])
    #expect(biases.isClose(to: [-1, 0, 0, 0, 1], within: 1e-5))
    #expect(
      ClassContrasts.classes(gradient[0] / loss.scales[0]).isClose(
        to: [-1, 1, 1, -3, 2], within: 1e-5))
  }

  @Test("The analytic gradient is that of finite differences", arguments: 0..<5)
  func finiteDifferences(row: Int) {
    let loss = loss(0.7, ClassVector(0.5, 2, 1, 1.25, 3, 0, 0, 0))
    let point = somePoint
    let gradient = loss(point).gradient
    // A step that single precision holds exactly.
    let step: Float = 1.0 / 64
    for lane in 0..<4 {
      var above = point
      var below = point
      above[row][lane] += step
      below[row][lane] -= step
      let width = Double(above[row][lane]) - Double(below[row][lane])
      let difference = (loss(above).value - loss(below).value) / width
      #expect(isClose(Double(gradient[row][lane]), difference, within: 1e-3))
    }
  }

  @Test("The penalty is ½ λ Σ w² over the weights, the biases free")
  func penalty() {
    // The same weights have other points, since the penalty is in the scales.
    let weights = somePoint
    let (without, with) = (loss(0), loss(3))
    let free = without(without.point(weights))
    let bound = with(with.point(weights))
    let squares = weights.dropLast().reduce(0.0) { sum, row in
      ClassContrasts.classes(row).lanes.reduce(sum) { $0 + $1 * $1 }
    }
    #expect(isClose(bound.value - free.value, 1.5 * squares, within: 1e-4))
    func gradient(_ loss: LogisticLoss, _ gradient: [ContrastVector], _ place: Int)
      -> ContrastVector
    {
      gradient[place] / loss.scales[place]
    }
    let bias = gradient(with, bound.gradient, 4) - gradient(without, free.gradient, 4)
    let difference = gradient(with, bound.gradient, 1) - gradient(without, free.gradient, 1)
    for lane in 0..<4 {
      #expect(abs(bias[lane]) < 1e-4)
      #expect(isClose(Double(difference[lane]), 3 * Double(weights[1][lane]), within: 1e-4))
    }
  }

  @Test("The unit of a column is the inverse root of λ and a fifth of its weighted squares")
  func scales() {
    // Bucket 3 is column 1, with occurrences of value 1: 1 + 2 + 3 + 2 + 1 = 9; ten examples of weight 1.
    let scales = loss(0.7).scales
    #expect(scales.count == 5)
    #expect(isClose(Double(scales[1]), 1 / (0.7 + 0.2 * 9).squareRoot(), within: 1e-6))
    #expect(isClose(Double(scales[4]), 1 / (0.2 * 10).squareRoot(), within: 1e-6))
    let point = somePoint
    for (left, right) in zip(loss(0.7).point(loss(0.7).weights(at: point)), point) {
      #expect((0..<4).allSatisfy { abs(left[$0] - right[$0]) < 1e-6 })
    }
  }

  @Test("At the optimum the gradient is nearly zero", arguments: [0.1, 1, 10])
  func optimum(l2Penalty: Double) {
    let model = train(l2Penalty)
    let weights = SmallExamples.ten.buckets.map { model.weights[Int($0)] } + [model.bias]
    let loss = loss(l2Penalty)
    let gradient = loss(loss.point(weights.map(ClassContrasts.contrasts))).gradient
      .map(ClassContrasts.classes)
    let largest = gradient.flatMap(\.lanes).map(abs).max() ?? .infinity
    #expect(largest < 2e-3)
  }

  // scikit-learn 1.9, x and y as in SmallExamples.ten, for λ = 1 and 0.1:
  //   lr = LogisticRegression(C=1 / λ, tol=1e-12, max_iter=10000).fit(x, y)
  //   lr.coef_[:, :4].T
  //   lr.intercept_ - lr.intercept_.mean()
  //   lr.predict_proba(x)[[0, 4, 9]]
  @Test("Weights, biases and probabilities are scikit-learn's")
  func reference() {
    let model = train(1)
    let weights = [
      [-0.062380507, -0.171749301, -0.197101839, 0.845585348, -0.4143537],
      [0.6158521, -0.160978215, -0.612523131, -0.510802655, 0.668451901],
      [-0.424593371, 0.955961642, -0.077275525, -0.09246018, -0.361632566],
      [-0.440833759, -0.505485264, 0.885834908, -0.383252037, 0.443736151],
    ]
    for (row, numbers) in zip(model.weights, weights) {
      #expect(row.isClose(to: numbers, within: 1e-3))
    }
    let mean = model.bias.sum() / Float(InnerLabel.count)
    let biases = [1.214403311, -0.163715422, -0.134271553, -0.115256591, -0.801159745]
    #expect((model.bias - mean).isClose(to: biases, within: 2e-3))
    expect(
      model,
      [
        (0, [0.57216703, 0.053289767, 0.033212895, 0.301583827, 0.039746481]),
        (4, [0.11984172, 0.105562705, 0.625250385, 0.049590962, 0.099754228]),
        (9, [0.429865312, 0.185754589, 0.17423559, 0.054427644, 0.155716865]),
      ])
  }

  @Test("With a small penalty the probabilities are scikit-learn's too")
  func referenceSmallPenalty() {
    expect(
      train(0.1),
      [
        (0, [0.859000341, 0.004025839, 0.002918768, 0.132788594, 0.001266459]),
        (4, [0.028459032, 0.022841485, 0.907027079, 0.011005063, 0.030667341]),
        (9, [0.760483254, 0.073790679, 0.079183886, 0.00751369, 0.079028491]),
      ])
  }

  private func expect(
    _ model: LogisticRegression, _ expected: [(row: Int, probabilities: [Double])]
  ) {
    let scores = LocalModels(naiveBayes: nil, logisticRegression: model)
      .scores(SmallExamples.ten)
    for (row, probabilities) in expected {
      #expect(softmax(scores[row].logisticRegression).isClose(to: probabilities, within: 1e-3))
    }
  }

  @Test("One and several threads give the same bits", arguments: [2, 5])
  func threads(threads: Int) {
    let model = train(0.3, iterations: 12)
    let other = train(0.3, threads: threads, iterations: 12)
    #expect(other.weights == model.weights)
    #expect(other.bias == model.bias)
  }

  @Test("Buckets that no example has keep weight 0, and so do the lanes above the classes")
  func unused() {
    let model = train(0.5, iterations: 12)
    #expect(model.weights.count == 256)
    #expect(model.weights[4...].allSatisfy { $0 == .zero })
    #expect((model.weights + [model.bias]).allSatisfy { $0[5] == 0 && $0[6] == 0 && $0[7] == 0 })
  }

  @Test("Started from models of parts the search ends at the same place, sooner")
  func warmStart() {
    let trainer = LogisticRegressionTrainer(l2Penalty: 1, maximumIterations: 250, tolerance: 1e-7)
    var iterations = (cold: 0, warm: 0)
    let cold = trainer.train(on: SmallExamples.ten, shards: one) { number, _ in
      iterations.cold = number
    }
    let parts = (0..<2).map { fold in
      trainer.train(on: SmallExamples.ten.forgetting { $0 % 5 == fold }, shards: one)
    }
    let warm = trainer.train(on: SmallExamples.ten, startingFrom: parts, shards: one) {
      number, _ in iterations.warm = number
    }
    for (left, right) in zip(cold.weights, warm.weights) {
      #expect(left.isClose(to: right.lanes, within: 1e-2))
    }
    #expect(iterations.warm <= iterations.cold)
  }

  @Test("A stronger penalty gives smaller weights")
  func shrinkage() {
    func squares(_ penalty: Double) -> Float {
      train(penalty, iterations: 20).weights.reduce(0) { $0 + ($1 * $1).sum() }
    }
    #expect(squares(10) < squares(1))
    #expect(squares(1) < squares(0.1))
  }

  @Test("Balanced classes give scikit-learn's balanced weights and probabilities")
  func balancedReference() {
    // As above with LogisticRegression(C=1 / 0.5, …, class_weight="balanced"), whose class weights
    // n / (5·n_c) are 2/3, 1, 1, 1, 2 too.
    let model = train(0.5, classBalance: 1)
    let weights = [
      [-0.027078068, -0.193704807, -0.205659937, 1.096399178, -0.669956365],
      [0.697973502, -0.227968952, -0.880636475, -0.673364797, 1.083996721],
      [-0.475761954, 1.210344777, -0.055751731, -0.115096105, -0.563734986],
      [-0.651841363, -0.66755596, 1.087611597, -0.462131875, 0.693917601],
    ]
    for (row, numbers) in zip(model.weights, weights) {
      #expect(row.isClose(to: numbers, within: 2e-3))
    }
    expect(
      model,
      [
        (0, [0.571926897, 0.038305849, 0.019882565, 0.343725686, 0.026159002]),
        (4, [0.061855916, 0.076345771, 0.735337546, 0.032463264, 0.093997503]),
        (9, [0.381753441, 0.18961809, 0.164388728, 0.042057113, 0.222182628]),
      ])
  }

  @Test("Progress counts from 1, never rises, and stops at the limit")
  func progress() {
    var values: [Double] = []
    let trainer = LogisticRegressionTrainer(l2Penalty: 0.1, maximumIterations: 4, tolerance: 0)
    _ = trainer.train(on: SmallExamples.ten, shards: one) { iteration, value in
      #expect(iteration == values.count + 1)
      values.append(value)
    }
    #expect(values.count == 4)
    #expect(values == values.sorted(by: >))
    #expect(values.allSatisfy { $0 < 16.0944 })
  }
}
