// What is known of an article's paragraphs before any is judged: forms, repetitions, and on pages the
// markup and the page's own words. Holds no scores.

/// The part of context that does not depend on the paragraphs' scores.
package struct ArticleContext: Sendable {
  /// The paragraphs' forms as features.
  private(set) var forms: [FormFeatures] = []
  /// The characters of each.
  private(set) var characters: [Float] = []
  /// log(1 + characters) of each.
  private(set) var logLengths: [Float] = []
  /// How often each text occurs, up to case, digits and white space.
  private(set) var occurrences = TextOccurrences()
  /// The paragraphs' words.
  private(set) var words = ArticleWords()
  /// What markup says; `nil` where the text alone is known.
  private(set) var page: PageContext?

  var count: Int { forms.count }

  /// The context of no paragraphs.
  init() {}

  /// The context of paragraphs with these forms.
  init(forms: [TextForm], page: PageContext?) {
    var builder = Builder()
    for form in forms { builder.append(form, words: form.words) }
    self = builder.context
    self.page = page
  }

  /// The context of an article.
  ///
  /// - Parameters:
  ///   - words: the words of the article's markup; `nil` where the text alone is to be known.
  ///   - metadata: what the page declares.
  package init(
    places: [ParagraphMarkup?], forms: [TextForm], words: MarkupWords?,
    metadata: PageMetadata?
  ) {
    var page: PageContext?
    if let words {
      let declared = PageWords(metadata ?? PageMetadata())
      let overlaps = forms.map(declared.overlap)
      page = PageContext(places: places, words: words, overlaps: overlaps)
    }
    self.init(forms: forms, page: page)
  }

  /// The same with what markup says; `nil` for nothing.
  func with(page: PageContext?) -> ArticleContext {
    var context = self
    context.page = page
    return context
  }

  /// The same without what markup says.
  var textAlone: ArticleContext { with(page: nil) }

  /// The context of some of the paragraphs by themselves, as text.
  package func choosing(_ chosen: [Int]) -> ArticleContext {
    var builder = Builder()
    for index in chosen {
      // Numbers of words and groups tell apart what buckets and hashes did.
      builder.append(
        forms[index], characters: characters[index], logLength: logLengths[index],
        hash: UInt64(occurrences.groups[index]), words: words.all.span.extracting(words.range(of: index)))
    }
    return builder.context
  }

  /// Builds contexts of texts, paragraph by paragraph, one after the other in the same room.
  struct Builder: Sendable {
    /// What is known of the paragraphs so far.
    private(set) var context = ArticleContext()
    private var wordTable = ArticleWords.Table()
    private var textTable = TextOccurrences.Table()

    /// No paragraphs.
    init() {}

    /// Forgets the paragraphs and keeps the room.
    mutating func removeAll() {
      context.forms.removeAll(keepingCapacity: true)
      context.characters.removeAll(keepingCapacity: true)
      context.logLengths.removeAll(keepingCapacity: true)
      context.occurrences.removeAll()
      context.words.removeAll()
      wordTable.begin()
      textTable.begin()
    }

    /// Appends a paragraph of this form, whose own words do not count, with these words.
    mutating func append(_ form: TextForm, words: [UInt16]) {
      let logarithms = naturalLogarithm(
        SIMD4(Float(1 + form.characters), Float(1 + form.wordCount), 1, 1))
      append(
        FormFeatures(form, logLength: logarithms[0], logWords: logarithms[1]),
        characters: Float(form.characters), logLength: logarithms[0], hash: form.hash,
        words: words.span)
    }

    fileprivate mutating func append(
      _ form: FormFeatures, characters: Float, logLength: Float, hash: UInt64,
      words: Span<UInt16>
    ) {
      context.forms.append(form)
      context.characters.append(characters)
      context.logLengths.append(logLength)
      context.occurrences.append(hash, using: &textTable)
      context.words.append(words, using: &wordTable)
    }
  }
}

/// A paragraph's form as features, in the lanes that ``ContextLayout`` gives them.
struct FormFeatures: Sendable, Equatable {
  /// Lanes 5 to 7: length, words, share of capitalised words; the others are free for logarithms.
  var counts = SIMD8<Float>.zero
  /// Four steps of length, then the first four signs.
  var steps = SIMD8<Float>.zero
  /// The other eight signs.
  var signs = SIMD8<Float>.zero

  /// The features of no paragraph.
  static let none = FormFeatures()

  private init() {}

  init(_ form: TextForm, logLength: Float, logWords: Float) {
    counts = SIMD8(0, 0, 0, 0, 0, logLength / 5, logWords / 4, form.capitalised)
    let characters = form.characters
    let step: UInt32 = characters < 20 ? 1 : characters < 60 ? 2 : characters < 140 ? 4 : 8
    steps = Self.flags(step | UInt32(form.signs.rawValue) << 4)
    signs = Self.flags(UInt32(form.signs.rawValue) >> 4)
  }

  /// 1 for each of the lowest eight bits that is set, else 0.
  private static func flags(_ bits: UInt32) -> SIMD8<Float> {
    let places = SIMD8<UInt32>(1, 2, 4, 8, 16, 32, 64, 128)
    return SIMD8<Float>.zero.replacing(
      with: 1, where: (SIMD8(repeating: bits) & places) .== places)
  }
}
