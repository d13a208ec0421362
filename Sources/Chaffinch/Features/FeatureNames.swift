// Names of local features for people: lists of top weights and explanations. Classification never
// needs them; they are recovered by extracting a text again, since hashes have no way back.

/// A local feature with a name.
public struct NamedFeature: Sendable, Hashable {
  /// The hash, as in ``LocalFeatures``.
  public let hash: UInt32
  /// What the feature is, such as `word “subscribe”`.
  public let name: String
  /// The group that it belongs to.
  public let group: FeatureGroup
}

/// The groups of local features, in their order in ``LocalFeatures``.
public enum FeatureGroup: Int, Sendable {
  /// Words, pairs, 5-grams, edges.
  case text
  /// The text's form.
  case shape
  /// The elements around the paragraph.
  case markup
}

extension LocalFeatureExtractor {
  /// The features of `text` by name, in the order of ``extract(_:into:)-swift.method``.
  public func named(
    _ text: String, at place: ParagraphMarkup? = nil, in words: MarkupWords? = nil,
    position: ArticlePosition? = nil
  ) -> [NamedFeature] {
    let bytes = Array(text.utf8)
    let span = bytes.span.extracting(first: Self.byteLimit)
    var (sink, shape, _) = Self.fill(NamingSink(bytes: bytes), from: span)
    let length = ShapeStatistics.logBucket(shape.characters)
    if let place, let words { words.emit(place, position: position, length: length, to: &sink) }
    return sink.features
  }
}

/// Names features as the extractor finds them.
private struct NamingSink: FeatureSink {
  let bytes: [UInt8]
  var features: [NamedFeature] = []
  private var group = FeatureGroup.text
  /// The bytes of the tokens so far.
  private var tokens: [Range<Int>] = []
  /// 5-grams of the token that has not ended: their places in ``features``.
  private var openGrams: [Int] = []
  private var lastTokens = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func emit(_ family: FeatureFamily, _ value: UInt64) {
    if family == .characterGram { openGrams.append(features.count) }
    features.append(
      NamedFeature(hash: featureHash(family, value), name: name(family, value), group: group))
    if family == .lastToken { lastTokens += 1 }
  }

  mutating func emitGrams(_ first: UInt64, _ second: UInt64, count: Int) {
    for number in 0..<max(count, 0) {
      emit(.characterGram, characterGram(number < 4 ? first : second, number % 4))
    }
  }

  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String) {
    features.append(
      NamedFeature(hash: featureHash(.markup, value), name: name(), group: .markup))
  }

  mutating func tokenEnds(_ start: Int, _ end: Int) {
    let range = start..<end
    tokens.append(range)
    // A gram is named when its word is complete: it ends so many characters before the word does.
    let word = Array(("^" + folded(range) + "$").unicodeScalars)
    let first = word.count - openGrams.count
    for (number, place) in openGrams.enumerated() {
      let end = first + number + 1
      let text = String(String.UnicodeScalarView(word[max(end - 5, 0)..<end]))
      features[place] = NamedFeature(
        hash: features[place].hash, name: "characters “\(text)”", group: .text)
    }
    openGrams.removeAll()
  }

  mutating func textEnds() { group = .shape }

  private func name(_ family: FeatureFamily, _ value: UInt64) -> String {
    switch family {
    case .word: "word “\(folded(tokens.last))”"
    case .pair: "pair “\(folded(pair))”"
    case .characterGram: ""
    case .firstToken: "among the first three “\(folded(tokens.last))”"
    case .lastToken: "among the last three “\(folded(tokens.dropLast(lastTokens).last))”"
    case .shape: shapeName(value)
    case .markup: ""
    }
  }

  /// The bytes of the newest token and the one before it.
  private var pair: Range<Int>? {
    tokens.last.map { (tokens.dropLast().last ?? $0).lowerBound..<$0.upperBound }
  }

  private func folded(_ range: Range<Int>?) -> String {
    guard let range else { return "" }
    var result = String.UnicodeScalarView()
    let span = bytes.span
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = decodeScalar(span, at: index)
      result.append(Unicode.Scalar(fold(scalar.value)) ?? "\u{FFFD}")
      index += scalar.length
    }
    return String(result)
  }

  private func shapeName(_ value: UInt64) -> String {
    guard let kind = ShapeKind(rawValue: UInt16(truncatingIfNeeded: value >> 48)) else {
      return "?"
    }
    let rest = value & 0xFFFF_FFFF_FFFF
    let (left, right) = (rest >> 24, rest & 0xFF_FFFF)
    return switch kind {
    case .length: "length step \(rest)"
    case .tokens: "tokens step \(rest)"
    case .first: "starts with \(form(rest))"
    case .last: "ends with \(form(rest))"
    case .capitalised: "capitalised words, step \(rest) of 7"
    case .upperCase: "upper-case words, step \(rest) of 7"
    case .digits: "digits, step \(rest) of 7"
    case .sentences: "\(rest) sentences"
    case .symbols: "symbols, step \(rest) of 7"
    case .numbers: "numbers, step \(rest) of 7"
    case .lastAndLength: "ends with \(form(left)), length step \(right)"
    case .capitalisedAndTokens: "capitalised words, step \(left) of 7, tokens step \(right)"
    case .upperCaseAndTokens: "upper-case words, step \(left) of 7, tokens step \(right)"
    case .digitsAndTokens: "digits, step \(left) of 7, tokens step \(right)"
    case .firstAndLast: "starts with \(form(left)), ends with \(form(right))"
    case .firstAndLength: "starts with \(form(left)), length step \(right)"
    case .contains: "contains \(flag(rest))"
    case .sentencesAndLength: "\(left) sentences, length step \(right)"
    case .capitalisedAndLast: "capitalised words, step \(left) of 7, ends with \(form(right))"
    case .containsAndLength: "contains \(flag(left)), length step \(right)"
    }
  }

  private func flag(_ bit: UInt64) -> String {
    let names = ShapeStatistics.Flags.names
    return bit < UInt64(names.count) ? names[Int(bit)] : "?"
  }

  private func form(_ code: UInt64) -> String {
    switch code {
    case 0x30: "a number"
    case 0x41: "a word in capitals"
    case 0x58: "a capitalised word"
    case 0x78: "a lower-case word"
    case 0x6D: "a word with digits"
    case 0x7A: "a character of a script without spaces"
    default: "“\(Character(Unicode.Scalar(UInt32(truncatingIfNeeded: code)) ?? "\u{FFFD}"))”"
    }
  }
}
