// Scores, forms and a page of four paragraphs that the tests of context share, and a sink that keeps
// features by name.

@testable import Chaffinch

enum SmallContexts {
  /// Scores whose probabilities are these; the rest up to 1 is caption's.
  static func scores(
    content: Float = 0, promo: Float = 0, byline: Float = 0, paywall: Float = 0
  ) -> ParagraphScores {
    let p: [InnerLabel: Float] = [
      .content: content, .caption: 1 - content - promo - byline - paywall, .promo: promo,
      .byline: byline, .paywall: paywall,
    ]
    var combined = ClassVector.zero
    for (label, share) in p {
      combined[label] = Float(naturalLogarithm(max(Double(share), 1e-12)))
    }
    return ParagraphScores(naiveBayes: .zero, logisticRegression: .zero, combined: combined)
  }

  /// The form of a text.
  static func form(_ text: String) -> TextForm {
    var features = LocalFeatures()
    LocalFeatureExtractor().extract(text, into: &features)
    return features.form
  }

  /// A word of so many characters.
  static func word(_ length: Int) -> String { String(repeating: "a", count: length) }

  /// The context of texts alone.
  static func context(_ texts: [String]) -> ArticleContext {
    ArticleContext(forms: texts.map(form), page: nil)
  }

  /// Three paragraphs in `main` and one in `aside`.
  static let markup = ArticleMarkup(elements: [
    (name: "body", words: "", parent: nil), (name: "main", words: "", parent: 0),
    (name: "p", words: "", parent: 1), (name: "p", words: "", parent: 1),
    (name: "p", words: "", parent: 1), (name: "aside", words: "", parent: 0),
    (name: "p", words: "", parent: 5),
  ])

  /// The places of paragraphs at these elements of some markup.
  static func places(_ elements: [Int?]) -> [ParagraphMarkup?] {
    elements.map { ParagraphMarkup(element: $0, surroundings: [], linkDensity: 0) }
  }

  /// What `markup` says of paragraphs at these elements.
  static func page(
    _ elements: [Int?], in markup: ArticleMarkup = markup, overlaps: [PageWords.Overlap]? = nil
  ) -> PageContext {
    PageContext(
      places: places(elements), words: MarkupWords(markup),
      overlaps: overlaps ?? elements.map { _ in PageWords.Overlap() })
  }

  /// The context of paragraphs of a hundred characters at these elements of ``markup``.
  static func pageContext(_ elements: [Int?]) -> ArticleContext {
    ArticleContext(forms: elements.map { _ in form(word(100)) }, page: page(elements))
  }
}

/// Keeps context features by name.
struct NamedFeatures: ContextSink {
  private(set) var values: [String: Float] = [:]
  private(set) var count = 0
  private var families: [String: ContextFamilies] = [:]
  private var family: ContextFamilies = []

  /// No features yet.
  init() {}

  /// The features of a paragraph.
  init(_ index: Int, _ scores: [ParagraphScores], _ context: ArticleContext) {
    ContextFeatures(scores, context).emit(index, to: &self)
  }

  mutating func begin(_ family: ContextFamilies) { self.family = family }

  mutating func put(_ value: Float, _ name: @autoclosure () -> String) {
    let name = name()
    values[name] = value
    families[name] = family
    count += 1
  }

  mutating func put(_ vector: ClassVector, _ name: @autoclosure () -> String) {
    let name = name()
    for label in InnerLabel.allCases { put(vector[label], "\(name) \(label.name)") }
  }

  /// The values of the features of a family.
  func values(of family: ContextFamilies) -> [Float] {
    values.filter { families[$0.key] == family }.map(\.value)
  }

  /// Whether the feature is there and nearly `expected`.
  func has(_ name: String, _ expected: Double, within tolerance: Double = 1e-4) -> Bool {
    values[name].map { abs(Double($0) - expected) <= tolerance } ?? false
  }
}
