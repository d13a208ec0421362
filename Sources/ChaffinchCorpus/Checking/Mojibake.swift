// Finds UTF-8 that was read as windows-1252 or Latin-1, such as “Ã©” for “é”. Mends nothing, and
// knows no other pair of encodings.

import Chaffinch

/// Runs of characters whose windows-1252 bytes are UTF-8.
///
/// A run by chance is possible: a capital before a closing sign, as in `FPÖ“`, is UTF-8, too. So a
/// single sequence of two bytes counts only where correct text has no such pair: before a sign that
/// follows no capital (`Ã©`), or between small letters (`dÃ³nde`). Sequences of three bytes count for
/// signs (`â€™`), those of four for pictographs (`ðŸ˜€`), and two sequences side by side for any script,
/// unless both end in a closing sign.
struct Mojibake {
  /// Where a run stands among the scalars.
  let range: Range<Int>
  /// What it was before it was damaged.
  let original: String

  /// The runs in a text, left to right.
  ///
  /// - Complexity: O(scalars).
  static func runs(in scalars: [UInt32]) -> [Mojibake] {
    var runs: [Mojibake] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index] >= 0xC2, let first = Sequence(scalars, at: index) else {
        index += 1
        continue
      }
      var sequences = [first]
      var end = index + first.length
      while end < scalars.count, let next = Sequence(scalars, at: end) {
        sequences.append(next)
        end += next.length
      }
      let isLong = sequences.count >= 2 && !sequences.allSatisfy { closing.contains($0.last) }
      if isLong || sequences.contains(where: { $0.isConvincing(in: scalars) }) {
        let original = sequences.reduce(into: "") { $0.unicodeScalars.append($1.scalar) }
        runs.append(Mojibake(range: index..<end, original: original))
        index = end
      } else {
        index += first.length
      }
    }
    return runs
  }

  /// Characters of which each is a byte of one UTF-8 sequence.
  private struct Sequence {
    let start: Int
    let length: Int
    let lead: UInt8
    /// The last character.
    let last: UInt32
    /// What the sequence stands for.
    let scalar: Unicode.Scalar

    /// The sequence that begins at `start`; `nil` where there is none.
    init?(_ scalars: [UInt32], at start: Int) {
      guard let lead = windows1252Byte(scalars[start]), (0xC2...0xF4).contains(lead) else {
        return nil
      }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard start + length <= scalars.count else { return nil }
      var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
      for scalar in scalars[start + 1..<start + length] {
        guard let byte = windows1252Byte(scalar), (0x80...0xBF).contains(byte) else { return nil }
        value = value << 6 | UInt32(byte & 0x3F)
      }
      let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
      guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
      self.start = start
      self.length = length
      self.lead = lead
      last = scalars[start + length - 1]
      self.scalar = scalar
    }

    /// Whether correct text would not have this.
    func isConvincing(in scalars: [UInt32]) -> Bool {
      switch length {
      case 4: return true
      case 3:
        // General punctuation, currency, letter-like signs, arrows and shapes; not after a quotation
        // mark or an ellipsis, which may follow a real â. And the byte-order mark, and U+FFFD.
        let second = scalars[start + 1]
        return lead == 0xE2 && (0x2000..<0x2800).contains(scalar.value)
          && !Mojibake.closing.contains(second) || [0xFEFF, 0xFFFD].contains(scalar.value)
      default: return isConvincingPair(in: scalars)
      }
    }

    private func isConvincingPair(in scalars: [UInt32]) -> Bool {
      let isAfterSmall = start > 0 && isSmall(scalars[start - 1])
      let isBeforeSmall = start + 2 < scalars.count && isSmall(scalars[start + 2])
      let isClosing = Mojibake.closing.contains(last)
      // × and ß stand before signs; Ø does so as the sign for a diameter.
      if lead == 0xD7 || lead == 0xDF || lead == 0xD8 { return false }
      if lead == 0xC2 {
        // What nobody writes behind a lone Â: spaces, degrees, and signs that are in Latin-1 alone.
        let isAlone = start == 0 || !isLetter(scalars[start - 1]) && scalars[start - 1] != 0xA0
        let isFrequent = [0xA0, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB].contains(last)
        if isAfterSmall || isAlone && isFrequent { return true }
      }
      if lead == 0xC3 && (isAfterSmall || isBeforeSmall && !isClosing) { return true }
      if Mojibake.doubtful.contains(last) || isClosing {
        return isAfterSmall && (isBeforeSmall || !isClosing)
      }
      return true
    }
  }

  /// Signs that close something, and so may stand behind any letter; the no-break space with them.
  private static let closing: Set<UInt32> = [
    0xA0, 0xA1, 0xAB, 0xB0, 0xB4, 0xB7, 0xBB, 0xBF, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D,
    0x2020, 0x2021, 0x2022, 0x2026, 0x2039, 0x203A, 0x2C6, 0x2DC,
  ]

  /// Letters, and signs that may stand behind a capital.
  private static let doubtful: Set<UInt32> = [
    0xA8, 0xA9, 0xAA, 0xAD, 0xAE, 0xB1, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0x152, 0x153, 0x160, 0x161,
    0x178, 0x17D, 0x17E, 0x192, 0x2122,
  ]
}

private func isSmall(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }

private func isLetter(_ scalar: UInt32) -> Bool { CharacterClass(scalar) == .letter }

/// The byte from which windows-1252, or Latin-1 where it has nothing else, makes a character beyond
/// ASCII; `nil` for a character that no byte makes.
private func windows1252Byte(_ scalar: UInt32) -> UInt8? {
  if (0x80...0xFF).contains(scalar) { return UInt8(scalar) }
  return switch scalar {
  case 0x20AC: 0x80
  case 0x201A: 0x82
  case 0x0192: 0x83
  case 0x201E: 0x84
  case 0x2026: 0x85
  case 0x2020: 0x86
  case 0x2021: 0x87
  case 0x02C6: 0x88
  case 0x2030: 0x89
  case 0x0160: 0x8A
  case 0x2039: 0x8B
  case 0x0152: 0x8C
  case 0x017D: 0x8E
  case 0x2018: 0x91
  case 0x2019: 0x92
  case 0x201C: 0x93
  case 0x201D: 0x94
  case 0x2022: 0x95
  case 0x2013: 0x96
  case 0x2014: 0x97
  case 0x02DC: 0x98
  case 0x2122: 0x99
  case 0x0161: 0x9A
  case 0x203A: 0x9B
  case 0x0153: 0x9C
  case 0x017E: 0x9E
  case 0x0178: 0x9F
  default: nil
  }
}
