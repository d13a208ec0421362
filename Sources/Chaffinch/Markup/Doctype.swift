// Reads a DOCTYPE token of HTML as the tokenizer of the standard does (13.2.5.53 to .68). An
// internal subset is not read.

/// The parts of a DOCTYPE.
public struct Doctype: Sendable, Equatable {
  /// The name with small ASCII letters; `nil` when missing.
  public let name: String?
  /// The public identifier; `nil` when missing.
  public let publicIdentifier: String?
  /// The system identifier; `nil` when missing.
  public let systemIdentifier: String?
  /// Whether it is so broken that the standard asks for quirks mode because of it.
  public let forcesQuirks: Bool

  /// The parts of a token; `nil` when it is no DOCTYPE.
  public init?(_ token: MarkupToken, _ bytes: Span<UInt8>) {
    guard token.kind == .doctype else { return nil }
    var reader = DoctypeReader(
      index: token.content.lowerBound, end: token.content.upperBound,
      isCutOff: token.content.upperBound == token.range.upperBound)
    reader.read(bytes)
    name = reader.name.map { resolved(bytes, $0, TextRules(foldsCase: true)) }
    publicIdentifier = reader.publicIdentifier.map { resolved(bytes, $0, TextRules()) }
    systemIdentifier = reader.systemIdentifier.map { resolved(bytes, $0, TextRules()) }
    forcesQuirks = reader.forcesQuirks
  }
}

/// Finds the parts of a DOCTYPE as ranges.
private struct DoctypeReader {
  var index: Int
  let end: Int
  /// Whether the input ends at `end`, rather than a `>` standing there.
  let isCutOff: Bool
  var name: Range<Int>?
  var publicIdentifier: Range<Int>?
  var systemIdentifier: Range<Int>?
  var forcesQuirks = true

  mutating func read(_ bytes: Span<UInt8>) {
    skipSpace(bytes)
    guard index < end else { return }
    let start = index
    while index < end, !LowASCIISet.space.contains(bytes[index]) { index += 1 }
    name = start..<index
    skipSpace(bytes)
    guard index < end else {
      forcesQuirks = isCutOff
      return
    }
    if hasPrefixIgnoringCase(bytes, index, end, "public") {
      index += 6
      publicIdentifier = identifier(bytes)
      guard publicIdentifier != nil, index < end else { return }
      index += 1
      skipSpace(bytes)
      guard index < end else {
        forcesQuirks = isCutOff
        return
      }
    } else if hasPrefixIgnoringCase(bytes, index, end, "system") {
      index += 6
    } else {
      return
    }
    systemIdentifier = identifier(bytes)
    guard systemIdentifier != nil, index < end else { return }
    index += 1
    skipSpace(bytes)
    // What stands behind the system identifier is ignored.
    forcesQuirks = index == end && isCutOff
  }

  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while index < end, LowASCIISet.space.contains(bytes[index]) { index += 1 }
  }

  /// The inside of a quoted identifier, after white space; `index` is then at its closing quote, or
  /// at the end where that is missing.
  private mutating func identifier(_ bytes: Span<UInt8>) -> Range<Int>? {
    skipSpace(bytes)
    guard index < end,
      bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    else { return nil }
    let start = index + 1
    index = firstIndex(of: bytes[index], in: bytes, from: start, to: end)
    return start..<index
  }
}
