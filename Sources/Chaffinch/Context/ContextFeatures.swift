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

  /// The features of paragraphs with these scores.
  ///
  /// - Complexity: O(paragraphs + elements).
  init(_ scores: [ParagraphScores], _ context: ArticleContext) {
    self.scores = scores
    self.context = context
    masses = ContextMasses(scores, context)
    cohesion = LexicalCohesion(scores, context.words)
    templates = context.page.map { TemplateShares(scores, context, $0) }
  }

  /// Gives a paragraph's features to a sink.
  func emit(_ index: Int, to sink: inout some ContextSink) {
    let own = scores[index]
    sink.put(own.logarithms, "own logarithm")
    sink.put(own.naiveBayes / 40, "naive Bayes")
    sink.put(own.logisticRegression / 4, "logistic regression")
    sink.put(own.probabilities, "own probability")
    sink.begin(.neighbours)
    // One by one: a list of offsets would be an array that is counted for every paragraph.
    emitNeighbour(-1, index, to: &sink)
    emitNeighbour(1, index, to: &sink)
    emitNeighbour(-2, index, to: &sink)
    emitNeighbour(2, index, to: &sink)
    emitNeighbour(-3, index, to: &sink)
    emitNeighbour(3, index, to: &sink)
    emitNeighbour(-4, index, to: &sink)
    emitNeighbour(4, index, to: &sink)
    masses.emit(index, to: &sink)
    sink.begin(.position)
    emitPosition(index, to: &sink)
    sink.begin(.forms)
    context.emitForm(index, "own", to: &sink)
    context.emitForm(index - 1, "before", to: &sink)
    context.emitForm(index + 1, "behind", to: &sink)
    sink.put(LogarithmTable.shared(context.occurrences[index]), "occurrences")
    sink.put(context.occurrences[index] > 1, "occurs again")
    sink.begin(.cohesion)
    cohesion.emit(index, to: &sink)
    guard let page = context.page, let templates else { return }
    sink.begin(.title)
    emitWords(index, page, to: &sink)
    sink.begin(.elements)
    emitMarkup(index, page, to: &sink)
    templates.emit(index, to: &sink)
  }

  @inline(__always)
  private func emitNeighbour(_ offset: Int, _ index: Int, to sink: inout some ContextSink) {
    let place = index + offset
    let isInside = place >= 0 && place < scores.count
    sink.put(isInside ? scores[place].probabilities : .zero, "\(offset): probability")
    if abs(offset) <= 2 {
      sink.put(isInside ? scores[place].logarithms : .zero, "\(offset): logarithm")
    }
    sink.put(isInside, "\(offset): inside")
  }

  private func emitPosition(_ index: Int, to sink: inout some ContextSink) {
    let last = context.count - 1 - index
    let logarithm = LogarithmTable.shared
    sink.put(Float(index) / Float(context.count), "position")
    sink.put(logarithm(1 + index) / 5, "paragraphs before")
    sink.put(logarithm(1 + last) / 5, "paragraphs behind")
    sink.put(logarithm(1 + context.count) / 5, "paragraphs")
    sink.put(index < 1, "among the first 1")
    sink.put(last < 1, "among the last 1")
    sink.put(index < 3, "among the first 3")
    sink.put(last < 3, "among the last 3")
    sink.put(index < 8, "among the first 8")
    sink.put(last < 8, "among the last 8")
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

  private func emitMarkup(_ index: Int, _ page: PageContext, to sink: inout some ContextSink) {
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
