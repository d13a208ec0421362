// What the paragraphs in the same markup template are, taken together: shares by template and in the
// elements around a paragraph. Uses no names of elements or classes.

/// Sums of probabilities by template and by element.
struct TemplateShares {
  /// Levels around a paragraph whose whole content is looked at.
  private static let levels = 5

  private struct Sums {
    var probabilities = ClassVector.zero
    var logarithms = ClassVector.zero
    var logLength: Float = 0
    var count = 0
    // What is the same for all paragraphs of the template, once all have been added.
    var meanLength: Float = 0
    var logCount: Float = 0

    mutating func add(_ score: ParagraphScores, logLength: Float) {
      probabilities += score.probabilities
      logarithms += score.logarithms
      self.logLength += logLength
      count += 1
    }
  }

  private let page: PageContext
  private let scores: [ParagraphScores]
  private let context: ArticleContext
  /// Half of the paragraphs' mean probabilities: what a template is taken for at first.
  private let prior: ClassVector
  /// Sums of the paragraphs in each group of each kind of template.
  private var templates: [Sums]
  /// Sums inside each element: probabilities and the count; the same weighted by length.
  private var inside: [SIMD8<Float>]
  private var insideText: [SIMD8<Float>]
  private let content: Float
  /// The innermost element with most of the content, -1 for none.
  private let main: Int
  private var isInMain: [Bool]
  /// The depth of the innermost element around each one that has half of the content.
  private var halfDepth: [Int32]

  init(_ scores: [ParagraphScores], _ context: ArticleContext, _ page: PageContext) {
    self.page = page
    self.scores = scores
    self.context = context
    var total = ClassVector.zero
    for score in scores { total += score.probabilities }
    prior = 0.5 * (total / Float(max(scores.count, 1)))
    templates = Array(repeating: Sums(), count: page.templateCount)
    for (index, groups) in page.templates.enumerated() {
      let logLength = context.logLengths[index]
      for kind in PageContext.kinds {
        templates[Int(groups[kind])].add(scores[index], logLength: logLength)
      }
    }
    for template in templates.indices {
      templates[template].meanLength =
        templates[template].logLength / (5 * Float(templates[template].count))
      templates[template].logCount = LogarithmTable.shared(templates[template].count) / 4
    }
    let elements = page.parents.count
    inside = Array(repeating: .zero, count: elements)
    insideText = inside
    var content: Float = 1e-6
    for (index, score) in scores.enumerated() {
      var row = score.probabilities
      row[5] = 1
      let text = row * context.characters[index]
      content += text[0]
      if let element = page.places[index]?.element {
        inside[element] += row
        insideText[element] += text
      }
    }
    // Inner elements stand behind the outer ones.
    for element in inside.indices.reversed() where page.parents[element] >= 0 {
      inside[Int(page.parents[element])] += inside[element]
      insideText[Int(page.parents[element])] += insideText[element]
    }
    self.content = content
    var main = -1
    var depth: Int32 = -1
    isInMain = Array(repeating: false, count: elements)
    halfDepth = Array(repeating: 0, count: elements)
    for element in inside.indices {
      let parent = Int(page.parents[element])
      if insideText[element][0] >= 0.6 * content, page.depths[element] > depth {
        (main, depth) = (element, page.depths[element])
      }
      halfDepth[element] =
        insideText[element][0] >= 0.5 * content
        ? page.depths[element] : parent < 0 ? 0 : halfDepth[parent]
    }
    self.main = main
    for element in inside.indices {
      let parent = Int(page.parents[element])
      isInMain[element] = element == main || parent >= 0 && isInMain[parent]
    }
  }

  /// Gives the shares around a paragraph to a sink.
  func emit(_ index: Int, to sink: inout some ContextSink) {
    sink.begin(.templates)
    // One by one: a list of the kinds' names would be counted up and down for every paragraph.
    let own = scores[index]
    let groups = page.templates[index]
    emitTemplate(0, groups[0], own, to: &sink)
    emitTemplate(1, groups[1], own, to: &sink)
    emitTemplate(2, groups[2], own, to: &sink)
    emitTemplate(3, groups[3], own, to: &sink)
    emitTemplate(4, groups[4], own, to: &sink)
    sink.begin(.containers)
    emitElements(index, to: &sink)
  }

  @inline(__always)
  private func emitTemplate(
    _ kind: Int, _ group: Int32, _ own: ParagraphScores, to sink: inout some ContextSink
  ) {
    let sums = templates[Int(group)]
    let others = Float(sums.count - 1)
    func name() -> String { "same \(PageContext.templateKinds[kind])" }
    sink.put(
      (sums.probabilities - own.probabilities + prior) / (others + 0.5), "\(name()): share")
    sink.put(
      (sums.logarithms - own.logarithms) / (2 * max(others, 1)), "\(name()): logarithm")
    sink.put(sums.logCount, "\(name()): paragraphs")
    sink.put(sums.count == 1, "\(name()): none other")
    sink.put(sums.meanLength, "\(name()): length")
  }

  private func emitElements(_ index: Int, to sink: inout some ContextSink) {
    let own = page.places[index]?.element
    var row = scores[index].probabilities
    row[5] = 1
    let text = row * context.characters[index]
    var element = own ?? -1
    let parents = page.parents
    for level in 1...Self.levels {
      if element >= 0, parents[element] >= 0 { element = Int(parents[element]) }
      let others = element < 0 ? .zero : inside[element] - row
      let othersText = element < 0 ? .zero : insideText[element] - text
      sink.put(others / max(others[5], 1), "\(level) levels up: share")
      sink.put(max(othersText[0], 0) / content, "\(level) levels up: part of all content")
      sink.put(
        max(othersText[0], 0) / max(othersText[5], 1), "\(level) levels up: content in the text")
    }
    let isInside = own.map { isInMain[$0] } ?? false
    let depth = own.map { page.depths[$0] } ?? 0
    let steps = isInside && main >= 0 ? depth - page.depths[main] : 0
    sink.put(isInside, "inside the main element")
    sink.put(Float(min(steps, 10)) / 10, "levels inside the main element")
    sink.put(isInside && steps <= 1, "just inside the main element")
    sink.put(isInside && steps <= 2, "two levels inside the main element")
    let half = own.map { depth - halfDepth[$0] } ?? 20
    sink.put(Float(min(half, 20)) / 10, "levels up to half of the content")
    sink.put(half <= 1, "one level up to half of the content")
  }
}
