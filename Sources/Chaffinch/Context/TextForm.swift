// What a paragraph's text looks like to its neighbours: length, ends, a few signs, and its
// longer words by bucket.

/// The form of a text with its longer words, as the context model is told it.
public struct TextForm: Sendable, Equatable {
  /// What it is without its words.
  let wordless: WordlessForm
  /// Words of four bytes and more, as ``ArticleWords/bucket(_:)``, the first ``ArticleWords/limit``.
  let words: [UInt16]

  /// The form of nothing.
  public init() { self.init(WordlessForm(), words: []) }

  init(_ wordless: WordlessForm, words: [UInt16]) {
    self.wordless = wordless
    self.words = words
  }
}

/// The form of a text without its words: no array, so that it is copied without counting references.
struct WordlessForm: Sendable, Equatable {
  /// Characters, white space included.
  let characters: Int
  /// The number of words.
  let wordCount: Int
  /// A hash of the tokens: equal for texts that are alike up to case, digits and white space.
  let hash: UInt64
  /// The share of words that begin with a capital letter, 0…1.
  let capitalised: Float
  /// Which signs it has.
  let signs: Signs

  /// Signs of a text.
  struct Signs: OptionSet, Sendable, Equatable {
    let rawValue: UInt16
    static let endsSentence = Signs(rawValue: 1 << 0)
    static let endsWithColon = Signs(rawValue: 1 << 1)
    static let endsWithComma = Signs(rawValue: 1 << 2)
    static let endsWithEllipsis = Signs(rawValue: 1 << 3)
    static let hasDigits = Signs(rawValue: 1 << 4)
    static let hasBar = Signs(rawValue: 1 << 5)
    static let startsWithQuote = Signs(rawValue: 1 << 6)
    static let hasHandle = Signs(rawValue: 1 << 7)
    static let hasCopyright = Signs(rawValue: 1 << 8)
    static let hasQuestion = Signs(rawValue: 1 << 9)
    static let hasDate = Signs(rawValue: 1 << 10)
    static let hasPrice = Signs(rawValue: 1 << 11)

    static let names = [
      "ends a sentence", "ends with :", "ends with a comma", "ends with an ellipsis", "digits", "|",
      "starts with a quote", "@", "©", "?", "date or time", "price",
    ]
  }

  /// The form of nothing.
  init() {
    characters = 0
    wordCount = 0
    hash = 0
    capitalised = 0
    signs = []
  }

  /// The form of a text with this shape.
  init(_ shape: ShapeStatistics, hash: UInt64) {
    characters = shape.characters
    wordCount = shape.words
    self.hash = hash
    capitalised = shape.words == 0 ? 0 : Float(shape.capitalisedWords) / Float(shape.words)
    var signs = Signs()
    switch shape.lastCode {
    case 0x2E, 0x21, 0x3F, 0x22, 0x27, 0x201D, 0x2019, 0xBB, 0x3002, 0xFF01, 0xFF1F, 0x300D, 0x0964:
      signs.insert(.endsSentence)
    case 0x3A, 0xFF1A: signs.insert(.endsWithColon)
    case 0x2C, 0x3B, 0xFF0C, 0x3001: signs.insert(.endsWithComma)
    case 0x2026: signs.insert(.endsWithEllipsis)
    default: break
    }
    if shape.digits > 0 { signs.insert(.hasDigits) }
    switch shape.firstCode {
    case 0x22, 0x27, 0x201C, 0x201E, 0x2018, 0xAB, 0xBB, 0x300C: signs.insert(.startsWithQuote)
    default: break
    }
    let flags = shape.flags
    if flags.contains(.bar) { signs.insert(.hasBar) }
    if !flags.isDisjoint(with: [.handle, .address]) { signs.insert(.hasHandle) }
    if flags.contains(.copyright) { signs.insert(.hasCopyright) }
    if flags.contains(.question) { signs.insert(.hasQuestion) }
    if !flags.isDisjoint(with: [.time, .year, .numericDate]) { signs.insert(.hasDate) }
    if flags.contains(.price) { signs.insert(.hasPrice) }
    self.signs = signs
  }
}
