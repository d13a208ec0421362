// Classes and foldings of the scalars that most words are of, looked up instead of found out. What they are is
// `CharacterClass`' and `fold`'s to say.

/// The classes and foldings of the scalars below U+0600, that is those of one byte and most of two, one
/// memory access each.
struct ScalarTable: Sendable {
  /// The scalars from here on are not in the table.
  static let end: UInt32 = 0x600
  static let shared = ScalarTable()
  /// The folded scalar, and above it the class.
  let entries: [UInt16]

  private init() {
    entries = (0..<Self.end).map { scalar in
      UInt16(CharacterClass(scalar).rawValue) << 12 | UInt16(fold(scalar))
    }
  }

  @inline(__always)
  static func isLetter(_ entry: UInt16) -> Bool {
    entry &>> 12 == UInt16(CharacterClass.letter.rawValue)
  }

  @inline(__always)
  static func isDigit(_ entry: UInt16) -> Bool {
    entry &>> 12 == UInt16(CharacterClass.digit.rawValue)
  }

  @inline(__always)
  static func folded(_ entry: UInt16) -> UInt32 { UInt32(entry & 0xFFF) }
}
