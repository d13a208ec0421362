// How a paragraph's words overlap with what the page says of itself: its title and its authors.
// Believes neither.

/// The words of a page's title and authors, to compare paragraphs with.
struct PageWords: Sendable {
  /// How a paragraph's words overlap with them; shares in 0…1.
  struct Overlap: Sendable {
    /// The share of the paragraph's words that are in the title.
    var title: Float = 0
    /// The share of the title's words that are in the paragraph.
    var ofTitle: Float = 0
    /// The share of the paragraph's words that are in an author's name.
    var authors: Float = 0
    /// The share of the authors' words that are in the paragraph.
    var ofAuthors: Float = 0

    /// High only when both say the same.
    var titleBoth: Float { title * ofTitle }
  }

  /// Longer paragraphs are no title and no byline.
  private static let characterLimit = 400

  private let title: [UInt64]
  private let authors: [UInt64]

  /// The words of what a page declares.
  init(_ metadata: PageMetadata) {
    title = Self.distinct([metadata.title, metadata.openGraphTitle].compactMap(\.self))
    authors = Self.distinct(metadata.authors)
  }

  /// The overlap of a paragraph of this form.
  func overlap(_ text: String, _ form: TextForm) -> Overlap {
    var result = Overlap()
    guard form.characters <= Self.characterLimit, !(title.isEmpty && authors.isEmpty) else {
      return result
    }
    let words = Self.distinct([text])
    guard !words.isEmpty else { return result }
    let inTitle = Float(Self.common(words, title))
    let inAuthors = Float(Self.common(words, authors))
    result.title = inTitle / Float(words.count)
    result.ofTitle = inTitle / Float(max(title.count, 1))
    result.authors = inAuthors / Float(words.count)
    result.ofAuthors = inAuthors / Float(max(authors.count, 1))
    return result
  }

  /// The hashes of the words of some texts, ascending, each once.
  private static func distinct(_ texts: [String]) -> [UInt64] {
    var sink = WordSink()
    for text in texts {
      var text = text
      text.withUTF8 { bytes in
        _ = LocalFeatureExtractor.fill(&sink, from: bytes.span.extracting(first: 1024))
      }
    }
    sink.words.sort()
    var result: [UInt64] = []
    for word in sink.words where result.last != word { result.append(word) }
    return result
  }

  /// How many of the few numbers `words` an ascending list has: a page may declare very many authors.
  private static func common(_ words: [UInt64], _ list: [UInt64]) -> Int {
    words.count { word in
      var (low, high) = (0, list.count)
      while low < high {
        let middle = (low + high) / 2
        if list[middle] < word { low = middle + 1 } else { high = middle }
      }
      return low < list.count && list[low] == word
    }
  }
}

/// Keeps the hashes of words, symbols left out.
private struct WordSink: FeatureSink {
  var words: [UInt64] = []
  private var isWord = false

  mutating func emit(_ family: FeatureFamily, _ value: UInt64) {
    // Symbols are short ranges that `tokenEnds` announces.
    if family == .word, isWord { words.append(value) }
  }

  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String) {}
  mutating func tokenEnds(_ range: Range<Int>) { isWord = range.count > 1 }
  mutating func textEnds() {}
}
