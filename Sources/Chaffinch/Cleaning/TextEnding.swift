// How a paragraph's text ends: with a sentence, with an ellipsis, in the middle. Looks at the last
// characters only and knows no language.

/// The end of a text.
enum TextEnding: Equatable, Sendable {
  /// Terminal punctuation of any script, or a closed quotation or bracket.
  case sentence
  /// An ellipsis that nothing but a bracket follows: “and then he…”, “[...]”.
  case ellipsis
  /// A colon: something should follow.
  case colon
  /// A letter, a digit, a comma or the like.
  case open
  /// A symbol that says nothing, or no text at all.
  case other

  /// The end of `utf8`.
  ///
  /// - Complexity: O(closing characters at the end).
  init(_ utf8: Span<UInt8>) {
    var end = utf8.count
    var closesBracket = false
    var closesQuotation = false
    while let scalar = Self.scalar(utf8, before: &end) {
      if CharacterClass(scalar) == .space { continue }
      switch scalar {
      case 0x29, 0x5D, 0x7D, 0x3009, 0x300B, 0x3011, 0x3015, 0xFF09, 0xFF3D: closesBracket = true
      case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x300D, 0x300F, 0xFF02, 0xFF63:
        closesQuotation = true
      default:
        self = Self.ending(scalar, isEllipsis: Self.isDot(utf8, scalar, before: end))
        // What trails off inside a quotation is how somebody spoke.
        if closesQuotation || closesBracket && self != .ellipsis { self = .sentence }
        return
      }
    }
    self = .other
  }

  private static func ending(_ scalar: UInt32, isEllipsis: Bool) -> Self {
    switch scalar {
    case 0x2026, 0x22EF: return .ellipsis
    case 0x2E: return isEllipsis ? .ellipsis : .sentence
    case 0x3A, 0xFF1A: return .colon
    // Latin, Greek, Armenian, Arabic, Devanagari, Tibetan, Burmese, Ethiopic, Khmer, Mongolian, Han.
    case 0x21, 0x3F, 0x37E, 0x589, 0x55C, 0x55E, 0x61F, 0x6D4, 0x964, 0x965, 0xF0D, 0xF0E, 0x104A,
      0x104B, 0x1362, 0x1367, 0x1368, 0x17D4, 0x17D5, 0x1803, 0x203C, 0x203D, 0x2047...0x2049,
      0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61:
      return .sentence
    case 0x2C, 0x3B, 0x2D, 0x2013, 0x2014, 0x60C, 0x61B, 0x3001, 0xFF0C, 0xFF1B: return .open
    default:
      let kind = CharacterClass(scalar)
      return kind == .letter || kind == .digit || kind == .ideograph ? .open : .other
    }
  }

  /// Whether `scalar` is the last of three dots.
  private static func isDot(_ utf8: Span<UInt8>, _ scalar: UInt32, before end: Int) -> Bool {
    scalar == 0x2E && end >= 2 && utf8[end - 1] == 0x2E && utf8[end - 2] == 0x2E
  }

  /// The scalar before `end`, which moves to its start; `nil` at the start of the text.
  private static func scalar(_ utf8: Span<UInt8>, before end: inout Int) -> UInt32? {
    guard end > 0 else { return nil }
    end -= 1
    var start = end
    while start > 0, end - start < 3, utf8[start] & 0xC0 == 0x80 { start -= 1 }
    let scalar = decodeScalar(utf8, at: start)
    // A stray byte of malformed text stands for itself.
    guard scalar.isValid, start + scalar.length == end + 1 else { return 0xFFFD }
    end = start
    return scalar.value
  }
}
