// Decides which encoding bytes are in. Reading declarations stands in `MetaPrescan` and
// `XMLDeclaration`; nothing here counts letters to guess a language.

/// The encoding of some bytes and how it was found.
public struct SniffedEncoding: Sendable, Equatable {
  /// What said so, the strongest first.
  public enum Source: Sendable, Equatable {
    /// The caller: an HTTP header's charset or an option.
    case forced
    /// The first bytes are a byte-order mark.
    case byteOrderMark
    /// A `<meta>` element, an XML declaration, or UTF-16 markup recognised by its zero bytes.
    case declared
    /// All bytes together are well-formed UTF-8; also what plain ASCII is called.
    case validUTF8
    /// Nothing said so: windows-1252.
    case fallback
  }

  /// The encoding to decode with.
  public let encoding: CharacterEncoding
  /// What said so.
  public let source: Source
  /// Bytes of the byte-order mark that the input begins with, 0, 2 or 3; 0 when the mark belongs to
  /// another encoding than the one to decode with.
  public let byteOrderMarkLength: Int
}

/// Which encoding `bytes` are in.
///
/// In this order: `forced`, a byte-order mark, a declaration, UTF-8 when all of the bytes are
/// well-formed, windows-1252. A declaration of a legacy encoding does not count when the bytes are
/// well-formed UTF-8 with at least one character outside ASCII: that does not happen by chance,
/// and pages are converted more often than their declarations. Under a forced UTF-16 a mark still
/// says which byte comes first.
///
/// Declared or forced UTF-8 is believed unread; everything else costs one pass of validation.
public func sniffEncoding(of bytes: [UInt8], forced: CharacterEncoding? = nil) -> SniffedEncoding {
  sniffEncoding(of: bytes, forced: forced, readsMeta: true)
}

/// The same; without `readsMeta` no `<meta>` element counts, which in a feed is some item's.
package func sniffEncoding(
  of bytes: [UInt8], forced: CharacterEncoding?, readsMeta: Bool
) -> SniffedEncoding {
  let mark = byteOrderMark(bytes)
  if let forced {
    var encoding = forced
    if let mark, mark.length == 2, forced == .utf16le || forced == .utf16be {
      encoding = mark.encoding
    }
    return SniffedEncoding(
      encoding: encoding, source: .forced,
      byteOrderMarkLength: mark?.encoding == encoding ? mark?.length ?? 0 : 0)
  }
  if let mark {
    return SniffedEncoding(
      encoding: mark.encoding, source: .byteOrderMark, byteOrderMarkLength: mark.length)
  }
  let span = bytes.span
  let declared =
    markedUpUTF16(bytes) ?? (readsMeta ? MetaPrescan.encoding(span) : nil)
    ?? xmlDeclaredEncoding(span)
  if let declared, declared == .utf8 || declared == .utf16le || declared == .utf16be {
    return SniffedEncoding(encoding: declared, source: .declared, byteOrderMarkLength: 0)
  }
  let validity = utf8Validity(of: span)
  if let declared, validity != .multibyte {
    return SniffedEncoding(encoding: declared, source: .declared, byteOrderMarkLength: 0)
  }
  return validity == .malformed
    ? SniffedEncoding(encoding: .windows1252, source: .fallback, byteOrderMarkLength: 0)
    : SniffedEncoding(encoding: .utf8, source: .validUTF8, byteOrderMarkLength: 0)
}

/// The encoding whose byte-order mark `bytes` begin with.
private func byteOrderMark(_ bytes: [UInt8]) -> (encoding: CharacterEncoding, length: Int)? {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
  if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16le, 2) }
  if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16be, 2) }
  return nil
}

/// UTF-16 without a mark, when `bytes` begin with `<` and what can follow it in markup: a letter,
/// `!`, `?` or `/`. No other encoding has zero bytes there.
private func markedUpUTF16(_ bytes: [UInt8]) -> CharacterEncoding? {
  guard bytes.count >= 4 else { return nil }
  let isLittleEndian = bytes[0] == UInt8(ascii: "<") && bytes[1] == 0 && bytes[3] == 0
  let isBigEndian = bytes[0] == 0 && bytes[1] == UInt8(ascii: "<") && bytes[2] == 0
  guard isLittleEndian || isBigEndian else { return nil }
  switch bytes[isLittleEndian ? 2 : 3] {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/"):
    return isLittleEndian ? .utf16le : .utf16be
  default: return nil
  }
}
