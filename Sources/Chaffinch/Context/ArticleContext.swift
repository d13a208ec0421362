// What is known of an article's paragraphs before any is judged: forms, repetitions, and on pages the
// markup and the page's own words. Holds no scores.

/// The part of context that does not depend on the paragraphs' scores.
package struct ArticleContext: Sendable {
  /// The paragraphs' forms as features.
  let forms: [FormFeatures]
  /// The characters of each.
  let characters: [Float]
  /// log(1 + characters) of each.
  let logLengths: [Float]
  /// How often each text occurs, up to case, digits and white space.
  let occurrences: TextOccurrences
  /// The paragraphs' words.
  let words: ArticleWords
  /// What markup says; `nil` where the text alone is known.
  private(set) var page: PageContext?

  var count: Int { forms.count }

  /// The context of paragraphs with these forms.
  init(forms: [TextForm], page: PageContext?) {
    var builder = Builder()
    for form in forms { builder.append(form.wordless, words: form.words[...]) }
    self = builder.context.with(page: page)
  }

  private init(_ builder: Builder) {
    forms = builder.forms
    characters = builder.characters
    logLengths = builder.logLengths
    occurrences = TextOccurrences(builder.hashes)
    words = ArticleWords(buckets: builder.words, ends: builder.ends)
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
      let overlaps = forms.map {
        declared.overlap(characters: $0.wordless.characters, words: $0.words[...])
      }
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
        hash: UInt64(occurrences.groups[index]), words: words.words(of: index))
    }
    return builder.context
  }

  /// Collects what is known of the paragraphs of a text, one text after the other in the same room.
  struct Builder: Sendable {
    fileprivate var forms: [FormFeatures] = []
    fileprivate var characters: [Float] = []
    fileprivate var logLengths: [Float] = []
    fileprivate var hashes: [UInt64] = []
    /// The buckets of all paragraphs' words, and where each paragraph's end.
    fileprivate var words: [UInt16] = []
    fileprivate var ends: [Int32] = []

    /// No paragraphs.
    init() {}

    /// What is known of the paragraphs so far.
    ///
    /// - Complexity: O(paragraphs + words).
    var context: ArticleContext { ArticleContext(self) }

    /// Forgets the paragraphs and keeps the room.
    mutating func removeAll() {
      forms.removeAll(keepingCapacity: true)
      characters.removeAll(keepingCapacity: true)
      logLengths.removeAll(keepingCapacity: true)
      hashes.removeAll(keepingCapacity: true)
      words.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }

    /// Appends a paragraph of this form with words in these buckets.
    mutating func append(_ form: WordlessForm, words: ArraySlice<UInt16>) {
      let logarithms = naturalLogarithm(
        SIMD4(Float(1 + form.characters), Float(1 + form.wordCount), 1, 1))
      append(
        FormFeatures(form, logLength: logarithms[0], logWords: logarithms[1]),
        characters: Float(form.characters), logLength: logarithms[0], hash: form.hash,
        words: words)
    }

    fileprivate mutating func append(
      _ form: FormFeatures, characters: Float, logLength: Float, hash: UInt64,
      words: ArraySlice<UInt16>
    ) {
      forms.append(form)
      self.characters.append(characters)
      logLengths.append(logLength)
      hashes.append(hash)
      self.words.append(contentsOf: words)
      ends.append(Int32(truncatingIfNeeded: self.words.count))
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

  init(_ form: WordlessForm, logLength: Float, logWords: Float) {
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
