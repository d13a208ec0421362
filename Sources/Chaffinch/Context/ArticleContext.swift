// What is known of an article's paragraphs before any is judged: forms, repetitions, and on pages the
// markup and the page's own words. Holds no scores.

/// The part of context that does not depend on the paragraphs' scores.
package struct ArticleContext: Sendable {
  /// The paragraphs' forms.
  let forms: [TextForm]
  /// log(1 + characters) of each.
  let logLengths: [Float]
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
    texts: [String], places: [ParagraphMarkup?], forms: [TextForm], words: MarkupWords?,
    metadata: PageMetadata?
  ) {
    var page: PageContext?
    if let words {
      let declared = PageWords(metadata ?? PageMetadata())
      let overlaps = zip(texts, forms).map { declared.overlap($0, $1) }
      page = PageContext(places: places, words: words, overlaps: overlaps)
    }
    self.init(forms: forms, page: page)
  }

  /// The same without what markup says.
  var textAlone: ArticleContext { ArticleContext(self, page: nil) }

  private init(_ other: ArticleContext, page: PageContext?) {
    forms = other.forms
    logLengths = other.logLengths
    occurrences = other.occurrences
    words = other.words
    self.page = page
  }

  /// The context of some of the paragraphs by themselves, as text.
  package func choosing(_ chosen: [Int]) -> ArticleContext {
    ArticleContext(forms: chosen.map { forms[$0] }, page: nil)
  }

  /// Gives the features of a form to a sink.
  func emitForm(_ index: Int, _ name: @autoclosure () -> String, to sink: inout some ContextSink) {
    guard forms.indices.contains(index) else {
      for place in 0..<Self.formCount { sink.put(0 as Float, "\(name()), form \(place)") }
      return
    }
    let form = forms[index]
    sink.put(logLengths[index] / 5, "\(name()), length")
    sink.put(LogarithmTable.shared(1 + form.wordCount) / 4, "\(name()), words")
    sink.put(form.capitalised, "\(name()), share of capitalised words")
    sink.put(form.characters < 20, "\(name()), under 20 characters")
    sink.put(form.characters >= 20 && form.characters < 60, "\(name()), 20 to 59 characters")
    sink.put(form.characters >= 60 && form.characters < 140, "\(name()), 60 to 139 characters")
    sink.put(form.characters >= 140, "\(name()), 140 characters and more")
    for bit in TextForm.Signs.names.indices {
      sink.put(
        form.signs.rawValue >> UInt16(bit) & 1 == 1, "\(name()), \(TextForm.Signs.names[bit])")
    }
  }

  private static let formCount = 7 + TextForm.Signs.names.count
}
