// Tests labels of encodings and their names.

import Testing

@testable import Chaffinch

@Suite("Character encoding")
struct CharacterEncodingTests {
  @Test(
    "Labels stand for what they stand for in browsers",
    arguments: [
      ("latin1", "windows-1252"), ("ascii", "windows-1252"), ("ISO-8859-1", "windows-1252"),
      ("gb2312", "gbk"), ("chinese", "gbk"), ("ks_c_5601-1987", "euc-kr"), ("x-sjis", "shift_jis"),
      ("Windows-31J", "shift_jis"), ("iso-8859-9", "windows-1254"), ("tis-620", "windows-874"),
      ("unicode-1-1-utf-8", "utf-8"), ("UTF8", "utf-8"), ("utf-16", "utf-16le"),
      ("unicodeFFFE", "utf-16be"), ("logical", "iso-8859-8-i"), ("visual", "iso-8859-8"),
      ("866", "ibm866"), ("mac", "macintosh"), ("x-mac-ukrainian", "x-mac-cyrillic"),
      ("koi8-ru", "koi8-u"), ("x-x-big5", "big5"), ("hz-gb-2312", "replacement"),
      ("x-user-defined", "x-user-defined"), ("gb18030", "gb18030"), ("iso-8859-16", "iso-8859-16"),
    ])
  func labels(label: String, name: String) {
    #expect(CharacterEncoding(label: label)?.name == name)
  }

  @Test("White space around a label and its case do not matter")
  func whitespace() {
    #expect(CharacterEncoding(label: " \t\r\n\u{0C}uTf-8 \n") == .utf8)
    #expect(CharacterEncoding(label: "xxKOI8-Rxx".dropFirst(2).dropLast(2))?.name == "koi8-r")
  }

  @Test(
    "What is no label is refused",
    arguments: [
      "", " ", "utf 8", "utf-7", "utf-32", "utf-8;", "\u{A0}utf-8", "u\u{130}tf8", "\u{212A}oi8-r",
    ])
  func unknownLabels(label: String) {
    #expect(CharacterEncoding(label: label) == nil)
  }

  @Test("There are 40 encodings, and each one's name is a label of its own")
  func names() {
    let names = CharacterEncoding.all.map(\.name)
    #expect(names.count == 40)
    #expect(Set(names).count == 40)
    for name in names {
      #expect(CharacterEncoding(label: name)?.name == name)
      #expect(CharacterEncoding(label: name.uppercased())?.name == name)
    }
  }

  @Test("The constants are those of the labels")
  func constants() {
    #expect(CharacterEncoding(label: "utf-8") == .utf8)
    #expect(CharacterEncoding(label: "cp1252") == .windows1252)
    #expect(CharacterEncoding(label: "utf-16le") == .utf16le)
    #expect(CharacterEncoding(label: "utf-16be") == .utf16be)
    #expect(CharacterEncoding.utf16le != .utf16be)
  }

  @Test("An error says what to do")
  func errors() {
    #expect(EncodingError.noConverter("big5").description.contains("cannot decode big5"))
    for error in [EncodingError.noConverter("big5"), .unsupported("replacement")] {
      #expect(error.description.contains("convert the input to UTF-8"))
    }
  }
}
