// Reads the values that the HTML standard gives a token out of the bytes: line ends normalised, NUL
// replaced, references resolved, names folded. Malformed UTF-8 becomes U+FFFD here, not earlier.

extension MarkupToken {
  /// A tag's name: in HTML with small ASCII letters, in XML as written; empty for other tokens.
  public func resolvedName(
    _ bytes: Span<UInt8>, dialect: MarkupScanner.Dialect = .html
  ) -> String {
    resolved(bytes, name, TextRules(foldsCase: dialect == .html))
  }

  /// A tag's attributes in order; of several with one name the first. Linear in their bytes.
  public func resolvedAttributes(
    _ bytes: Span<UInt8>, dialect: MarkupScanner.Dialect = .html
  ) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    var seen: Set<[UInt8]> = []
    var scanner = AttributeScanner(self.attributes)
    while let attribute = scanner.next(bytes) {
      // Compared as bytes: strings are equal when canonically equivalent.
      var name: [UInt8] = []
      append(bytes, attribute.name, TextRules(foldsCase: dialect == .html), to: &name)
      guard seen.insert(name).inserted else { continue }
      attributes.append((String(decoding: name, as: UTF8.self), attribute.resolvedValue(bytes)))
    }
    return attributes
  }

  /// The text of `text` and `cdata` or the data of `comment` and `processingInstruction`; of other
  /// tokens what is inside.
  public func resolvedText(_ bytes: Span<UInt8>) -> String {
    var output: [UInt8] = []
    appendResolvedText(bytes, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends ``resolvedText(_:)`` as bytes; malformed UTF-8 stays as it is.
  ///
  /// NUL stays in ordinary text and in CDATA (a tree builder drops it) and is U+FFFD elsewhere.
  public func appendResolvedText(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    let rules =
      switch (kind, textMode) {
      case (.text, .normal): TextRules(replacesNUL: false, resolvesReferences: true)
      case (.text, .escapable): TextRules(resolvesReferences: true)
      case (.cdata, _): TextRules(replacesNUL: false)
      default: TextRules()
      }
    append(bytes, content, rules, to: &output)
  }
}

extension MarkupAttribute {
  /// The name: in HTML with small ASCII letters, in XML as written.
  public func resolvedName(
    _ bytes: Span<UInt8>, dialect: MarkupScanner.Dialect = .html
  ) -> String {
    resolved(bytes, name, TextRules(foldsCase: dialect == .html))
  }

  /// The value with references resolved; empty when there is none.
  public func resolvedValue(_ bytes: Span<UInt8>) -> String {
    resolved(bytes, value, TextRules(resolvesReferences: true, isAttribute: true))
  }
}

/// What happens to bytes on their way into a value. CR and CR LF become LF always.
struct TextRules {
  var replacesNUL = true
  var resolvesReferences = false
  var isAttribute = false
  var foldsCase = false
}

/// The value of `bytes[range]`.
func resolved(_ bytes: Span<UInt8>, _ range: Range<Int>, _ rules: TextRules) -> String {
  var output: [UInt8] = []
  output.reserveCapacity(range.count)
  append(bytes, range, rules, to: &output)
  return String(decoding: output, as: UTF8.self)
}

/// Appends the value of `bytes[range]` as UTF-8.
func append(
  _ bytes: Span<UInt8>, _ range: Range<Int>, _ rules: TextRules, to output: inout [UInt8]
) {
  let end = range.upperBound
  var index = range.lowerBound
  while index < end {
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "&") where rules.resolvesReferences:
      index +=
        appendReference(
          bytes, at: index - 1, limit: end, inAttribute: rules.isAttribute, to: &output) - 1
    case 0x0D:
      output.append(0x0A)
      if index < end, bytes[index] == 0x0A { index += 1 }
    case 0 where rules.replacesNUL: output.append(contentsOf: [0xEF, 0xBF, 0xBD])
    default: output.append(rules.foldsCase ? lowercasedASCII(byte) : byte)
    }
  }
}
