// What the attributes of an Atom text construct say about its text (RFC 4287, 3.1 and 4.1.3; Atom
// 0.3's `mode`). Whether markup stands there literally or escaped is seen, not believed.

import Chaffinch

/// The `type`, `mode` and `src` of an Atom element.
struct AtomType {
  /// What the text is; `nil` for what is not to be read as text.
  let kind: FeedContent.Kind?

  init(_ token: MarkupToken, _ bytes: Span<UInt8>) {
    var type = ""
    var isText = true
    var attributes = AttributeScanner(token.attributes)
    while let attribute = attributes.next(bytes) {
      if isName(attribute.name, "type", bytes) {
        type = attribute.resolvedValue(bytes).lowercased()
      } else if isName(attribute.name, "mode", bytes) {
        if isName(attribute.value, "base64", bytes) { isText = false }
      } else if isName(attribute.name, "src", bytes) {
        isText = false
      }
    }
    // Parameters of a media type do not matter.
    let name = type.prefix { $0 != ";" && $0 != " " }
    switch name {
    case _ where !isText: kind = nil
    case "html", "xhtml", "text/html", "application/xhtml+xml": kind = .html
    case "text/plain": kind = .wrappedText
    default: kind = name.contains("/") ? nil : .wrappedText
    }
  }
}
