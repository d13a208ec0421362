// Text of HTML, SVG and XML that is put together from literals and values: what is interpolated is escaped.
// Checks no nesting.

/// Markup. A literal stands as it is; a string that is interpolated is escaped, so it can be read only as
/// text or as the value of a quoted attribute.
struct EscapedMarkup: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  /// Nothing.
  init() { text = "" }

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// The parts of an interpolated literal.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }

    /// Text, which is escaped.
    mutating func appendInterpolation(_ value: String) { appendEscaped(value, to: &text) }

    /// A whole number.
    mutating func appendInterpolation(_ value: Int) { text += String(value) }

    /// Markup, which stands as it is.
    mutating func appendInterpolation(_ markup: EscapedMarkup) { text += markup.text }
  }

  static func += (left: inout EscapedMarkup, right: EscapedMarkup) { left.text += right.text }
}

extension Sequence<EscapedMarkup> {
  /// One behind the other.
  func joined() -> EscapedMarkup { reduce(into: EscapedMarkup()) { $0 += $1 } }
}

/// Appends `value` with the five characters escaped that mean something in markup. Characters that XML
/// forbids become U+FFFD; they are seldom and mean nothing in HTML either.
private func appendEscaped(_ value: String, to text: inout String) {
  for scalar in value.unicodeScalars {
    switch scalar {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "\"": text += "&quot;"
    case "'": text += "&#39;"
    case "\t", "\n": text.unicodeScalars.append(scalar)
    // A parser would read it as a line feed.
    case "\r": text += "&#13;"
    case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": text.unicodeScalars.append("\u{FFFD}")
    default: text.unicodeScalars.append(scalar)
    }
  }
}
