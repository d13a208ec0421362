// Which decoder reads an encoding, and under which names C libraries know its converter. The first
// name is glibc's; the others are those of libiconv, Apple's systems and musl.

/// How an encoding's bytes are decoded.
enum DecodingMethod {
  case utf8
  case utf16(bigEndian: Bool)
  case windows1252
  case userDefined
  case singleByte(converters: [String])
  case multibyte(MultibyteScheme)
  case replacement

  init(_ encoding: CharacterEncoding) {
    let name = encoding.name
    switch name {
    case "utf-8": self = .utf8
    case "utf-16le": self = .utf16(bigEndian: false)
    case "utf-16be": self = .utf16(bigEndian: true)
    case "windows-1252": self = .windows1252
    case "x-user-defined": self = .userDefined
    case "replacement": self = .replacement
    case "gbk", "gb18030": self = .multibyte(.gb18030)
    case "big5": self = .multibyte(.big5)
    case "euc-jp": self = .multibyte(.eucJP)
    case "iso-2022-jp": self = .multibyte(.iso2022JP)
    case "shift_jis": self = .multibyte(.shiftJIS)
    case "euc-kr": self = .multibyte(.eucKR)
    case "iso-8859-8-i": self = .singleByte(converters: ["ISO-8859-8", "ISO8859-8"])
    case "ibm866": self = .singleByte(converters: ["CP866", "IBM866"])
    case "macintosh": self = .singleByte(converters: ["MACINTOSH", "MacRoman", "MAC"])
    case "x-mac-cyrillic":
      self = .singleByte(
        converters: ["MAC-UK", "MacUkraine", "x-mac-ukrainian", "MAC-CYRILLIC", "MacCyrillic"])
    default:
      let upper = name.uppercased()
      var converters = [upper]
      if name.hasPrefix("windows-") { converters.insert("CP\(name.dropFirst(8))", at: 0) }
      if name.hasPrefix("iso-8859-") { converters.append("ISO8859-\(name.dropFirst(9))") }
      self = .singleByte(converters: converters)
    }
  }
}

/// How the bytes of an East Asian encoding form characters.
enum MultibyteScheme {
  case shiftJIS
  case eucJP
  case iso2022JP
  case gb18030
  case big5
  case eucKR

  /// Names of the converter for characters of two bytes (and of four in GB 18030). The Japanese
  /// encodings share one, since they arrange the same set, JIS X 0208 with Windows' extensions.
  var converters: [String] {
    switch self {
    case .shiftJIS, .eucJP, .iso2022JP: ["CP932", "WINDOWS-31J", "IBM943C", "SHIFT_JIS"]
    case .gb18030: ["GB18030"]
    case .big5: ["BIG5-HKSCS", "BIG5HKSCS", "BIG5-HKSCS:2008", "CP950", "BIG5"]
    case .eucKR: ["CP949", "UHC", "EUC-KR"]
    }
  }

  /// Names of a second converter, where one does not have everything: JIS X 0212, whose characters
  /// have three bytes in EUC-JP, and Big5 as Windows has it, whose symbols the Encoding Standard
  /// prefers to those of Hong Kong's extended set.
  var supplements: [String] {
    switch self {
    case .eucJP: ["EUC-JP", "EUCJP", "EUC-JP-MS", "eucJP-ms"]
    case .big5: ["BIG5", "CP950"]
    case .shiftJIS, .iso2022JP, .gb18030, .eucKR: []
    }
  }
}
