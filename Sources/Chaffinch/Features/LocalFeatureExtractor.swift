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
    var writer = FeatureWriter(takingRoomOf: &features)
    let (shape, hash) = Self.fill(&writer, from: text)
    features.wordlessForm = TextForm(shape, hash: hash)
    let length = ShapeStatistics.logBucket(shape.characters)
    let shapeEnd = writer.count
    if let place, let words { words.emit(place, position: position, length: length, to: &writer) }
    features.textCount = writer.textCount
    features.shapeCount = shapeEnd - writer.textCount
    features.markupCount = writer.count - shapeEnd
    writer.giveBack(to: &features)
  }

  /// Gives all features of `text` to a sink, text features first; between the groups it calls
  /// `textEnds`. Returns the text's shape, and a hash of its tokens.
  @discardableResult
  static func fill<Sink: FeatureSink>(_ writer: inout Sink, from text: Span<UInt8>)
    -> (shape: ShapeStatistics, hash: UInt64)
  {
    var shape = ShapeStatistics()
    var recent = RecentTokens()
    var all = FNV1a()
    var index = 0
    while index < text.count {
      if text[index] == 0x20 {
        shape.noteSpace()
        index &+= 1
        continue
      }
      let start = index
      let first = decodeScalar(text, at: index)
      index &+= first.length
      let kind = CharacterClass(first.value)
      var token = FNV1a()
      switch kind {
      case .space:
        shape.noteSpace()
        continue
      case .symbol, .ideograph:
        token.update(UInt64(first.value))
        shape.noteSymbolOrIdeograph(first.value, isIdeograph: kind == .ideograph)
      case .letter, .digit:
        index = word(
          text, from: start, first: first.value, hash: &token, shape: &shape,
          writer: &writer)
      }
      let hash = token.value
      writer.tokenEnds(start..<index)
      writer.emit(.word, hash)
      writer.emit(.pair, hash &* 31 &+ recent.last)
      if recent.count < 3 { writer.emit(.firstToken, hash &+ UInt64(recent.count)) }
      recent.append(hash)
      all.update(hash)
    }
    recent.emitEdges(to: &writer)
    writer.textEnds()
    shape.emit(to: &writer)
    return (shape, all.value)
  }

  /// Reads a word that starts at `start`, emits its 5-grams, and returns where it ends.
  @inline(__always)
  private static func word<Sink: FeatureSink>(
    _ text: Span<UInt8>, from start: Int, first: UInt32, hash: inout FNV1a,
    shape: inout ShapeStatistics, writer: inout Sink
  ) -> Int {
    var index = start
    // The last five characters, twelve bits each; 2 marks the word's start, 3 its end.
    var window: UInt64 = 2
    var value = hash
    var length = 0
    var form = WordForm(first: first)
    while true {
      // Runs of ASCII letters and digits: nearly everything.
      while index < text.count {
        let byte = text[index]
        var folded = UInt64(byte | 0x20)
        if folded &- 0x61 < 26 {
          form.capitals &+= Int(~byte >> 5 & 1)
        } else if byte &- 0x30 < 10 {
          folded = 0x30
          form.digits &+= 1
        } else {
          break
        }
        index &+= 1
        value.update(folded)
        window = window << 12 | folded
        length &+= 1
        if length >= 4 { writer.emit(.characterGram, window & windowMask) }
      }
      guard index < text.count, text[index] >= 0x80 || text[index] == 0x27,
        let scalar = otherWordCharacter(text, at: index, &form)
      else { break }
      index &+= scalar.length
      value.update(UInt64(scalar.value))
      window = window << 12 | UInt64(scalar.value & 0xFFF)
      length &+= 1
      if length >= 4 { writer.emit(.characterGram, window & windowMask) }
    }
    hash = value
    form.length = length
    window = window << 12 | 3
    if length >= 3 { writer.emit(.characterGram, window & windowMask) }
    shape.noteWord(form)
    return index
  }

  @inline(__always)
  private static var windowMask: UInt64 { 0xFFF_FFFF_FFFF_FFFF }

  /// A character of a word that is no ASCII letter or digit, folded: a letter or digit of another
  /// script, or an apostrophe before a letter; `nil` when the word ends here.
  private static func otherWordCharacter(
    _ text: Span<UInt8>, at index: Int, _ form: inout WordForm
  ) -> DecodedScalar? {
    let scalar = decodeScalar(text, at: index)
    switch CharacterClass(scalar.value) {
    case .letter:
      let folded = fold(scalar.value)
      if folded != scalar.value { form.capitals &+= 1 }
      return DecodedScalar(value: folded, length: scalar.length, isValid: true)
    case .digit:
      form.digits &+= 1
      return DecodedScalar(value: fold(scalar.value), length: scalar.length, isValid: true)
    default:
      guard scalar.value == 0x27 || scalar.value == 0x2019,
        isLetter(text, at: index + scalar.length)
      else { return nil }
      return DecodedScalar(value: 0x27, length: scalar.length, isValid: true)
    }
  }

  @inline(__always)
  private static func isLetter(_ text: Span<UInt8>, at index: Int) -> Bool {
    index < text.count && CharacterClass(decodeScalar(text, at: index).value) == .letter
  }
}

/// Takes features as the extractor finds them.
protocol FeatureSink {
  /// Takes a feature: its family and its value before hashing.
  mutating func emit(_ family: FeatureFamily, _ value: UInt64)
  /// Takes a markup feature, whose name is made only where it is asked for.
  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String)
  /// A token ended, whose 5-grams were emitted and whose other features follow; `range` are its
  /// bytes.
  mutating func tokenEnds(_ range: Range<Int>)
  /// The text features are complete; shape features follow.
  mutating func textEnds()
}

/// Writes feature hashes one after the other; the room was reserved before.
struct FeatureWriter: FeatureSink {
  private var room: [UInt32] = []
  /// The buckets of longer words.
  private(set) var words: [UInt16] = []
  private var isLong = false
  private(set) var count = 0
  private(set) var textCount = 0

  /// Takes the buffer out of `features` (no copy) until ``giveBack(to:)``.
  init(takingRoomOf features: inout LocalFeatures) {
    swap(&room, &features.storage)
    swap(&words, &features.words)
    words.removeAll(keepingCapacity: true)
  }

  mutating func giveBack(to features: inout LocalFeatures) {
    swap(&room, &features.storage)
    swap(&words, &features.words)
  }

  @inline(__always)
  mutating func emit(_ family: FeatureFamily, _ value: UInt64) {
    room[count] = featureHash(family, value)
    count &+= 1
    if family == .word, isLong, words.count < ArticleWords.limit {
      words.append(ArticleWords.bucket(value))
    }
  }

  @inline(__always)
  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String) {
    emit(.markup, value)
  }

  @inline(__always)
  mutating func tokenEnds(_ range: Range<Int>) { isLong = range.count >= 4 }

  @inline(__always)
  mutating func textEnds() { textCount = count }
}

/// The newest tokens' hashes, for pairs and for the features of the last three.
struct RecentTokens {
  private(set) var count = 0
  /// The newest token, then the two before it; 0 stands for none.
  private(set) var last: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0

  @inline(__always)
  mutating func append(_ hash: UInt64) {
    third = second
    second = last
    last = hash
    count &+= 1
  }

  func emitEdges(to writer: inout some FeatureSink) {
    if count >= 1 { writer.emit(.lastToken, last) }
    if count >= 2 { writer.emit(.lastToken, second &+ 1) }
    if count >= 3 { writer.emit(.lastToken, third &+ 2) }
  }
}
