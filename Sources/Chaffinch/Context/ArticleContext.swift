// What is known of an article's paragraphs before any is judged: forms, repetitions, and on pages the
// markup and the page's own words. Holds no scores.

/// The part of context that does not depend on the paragraphs' scores.
package struct ArticleContext: Sendable {
  /// The paragraphs' forms.
  let forms: [TextForm]
  /// The characters of each.
  let characters: [Float]
  /// log(1 + characters) of each.
  let logLengths: [Float]
  /// The features of all forms, row by row.
  private let formFeatures: [Float]
  /// How often each text occurs, up to case, digits and white space.
  let occurrences: [Int]
  /// The paragraphs' words.
  let words: ArticleWords
  /// What markup says; `nil` where the text alone is known.
  let page: PageContext?

  var count: Int { forms.count }

  /// The context of paragraphs with these forms.
  init(forms: [TextForm], page: PageContext?) {
    self.forms = forms
    self.page = page
    words = ArticleWords(forms)
    let logarithm = LogarithmTable.shared
    logLengths = forms.map { logarithm(1 + $0.characters) }
    characters = forms.map { Float($0.characters) }
    var features: [Float] = []
    features.reserveCapacity(forms.count * Self.formNames.count)
    for (form, logLength) in zip(forms, logLengths) {
      Self.append(form, logLength, to: &features)
    }
    formFeatures = features
    var places: [UInt64: Int] = [:]
    var counts: [Int] = []
    var groups: [Int] = []
    groups.reserveCapacity(forms.count)
    for form in forms {
      let place = places[form.hash, default: counts.count]
      if place == counts.count {
        places[form.hash] = place
        counts.append(0)
      }
      counts[place] += 1
      groups.append(place)
    }
    occurrences = groups.map { counts[$0] }
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

  /// The same without what markup says.
  var textAlone: ArticleContext { ArticleContext(self, page: nil) }

  private init(_ other: ArticleContext, page: PageContext?) {
    forms = other.forms
    characters = other.characters
    formFeatures = other.formFeatures
    logLengths = other.logLengths
    occurrences = other.occurrences
    words = other.words
    self.page = page
  }

  /// The context of some of the paragraphs by themselves, as text.
  package func choosing(_ chosen: [Int]) -> ArticleContext {
    ArticleContext(forms: chosen.map { forms[$0] }, page: nil)
  }

  /// Gives the features of a paragraph's form to a sink, zeros outside the article.
  func emitForm(_ index: Int, _ name: @autoclosure () -> String, to sink: inout some ContextSink) {
    let start = index * Self.formCount
    let isInside = index >= 0 && index < logLengths.count
    for place in 0..<Self.formCount {
      sink.put(
        isInside ? formFeatures[start + place] : 0, "\(name()), \(Self.formNames[place])")
    }
  }

  /// The number of ``formNames``.
  private static var formCount: Int { 19 }

  private static let formNames =
    [
      "length", "words", "share of capitalised words", "under 20 characters",
      "20 to 59 characters", "60 to 139 characters", "140 characters and more",
    ] + TextForm.Signs.names

  private static func append(_ form: TextForm, _ logLength: Float, to features: inout [Float]) {
    features.append(logLength / 5)
    features.append(LogarithmTable.shared(1 + form.wordCount) / 4)
    features.append(form.capitalised)
    features.append(form.characters < 20 ? 1 : 0)
    features.append(form.characters >= 20 && form.characters < 60 ? 1 : 0)
    features.append(form.characters >= 60 && form.characters < 140 ? 1 : 0)
    features.append(form.characters >= 140 ? 1 : 0)
    for bit in TextForm.Signs.names.indices {
      features.append(form.signs.rawValue >> UInt16(bit) & 1 == 1 ? 1 : 0)
    }
  }
}
