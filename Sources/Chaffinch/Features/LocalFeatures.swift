// The hashed features of one paragraph's text, as a reusable buffer. Extraction is in
// `LocalFeatureExtractor`, their meaning in `FeatureFamily`.

/// The local features of one paragraph: 32-bit hashes with repetition, in three groups.
///
/// A feature's value is its count times its group's ``textValue``, ``shapeValue`` or
/// ``markupValue``. Made once and
/// passed to the extractor again and again: extraction then allocates only when a longer paragraph
/// than ever before comes.
public struct LocalFeatures: Sendable {
  /// The version of the feature space, local and of context; a model fits exactly one.
  public static let version = 4

  /// The value of one occurrence of a shape feature.
  public static let shapeValue: Float = 0.1

  /// The value of one occurrence of a markup feature.
  public static let markupValue: Float = 0.1

  /// Room for hashes; the first ``textCount`` are text features.
  var storage: [UInt32] = []
  /// Number of text features in ``storage``.
  public internal(set) var textCount = 0
  /// Number of shape features, which follow the text features.
  public internal(set) var shapeCount = 0
  /// Number of markup features, which follow the shape features.
  public internal(set) var markupCount = 0

  /// Room for the buckets of longer words.
  var wordRoom = [UInt16](repeating: 0, count: ArticleWords.limit)
  /// Number of buckets in ``wordRoom``.
  var wordCount = 0
  /// The buckets of longer words.
  var words: ArraySlice<UInt16> { wordRoom[..<wordCount] }
  /// The text's form without its words, which stand in ``words``.
  var wordless = WordlessForm()
  /// The text's form, for the context model.
  public var form: TextForm { TextForm(wordless, words: Array(words)) }

  /// An empty buffer.
  public init() {}

  /// The value of one occurrence of a text feature: 1 over the root of their number, so that long
  /// and short paragraphs have vectors of like length.
  public var textValue: Float { textCount == 0 ? 0 : 1 / Float(textCount).squareRoot() }

  /// The text features' hashes, in order of occurrence.
  public var textHashes: ArraySlice<UInt32> { storage[..<textCount] }

  /// The shape features' hashes.
  public var shapeHashes: ArraySlice<UInt32> { storage[textCount..<textCount + shapeCount] }

  /// The markup features' hashes; none for a paragraph that did not stand in markup.
  public var markupHashes: ArraySlice<UInt32> {
    storage[(textCount + shapeCount)..<(textCount + shapeCount + markupCount)]
  }

  /// Makes room for the features of `byteCount` bytes of text.
  mutating func reserve(byteCount: Int) {
    // A byte gives at most a token and its pair. Edges are 6, shapes 62, markup features 460 at
    // most (24 words at each of 8 levels, three features a word of the innermost, else two), those of
    // links and pictures 60. 5-grams are written eight at a time.
    let needed = 2 * byteCount + 712
    if storage.count < needed {
      storage.append(contentsOf: repeatElement(0, count: needed - storage.count))
    }
  }
}
