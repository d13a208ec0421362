// Running sums over an article: probabilities in windows, content before and after, distances to what
// is sure. One pass each; knows nothing of markup.

/// Sums over the paragraphs of an article.
struct ContextMasses {
  /// Widths of the windows on either side, in paragraphs.
  static let windows = [4, 10, 25]
  /// A distance of nothing near.
  static let far = 60

  /// Sums of probabilities before each paragraph; lane 5 counts paragraphs.
  private var counted: [SIMD8<Double>] = [.zero]
  /// The same, weighted by length.
  private var weighted: [SIMD8<Double>] = [.zero]
  /// For each kind of sure paragraph: the distances before and behind, at most ``far``.
  private var before: [[UInt8]] = []
  private var behind: [[UInt8]] = []
  private let count: Int

  private static let distanceNames = [
    "sure long content", "likely content", "sure promo", "byline", "caption", "paywall",
  ]

  init(_ scores: [ParagraphScores], _ context: ArticleContext) {
    count = scores.count
    counted.reserveCapacity(count + 1)
    weighted.reserveCapacity(count + 1)
    for (score, form) in zip(scores, context.forms) {
      var row = SIMD8<Double>(score.probabilities)
      row[5] = 1
      counted.append(counted[counted.count - 1] + row)
      weighted.append(weighted[weighted.count - 1] + row * Double(form.characters))
    }
    for kind in Self.distanceNames.indices {
      note { index in
        let p = scores[index].probabilities
        return switch kind {
        case 0: p[.content] > 0.8 && context.forms[index].characters > 80
        case 1: p[.content] > 0.6
        case 2: p[.promo] + p[.paywall] > 0.8
        case 3: p[.byline] > 0.5
        case 4: p[.caption] > 0.5
        default: p[.paywall] > 0.4
        }
      }
    }
  }

  private mutating func note(_ isSure: (Int) -> Bool) {
    var left = [UInt8](repeating: UInt8(Self.far), count: count)
    var right = left
    var distance = Self.far
    for index in 0..<count {
      left[index] = UInt8(distance)
      distance = isSure(index) ? 1 : min(distance + 1, Self.far)
    }
    distance = Self.far
    for index in (0..<count).reversed() {
      right[index] = UInt8(distance)
      distance = isSure(index) ? 1 : min(distance + 1, Self.far)
    }
    before.append(left)
    behind.append(right)
  }

  /// All content of the article, in characters times probability.
  var content: Double { (weighted.last ?? .zero)[0] }

  /// Gives a paragraph's windows, masses and distances to a sink.
  func emit(_ index: Int, to sink: inout some ContextSink) {
    for width in Self.windows {
      let low = max(index - width, 0)
      let high = min(index + 1 + width, count)
      for (sums, name) in [(counted, "paragraphs"), (weighted, "text")] {
        sink.put(Self.mean(sums[index] - sums[low]), "\(width) before, by \(name),")
        sink.put(Self.mean(sums[high] - sums[index + 1]), "\(width) behind, by \(name),")
      }
    }
    let all = content + 1e-6
    let earlier = weighted[index][0]
    let later = max(content - weighted[index + 1][0], 0)
    let logarithm = LogarithmTable.shared
    sink.put(Float(earlier / all), "share of content before")
    sink.put(Float(later / all), "share of content behind")
    // What is no number counts as 0: a maximum with it is the other.
    sink.put(logarithm(1 + Int(max(0, earlier))) / 8, "content before")
    sink.put(logarithm(1 + Int(max(0, later))) / 8, "content behind")
    sink.put(Float((all - earlier - later) / all), "own share of content")
    sink.put(earlier < 0.02 * all, "hardly any content before")
    sink.put(later < 0.02 * all, "hardly any content behind")
    sink.put(earlier < 0.3 * all, "little content before")
    sink.put(later < 0.1 * all, "little content behind")
    for (kind, name) in Self.distanceNames.enumerated() {
      let (left, right) = (Int(before[kind][index]), Int(behind[kind][index]))
      sink.put(logarithm(left) / 4, "distance to \(name) before")
      sink.put(logarithm(right) / 4, "distance to \(name) behind")
      sink.put(logarithm(min(left, right)) / 4, "distance to \(name)")
      sink.put(left == 1, "\(name) just before")
      sink.put(right == 1, "\(name) just behind")
      sink.put(left == Self.far, "no \(name) before")
      sink.put(right == Self.far, "no \(name) behind")
    }
  }

  private static func mean(_ sum: SIMD8<Double>) -> ClassVector {
    ClassVector(sum / max(sum[5], 1))
  }
}
