// Scans short markup for the tests and writes its tokens so that they can be read.

@testable import Chaffinch

/// The tokens of `bytes`, or of a range of them.
func scan(
  _ bytes: [UInt8], _ range: Range<Int>? = nil, _ dialect: MarkupScanner.Dialect = .html
) -> [MarkupToken] {
  let span = bytes.span
  var scanner = MarkupScanner(range ?? 0..<bytes.count, dialect: dialect)
  var tokens: [MarkupToken] = []
  while let token = scanner.next(span) { tokens.append(token) }
  return tokens
}

/// The tokens of `markup` by kind and by what is inside, or "dropped".
func scan(_ markup: String, _ dialect: MarkupScanner.Dialect = .html) -> [String] {
  let bytes = Array(markup.utf8)
  return scan(bytes, nil, dialect).map { token in
    let inside = slice(bytes, token.content)
    if token.isDropped(bytes.span) { return "dropped" }
    switch token.kind {
    case .startTag: return "<\(inside)>"
    case .endTag: return "</\(inside)>"
    case .text: return token.textMode == .normal ? inside : "\(token.textMode) \(inside)"
    default: return "\(token.kind) \(inside)"
    }
  }
}

func slice(_ bytes: [UInt8], _ range: Range<Int>) -> String {
  String(decoding: bytes[range], as: UTF8.self)
}
