// Weighs context features as they are computed: the hot path of classification. Computes no feature and
// keeps none.

/// Takes the context features of a paragraph and gives its class scores.
protocol ContextScoring: ContextSink {
  /// Weighs with the weights of a round.
  init(_ round: ContextModel.Round)
  /// Starts with the next paragraph.
  mutating func begin()
  /// The scores of the paragraph whose features have all come, less the last class's.
  mutating func scores(_ gates: SIMD8<Float>) -> ClassVector
}

/// Scores without gates.
struct PlainContextScores: ContextScoring {
  private let lanes: [SIMD4<Float>]
  private var place = 0
  private var sum = SIMD4<Float>.zero

  init(_ round: ContextModel.Round) {
    lanes = round.lanes
  }

  mutating func begin() {
    place = 0
    sum = .zero
  }

  @inline(__always)
  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    // Many features are 0.
    if value != 0 { sum += lanes[place] * value }
    place &+= 1
  }

  mutating func scores(_ gates: SIMD8<Float>) -> ClassVector {
    put(1, "")
    return ClassVector(sum[0], sum[1], sum[2], sum[3], 0, 0, 0, 0)
  }
}

/// The weights of a feature by gate, side by side; 0 for gates that a round does not have.
struct GateRow: Sendable, Equatable {
  var plain = SIMD4<Float>.zero
  var first = SIMD4<Float>.zero
  var second = SIMD4<Float>.zero
  var third = SIMD4<Float>.zero
  var fourth = SIMD4<Float>.zero

  /// Nothing.
  init() {}

  /// The weights of up to five gates.
  init(_ lanes: ArraySlice<SIMD4<Float>>) {
    func lane(_ gate: Int) -> SIMD4<Float> {
      gate < lanes.count ? lanes[lanes.startIndex + gate] : .zero
    }
    plain = lane(0)
    first = lane(1)
    second = lane(2)
    third = lane(3)
    fourth = lane(4)
  }
}

/// Scores with up to five gates; those that a round does not have weigh nothing.
struct GatedContextScores: ContextScoring {
  private let rows: [GateRow]
  private var place = 0
  private var sums = GateRow()

  init(_ round: ContextModel.Round) {
    rows = round.gateRows
  }

  mutating func begin() {
    place = 0
    sums = GateRow()
  }

  @inline(__always)
  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    if value != 0 {
      let row = rows[place]
      let factor = SIMD4(repeating: value)
      sums.plain += row.plain * factor
      sums.first += row.first * factor
      sums.second += row.second * factor
      sums.third += row.third * factor
      sums.fourth += row.fourth * factor
    }
    place &+= 1
  }

  mutating func scores(_ gates: SIMD8<Float>) -> ClassVector {
    put(1, "")
    var sum = sums.plain
    sum += sums.first * gates[1]
    sum += sums.second * gates[2]
    sum += sums.third * gates[3]
    sum += sums.fourth * gates[4]
    return ClassVector(sum[0], sum[1], sum[2], sum[3], 0, 0, 0, 0)
  }
}
