// Running sums over an article: probabilities in windows, content before and after, distances to what
// is sure. One pass each; knows nothing of markup.

/// Sums over the paragraphs of an article.
struct ContextMasses {
  /// A distance of nothing near.
  static let far = 60

  /// Sums of probabilities before each paragraph; lane 5 counts paragraphs.
  private var counted: [SIMD8<Double>] = [.zero]
  /// The same, weighted by length.
  private var weighted: [SIMD8<Double>] = [.zero]
  /// For each kind of sure paragraph: the distances before and behind, at most ``far``.
  private var before: [UInt8] = []
  private var behind: [UInt8] = []
  private let count: Int

  init(_ scores: [ParagraphScores], _ context: ArticleContext) {
    count = scores.count
    counted.reserveCapacity(count + 1)
    weighted.reserveCapacity(count + 1)
    for (score, characters) in zip(scores, context.characters) {
      var row = SIMD8<Double>(score.probabilities)
      row[5] = 1
      counted.append(counted[counted.count - 1] + row)
      weighted.append(weighted[weighted.count - 1] + row * Double(characters))
    }
    before.reserveCapacity(6 * count)
    behind.reserveCapacity(6 * count)
    note { scores[$0].probabilities[.content] > 0.8 && context.characters[$0] > 80 }
    note { scores[$0].probabilities[.content] > 0.6 }
    note { scores[$0].probabilities[.promo] + scores[$0].probabilities[.paywall] > 0.8 }
    note { scores[$0].probabilities[.byline] > 0.5 }
    note { scores[$0].probabilities[.caption] > 0.5 }
    note { scores[$0].probabilities[.paywall] > 0.4 }
  }

  @inline(__always)
  private mutating func note(_ isSure: (Int) -> Bool) {
    let start = before.count
    var distance = Self.far
    for index in 0..<count {
      before.append(UInt8(distance))
      distance = isSure(index) ? 1 : min(distance + 1, Self.far)
    }
    behind.append(contentsOf: repeatElement(UInt8(Self.far), count: count))
    distance = Self.far
    for index in (0..<count).reversed() {
      behind[start + index] = UInt8(distance)
      distance = isSure(index) ? 1 : min(distance + 1, Self.far)
    }
  }

  /// All content of the article, in characters times probability.
  var content: Double { (weighted.last ?? .zero)[0] }

  // Lists of names and widths would be arrays that are counted up and down for every paragraph: here
  // each feature is spelled out.

  /// Gives a paragraph's windows, masses and distances to a sink.
  func emit(_ index: Int, to sink: inout some ContextSink) {
    sink.begin(.windows)
    emitWindow(4, index, to: &sink)
    emitWindow(10, index, to: &sink)
    emitWindow(25, index, to: &sink)
    let all = content + 1e-6
    let earlier = weighted[index][0]
    let later = max(content - weighted[index + 1][0], 0)
    let share = 1 / all
    let logarithm = LogarithmTable.shared
    sink.begin(.content)
    sink.put(Float(earlier * share), "share of content before")
    sink.put(Float(later * share), "share of content behind")
    // What is no number counts as 0: a maximum with it is the other.
    sink.put(logarithm(1 + Int(max(0, earlier))) / 8, "content before")
    sink.put(logarithm(1 + Int(max(0, later))) / 8, "content behind")
    sink.put(Float((all - earlier - later) * share), "own share of content")
    sink.put(earlier < 0.02 * all, "hardly any content before")
    sink.put(later < 0.02 * all, "hardly any content behind")
    sink.put(earlier < 0.3 * all, "little content before")
    sink.put(later < 0.1 * all, "little content behind")
    sink.begin(.distances)
    emitDistance(0, index, "sure long content", to: &sink)
    emitDistance(1, index, "likely content", to: &sink)
    emitDistance(2, index, "sure promo", to: &sink)
    emitDistance(3, index, "byline", to: &sink)
    emitDistance(4, index, "caption", to: &sink)
    emitDistance(5, index, "paywall", to: &sink)
  }

  @inline(__always)
  private func emitWindow(_ width: Int, _ index: Int, to sink: inout some ContextSink) {
    let low = max(index - width, 0)
    let high = min(index + 1 + width, count)
    sink.put(Self.mean(counted[index] - counted[low]), "\(width) before, by paragraphs,")
    sink.put(Self.mean(counted[high] - counted[index + 1]), "\(width) behind, by paragraphs,")
    sink.put(Self.mean(weighted[index] - weighted[low]), "\(width) before, by text,")
    sink.put(Self.mean(weighted[high] - weighted[index + 1]), "\(width) behind, by text,")
  }

  @inline(__always)
  private func emitDistance(
    _ kind: Int, _ index: Int, _ name: @autoclosure () -> String,
    to sink: inout some ContextSink
  ) {
    let left = Int(before[kind * count + index])
    let right = Int(behind[kind * count + index])
    let logarithm = LogarithmTable.shared
    sink.put(logarithm(left) / 4, "distance to \(name()) before")
    sink.put(logarithm(right) / 4, "distance to \(name()) behind")
    sink.put(logarithm(min(left, right)) / 4, "distance to \(name())")
    sink.put(left == 1, "\(name()) just before")
    sink.put(right == 1, "\(name()) just behind")
    sink.put(left == Self.far, "no \(name()) before")
    sink.put(right == Self.far, "no \(name()) behind")
  }

  @inline(__always)
  private static func mean(_ sum: SIMD8<Double>) -> ClassVector {
    ClassVector(sum * (1 / max(sum[5], 1)))
  }
}
