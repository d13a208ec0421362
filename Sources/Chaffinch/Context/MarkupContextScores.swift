// Weighs the context features of markup as they are computed. Computes no feature and keeps none.

/// Takes the features of markup of a paragraph and gives what they add to its scores.
protocol MarkupContextScoring: ContextSink {
  /// Weighs with the weights of a round.
  init(_ round: ContextModel.Round)
  /// Starts with the next paragraph.
  mutating func begin()
  /// What all features that came add to the scores, less the last class's.
  func scores(_ gates: SIMD8<Float>) -> SIMD4<Float>
}

/// Scores without gates.
struct PlainMarkupScores: MarkupContextScoring {
  private let lanes: [SIMD4<Float>]
  private var place = 0
  private var sum = SIMD4<Float>.zero

  init(_ round: ContextModel.Round) { lanes = round.lanes }

  mutating func begin() {
    // The features of the text come first.
    place = ContextLayout.text.count
    sum = .zero
  }

  @inline(__always)
  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    // Many features are 0.
    if value != 0 { sum += lanes[place] * value }
    place &+= 1
  }

  func scores(_ gates: SIMD8<Float>) -> SIMD4<Float> { sum }
}

/// Scores with gates.
struct GatedMarkupScores: MarkupContextScoring {
  private let lanes: [SIMD4<Float>]
  private let gateCount: Int
  private var place = 0
  private var sums = [SIMD4<Float>](repeating: .zero, count: ContextModel.gateLimit)

  init(_ round: ContextModel.Round) {
    lanes = round.lanes
    gateCount = round.gateCount
  }

  mutating func begin() {
    place = ContextLayout.text.count * gateCount
    for gate in sums.indices { sums[gate] = .zero }
  }

  @inline(__always)
  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    if value != 0 {
      for gate in 0..<gateCount { sums[gate] += lanes[place &+ gate] * value }
    }
    place &+= gateCount
  }

  func scores(_ gates: SIMD8<Float>) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    for gate in 0..<gateCount { sum += sums[gate] * gates[gate] }
    return sum
  }
}
