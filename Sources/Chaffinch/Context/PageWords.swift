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

  /// For each bucket of words: 1 for the title's, 2 for the authors', 3 for both; empty for no words.
  private let marks: [UInt8]
  private let titleCount: Int
  private let authorCount: Int

  /// The words of what a page declares.
  init(_ metadata: PageMetadata) {
    var marks = [UInt8](repeating: 0, count: ArticleWords.buckets)
    var features = LocalFeatures()
    func mark(_ texts: [String], _ bit: UInt8) -> Int {
      var count = 0
      for text in texts {
        LocalFeatureExtractor().extract(text, into: &features)
        for word in features.words where marks[Int(word)] & bit == 0 {
          marks[Int(word)] |= bit
          count += 1
        }
      }
      return count
    }
    titleCount = mark([metadata.title, metadata.openGraphTitle].compactMap(\.self), 1)
    authorCount = mark(metadata.authors, 2)
    self.marks = titleCount + authorCount > 0 ? marks : []
  }

  /// The overlap of a paragraph of so many characters with words in these buckets.
  func overlap(characters: Int, words: ArraySlice<UInt16>) -> Overlap {
    var result = Overlap()
    guard characters <= Self.characterLimit, !marks.isEmpty, !words.isEmpty else {
      return result
    }
    var titleWords = 0
    var authorWords = 0
    for word in words {
      let mark = Int(marks[Int(word)])
      titleWords &+= mark & 1
      authorWords &+= mark >> 1
    }
    guard titleWords + authorWords > 0 else { return result }
    let (inTitle, inAuthors) = (Float(titleWords), Float(authorWords))
    let count = Float(words.count)
    result.title = inTitle / count
    result.ofTitle = min(inTitle / Float(max(titleCount, 1)), 1)
    result.authors = inAuthors / count
    result.ofAuthors = min(inAuthors / Float(max(authorCount, 1)), 1)
    return result
  }
}
