// One token of HTML or XML: what it is and which bytes it takes. Holds no text; the values that the
// standard gives a token are read on demand (`MarkupTokenValues.swift`).

/// A token of markup as ranges of the scanned bytes.
public struct MarkupToken: Sendable, Equatable {
  /// What a token is.
  public enum Kind: UInt8, Sendable {
    case startTag, endTag, text, comment, doctype, cdata, processingInstruction
  }

  /// How text is to be read: `normal` and `escapable` (title, textarea) have character references,
  /// `raw` (script, style, ... and CDATA) has none.
  public enum TextMode: UInt8, Sendable {
    case normal, escapable, raw
  }

  /// What the token is.
  public var kind: Kind
  /// The whole token's bytes; a token begins where the one before ended.
  public var range: Range<Int>
  /// Of text, the whole; of comments, CDATA, DOCTYPE and processing instructions what is inside the
  /// delimiters; of tags, from the name to before the `>`.
  public var content: Range<Int>
  /// Of tags, the name as written; otherwise empty.
  public var name: Range<Int>
  /// Of tags, the bytes between the name and the closing `>`, a trailing `/` included; otherwise
  /// empty.
  public var attributes: Range<Int>
  /// Whether a tag ends in `/>`; HTML ignores that outside SVG and MathML.
  public var isSelfClosing: Bool
  /// How the text of `text` and `cdata` is to be read.
  public var textMode: TextMode

  /// A token without name and attributes.
  @inline(__always)
  init(
    _ kind: Kind, _ range: Range<Int>, content: Range<Int>, textMode: TextMode = .normal
  ) {
    self.kind = kind
    self.range = range
    self.content = content
    name = range.lowerBound..<range.lowerBound
    attributes = name
    isSelfClosing = false
    self.textMode = textMode
  }

  /// A tag; `close` is the offset of its `>`.
  @inline(__always)
  init(tag kind: Kind, start: Int, name: Range<Int>, close: Int, isSelfClosing: Bool) {
    self.kind = kind
    range = start..<close &+ 1
    content = name.lowerBound..<close
    self.name = name
    attributes = name.upperBound..<close
    self.isSelfClosing = isSelfClosing
    textMode = .normal
  }

  /// Whether the token stands for bytes that the standard drops without a trace: `</>`, and a tag
  /// that the input's end cuts off. Such a token is an empty comment, so that ranges have no gaps.
  public func isDropped(_ bytes: Span<UInt8>) -> Bool {
    kind == .comment && content.isEmpty && bytes[range.lowerBound + 1] != UInt8(ascii: "!")
  }
}
