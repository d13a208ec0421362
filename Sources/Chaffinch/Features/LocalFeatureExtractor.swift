// Turns a paragraph's bytes, and its place in markup, into hashed local features in one pass. Sees no
// neighbours and keeps no names: a feature is its hash.

/// Extracts the local features of a paragraph: words, pairs of words, character 5-grams inside
/// words, edge tokens, and shape.
///
/// Tokens are case-folded runs of letters and digits (digits folded to `0`, an apostrophe between
/// letters kept), single characters of scripts without spaces, and single symbols. Training and
/// classification share this one path.
public struct LocalFeatureExtractor: Sendable {
  /// Bytes of a paragraph that are read; what follows says nothing new about what it is.
  public static let byteLimit = 65_536

  /// An extractor; it has no settings and no state.
  public init() {}

  /// Replaces `features` by those of `text` at `place` in an article's markup.
  public func extract(
    _ text: String, at place: ParagraphMarkup? = nil, in words: MarkupWords? = nil,
    position: ArticlePosition? = nil,
    into features: inout LocalFeatures
  ) {
    var text = text
    text.withUTF8 { extract($0.span, at: place, in: words, position: position, into: &features) }
  }

  /// Replaces `features` by those of `text`, UTF-8 bytes; malformed sequences count as U+FFFD.
  ///
  /// - Parameters:
  ///   - place: where the paragraph stood in markup; `nil` gives no markup features.
  ///   - words: the words of the elements that `place` refers to.
  ///   - position: where in its article the paragraph stands; only parts of pages have features of it.
  /// - Complexity: O(bytes), at most ``byteLimit`` of them.
  public func extract(
    _ text: Span<UInt8>, at place: ParagraphMarkup? = nil, in words: MarkupWords? = nil,
    position: ArticlePosition? = nil,
    into features: inout LocalFeatures
  ) {
    let text = text.extracting(first: Self.byteLimit)
    features.reserve(byteCount: text.count)
    // Taken out of `features` for as long as they are written to (no copy).
    var storage: [UInt32] = []
    swap(&storage, &features.storage)
    var buckets: [UInt16] = []
    swap(&buckets, &features.wordRoom)
    storage.withUnsafeMutableBufferPointer { room in
      buckets.withUnsafeMutableBufferPointer { wordRoom in
        var (writer, shape, hash) = Self.fill(
          FeatureWriter(room, words: wordRoom), from: text)
        features.wordless = WordlessForm(shape, hash: hash)
        features.wordCount = writer.wordCount
        let length = ShapeStatistics.logBucket(shape.characters)
        let shapeEnd = writer.count
        if let place, let words {
          words.emit(place, position: position, length: length, to: &writer)
        }
        features.textCount = writer.textCount
        features.shapeCount = shapeEnd - writer.textCount
        features.markupCount = writer.count - shapeEnd
      }
    }
    swap(&buckets, &features.wordRoom)
    swap(&storage, &features.storage)
  }

  /// Gives all features of `text` to a sink, text features first; between the groups it calls
  /// `textEnds`. Returns the sink, the text's shape, and a hash of its tokens.
  ///
  /// The sink and the shape are the loop's own: handed to a function that is not inlined they would live in
  /// memory and be read again after each feature that is written. So such functions get a copy.
  static func fill<Sink: FeatureSink>(_ sink: consuming Sink, from text: Span<UInt8>)
    -> (sink: Sink, shape: ShapeStatistics, hash: UInt64)
  {
    var sink = sink
    var shape = ShapeStatistics()
    var recent = RecentTokens()
    var all = FNV1a()
    var index = 0
    while index < text.count {
      let start = index
      let bytes = FoldedBytes(text, at: start)
      let length = bytes.run
      let hash: UInt64
      if length > 0, length < 8, !goesOn(bytes.bytes &>> UInt64(8 &* length), text, start &+ length)
      {
        // One to seven ASCII letters and digits, in one register.
        let mask = FoldedBytes.mask(length)
        var folded = bytes.foldedLetters(mask)
        let capitals = bytes.capitals(mask)
        if bytes.hasDigits(mask) {
          folded = bytes.folded(mask)
          shape.noteWord(form(bytes, length))
        } else if capitals == 0, shape.followsSpace {
          shape.noteLowerCaseWord(length)
        } else {
          shape.noteWord(
            WordForm(length: length, capitals: capitals, all: 0x2020_2020_2020_2020 & mask))
        }
        if length >= 3 {
          let ended = folded | FoldedBytes.mark &<< UInt64(truncatingIfNeeded: 8 &* length)
          sink.emitGrams(FoldedBytes.mark | ended &<< 8, ended &>> 24, count: length &- 2)
        }
        hash = TokenHash.hash(ofWord: folded)
        index = start &+ length
      } else {
        let scalar = decodeScalar(text, at: start)
        switch CharacterClass(scalar.value) {
        case .space:
          shape.noteSpace()
          index &+= scalar.length
          continue
        case .symbol:
          shape.noteSymbol(scalar.value)
          index &+= scalar.length
          hash = TokenHash.hash(of: scalar.value)
        case .ideograph:
          shape.noteIdeograph()
          index &+= scalar.length
          hash = TokenHash.hash(of: scalar.value)
        case .letter, .digit:
          var moved = consume sink
          let word = longWord(text, at: start, &moved)
          sink = moved
          shape.noteWord(word.form)
          index = word.end
          hash = word.hash
        }
      }
      sink.tokenEnds(start, index)
      sink.emit(.word, hash)
      sink.emit(.pair, hash &* 31 &+ recent.last)
      if shape.tokens <= 3 {
        sink.emit(.firstToken, hash &+ UInt64(truncatingIfNeeded: shape.tokens &- 1))
      }
      recent.append(hash)
      all.update(hash)
      if index < text.count, text[unchecked: index] == 0x20 {
        shape.noteSpace()
        index &+= 1
      }
    }
    var last = sink
    recent.emitEdges(of: shape.tokens, to: &last)
    last.textEnds()
    shape.emit(to: &last)
    return (last, shape, all.value)
  }

  /// The form of a word of up to seven ASCII letters and digits.
  private static func form(_ bytes: FoldedBytes, _ length: Int) -> WordForm {
    let mask = FoldedBytes.mask(length)
    return WordForm(
      first: UInt32(truncatingIfNeeded: bytes.bytes & 0xFF), length: length,
      digits: bytes.digitBits(mask).nonzeroBitCount,
      capitals: bytes.capitals(mask).nonzeroBitCount)
  }
}
