// The objective of logistic regression over sparse examples and its gradient. The search is in `LBFGS`.

import Chaffinch

/// The regularised log loss of multinomial logistic regression and its gradient, at a point that holds
/// contrasts of weights for each column and of the biases behind them, divided by ``scales``.
///
/// Each row is read once: its scores, then its residual added to the gradients of its columns while they
/// are at hand. Rows are cut into parts with a gradient each, so that no two threads add to the same
/// number; how many depends on the data alone.
struct LogisticLoss {
  /// The unit of each column's weights in a point, and behind them of the biases: the inverse root of a
  /// typical second derivative, λ and a fifth of the values' squares. In these units the objective is about
  /// as steep in every direction, and L-BFGS needs half the iterations (Jacobi's preconditioner).
  let scales: [Float]

  private let examples: ExampleMatrix
  private let l2Penalty: Double
  private let classWeights: ClassVector
  private let shards: Shards
  /// The rows of each part.
  private let parts: [Range<Int>]

  /// The objective over the examples that have a label.
  init(
    _ examples: ExampleMatrix, l2Penalty: Double, classWeights: ClassVector, shards: Shards
  ) {
    self.examples = examples
    self.l2Penalty = l2Penalty
    self.classWeights = classWeights
    self.shards = shards
    parts = Self.parts(examples)
    scales = Self.scales(examples, l2Penalty, classWeights)
  }

  private static func scales(
    _ examples: ExampleMatrix, _ l2Penalty: Double, _ classWeights: ClassVector
  ) -> [Float] {
    let last = examples.labelledColumns
    var squares = [Double](repeating: 0, count: last + 1)
    let otherValue = SparseMatrix.otherValue
    squares.withUnsafeMutableBufferPointer { squares in
      examples.features.forEachRow(in: 0..<examples.count) { row in
        guard let label = examples.knowledge[row.number].label else { return }
        let weight = classWeights[label]
        let text = Double(weight * row.textValue * row.textValue)
        row.forEachText { squares[$0] += text }
        let other = Double(weight * otherValue * otherValue)
        row.forEachOther { squares[$0] += other }
        squares[last] += Double(weight)
      }
    }
    return squares.enumerated().map { column, squares in
      let curvature = 0.2 * squares + (column == last ? 0 : l2Penalty)
      return curvature > 0 ? Float(1 / curvature.squareRoot()) : 1
    }
  }

  /// The point of some weights with biases behind them.
  func point(_ weights: [ContrastVector]) -> [ContrastVector] {
    zip(weights, scales).map { $0 / $1 }
  }

  /// The weights at a point, with the biases behind them.
  func weights(at point: [ContrastVector]) -> [ContrastVector] {
    zip(point, scales).map { $0 * $1 }
  }

  /// Ranges of rows with about equally many occurrences that count. More parts than two pay where
  /// adding up their gradients is little against the rest.
  private static func parts(_ examples: ExampleMatrix) -> [Range<Int>] {
    var ends: [Int] = []
    ends.reserveCapacity(examples.count)
    var sum = 0
    examples.features.forEachRow(in: 0..<examples.count) { row in
      if examples.knowledge[row.number].label != nil {
        // A softmax takes about as long as sixteen occurrences.
        sum += row.textCount + row.otherCount + 16
      }
      ends.append(sum)
    }
    let count = min(max(sum / (64 * examples.table.rows), 2), Shards.count)
    var result: [Range<Int>] = []
    var start = 0
    for part in 1...count {
      var end = start
      while end < ends.count, part == count || ends[end] <= sum * part / count { end += 1 }
      result.append(start..<end)
      start = end
    }
    return result
  }

  func callAsFunction(_ point: [ContrastVector]) -> (value: Double, gradient: [ContrastVector]) {
    let weights = weights(at: point)
    let sums = shards.map(parts.count) { pass(parts[$0], weights) }
    let last = point.count - 1
    let penalty = Float(l2Penalty)
    var gradient = sums[0].gradient
    for sum in sums.dropFirst() {
      for place in gradient.indices { gradient[place] += sum.gradient[place] }
    }
    for place in 0..<last {
      gradient[place] = (gradient[place] + weights[place] * penalty) * scales[place]
    }
    gradient[last] *= scales[last]
    let squares = dot(weights, weights) - Double((weights[last] * weights[last]).sum())
    let loss = sums.reduce(0) { $0 + $1.loss }
    return (loss + 0.5 * l2Penalty * squares, gradient)
  }

  private func pass(_ rows: Range<Int>, _ weights: [ContrastVector]) -> (
    loss: Double, gradient: [ContrastVector]
  ) {
    var loss = 0.0
    var biasGradient = ContrastVector.zero
    let last = weights.count - 1
    let bias = weights[last]
    let otherValue = SparseMatrix.otherValue
    let targets = InnerLabel.allCases.map(Targets.one)
    let sums = InterleavedSums(weights)
    examples.knowledge.withUnsafeBufferPointer { knowledge in
      examples.features.forEachRow(in: rows) { row in
        guard let label = knowledge[row.number].label else { return }
        var text = ContrastVector.zero
        row.forEachText { text += sums.weights($0) }
        var other = ContrastVector.zero
        row.forEachOther { other += sums.weights($0) }
        let (part, residual) = singleLogLoss(
          ClassContrasts.classes(bias + text * row.textValue + other * otherValue),
          target: targets[label.rawValue], classWeights: classWeights)
        loss += part
        let change = ClassContrasts.contrasts(residual)
        let textChange = change * row.textValue
        row.forEachText { sums.add(textChange, to: $0) }
        let otherChange = change * otherValue
        row.forEachOther { sums.add(otherChange, to: $0) }
        biasGradient += change
      }
    }
    var gradient = sums.finish()
    gradient[last] = biasGradient
    return (loss, gradient)
  }
}

/// Each column's weights with its gradient beside them.
///
/// Most of a pass's time goes to waiting for memory. In one aligned pair of 32 bytes the gradient comes
/// with the weights: a row's residual then finds all its columns in the nearest cache. Arrays promise no
/// such alignment, hence the pointer; it is one part's own, and columns are in range by construction.
private struct InterleavedSums {
  private let base: UnsafeMutablePointer<ContrastVector>
  private let count: Int

  /// Weights with gradients of 0.
  init(_ weights: [ContrastVector]) {
    count = weights.count
    base = UnsafeMutableRawPointer.allocate(
      byteCount: 2 * count * MemoryLayout<ContrastVector>.stride, alignment: 64
    ).bindMemory(to: ContrastVector.self, capacity: 2 * count)
    for (column, weights) in weights.enumerated() {
      (base + 2 * column).initialize(to: weights)
      (base + 2 * column + 1).initialize(to: .zero)
    }
  }

  @inline(__always)
  func weights(_ column: Int) -> ContrastVector { base[2 &* column] }

  @inline(__always)
  func add(_ change: ContrastVector, to column: Int) {
    base[2 &* column &+ 1] += change
  }

  /// The gradient; ends the use.
  func finish() -> [ContrastVector] {
    defer { base.deallocate() }
    return (0..<count).map { base[2 &* $0 &+ 1] }
  }
}
