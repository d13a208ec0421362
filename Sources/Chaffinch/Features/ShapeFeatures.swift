// The shape of a paragraph: lengths, shares, edges, and things such as dates, prices and handles,
// as buckets. Looks at forms only, never at which word it is.

/// The kinds of shape features; the raw value is part of the feature.
enum ShapeKind: UInt16 {
  case length = 1
  case tokens
  case first
  case last
  case capitalised
  case upperCase
  case digits
  case sentences
  case symbols
  case numbers
  case lastAndLength
  case capitalisedAndTokens
  case upperCaseAndTokens
  case digitsAndTokens
  case firstAndLast
  case firstAndLength
  case contains
  case containsAndLength
  case sentencesAndLength
  case capitalisedAndLast
}

/// What a word looks like.
struct WordForm {
  /// The first character, unfolded; 0 where the word has letters alone.
  let first: UInt32
  /// Characters.
  let length: Int
  /// Decimal digits among them.
  let digits: Int
  /// Whether the first character is a capital letter.
  let startsWithCapital: Bool
  /// A letter for the form, for short: `0` digits, `A` all capitals, `X` capitalised,
  /// `x` lower case, `m` mixed with digits.
  let code: UInt8

  /// A form of its counts; `capitals` are letters that folding changes.
  init(first: UInt32, length: Int, digits: Int, capitals: Int) {
    self.first = first
    self.length = length
    self.digits = digits
    startsWithCapital = capitals > 0 && CharacterClass(first) == .letter && fold(first) != first
    if digits == length {
      code = 0x30
    } else if digits > 0 {
      code = 0x6D
    } else if capitals > 1, capitals == length {
      code = 0x41
    } else {
      code = startsWithCapital ? 0x58 : 0x78
    }
  }

  /// The form of up to eight ASCII letters: a bit of each byte of `capitals`, the first one lowest, says
  /// whether the letter is a capital; in `all` they are.
  @inline(__always)
  init(length: Int, capitals: UInt64, all: UInt64) {
    first = 0
    self.length = length
    digits = 0
    startsWithCapital = capitals & 0xFF != 0
    code =
      capitals == 0 ? 0x78 : capitals == all && length > 1 ? 0x41 : startsWithCapital ? 0x58 : 0x78
  }
}

/// Counts that the tokenizer keeps while it reads, and the features made of them.
struct ShapeStatistics {
  private(set) var characters = 0
  private(set) var tokens = 0
  private(set) var words = 0
  private(set) var capitalisedWords = 0
  private var upperCaseWords = 0
  private var numbers = 0
  private(set) var digits = 0
  private var sentences = 0
  private var symbols = 0
  private(set) var firstCode: UInt64 = 0
  private(set) var flags = Flags()
  // The codes of the three tokens before, 21 bits each, the newest lowest: for dates, times, prices
  // and addresses.
  private var history: UInt64 = 0
  private(set) var followsSpace = true
  private var sentenceMayStart = true

  /// Things that a paragraph contains.
  struct Flags: OptionSet {
    let rawValue: UInt32
    static let time = Flags(rawValue: 1 << 0)
    static let year = Flags(rawValue: 1 << 1)
    static let numericDate = Flags(rawValue: 1 << 2)
    static let price = Flags(rawValue: 1 << 3)
    static let address = Flags(rawValue: 1 << 4)
    static let handle = Flags(rawValue: 1 << 5)
    static let domain = Flags(rawValue: 1 << 6)
    static let copyright = Flags(rawValue: 1 << 7)
    static let bar = Flags(rawValue: 1 << 8)
    static let quote = Flags(rawValue: 1 << 9)
    static let bracket = Flags(rawValue: 1 << 10)
    static let ellipsis = Flags(rawValue: 1 << 11)
    static let emoji = Flags(rawValue: 1 << 12)
    static let colon = Flags(rawValue: 1 << 13)
    static let question = Flags(rawValue: 1 << 14)
    static let exclamation = Flags(rawValue: 1 << 15)
    static let slash = Flags(rawValue: 1 << 16)
    static let comma = Flags(rawValue: 1 << 17)
    static let dash = Flags(rawValue: 1 << 18)
    static let arrow = Flags(rawValue: 1 << 19)
    static let bullet = Flags(rawValue: 1 << 20)
    static let hash = Flags(rawValue: 1 << 21)

    /// Names of the bits, for people.
    static let names = [
      "time", "year", "numeric date", "price", "e-mail address", "handle", "domain", "©", "|",
      "quote", "bracket", "ellipsis", "emoji", "colon", "?", "!", "/", "comma", "dash", "arrow",
      "bullet", "#",
    ]
  }

  /// The code of the last token; 0 for none.
  var lastCode: UInt64 { newest }
  private var newest: UInt64 { history & 0x1F_FFFF }
  private var second: UInt64 { history >> 21 & 0x1F_FFFF }
  private var third: UInt64 { history >> 42 & 0x1F_FFFF }

  @inline(__always)
  mutating func noteSpace() {
    characters &+= 1
    followsSpace = true
  }

  /// Notes a word of lower-case letters behind a space: what most words are.
  @inline(__always)
  mutating func noteLowerCaseWord(_ length: Int) {
    characters &+= length
    words &+= 1
    sentenceMayStart = false
    append(code: 0x78)
  }

  // Works on a copy, so that the counts can stay in registers where only the frequent cases are inlined.
  @inline(__always)
  mutating func noteWord(_ form: WordForm) {
    var copy = self
    copy.noteAnyWord(form)
    self = copy
  }

  @inline(never)
  private mutating func noteAnyWord(_ form: WordForm) {
    characters &+= form.length
    words &+= 1
    let code = form.code
    switch code {
    case 0x58: capitalisedWords &+= 1
    case 0x41: upperCaseWords &+= 1
    case 0x30: numbers &+= 1
    default: break
    }
    digits &+= form.digits
    if sentenceMayStart, code == 0x30 || form.startsWithCapital { sentences &+= 1 }
    sentenceMayStart = false
    if code == 0x30 { noteNumber(form) }
    if !followsSpace {
      if newest == 0x2E, second == 0x78, code == 0x78 { flags.insert(.domain) }
      if newest == 0x40 { flags.insert(second == 0 || second == 0x20 ? .handle : .address) }
    }
    append(code: UInt64(code))
  }

  @inline(__always)
  private mutating func noteNumber(_ form: WordForm) {
    if form.length == 4, form.first == 0x31 || form.first == 0x32 { flags.insert(.year) }
    if !followsSpace, second == 0x30 {
      if newest == 0x3A { flags.insert(.time) }
      if newest == 0x2F || newest == 0x2D { flags.insert(.numericDate) }
      if newest == 0x2E, third == 0x2E { flags.insert(.numericDate) }
    }
    if Self.isCurrency(newest) { flags.insert(.price) }
  }

  @inline(__always)
  mutating func noteIdeograph() {
    characters &+= 1
    words &+= 1
    if sentenceMayStart { sentences &+= 1 }
    sentenceMayStart = false
    append(code: 0x7A)
  }

  @inline(__always)
  mutating func noteSymbol(_ scalar: UInt32) {
    characters &+= 1
    symbols &+= 1
    if scalar == 0x2C {
      flags.insert(.comma)
      append(code: 0x2C)
    } else if scalar == 0x2E, newest != 0x2E {
      sentenceMayStart = true
      append(code: 0x2E)
    } else {
      var copy = self
      copy.noteOtherSymbol(scalar)
      self = copy
    }
  }

  private mutating func noteOtherSymbol(_ scalar: UInt32) {
    switch scalar {
    case 0x2E, 0x3002: sentenceMayStart = true
    case 0x21, 0xFF01:
      flags.insert(.exclamation)
      sentenceMayStart = true
    case 0x3F, 0xFF1F:
      flags.insert(.question)
      sentenceMayStart = true
    case 0x2026: flags.insert(.ellipsis)
    case 0x22, 0xAB, 0xBB, 0x2018...0x201F, 0x300C...0x300F: flags.insert(.quote)
    case 0x28, 0x29, 0x5B, 0x5D, 0xFF08, 0xFF09, 0x3010, 0x3011: flags.insert(.bracket)
    case 0x7C: flags.insert(.bar)
    case 0x2F: flags.insert(.slash)
    case 0x2C, 0x3001, 0xFF0C: flags.insert(.comma)
    case 0x3A, 0xFF1A: flags.insert(.colon)
    case 0x2012...0x2015: flags.insert(.dash)
    case 0xA9: flags.insert(.copyright)
    case 0x23: flags.insert(.hash)
    case 0xB7, 0x2022, 0x25AA, 0x25CF: flags.insert(.bullet)
    case 0x2190...0x21FF, 0x203A, 0x2039, 0x25B6, 0x25BA, 0x3E: flags.insert(.arrow)
    case 0x2600...0x27BF, 0x1F000...0x1FBFF: flags.insert(.emoji)
    default:
      if Self.isCurrency(UInt64(scalar)), newest == 0x30 { flags.insert(.price) }
    }
    if scalar == 0x2E, newest == 0x2E, second == 0x2E { flags.insert(.ellipsis) }
    if scalar == 0x40, followsSpace { history = history << 21 | 0x20 }
    append(code: UInt64(scalar))
  }

  private static func isCurrency(_ code: UInt64) -> Bool {
    code == 0x24 || code == 0xA3 || code == 0xA5 || (0x20A0...0x20CF).contains(code)
  }

  @inline(__always)
  private mutating func append(code: UInt64) {
    history = history << 21 | code
    followsSpace = false
    if tokens == 0 { firstCode = code }
    tokens &+= 1
  }

  /// Emits the shape features.
  func emit(to writer: inout some FeatureSink) {
    guard tokens > 0 else { return }
    let length = Self.logBucket(characters)
    let tokenBucket = tokens <= 8 ? UInt64(tokens) : 4 + Self.logBucket(tokens)
    let short = min(tokenBucket, 14)
    let capitals = Self.shareBucket(capitalisedWords, words)
    let upper = Self.shareBucket(upperCaseWords, words)
    let digitShare = Self.shareBucket(digits, characters)
    Self.put(&writer, .length, length)
    Self.put(&writer, .tokens, tokenBucket)
    Self.put(&writer, .first, firstCode)
    Self.put(&writer, .last, lastCode)
    Self.put(&writer, .capitalised, capitals)
    Self.put(&writer, .upperCase, upper)
    Self.put(&writer, .digits, digitShare)
    Self.put(&writer, .sentences, UInt64(min(sentences, 6)))
    Self.put(&writer, .symbols, Self.shareBucket(symbols, tokens))
    Self.put(&writer, .numbers, Self.shareBucket(numbers, tokens))
    Self.put(&writer, .lastAndLength, lastCode << 24 | length)
    Self.put(&writer, .capitalisedAndTokens, capitals << 24 | short)
    Self.put(&writer, .upperCaseAndTokens, upper << 24 | short)
    Self.put(&writer, .digitsAndTokens, digitShare << 24 | short)
    Self.put(&writer, .firstAndLast, firstCode << 24 | lastCode)
    Self.put(&writer, .firstAndLength, firstCode << 24 | length)
    Self.put(&writer, .sentencesAndLength, UInt64(min(sentences, 6)) << 24 | length)
    Self.put(&writer, .capitalisedAndLast, capitals << 24 | lastCode)
    var rest = flags.rawValue
    while rest != 0 {
      let bit = UInt64(rest.trailingZeroBitCount)
      rest &= rest - 1
      Self.put(&writer, .contains, bit)
      Self.put(&writer, .containsAndLength, bit << 24 | length)
    }
  }

  @inline(__always)
  private static func put(
    _ writer: inout some FeatureSink, _ kind: ShapeKind, _ value: UInt64
  ) {
    writer.emit(.shape, UInt64(kind.rawValue) << 48 | value)
  }

  /// 0, 1, 2, 3, 4, 6, 8, 12, 16, … as consecutive numbers: two buckets to a doubling.
  static func logBucket(_ count: Int) -> UInt64 {
    guard count > 2 else { return UInt64(max(count, 0)) }
    let top = Int.bitWidth - 1 - count.leadingZeroBitCount
    return UInt64(2 * top + (count >> (top - 1) & 1))
  }

  /// A share in eight steps; none and all have steps of their own.
  static func shareBucket(_ part: Int, _ whole: Int) -> UInt64 {
    guard part > 0, whole > 0 else { return 0 }
    return part >= whole ? 7 : 1 + UInt64(part * 6 / whole)
  }
}
