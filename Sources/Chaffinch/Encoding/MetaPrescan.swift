// Finds `<meta charset>` and `<meta http-equiv content>` before anything is decoded (HTML Standard,
// "prescan a byte stream to determine its encoding"). Parses no HTML beyond what that asks for.

/// The prescan's position in the bytes. Running out of bytes anywhere means that nothing is
/// declared, also when a declaration has begun.
struct MetaPrescan {
  /// How many bytes are looked at. The standard asks for 1024; pages with scripts and styles before
  /// their declaration need more, browsers look further too, and the look is all but free.
  static let limit = 16_384

  private var position = 0
  private let end: Int

  private init(end: Int) { self.end = end }

  /// The encoding that the first `<meta>` with a known label declares; UTF-16 is UTF-8 there, since
  /// its bytes could not have been read, and x-user-defined is windows-1252.
  static func encoding(_ bytes: Span<UInt8>) -> CharacterEncoding? {
    var prescan = MetaPrescan(end: min(bytes.count, limit))
    return prescan.firstDeclaration(bytes)
  }

  private mutating func firstDeclaration(_ bytes: Span<UInt8>) -> CharacterEncoding? {
    while position < end {
      guard bytes[position] == UInt8(ascii: "<") else {
        position += 1
        continue
      }
      if matches(bytes, at: position, "<!--", end: end) {
        // The comment's two first hyphens may be those that end it.
        position += 2
        while position < end, !matches(bytes, at: position, "-->", end: end) { position += 1 }
        position += 3
      } else if matches(bytes, at: position, "<meta", end: end), position + 5 < end,
        isSpaceOrSlash(bytes[position + 5])
      {
        position += 5
        if let declared = metaDeclaration(bytes) { return declared }
      } else if isTag(bytes) {
        while position < end, bytes[position] != UInt8(ascii: ">"),
          !CharacterEncoding.isWhitespace(bytes[position])
        {
          position += 1
        }
        while attribute(bytes) != nil {}
      } else if position + 1 < end, [0x21, 0x2F, 0x3F].contains(bytes[position + 1]) {
        while position < end, bytes[position] != UInt8(ascii: ">") { position += 1 }
        position += 1
      } else {
        position += 1
      }
    }
    return nil
  }

  private func isSpaceOrSlash(_ byte: UInt8) -> Bool {
    CharacterEncoding.isWhitespace(byte) || byte == UInt8(ascii: "/")
  }

  /// Whether a start or end tag begins here.
  private func isTag(_ bytes: Span<UInt8>) -> Bool {
    var letter = position + 1
    if letter < end, bytes[letter] == UInt8(ascii: "/") { letter += 1 }
    return letter < end && (bytes[letter] | 0x20) &- 0x61 < 26
  }

  /// What the attributes of a `<meta>` declare.
  private mutating func metaDeclaration(_ bytes: Span<UInt8>) -> CharacterEncoding? {
    var hasPragma = false
    var hasContent = false
    var hasCharset = false
    var isPragma = false
    var needsPragma: Bool?
    var declared: CharacterEncoding?
    while let (name, value) = attribute(bytes) {
      // Of two attributes with the same name the first counts; of others nobody asks.
      if !hasPragma, isEqual(bytes, name, "http-equiv") {
        hasPragma = true
        isPragma = isEqual(bytes, value, "content-type")
      } else if !hasCharset, isEqual(bytes, name, "charset") {
        hasCharset = true
        declared = CharacterEncoding(
          label: String(decoding: Self.lowered(bytes, value), as: UTF8.self))
        needsPragma = false
      } else if !hasContent, isEqual(bytes, name, "content") {
        hasContent = true
        if declared == nil, needsPragma == nil,
          let label = Self.charset(inContent: Self.lowered(bytes, value))
        {
          declared = label
          needsPragma = true
        }
      }
    }
    // Out of bytes inside the tag: nothing was declared.
    guard position < end, let declared, let needsPragma, isPragma || !needsPragma else {
      return nil
    }
    switch declared.name {
    case "utf-16le", "utf-16be": return .utf8
    case "x-user-defined": return .windows1252
    default: return declared
    }
  }

  private static let charset = Array("charset".utf8)

  /// The next attribute of the tag ("get an attribute"); `nil` at the tag's end, where the position is
  /// then, and when the bytes run out.
  private mutating func attribute(_ bytes: Span<UInt8>) -> (name: Range<Int>, value: Range<Int>)? {
    while position < end, isSpaceOrSlash(bytes[position]) { position += 1 }
    guard position < end, bytes[position] != UInt8(ascii: ">") else { return nil }
    let nameStart = position
    while position < end, bytes[position] != UInt8(ascii: "=") || position == nameStart {
      let byte = bytes[position]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
        return (nameStart..<position, position..<position)
      }
      if CharacterEncoding.isWhitespace(byte) { break }
      position += 1
    }
    let name = nameStart..<position
    skipSpaces(bytes)
    guard position < end else { return nil }
    guard bytes[position] == UInt8(ascii: "=") else { return (name, position..<position) }
    position += 1
    skipSpaces(bytes)
    guard position < end else { return nil }

    let quote = bytes[position]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { position += 1 }
    let valueStart = position
    while position < end {
      let byte = bytes[position]
      if isQuoted, byte == quote {
        position += 1
        return (name, valueStart..<position - 1)
      }
      if !isQuoted, byte == UInt8(ascii: ">") || CharacterEncoding.isWhitespace(byte) {
        return (name, valueStart..<position)
      }
      position += 1
    }
    return nil
  }

  private static func lowered(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    range.map { lowercasedASCII(bytes[$0]) }
  }

  private mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while position < end, CharacterEncoding.isWhitespace(bytes[position]) { position += 1 }
  }

  /// The encoding in a `content` attribute such as `text/html; charset=koi8-r` (HTML Standard,
  /// "extract a character encoding from a meta element").
  private static func charset(inContent value: [UInt8]) -> CharacterEncoding? {
    let content = value.span
    var position = 0
    func skipSpaces() {
      while position < content.count, CharacterEncoding.isWhitespace(content[position]) {
        position += 1
      }
    }
    while true {
      while !matches(content, at: position, "charset", end: content.count) {
        position += 1
        guard position < content.count else { return nil }
      }
      position += charset.count
      skipSpaces()
      guard position < content.count else { return nil }
      if content[position] == UInt8(ascii: "=") { break }
    }
    position += 1
    skipSpaces()
    guard position < content.count else { return nil }
    let rest = value[position...]
    let label: ArraySlice<UInt8>
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let closing = rest.dropFirst().firstIndex(of: quote) else { return nil }
      label = rest[(position + 1)..<closing]
    } else {
      label = rest.prefix { $0 != UInt8(ascii: ";") && !CharacterEncoding.isWhitespace($0) }
    }
    return CharacterEncoding(label: String(decoding: label, as: UTF8.self))
  }
}
