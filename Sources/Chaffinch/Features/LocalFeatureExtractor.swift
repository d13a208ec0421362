// Turns a paragraph's bytes into hashed local features in one pass. Sees neither neighbours nor
// markup, and keeps no names: a feature is its hash.

/// Extracts the local features of a paragraph: words, pairs of words, character 4-grams inside
/// words, edge tokens, short texts as a whole, and shape.
///
/// Tokens are case-folded runs of letters and digits (digits folded to `0`, an apostrophe between
/// letters kept), single characters of scripts without spaces, and single symbols. Training and
/// classification share this one path.
public struct LocalFeatureExtractor: Sendable {
  /// Bytes of a paragraph that are read; what follows says nothing new about what it is.
  public static let byteLimit = 65_536

  /// An extractor; it has no settings and no state.
  public init() {}

  /// Replaces `features` by those of `text`.
  public func extract(_ text: String, into features: inout LocalFeatures) {
    var text = text
    text.withUTF8 { extract($0.span, into: &features) }
  }

  /// Replaces `features` by those of `text`, UTF-8 bytes; malformed sequences count as U+FFFD.
  ///
  /// - Complexity: O(bytes), at most ``byteLimit`` of them.
  public func extract(_ text: Span<UInt8>, into features: inout LocalFeatures) {
    let end = min(text.count, Self.byteLimit)
    features.reserve(byteCount: end)
    var writer = FeatureWriter(takingRoomOf: &features)
    Self.fill(&writer, from: text, end: end)
    features.textCount = writer.textCount
    features.shapeCount = writer.count - writer.textCount
    writer.giveBack(to: &features)
  }

  /// Gives all features of `text` to a sink, text features first; between the groups it calls
  /// `textEnds`.
  static func fill<Sink: FeatureSink>(_ writer: inout Sink, from text: Span<UInt8>, end: Int) {
    var shape = ShapeStatistics()
    var recent = RecentTokens()
    var index = 0
    while index < end {
      let start = index
      let first = decodeScalar(text, at: index)
      index += first.length
      let kind = CharacterClass(first.value)
      shape.characters += 1
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
          text, from: start, end: end, hash: &token, shape: &shape, writer: &writer)
      }
      let hash = token.value
      let range = start..<index
      writer.emit(.word, hash, range)
      writer.emit(.pair, hash &* 31 &+ recent.last.hash, recent.last.range.lowerBound..<index)
      if recent.count < 3 { writer.emit(.firstToken, hash &+ UInt64(recent.count), range) }
      recent.append(RecentTokens.Token(hash: hash, range: range))
    }
    recent.emitEdges(to: &writer)
    writer.textEnds()
    shape.emit(to: &writer, wholeText: recent.wholeTextHash, 0..<index)
  }

  /// Reads a word that starts at `start`, emits its 4-grams, and returns where it ends.
  @inline(__always)
  private static func word<Sink: FeatureSink>(
    _ text: Span<UInt8>, from start: Int, end: Int, hash: inout FNV1a,
    shape: inout ShapeStatistics, writer: inout Sink
  ) -> Int {
    var index = start
    // The last four characters, sixteen bits each; 2 marks the word's start, 3 its end.
    var window: UInt64 = 2
    var form = WordForm()
    while index < end {
      let scalar = decodeScalar(text, at: index)
      let kind = CharacterClass(scalar.value)
      var value = scalar.value
      if kind == .letter || kind == .digit {
        let folded = fold(value)
        form.append(
          value, isDigit: kind == .digit, isCapital: folded != value && kind == .letter)
        value = folded
      } else if value == 0x27 || value == 0x2019, isLetter(text, at: index + scalar.length, end) {
        value = 0x27
      } else {
        break
      }
      hash.update(UInt64(value))
      window = window << 16 | UInt64(value & 0xFFFF)
      form.length += 1
      if form.length >= 3 { writer.emit(.characterGram, window, start..<index) }
      index += scalar.length
    }
    window = window << 16 | 3
    if form.length >= 2 { writer.emit(.characterGram, window, start..<index) }
    shape.noteWord(form)
    return index
  }

  @inline(__always)
  private static func isLetter(_ text: Span<UInt8>, at index: Int, _ end: Int) -> Bool {
    index < end && CharacterClass(decodeScalar(text, at: index).value) == .letter
  }
}

/// Takes features as the extractor finds them.
protocol FeatureSink {
  /// Takes a feature: its family, its value before hashing, and the bytes it was made of.
  mutating func emit(_ family: FeatureFamily, _ value: UInt64, _ range: Range<Int>)
  /// The text features are complete; shape features follow.
  mutating func textEnds()
}

/// Writes feature hashes one after the other; the room was reserved before.
struct FeatureWriter: FeatureSink {
  private var room: [UInt32] = []
  private(set) var count = 0
  private(set) var textCount = 0

  /// Takes the buffer out of `features` (no copy) until ``giveBack(to:)``.
  init(takingRoomOf features: inout LocalFeatures) {
    swap(&room, &features.storage)
  }

  mutating func giveBack(to features: inout LocalFeatures) {
    swap(&room, &features.storage)
  }

  @inline(__always)
  mutating func emit(_ family: FeatureFamily, _ value: UInt64, _ range: Range<Int>) {
    room[count] = featureHash(family, value)
    count += 1
  }

  @inline(__always)
  mutating func textEnds() { textCount = count }
}

/// The tokens at the edges, and the hash of a short text as a whole.
struct RecentTokens {
  /// A token: its hash, and its bytes.
  struct Token {
    var hash: UInt64 = 0
    var range = 0..<0
  }

  private(set) var count = 0
  /// The newest token, then the two before it; hash 0 stands for none.
  private(set) var last = Token()
  private var second = Token()
  private var third = Token()
  private var whole = FNV1a()

  @inline(__always)
  mutating func append(_ token: Token) {
    third = second
    second = last
    last = token
    count += 1
    if count <= Self.wholeTextLimit { whole.update(token.hash) }
  }

  /// Tokens up to which a text is also one feature.
  static let wholeTextLimit = 6

  /// The hash of all tokens, when there are few enough.
  var wholeTextHash: UInt64? { (1...Self.wholeTextLimit).contains(count) ? whole.value : nil }

  func emitEdges(to writer: inout some FeatureSink) {
    if count >= 1 { writer.emit(.lastToken, last.hash, last.range) }
    if count >= 2 { writer.emit(.lastToken, second.hash &+ 1, second.range) }
    if count >= 3 { writer.emit(.lastToken, third.hash &+ 2, third.range) }
  }
}
