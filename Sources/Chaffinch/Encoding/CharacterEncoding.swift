// A character encoding by its standard name. How its bytes are decoded stands in `DecodingMethod`.

/// One of the 40 encodings of the Encoding Standard (https://encoding.spec.whatwg.org/).
public struct CharacterEncoding: Sendable, Equatable {
  /// The standard's name in lower case, for example `windows-1252` or `shift_jis`.
  public let name: String

  private init(name: String) { self.name = name }

  /// The encoding that `label` stands for in the web: the standard's 228 labels, without regard to
  /// case and to ASCII white space around them. `latin1`, `ascii` and `ISO-8859-1` are all
  /// `windows-1252`, as in browsers.
  public init?(label: some StringProtocol) {
    let bytes = Array(label.utf8.drop(while: Self.isWhitespace))
    guard let end = bytes.lastIndex(where: { !Self.isWhitespace($0) }) else { return nil }
    let lowered = bytes[...end].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    guard let name = EncodingLabels.name(for: String(decoding: lowered, as: UTF8.self)) else {
      return nil
    }
    self.name = name
  }

  /// ASCII white space as in HTML: tab, line feed, form feed, carriage return, space.
  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  /// UTF-8.
  public static let utf8 = CharacterEncoding(name: "utf-8")
  /// Windows-1252, also for what calls itself ISO-8859-1 or ASCII.
  public static let windows1252 = CharacterEncoding(name: "windows-1252")
  /// UTF-16, low byte first.
  public static let utf16le = CharacterEncoding(name: "utf-16le")
  /// UTF-16, high byte first.
  public static let utf16be = CharacterEncoding(name: "utf-16be")

  /// All 40, in the standard's order.
  public static var all: [CharacterEncoding] {
    EncodingLabels.allNames.map(CharacterEncoding.init(name:))
  }
}
