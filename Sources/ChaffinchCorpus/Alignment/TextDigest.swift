// The digest by which a paragraph is found again in another segmentation of the same page. Keeps
// nothing of the text from which it could be read.

import Chaffinch

/// A hash and the length of a text's normalised form: its letters and digits, letters case-folded,
/// everything else left out.
///
/// The hash is polynomial (Karp and Rabin, "Efficient randomized pattern-matching algorithms", 1987)
/// modulo 2^61 − 1, H(xy) = H(x)·B^|y| + H(y), so that the digest of several texts in a row is
/// computed from theirs, without the texts. Two different texts of n scalars collide with a
/// probability of about n / 2^61.
///
/// A text without any letter or digit, such as `|`, is symbolic: its digest is that of its scalars
/// other than white space, moved out of the range of Unicode, so that it never equals the digest of
/// a text with letters. Beside letters, symbolic parts vanish.
public struct TextDigest: Hashable, Sendable {
  /// The rolling hash, 0..<2^61 − 1.
  public let hash: UInt64
  /// The number of scalars that were hashed, 0...``lengthLimit``.
  public let length: Int
  /// Whether the text has neither letters nor digits.
  public let isSymbolic: Bool

  /// The longest text that has a digest of its own; longer ones count as this long.
  public static let lengthLimit = 0xFFFF_FFFF

  /// The digest of nothing and of white space; it matches nothing.
  public static let empty = TextDigest(unchecked: 0, length: 0, isSymbolic: true)

  private init(unchecked hash: UInt64, length: Int, isSymbolic: Bool) {
    self.hash = hash
    self.length = length
    self.isSymbolic = isSymbolic
  }

  /// The digest of the texts of paragraphs in a row.
  ///
  /// - Complexity: O(scalars).
  init(_ paragraphs: [LabelledParagraph]) {
    self = paragraphs.reduce(.empty) { $0.appending(TextDigest($1.text)) }
  }

  /// The digest of `text`.
  ///
  /// - Complexity: O(scalars), nothing allocated.
  public init(_ text: String) {
    var letters: (hash: UInt64, length: Int) = (0, 0)
    var symbols: (hash: UInt64, length: Int) = (0, 0)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      switch CharacterClass(value) {
      case .space: break
      case .symbol:
        // Only a text that has shown no letter yet may be symbolic.
        if letters.length == 0 { Self.append(UInt64(value) + 0x11_0000, to: &symbols) }
      case .digit: Self.append(UInt64(value), to: &letters)
      case .letter, .ideograph: Self.append(UInt64(fold(value)), to: &letters)
      }
    }
    isSymbolic = letters.length == 0
    let chosen = isSymbolic ? symbols : letters
    hash = chosen.hash
    length = min(chosen.length, Self.lengthLimit)
  }

  /// A digest of its parts; `nil` where one is out of range.
  public init?(hash: UInt64, length: Int, isSymbolic: Bool) {
    guard hash < RollingHash.modulus, (1...Self.lengthLimit).contains(length) else { return nil }
    self.init(unchecked: hash, length: length, isSymbolic: isSymbolic)
  }

  private static func append(_ value: UInt64, to digest: inout (hash: UInt64, length: Int)) {
    digest.hash = RollingHash.sum(RollingHash.product(digest.hash, RollingHash.base), value)
    digest.length += 1
  }

  /// The digest of this text and `next` behind it. Associative; ``empty`` changes nothing.
  public func appending(_ next: TextDigest) -> TextDigest {
    if isSymbolic != next.isSymbolic { return isSymbolic ? next : self }
    guard next.length > 0 else { return self }
    let moved = RollingHash.product(hash, RollingHash.power(next.length))
    return TextDigest(
      unchecked: RollingHash.sum(moved, next.hash),
      length: min(length + next.length, Self.lengthLimit), isSymbolic: isSymbolic)
  }
}
