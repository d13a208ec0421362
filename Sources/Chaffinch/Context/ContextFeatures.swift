// The features of the context model: what is around a paragraph in its article, as numbers. Learns and
// decides nothing; `ContextModel` weighs them.

/// The context features of an article's paragraphs, given what the local models (or an earlier round)
/// say of each ("stacked sequential learning", Cohen and Carvalho, IJCAI 2005).
package struct ContextFeatures {
  private let scores: [ParagraphScores]
  private let context: ArticleContext
  private let masses: ContextMasses
  private let cohesion: LexicalCohesion
  private let templates: TemplateShares?
  /// The paragraphs' probabilities of four classes, with four paragraphs of zeros on both sides.
  private let probabilities: [SIMD4<Float>]
  /// Their logarithms of probabilities and counts of form, with two paragraphs of zeros on both sides.
  private let logarithms: [SIMD8<Float>]
  /// log(1 + paragraphs) / 5.
  private let logCount: Float

  /// The features of paragraphs with these scores.
  ///
  /// - Complexity: O(paragraphs + elements).
  init(_ scores: [ParagraphScores], _ context: ArticleContext) {
    self.scores = scores
    self.context = context
    masses = ContextMasses(scores, context)
    cohesion = LexicalCohesion(scores, context.words)
    templates = context.page.map { TemplateShares(scores, context, $0) }
    var probabilities = [SIMD4<Float>](repeating: .zero, count: scores.count + 8)
    var logarithms = [SIMD8<Float>](repeating: .zero, count: scores.count + 4)
    for index in scores.indices {
      probabilities[index + 4] = scores[index].probabilities.lowHalf
      logarithms[index + 2] = scores[index].logarithms + context.forms[index].counts
    }
    self.probabilities = probabilities
    self.logarithms = logarithms
    logCount = Float(1 + context.count).logarithm / 5
  }

  /// Writes what a paragraph's features are made of into a row of ``ContextLayout``, without what markup
  /// says.
  func fill(_ index: Int, into row: inout MutableSpan<SIMD8<Float>>) {
    typealias Block = ContextLayout.Block
    let own = scores[index]
    let near = probabilities.span
    row[Block.fourthBefore] = SIMD8(lowHalf: near[index], highHalf: near[index + 1])
    row[Block.secondBefore] = SIMD8(lowHalf: near[index + 2], highHalf: near[index + 3])
    row[Block.own] = SIMD8(lowHalf: near[index + 4], highHalf: own.naiveBayes.lowHalf)
    row[Block.firstBehind] = SIMD8(lowHalf: near[index + 5], highHalf: near[index + 6])
    row[Block.thirdBehind] = SIMD8(lowHalf: near[index + 7], highHalf: near[index + 8])
    let logarithms = logarithms.span
    row[Block.logarithms] = logarithms[index]
    row[Block.logarithms + 1] = logarithms[index + 1]
    row[Block.logarithms + 2] = logarithms[index + 2]
    row[Block.logarithms + 3] = logarithms[index + 3]
    row[Block.logarithms + 4] = logarithms[index + 4]
    let count = context.forms.count
    let before = index > 0 ? context.forms[index - 1] : .none
    let behind = index + 1 < count ? context.forms[index + 1] : .none
    row[Block.forms] = before.steps
    row[Block.forms + 1] = before.signs
    row[Block.forms + 2] = context.forms[index].steps
    row[Block.forms + 3] = context.forms[index].signs
    row[Block.forms + 4] = behind.steps
    row[Block.forms + 5] = behind.signs
    row[Block.position] = SIMD8(lowHalf: own.logisticRegression.lowHalf, highHalf: .zero)
    row[Block.start] = Self.edge(index)
    row[Block.end] = Self.edge(count - 1 - index)
    masses.fill(index, into: &row)
    cohesion.fill(index, into: &row)
    let occurrences = context.occurrences[index]
    if occurrences > 1 {
      row[Block.distances] += SIMD8(0, 0, 0, 0, 0, 0, Float(occurrences).logarithm, 1)
    }
    row[Block.distances + 6] += SIMD8(0, 0, 0, 0, 0, 0, logCount, 0)
  }

  /// Whether one to four others stand on one side, and whether fewer than 1, 3 and 8 do.
  private static func edge(_ others: Int) -> SIMD8<Float> {
    let signs = SIMD8<Float>(-1, -1, -1, -1, 1, 1, 1, 0)
    let limits = SIMD8<Float>(-0.5, -1.5, -2.5, -3.5, 0.5, 2.5, 7.5, 0)
    return SIMD8<Float>.zero.replacing(with: 1, where: (signs * Float(others)).isBelow(limits))
  }

  /// Gives a paragraph's features to a sink: those of the text, then those of markup.
  func emit(_ index: Int, to sink: inout some ContextSink) {
    var row = [SIMD8<Float>](repeating: .zero, count: ContextLayout.Block.count)
    var span = row.mutableSpan
    fill(index, into: &span)
    for feature in ContextLayout.text {
      sink.begin(feature.family)
      sink.put(feature.value(in: row), feature.name)
    }
    emitMarkup(index, to: &sink)
  }

  /// Gives a paragraph's features of markup to a sink, if the article has any.
  func emitMarkup(_ index: Int, to sink: inout some ContextSink) {
    guard let page = context.page, let templates else { return }
    sink.begin(.title)
    emitWords(index, page, to: &sink)
    sink.begin(.elements)
    emitElements(index, page, to: &sink)
    templates.emit(index, to: &sink)
  }

  private func emitWords(_ index: Int, _ page: PageContext, to sink: inout some ContextSink) {
    let overlap = page.overlaps[index]
    sink.put(overlap.title, "in the title")
    sink.put(overlap.ofTitle, "of the title")
    sink.put(overlap.titleBoth, "like the title")
    sink.put(overlap.authors, "in the authors' names")
    sink.put(overlap.ofAuthors, "of the authors' names")
    sink.put(overlap.authors * overlap.ofAuthors, "like the authors' names")
    sink.put(overlap.authors > 0, "names an author")
    let distance = page.titlePlace.map { index - $0 }
    sink.put(distance == 0, "the title")
    sink.put(distance == 1, "just behind the title")
    sink.put(distance == 2, "second behind the title")
    sink.put(distance.map { $0 > 0 && $0 < 6 } ?? false, "soon behind the title")
    sink.put(distance.map { $0 < 0 } ?? false, "before the title")
    sink.put(
      distance.map { Float(min(max($0, -20), 20)) / 20 } ?? 0, "paragraphs behind the title")
    sink.put(distance == nil, "no title")
  }

  private func emitElements(_ index: Int, _ page: PageContext, to sink: inout some ContextSink) {
    for (offset, name) in [(0, "own"), (-1, "before"), (1, "behind")] {
      let place = index + offset
      Self.emitPlace(
        page.places.indices.contains(place) ? page.places[place] : nil, page, name, to: &sink)
    }
    let depth = page.places[index]?.element.map { page.depths[$0] } ?? 0
    sink.put(Float(min(depth, 60)) / 20, "depth")
    let before = index > 0 ? page.steps(from: index, to: index - 1) : (own: 20, other: 20)
    let behind =
      index + 1 < page.places.count ? page.steps(from: index, to: index + 1) : (own: 20, other: 20)
    sink.put(Float(min(before.own, 20)) / 5, "levels not shared with the one before")
    sink.put(Float(min(before.other, 20)) / 5, "levels of the one before not shared")
    sink.put(Float(min(behind.own, 20)) / 5, "levels not shared with the one behind")
    sink.put(Float(min(behind.other, 20)) / 5, "levels of the one behind not shared")
    for offset in [-1, 1] {
      let other = index + offset
      for kind in [1, 2] {
        sink.put(
          page.places.indices.contains(other)
            && page.groups[kind][other] == page.groups[kind][index],
          "\(offset): same \(PageContext.templateKinds[kind])")
      }
    }
  }

  /// Elements that are told apart.
  private static let elements: [HTMLElement] = [
    .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .a, .div, .span, .td, .figcaption, .strong, .em, .b,
    .time, .label, .button, .blockquote, .dd, .cite,
  ]
  private static let surroundings: [(Surroundings, String)] = [
    (.article, "article"), (.main, "main"), (.aside, "aside"), (.navigation, "navigation"),
    (.footer, "footer"), (.header, "header"), (.figure, "figure"), (.form, "form"),
    (.heading, "heading"), (.listItem, "list item"), (.link, "link"),
  ]

  private static func emitPlace(
    _ place: ParagraphMarkup?, _ page: PageContext, _ name: @autoclosure () -> String,
    to sink: inout some ContextSink
  ) {
    let element = place?.element.map { page.elements[$0] }
    for known in elements { sink.put(element == known, "\(name()): element \(known)") }
    let around = place?.surroundings ?? []
    for (kind, kindName) in surroundings {
      sink.put(around.contains(kind), "\(name()): inside \(kindName)")
    }
    let density = place?.linkDensity ?? 0
    sink.put(density, "\(name()): link density")
    sink.put(density >= 0.99, "\(name()): all link")
    sink.put(place != nil && density == 0, "\(name()): no link")
    let picture = place?.picture
    sink.put(picture?.paragraphs == 0, "\(name()): picture just before")
    sink.put(picture?.paragraphs == 1, "\(name()): picture before the one before")
    sink.put(picture?.paragraphs == 0 && (picture?.levels ?? 9) <= 1, "\(name()): picture beside")
  }
}
