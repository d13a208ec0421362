// Classes and simple case folding of Unicode scalars, as far as tokens need them. Not a
// replacement for the Unicode tables: small ranges that cover the scripts of published text.

/// What a scalar is to the tokenizer.
package enum CharacterClass: UInt8 {
  /// White space, control characters and invisible separators.
  case space
  /// A letter or mark of a script that puts spaces between words.
  case letter
  /// A decimal digit.
  case digit
  /// A character of a script without spaces (Han, kana, Thai, Lao, Khmer, Burmese): a token of its
  /// own, so that pairs of tokens are pairs of characters.
  case ideograph
  /// Everything else: punctuation, symbols, emoji.
  case symbol

  /// The class of a scalar.
  @inline(__always)
  package init(_ scalar: UInt32) {
    if scalar < 0x80 {
      if (scalar | 0x20) &- 0x61 < 26 {
        self = .letter
      } else if scalar &- 0x30 < 10 {
        self = .digit
      } else if scalar <= 0x20 || scalar == 0x7F {
        self = .space
      } else {
        self = .symbol
      }
    } else {
      self = Self.beyondASCII(scalar)
    }
  }

  private static func beyondASCII(_ scalar: UInt32) -> Self {
    // The most frequent first: quotation marks and dashes, Latin letters.
    if scalar &- 0x2010 < 0x18 { return .symbol }
    if scalar &- 0xC0 < 0x300 { return scalar == 0xD7 || scalar == 0xF7 ? .symbol : .letter }
    return switch scalar {
    case 0x80...0xA0, 0xAD, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000,
      0xFE00...0xFE0F, 0xFEFF:
      .space
    case 0xAA, 0xB5, 0xBA: .letter
    case 0xA1...0xBF, 0xD7, 0xF7: .symbol
    case 0x660...0x669, 0x6F0...0x6F9, 0x966...0x96F, 0x9E6...0x9EF, 0xFF10...0xFF19: .digit
    case 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965, 0x589, 0x5BE, 0x5C0, 0x5C3:
      .symbol
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF: .ideograph
    case 0x2010...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3004, 0x3008...0x3020, 0x3030...0x303F,
      0x30FB:
      .symbol
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x302F, 0x3040...0x30FF, 0x3100...0x312F,
      0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F,
      0x20000...0x3FFFF:
      .ideograph
    case 0x3200...0x33FF, 0xFE10...0xFE6F, 0xFF00...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65,
      0xFFE0...0xFFFF, 0x1F000...0x1FBFF, 0xE000...0xF8FF:
      .symbol
    default: .letter
    }
  }
}

/// The scalar with case folded, for Latin, Greek, Cyrillic, Armenian and full-width letters, and
/// every decimal digit folded to `0`.
@inline(__always)
package func fold(_ scalar: UInt32) -> UInt32 {
  if scalar < 0x80 {
    if scalar &- 0x41 < 26 { return scalar | 0x20 }
    return scalar &- 0x30 < 10 ? 0x30 : scalar
  }
  return foldBeyondASCII(scalar)
}

private func foldBeyondASCII(_ scalar: UInt32) -> UInt32 {
  if scalar &- 0xDF < 0x21 { return scalar }
  return switch scalar {
  case 0xC0...0xDE where scalar != 0xD7: scalar + 0x20
  // The Turkish dotted capital, small letters without a capital, and the capital sharp s.
  case 0x130: 0x69
  case 0x1E96...0x1E9D: scalar
  case 0x1E9E: 0xDF
  // Latin Extended-A, B and Additional: capitals are even, except in runs where they are odd.
  case 0x100...0x137, 0x14A...0x177, 0x1A0...0x1A5, 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233,
    0x1E00...0x1EFF:
    scalar | 1
  case 0x139...0x148, 0x179...0x17E, 0x1AF...0x1B0, 0x1CD...0x1DC: scalar + (scalar & 1)
  case 0x178: 0xFF
  case 0x18F: 0x259
  case 0x386: 0x3AC
  case 0x388...0x38A: scalar + 37
  case 0x38C: 0x3CC
  case 0x38E, 0x38F: scalar + 63
  case 0x391...0x3AB: scalar + 0x20
  case 0x400...0x40F: scalar + 0x50
  case 0x410...0x42F: scalar + 0x20
  case 0x4C0: 0x4CF
  case 0x4C1...0x4CE: scalar + (scalar & 1)
  case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: scalar | 1
  case 0x531...0x556: scalar + 0x30
  case 0xFF21...0xFF3A: scalar + 0x20
  case 0x660...0x669, 0x6F0...0x6F9, 0x966...0x96F, 0x9E6...0x9EF, 0xFF10...0xFF19: 0x30
  default: scalar
  }
}
