// Names of local features for people: lists of top weights and explanations. Classification never
// needs them; they are recovered by extracting a text again, since hashes have no way back.

/// A local feature with a name.
public struct NamedFeature: Sendable, Hashable {
  /// The hash, as in ``LocalFeatures``.
  public let hash: UInt32
  /// What the feature is, such as `word “subscribe”`.
  public let name: String
  /// Whether it belongs to the shape group.
  public let isShape: Bool
}

extension LocalFeatureExtractor {
  /// The features of `text` by name, in the order of ``extract(_:into:)-swift.method``.
  public func named(_ text: String) -> [NamedFeature] {
    let bytes = Array(text.utf8)
    var sink = NamingSink(bytes: bytes)
    Self.fill(&sink, from: bytes.span, end: min(bytes.count, Self.byteLimit))
    return sink.features
  }
}

/// Names features as the extractor finds them.
private struct NamingSink: FeatureSink {
  let bytes: [UInt8]
  var features: [NamedFeature] = []
  private var isShape = false

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func emit(_ family: FeatureFamily, _ value: UInt64, _ range: Range<Int>) {
    features.append(
      NamedFeature(
        hash: featureHash(family, value), name: name(family, value, range), isShape: isShape))
  }

  mutating func textEnds() { isShape = true }

  private func name(_ family: FeatureFamily, _ value: UInt64, _ range: Range<Int>) -> String {
    switch family {
    case .word: "word “\(folded(range))”"
    case .pair: "pair “\(folded(range))”"
    case .characterGram: "characters “\(characters(value, range))”"
    case .firstToken: "among the first three “\(folded(range))”"
    case .lastToken: "among the last three “\(folded(range))”"
    case .shape: shapeName(value)
    }
  }

  private func folded(_ range: Range<Int>) -> String {
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

  /// The characters of a 5-gram. `range` runs from the word's start to the gram's last character;
  /// `^` and `$` stand for the word's start and end.
  private func characters(_ window: UInt64, _ range: Range<Int>) -> String {
    let endsWord = window & 0xFFF == 3
    let word = "^" + folded(range) + (endsWord ? "$" : "")
    return String(String.UnicodeScalarView(word.unicodeScalars.suffix(5)))
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
