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
        features.counts = TextCounts(shape, hash: hash)
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

  /// Whether a word of ASCII letters and digits goes on at `index`, where the byte that is lowest in `bytes`
  /// stands: with a scalar beyond ASCII, or an apostrophe before a letter.
  @inline(__always)
  private static func goesOn(_ bytes: UInt64, _ text: Span<UInt8>, _ index: Int) -> Bool {
    (bytes & 0x80 != 0 || bytes & 0xFF == 0x27) && wordCharacter(text, at: index) != nil
  }

  private static func form(_ bytes: FoldedBytes, _ length: Int) -> WordForm {
    let mask = FoldedBytes.mask(length)
    return WordForm(
      first: UInt32(truncatingIfNeeded: bytes.bytes & 0xFF), length: length,
      digits: bytes.digitBits(mask).nonzeroBitCount,
      capitals: bytes.capitals(mask).nonzeroBitCount)
  }

  /// A word that was read, whose 5-grams were emitted.
  private struct Word {
    let form: WordForm
    let end: Int
    let hash: UInt64
  }

  /// Reads the word that starts at `start`, of any length and any characters.
  private static func longWord<Sink: FeatureSink>(
    _ text: Span<UInt8>, at start: Int, _ sink: inout Sink
  ) -> Word {
    let low = FoldedBytes(text, at: start)
    guard low.run == 8 else { return mixedWord(text, at: start, &sink) }
    let high = FoldedBytes(text, at: start &+ 8)
    let run = high.run
    var end = start &+ 8 &+ run
    if run < 8 {
      if end < text.count, goesOn(UInt64(text[end]), text, end) {
        return mixedWord(text, at: start, &sink)
      }
      return registerWord(low, high, rest: run, at: start, &sink)
    }
    var next = 8
    while next == 8, end < text.count {
      next = FoldedBytes(text, at: end).run
      end &+= next
    }
    if end < text.count, goesOn(UInt64(text[end]), text, end) {
      return mixedWord(text, at: start, &sink)
    }
    var (digits, capitals) = (0, 0)
    var hash = TokenHash()
    // The four characters before the eight that are read, the newest highest.
    var before = FoldedBytes.mark &<< 24
    var skipped = 3
    var index = start
    while index &+ 8 <= end {
      let bytes = FoldedBytes(text, at: index)
      let folded = bytes.folded(.max)
      hash.update(folded)
      digits &+= bytes.digitBits(.max).nonzeroBitCount
      capitals &+= bytes.capitals(.max).nonzeroBitCount
      emitGrams(before | folded &<< 32, folded, from: skipped, count: 8, &sink)
      before = folded &>> 32
      skipped = 0
      index &+= 8
    }
    let rest = end &- index
    let bytes = FoldedBytes(text, at: index)
    let mask = FoldedBytes.mask(rest)
    let folded = bytes.folded(mask)
    if rest > 0 { hash.update(folded) }
    digits &+= bytes.digitBits(mask).nonzeroBitCount
    capitals &+= bytes.capitals(mask).nonzeroBitCount
    let ended = folded | FoldedBytes.mark &<< UInt64(truncatingIfNeeded: 8 &* rest)
    emitGrams(before | ended &<< 32, ended, from: skipped, count: rest &+ 1, &sink)
    let form = WordForm(
      first: UInt32(text[start]), length: end &- start, digits: digits, capitals: capitals)
    return Word(form: form, end: end, hash: hash.value)
  }

  /// A word of eight ASCII letters and digits in `low` and `rest` in `high`, at most seven.
  @inline(__always)
  private static func registerWord<Sink: FeatureSink>(
    _ low: FoldedBytes, _ high: FoldedBytes, rest: Int, at start: Int, _ sink: inout Sink
  ) -> Word {
    let mask = FoldedBytes.mask(rest)
    let (first, second) = (low.folded(.max), high.folded(mask))
    var hash = TokenHash()
    hash.update(first)
    if rest > 0 { hash.update(second) }
    sink.emitGrams(FoldedBytes.mark | first &<< 8, first &>> 24, count: 5)
    let ended = second | FoldedBytes.mark &<< UInt64(truncatingIfNeeded: 8 &* rest)
    sink.emitGrams(first &>> 32 | ended &<< 32, ended, count: rest &+ 1)
    let form = WordForm(
      first: UInt32(truncatingIfNeeded: low.bytes & 0xFF), length: 8 &+ rest,
      digits: low.digitBits(.max).nonzeroBitCount &+ high.digitBits(mask).nonzeroBitCount,
      capitals: low.capitals(.max).nonzeroBitCount &+ high.capitals(mask).nonzeroBitCount)
    return Word(form: form, end: start &+ 8 &+ rest, hash: hash.value)
  }

  /// Emits the 5-grams that begin at the first `count` of eight places, less the first `skipped` ones: 0, or 3
  /// where the word's start is the fourth byte.
  @inline(__always)
  private static func emitGrams<Sink: FeatureSink>(
    _ first: UInt64, _ second: UInt64, from skipped: Int, count: Int, _ sink: inout Sink
  ) {
    if skipped == 0 {
      sink.emitGrams(first, second, count: count)
    } else {
      // The mark and the seven bytes behind it, then what begins four bytes further.
      sink.emitGrams(
        first &>> 24 | (second &>> 32) &<< 40, second &>> 24, count: count &- 3)
    }
  }

  /// Reads a word that has other characters than ASCII letters and digits, scalar by scalar.
  private static func mixedWord<Sink: FeatureSink>(
    _ text: Span<UInt8>, at start: Int, _ sink: inout Sink
  ) -> Word {
    let table = ScalarTable.shared.entries
    var index = start
    var (length, digits, capitals) = (0, 0, 0)
    var hash = TokenHash()
    var gram = ScalarGram()
    while index < text.count {
      let scalar = shortScalar(text, at: index)
      let folded: UInt32
      let entry = scalar < ScalarTable.end ? table[Int(scalar)] : 0
      if ScalarTable.isLetter(entry) {
        folded = ScalarTable.folded(entry)
        capitals &+= folded != scalar ? 1 : 0
        index &+= scalar < 0x80 ? 1 : 2
      } else if let character = wordCharacter(text, at: index) {
        folded = character.folded
        digits &+= character.isDigit ? 1 : 0
        capitals &+= character.isCapital ? 1 : 0
        index &+= character.byteCount
      } else {
        break
      }
      length &+= 1
      hash.append(folded)
      gram.append(folded)
      if length >= 4 { sink.emit(.characterGram, gram.value) }
    }
    if length >= 3 {
      gram.end()
      sink.emit(.characterGram, gram.value)
    }
    hash.end()
    let form = WordForm(
      first: decodeScalar(text, at: start).value, length: length, digits: digits,
      capitals: capitals)
    return Word(form: form, end: index, hash: hash.value)
  }

  /// The scalar of one or two bytes at `index`; one beyond all others where there is none.
  @inline(__always)
  private static func shortScalar(_ text: Span<UInt8>, at index: Int) -> UInt32 {
    let lead = UInt32(text[index])
    if lead < 0x80 { return lead }
    guard lead &- 0xC2 < 0x1E, index &+ 1 < text.count else { return .max }
    let second = UInt32(text[index &+ 1])
    return second & 0xC0 == 0x80 ? (lead & 0x1F) &<< 6 | second & 0x3F : .max
  }

  private struct WordCharacter {
    let folded: UInt32
    let byteCount: Int
    var isDigit = false
    var isCapital = false
  }

  /// The character of a word at `index`: a letter, a digit, or an apostrophe before a letter; `nil` when
  /// the word ends here.
  private static func wordCharacter(_ text: Span<UInt8>, at index: Int) -> WordCharacter? {
    guard index < text.count else { return nil }
    let byte = text[index]
    if (byte | 0x20) &- 0x61 < 26 {
      return WordCharacter(folded: UInt32(byte | 0x20), byteCount: 1, isCapital: byte & 0x20 == 0)
    }
    let scalar = decodeScalar(text, at: index)
    let folded = fold(scalar.value)
    switch CharacterClass(scalar.value) {
    case .letter:
      return WordCharacter(
        folded: folded, byteCount: scalar.length, isCapital: folded != scalar.value)
    case .digit: return WordCharacter(folded: folded, byteCount: scalar.length, isDigit: true)
    default:
      guard scalar.value == 0x27 || scalar.value == 0x2019,
        index + scalar.length < text.count,
        CharacterClass(decodeScalar(text, at: index + scalar.length).value) == .letter
      else { return nil }
      return WordCharacter(folded: 0x27, byteCount: scalar.length)
    }
  }
}

/// Takes features as the extractor finds them.
protocol FeatureSink {
  /// Takes a feature: its family and its value before hashing.
  mutating func emit(_ family: FeatureFamily, _ value: UInt64)
  /// Takes `count` 5-grams of a word, at most eight: four begin at the first four bytes of `first`, four at
  /// those of `second`.
  mutating func emitGrams(_ first: UInt64, _ second: UInt64, count: Int)
  /// Takes a markup feature, whose name is made only where it is asked for.
  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String)
  /// A token ended, whose 5-grams were emitted and whose other features follow; `start` and
  /// `end` are its bytes' borders.
  mutating func tokenEnds(_ start: Int, _ end: Int)
  /// The text features are complete; shape features follow.
  mutating func textEnds()
}

/// The newest tokens' hashes, for pairs and for the features of the last three.
struct RecentTokens {
  /// The newest token, then the two before it; 0 stands for none.
  private(set) var last: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0

  @inline(__always)
  mutating func append(_ hash: UInt64) {
    third = second
    second = last
    last = hash
  }

  /// Emits the features of the last of `count` tokens.
  func emitEdges(of count: Int, to writer: inout some FeatureSink) {
    if count >= 1 { writer.emit(.lastToken, last) }
    if count >= 2 { writer.emit(.lastToken, second &+ 1) }
    if count >= 3 { writer.emit(.lastToken, third &+ 2) }
  }
}
