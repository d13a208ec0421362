// Tests the East Asian encodings where they are malformed or differ from what a C library does.

import Testing

@testable import Chaffinch

@Suite("Multibyte decoder")
struct MultibyteDecoderTests {
  private func decode(_ bytes: [UInt8], _ label: String) throws -> (text: String, replaced: Int) {
    let encoding = try #require(CharacterEncoding(label: label))
    let decoded = try DecodedText(bytes, as: encoding, skipping: 0)
    return (String(decoding: decoded.utf8, as: UTF8.self), decoded.replaced)
  }

  @Test(
    "An ASCII byte behind a lead is never swallowed",
    arguments: ["shift_jis", "euc-jp", "gbk", "big5", "euc-kr"])
  func asciiTrail(label: String) throws {
    #expect(try decode([0xB0, 0x3C, 0x70, 0x3E], label).text.hasSuffix("<p>"))
    #expect(try decode([0x83, 0x22, 0x61], label).text == "\u{FFFD}\"a")
    #expect(try decode([0xFC, 0x7F], label).text == "\u{FFFD}\u{7F}")
  }

  @Test(
    "A lead at the end is one malformed character",
    arguments: ["shift_jis", "euc-jp", "gbk", "big5", "euc-kr"])
  func cutOff(label: String) throws {
    let (text, replaced) = try decode([0x61, 0xE3], label)
    #expect(text == "a\u{FFFD}")
    #expect(replaced == 1)
  }

  @Test("A pair that stands for nothing is one malformed character")
  func unassignedPairs() throws {
    #expect(try decode([0x85, 0xA0, 0x61], "shift_jis").text == "\u{FFFD}a")
    #expect(try decode([0xA9, 0xA1, 0x61], "euc-jp").text == "\u{FFFD}a")
    #expect(try decode([0xFE, 0xFE, 0x61], "euc-kr").text == "\u{FFFD}a")
  }

  @Test("Shift_JIS has single bytes outside ASCII")
  func shiftJIS() throws {
    #expect(try decode([0xB1, 0x80, 0x5C, 0x7E], "shift_jis").text == "ｱ\u{80}\\~")
    #expect(try decode([0xA0, 0xFD, 0xFF], "shift_jis").replaced == 3)
  }

  @Test("EUC-JP has JIS X 0212 and half-width katakana behind their own leads")
  func eucJP() throws {
    #expect(try decode([0x8F, 0xB0, 0xA1, 0x8E, 0xB1], "euc-jp").text == "丂ｱ")
    #expect(try decode([0x8F, 0xB0, 0x61], "euc-jp").text == "\u{FFFD}a")
    #expect(try decode([0x8F, 0x61], "euc-jp").text == "\u{FFFD}a")
    #expect(try decode([0x8E, 0xE0, 0x61], "euc-jp").text == "\u{FFFD}a")
    #expect(try decode([0x8F, 0xB0], "euc-jp").text == "\u{FFFD}")
    #expect(try decode([0xA0, 0xA1, 0xA1], "euc-jp").text == "\u{FFFD}\u{3000}")
  }

  @Test("GB 18030's four bytes are one character or its lead alone is malformed")
  func gb18030() throws {
    #expect(try decode([0x95, 0x32, 0x82, 0x36], "gb18030").text == "𠀀")
    #expect(try decode([0x81, 0x30, 0x81, 0x30], "gb18030").text == "\u{80}")
    #expect(try decode([0x80, 0xFF], "gbk").text == "€\u{FFFD}")
    #expect(try decode([0x81, 0x30, 0x3C, 0x30], "gb18030").text == "\u{FFFD}0<0")
    #expect(try decode([0x81, 0x30, 0x81], "gb18030").text == "\u{FFFD}")
    #expect(try decode([0x81, 0x30], "gb18030").text == "\u{FFFD}")
    #expect(try decode([0xFE, 0x39, 0xFE, 0x39, 0x61], "gb18030").text == "\u{FFFD}a")
    #expect(try decode([0xA3, 0xA0], "gbk").text == "\u{3000}")
  }

  @Test("Big5 has letters with marks that are two scalars in one character")
  func big5() throws {
    let encoding = try #require(CharacterEncoding(label: "big5"))
    let decoded = try DecodedText([0x88, 0x62, 0xA3, 0xE1, 0x61], as: encoding, skipping: 0)
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == "\u{CA}\u{304}€a")
    #expect(decoded.map.source(0..<2) == 0..<2)
    #expect(decoded.map.source(4..<7) == 2..<4)
  }

  @Test("ISO-2022-JP switches sets by escape sequences, which are no text")
  func iso2022JP() throws {
    let escape: UInt8 = 0x1B
    let text: [UInt8] =
      [escape, 0x28, 0x4A, 0x5C, 0x7E, escape, 0x28, 0x49, 0x31, escape, 0x24, 0x40, 0x30, 0x21]
      + [escape, 0x28, 0x42, 0x5C]
    #expect(try decode(text, "iso-2022-jp").text == "¥‾ｱ亜\\")
    #expect(try decode(text, "iso-2022-jp").replaced == 0)
  }

  @Test("In ISO-2022-JP unknown escapes, empty switches and bytes of other encodings are malformed")
  func malformedISO2022JP() throws {
    #expect(try decode([0x1B, 0x24, 0x43, 0x61], "iso-2022-jp").text == "\u{FFFD}$Ca")
    #expect(
      try decode([0x1B, 0x28, 0x4A, 0x1B, 0x28, 0x42, 0x61], "iso-2022-jp").text == "\u{FFFD}a")
    #expect(try decode([0xE9, 0x0E, 0x61], "iso-2022-jp").text == "\u{FFFD}\u{FFFD}a")
    #expect(try decode([0x1B, 0x24, 0x42, 0x30], "iso-2022-jp").text == "\u{FFFD}")
    #expect(
      try decode([0x1B, 0x24, 0x42, 0x30, 0x1B, 0x28, 0x42, 0x61], "iso-2022-jp").text
        == "\u{FFFD}a")
    #expect(try decode([0x61, 0x1B], "iso-2022-jp").text == "a\u{FFFD}")
  }
}
