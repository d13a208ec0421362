// Tests what examples count as, how much classes weigh, and the loss of one example.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct TargetsTests {
  /// Scores whose softmax has these probabilities.
  private func scores(_ p: [Double]) -> ClassVector {
    var result = ClassVector.zero
    for lane in p.indices { result[lane] = Float(naturalLogarithm(max(p[lane], 1e-9))) }
    return result
  }

  @Test("A label is its class alone, and what has none does not count")
  func labels() {
    #expect(Targets.one(.promo) == ClassVector(0, 0, 1, 0, 0, 0, 0, 0))
    #expect(
      Targets.labels([.label(.byline), .unknown, .content(true), .content(false)])
        == [Targets.one(.byline), .zero, .zero, .zero])
  }

  @Test("Content of a reference text is content, unless it may be a caption or a byline")
  func content() {
    #expect(Targets.content(scores([0.5, 0.05, 0.4, 0.04, 0.01])) == Targets.one(.content))
    #expect(Targets.content(scores([0.8, 0.07, 0.09, 0.04, 0])) == .zero)
  }

  @Test("What is not content is what the model says without content")
  func notContent() {
    // 0.5 is left out: 0.1, 0.2, 0.15 and 0.05 over 0.5.
    let target = Targets.notContent(scores([0.5, 0.1, 0.2, 0.15, 0.05]))
    #expect(target.isClose(to: [0, 0.2, 0.4, 0.3, 0.1], within: 1e-5))
    // A model that is sure of content says nothing of the others: promo.
    let sure = Targets.notContent(ClassVector(2000, 0, 0, 0, 0, 0, 0, 0))
    #expect(sure == Targets.one(.promo))
  }

  @Test("Partly labelled examples count for their weight, labelled ones for 1, unknown ones for 0")
  func target() {
    let scores = scores([0.5, 0, 0.25, 0, 0.25])
    func target(_ knowledge: Knowledge) -> ClassVector {
      Targets.target(knowledge, scores: scores, weight: 0.2)
    }
    #expect(target(.label(.caption)) == Targets.one(.caption))
    #expect(target(.content(true)).isClose(to: [0.2, 0, 0, 0, 0], within: 1e-6))
    #expect(target(.content(false)).isClose(to: [0, 0, 0.1, 0, 0.1], within: 1e-6))
    #expect(target(.unknown) == .zero)
  }

  @Test("Class weights are shares to the power of −balance, with mean 1 over the examples")
  func classWeights() {
    // Shares 0.3, 0.2, 0.2, 0.2, 0.1. Balance 1: 1/share = 10/3, 5, 5, 5, 10, over ten examples
    // (3·10/3 + 6·5 + 10) / 10 = 5 on average, so 2/3, 1, 1, 1, 2.
    let ten = Targets.labels(SmallExamples.ten.knowledge)
    #expect(
      Targets.classWeights(ten, balance: 1).isClose(to: [2.0 / 3, 1, 1, 1, 2], within: 1e-6))
    #expect(Targets.classWeights(ten, balance: 0).isClose(to: [1, 1, 1, 1, 1], within: 1e-6))
    // Balance ½ of 16 contents and 4 promos: √(5/4) and √5, (16·√5/2 + 4·√5) / 20 = 0.6·√5 on
    // average, so 5/6 and 5/3; classes that do not occur have 1.
    let skewed =
      Array(repeating: Targets.one(.content), count: 16)
      + Array(repeating: Targets.one(.promo), count: 4)
    #expect(
      Targets.classWeights(skewed, balance: 0.5).isClose(
        to: [5.0 / 6, 1, 5.0 / 3, 1, 1], within: 1e-6))
    // Halves count as halves: the same shares.
    let halves = skewed.map { $0 * 0.5 } + [.zero, .zero]
    #expect(
      Targets.classWeights(halves, balance: 0.5).isClose(
        to: [5.0 / 6, 1, 5.0 / 3, 1, 1], within: 1e-6))
    #expect(Targets.classWeights([.zero], balance: 1).isClose(to: [1, 1, 1, 1, 1], within: 0))
    #expect(Targets.classWeights([], balance: 1).isClose(to: [1, 1, 1, 1, 1], within: 0))
  }

  // MARK: The loss of one example

  private let point = ClassVector(0.1, 7, -3, 0.7, 2, 0, 0, 0)
  private let weights = ClassVector(0.5, 2, 1, 1.25, 3, 0, 0, 0)
  private let shares = ClassVector(0.25, 0, 0.5, 0.125, 0.125, 0, 0, 0)

  @Test("The loss is −Σ t·q·log p, in double precision")
  func value() {
    // Differences of the scores in single precision would be wrong by 10⁻⁷.
    let numbers = (0..<5).map { Double(point[$0]) }
    let normaliser = naturalLogarithm(numbers.reduce(0) { $0 + exponential($1) })
    let expected = (0..<5).reduce(0.0) {
      $0 + Double(shares[$1]) * Double(weights[$1]) * (normaliser - numbers[$1])
    }
    let loss = logLoss(point, target: shares, classWeights: weights).loss
    #expect(isClose(loss, expected, within: 1e-11))
  }

  @Test("The residual is the gradient by the scores", arguments: 0..<5)
  func residual(lane: Int) {
    let step: Float = 1.0 / 64
    var (above, below) = (point, point)
    above[lane] += step
    below[lane] -= step
    func loss(_ scores: ClassVector) -> Double {
      logLoss(scores, target: shares, classWeights: weights).loss
    }
    let difference = (loss(above) - loss(below)) / (Double(above[lane]) - Double(below[lane]))
    let residual = logLoss(point, target: shares, classWeights: weights).residual
    #expect(isClose(Double(residual[lane]), difference, within: 1e-3))
    #expect(isClose(Double(residual.sum()), 0, within: 1e-5))
  }

  @Test("In single precision it is nearly the same, of huge scores too")
  func single() {
    for scores in [point, point * 10, ClassVector(1e6, -1e6, 0, 0, 0, 0, 0, 0)] {
      let exact = logLoss(scores, target: shares, classWeights: weights)
      let single = singleLogLoss(scores, target: shares, classWeights: weights)
      #expect(isClose(single.loss, exact.loss, within: 1e-6 * max(exact.loss, 1)))
      #expect((0..<5).allSatisfy { abs(single.residual[$0] - exact.residual[$0]) < 1e-5 })
    }
    #expect(singleLogLoss(point, target: .zero, classWeights: weights).loss == 0)
  }

  @Test("An example that does not count has no loss, and huge scores a finite one")
  func edges() {
    let nothing = logLoss(point, target: .zero, classWeights: weights)
    #expect(nothing.loss == 0 && nothing.residual == .zero)
    let huge = logLoss(
      ClassVector(1e6, -1e6, 0, 0, 0, 0, 0, 0), target: Targets.one(.caption),
      classWeights: ClassVector(repeating: 1))
    #expect(huge.loss == 2e6)
    #expect(huge.residual.isClose(to: [1, -1, 0, 0, 0], within: 1e-6))
  }
}
