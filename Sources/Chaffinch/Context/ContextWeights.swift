// A round's weights arranged for the rows of `ContextLayout`, and the product of both: the hot path of
// classification. Computes no feature.

/// The weights of the features of a text, by gate.
///
/// score = Σ_j g_j · W_j x over the gates j, the first of which is 1. The others are shares of classes, so
/// the sum is taken as (1 − Σ g_j) · W_0 x + Σ g_j · (W_0 + W_j) x: a paragraph that is surely of one class
/// has one product, not five.
struct ContextWeights: Sendable, Equatable {
  /// The weights of eight numbers of a row, for four classes.
  private struct Block: Sendable, Equatable {
    var first = SIMD8<Float>.zero
    var second = SIMD8<Float>.zero
    var third = SIMD8<Float>.zero
    var fourth = SIMD8<Float>.zero

    /// The sum over the lanes for each class. Not part of its callers: there the optimiser would do all
    /// products lane by lane of this sum.
    @inline(never)
    var total: SIMD4<Float> {
      let first = first.lowHalf + first.highHalf
      let second = second.lowHalf + second.highHalf
      let third = third.lowHalf + third.highHalf
      let fourth = fourth.lowHalf + fourth.highHalf
      return
        (SIMD4(first[0], second[0], third[0], fourth[0])
        + SIMD4(first[1], second[1], third[1], fourth[1]))
        + (SIMD4(first[2], second[2], third[2], fourth[2])
          + SIMD4(first[3], second[3], third[3], fourth[3]))
    }
  }

  /// For each gate, the first one alone and each other added to it: the blocks of a row.
  private var blocks: [Block]
  private let gateCount: Int

  /// The weights of rows of features and gates, less those of the last class: `lanes` holds all gates of
  /// a feature, then of the next; the constant's come last.
  init(_ lanes: [SIMD4<Float>], gateCount: Int) {
    self.gateCount = gateCount
    let size = ContextLayout.Block.count
    blocks = Array(repeating: Block(), count: gateCount * size)
    let constant = lanes.count / gateCount - 1
    for gate in 0..<gateCount {
      var weights = [SIMD4<Float>](repeating: .zero, count: 8 * size)
      func add(_ row: Int, _ lane: Int, _ factor: Float) {
        weights[lane] += lanes[row * gateCount] * factor
        if gate > 0 { weights[lane] += lanes[row * gateCount + gate] * factor }
      }
      for (row, feature) in ContextLayout.text.prefix(constant).enumerated() {
        for term in feature.terms { add(row, term.lane, term.factor) }
      }
      add(constant, ContextLayout.one, 1)
      for place in 0..<size {
        var block = Block()
        for lane in 0..<8 {
          let weight = weights[8 * place + lane]
          block.first[lane] = weight[0]
          block.second[lane] = weight[1]
          block.third[lane] = weight[2]
          block.fourth[lane] = weight[3]
        }
        blocks[gate * size + place] = block
      }
    }
  }

  /// The scores of a row with these gates.
  func scores(_ row: Span<SIMD8<Float>>, _ gates: SIMD8<Float>) -> SIMD4<Float> {
    var sums = Block()
    guard gateCount > 1 else {
      add(row, 0, 1, to: &sums)
      return sums.total
    }
    var rest = gates[0]
    for gate in 1..<gateCount where gates[gate] != 0 {
      rest -= gates[gate]
      add(row, gate, gates[gate], to: &sums)
    }
    // What is left of a sum of all shares is rounding.
    if rest.magnitude > 1e-6 { add(row, 0, rest, to: &sums) }
    return sums.total
  }

  /// Adds the products of a row and a gate's weights, each block lane by lane.
  @inline(never)
  private func add(
    _ row: Span<SIMD8<Float>>, _ gate: Int, _ share: Float, to total: inout Block
  ) {
    let size = ContextLayout.Block.count
    let blocks = blocks.span.extracting(gate * size..<(gate + 1) * size)
    var sums = Block()
    for place in 0..<size {
      let (numbers, weights) = (row[place], blocks[place])
      sums.first += numbers * weights.first
      sums.second += numbers * weights.second
      sums.third += numbers * weights.third
      sums.fourth += numbers * weights.fourth
    }
    total.first += sums.first * share
    total.second += sums.second * share
    total.third += sums.third * share
    total.fourth += sums.fourth * share
  }
}
