// Running sums over an article: probabilities in windows, content before and after, distances to what
// is sure. One pass each; knows nothing of markup.

/// Sums over the paragraphs of an article.
struct ContextMasses {
  /// A distance of nothing near.
  static let far = 60

  private struct Sums {
    /// Sums of the probabilities of four classes.
    var counted = SIMD4<Double>.zero
    /// The same, weighted by length.
    var weighted = SIMD4<Double>.zero
    /// Sums of lengths.
    var length = 0.0
  }

  /// The sums before each paragraph, last those of all.
  private var sums: [Sums] = []
  /// For each paragraph the logarithms over 4 of the distances to each kind of sure paragraph before and
  /// behind, at most ``far``, in six lanes; the others are 0.
  private var before: [SIMD8<Float>] = []
  private var behind: [SIMD8<Float>]
  private let count: Int
  /// As ``before`` for a distance of ``far``.
  private let farLogarithm = Float(far).logarithm / 4

  init(_ scores: [ParagraphScores], _ context: ArticleContext) {
    count = scores.count
    sums.reserveCapacity(count + 1)
    before.reserveCapacity(count)
    behind = Array(repeating: .zero, count: count)
    var sum = Sums()
    sums.append(sum)
    let characters = context.characters
    for index in 0..<count {
      let row = SIMD4<Double>(scores[index].probabilities.lowHalf)
      // A paragraph without text counts for a character, so that every window has a mean.
      let length = Double(max(characters[index], 1))
      sum.counted += row
      sum.weighted += row * length
      sum.length += length
      sums.append(sum)
    }
    var distances = Distances()
    for index in 0..<count {
      before.append(distances.logarithms)
      distances.pass(scores[index].probabilities, characters[index])
    }
    distances.begin()
    for index in (0..<count).reversed() {
      behind[index] = distances.logarithms
      distances.pass(scores[index].probabilities, characters[index])
    }
  }

  /// The distances to the nearest paragraph of each kind, on the way through an article.
  private struct Distances {
    private var content = (long: far, any: far)
    private var promo = far
    private var byline = far
    private var caption = far
    private var paywall = far
    /// Logarithms of distances, over 4.
    private let table = Self.table

    private static let table: [Float] = {
      var table: [Float] = []
      for start in stride(from: 0, through: far, by: 4) {
        let first = Float(start)
        let logarithms =
          naturalLogarithm(SIMD4(max(first, 1), first + 1, first + 2, first + 3)) * 0.25
        for lane in 0..<4 { table.append(logarithms[lane]) }
      }
      return table
    }()

    /// Begins at an article's other end.
    mutating func begin() {
      content = (far, far)
      (promo, byline, caption, paywall) = (far, far, far, far)
    }

    /// Goes one paragraph on, over one with these probabilities.
    mutating func pass(_ p: ClassVector, _ characters: Float) {
      content.long = Self.next(content.long, p[.content] > 0.8 && characters > 80)
      content.any = Self.next(content.any, p[.content] > 0.6)
      promo = Self.next(promo, p[.promo] + p[.paywall] > 0.8)
      byline = Self.next(byline, p[.byline] > 0.5)
      caption = Self.next(caption, p[.caption] > 0.5)
      paywall = Self.next(paywall, p[.paywall] > 0.4)
    }

    private static func next(_ distance: Int, _ isSure: Bool) -> Int {
      isSure ? 1 : min(distance &+ 1, far)
    }

    var logarithms: SIMD8<Float> {
      SIMD8(
        table[content.long], table[content.any], table[promo], table[byline], table[caption],
        table[paywall], 0, 0)
    }
  }

  /// All content of the article, in characters times probability.
  var content: Double { sums[count].weighted[0] }

  /// Writes a paragraph's windows, content and distances into a row of ``ContextLayout``.
  @inline(__always)
  func fill(_ index: Int, into row: inout MutableSpan<SIMD8<Float>>) {
    fillWindows(index, into: &row)
    fillContent(index, into: &row)
    fillDistances(index, into: &row)
  }

  @inline(__always)
  private func fillWindows(_ index: Int, into row: inout MutableSpan<SIMD8<Float>>) {
    let sums = sums.span
    let (start, end) = (sums[index], sums[index + 1])
    let low = SIMD4(max(index - 4, 0), max(index - 10, 0), max(index - 25, 0), index)
    let high = SIMD4(
      min(index + 5, count), min(index + 11, count), min(index + 26, count), index + 1)
    // The sums at the windows' other ends.
    let (low0, low1, low2) = (sums[low[0]], sums[low[1]], sums[low[2]])
    let (high0, high1, high2) = (sums[high[0]], sums[high[1]], sums[high[2]])
    // One over the paragraphs and one over the characters of each window; of none, 1 and 1.
    var paragraphs = SIMD8(
      Float(index - low[0]), Float(index - low[1]), Float(index - low[2]),
      Float(high[0] - index - 1), Float(high[1] - index - 1), Float(high[2] - index - 1), 1, 1)
    var text = SIMD8(
      Float(start.length - low0.length), Float(start.length - low1.length),
      Float(start.length - low2.length), Float(high0.length - end.length),
      Float(high1.length - end.length), Float(high2.length - end.length), 1, 1)
    paragraphs = 1 + (paragraphs - 1).positivePart
    text = 1 + (text - 1).positivePart
    paragraphs = 1 / paragraphs
    text = 1 / text
    @inline(__always)
    func mean(_ from: Sums, _ to: Sums, _ place: Int) -> SIMD8<Float> {
      let counted = SIMD4<Float>(to.counted - from.counted)
      let weighted = SIMD4<Float>(to.weighted - from.weighted)
      return SIMD8(lowHalf: counted * paragraphs[place], highHalf: weighted * text[place])
    }
    let first = ContextLayout.Block.windows
    row[first] = mean(low0, start, 0)
    row[first + 1] = mean(end, high0, 3)
    row[first + 2] = mean(low1, start, 1)
    row[first + 3] = mean(end, high1, 4)
    row[first + 4] = mean(low2, start, 2)
    row[first + 5] = mean(end, high2, 5)
  }

  @inline(__always)
  private func fillContent(_ index: Int, into row: inout MutableSpan<SIMD8<Float>>) {
    let share = 1 / (content + 1e-6)
    let earlier = sums[index].weighted[0]
    let later = max(content - sums[index + 1].weighted[0], 0)
    let shares = SIMD2(Float(earlier * share), Float(later * share))
    // What is no number counts as 0: a maximum with it is the other.
    let logarithms = naturalLogarithm(
      SIMD4(
        Float(1 + Int(max(0, earlier))), Float(1 + Int(max(0, later))), Float(1 + index),
        Float(count - index)))
    let flags = SIMD8<Float>.zero.replacing(
      with: 1,
      where: SIMD8(0, 0, 0, 0, shares[0], shares[1], shares[0], shares[1]).isBelow(
        SIMD8(0, 0, 0, 0, 0.02, 0.02, 0.3, 0.1)))
    row[ContextLayout.Block.content] = SIMD8(lowHalf: logarithms, highHalf: flags.highHalf)
    var position = row[ContextLayout.Block.position]
    position.highHalf = SIMD4(1, Float(index) / Float(count), shares[0], shares[1])
    row[ContextLayout.Block.position] = position
  }

  @inline(__always)
  private func fillDistances(_ index: Int, into row: inout MutableSpan<SIMD8<Float>>) {
    let (left, right) = (before[index], behind[index])
    // The last two lanes are of no kind: 0, for other features.
    let kinds = SIMD8<Float>(1, 1, 1, 1, 1, 1, 0, 0)
    let farthest = SIMD8(repeating: farLogarithm)
    let first = ContextLayout.Block.distances
    row[first] = left
    row[first + 1] = right
    row[first + 2] = left - (left - right).positivePart
    row[first + 3] = SIMD8<Float>.zero.replacing(with: kinds, where: left .== 0)
    row[first + 4] = SIMD8<Float>.zero.replacing(with: kinds, where: right .== 0)
    row[first + 5] = SIMD8<Float>.zero.replacing(with: kinds, where: left .== farthest)
    row[first + 6] = SIMD8<Float>.zero.replacing(with: kinds, where: right .== farthest)
  }
}
