// Tests decoding by encoding: the text, and that every character maps back to exactly its bytes.

import Testing

@testable import Chaffinch

@Suite("Decoded text")
struct DecodedTextTests {
  private func encoding(_ label: String) throws -> CharacterEncoding {
    try #require(CharacterEncoding(label: label))
  }

  private func decode(_ bytes: [UInt8], as label: String) throws -> DecodedText {
    try DecodedText(bytes, as: try encoding(label), skipping: 0)
  }

  /// The ranges of the scalars in `text`, which must be well-formed.
  private func scalarRanges(_ utf8: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < utf8.count {
      let length = decodeScalar(utf8.span, at: index).length
      ranges.append(index..<index + length)
      index += length
    }
    return ranges
  }

  @Test("Sentences decode to themselves", arguments: EncodedSample.all)
  func sentences(sample: EncodedSample) throws {
    let decoded = try decode(sample.bytes, as: sample.label)
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == sample.text)
    #expect(decoded.utf8 == Array(sample.text.utf8))
    #expect(decoded.replaced == 0)
    #expect(decoded.map.isIdentity == (sample.label == "utf-8"))
  }

  @Test("Every character maps back to exactly its bytes", arguments: EncodedSample.all)
  func characters(sample: EncodedSample) throws {
    let decoded = try decode(sample.bytes, as: sample.label)
    var end = 0
    for range in scalarRanges(decoded.utf8) {
      let source = decoded.map.source(range)
      var alone = Array(sample.bytes[source])
      if sample.label == "iso-2022-jp" {
        // Between characters there may be escape sequences, and the bytes alone lack theirs.
        #expect(source.lowerBound == end || source.lowerBound == end + 3)
        if decoded.utf8[range.lowerBound] >= 0x80 { alone = [0x1B, 0x24, 0x42] + alone }
      } else {
        #expect(source.lowerBound == end)
      }
      #expect(try decode(alone, as: sample.label).utf8 == Array(decoded.utf8[range]))
      // Part of a character stands for all of it.
      if !decoded.map.isIdentity {
        for byte in range { #expect(decoded.map.source(byte..<byte + 1) == source) }
      }
      end = source.upperBound
    }
    #expect(end == sample.bytes.count || sample.label == "iso-2022-jp")
    // ISO-2022-JP's sentence begins with an escape sequence.
    let whole = decoded.map.source(0..<decoded.utf8.count)
    #expect(whole.lowerBound == (sample.label == "iso-2022-jp" ? 3 : 0))
  }

  @Test("UTF-8 is passed through with its mark and its malformed bytes")
  func identity() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0x62]
    let decoded = try DecodedText(decoding: bytes)
    #expect(decoded.utf8 == bytes)
    #expect(decoded.map.isIdentity)
    #expect(decoded.encoding == .utf8)
    #expect(decoded.replaced == 0)
  }

  @Test("A UTF-16 mark is no part of the text, and offsets count it")
  func markOfUTF16() throws {
    let decoded = try DecodedText(decoding: [0xFE, 0xFF, 0x00, 0x61, 0x73, 0x2B])
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == "a猫")
    #expect(decoded.encoding == .utf16be)
    #expect(decoded.map.source(0..<1) == 2..<4)
    #expect(decoded.map.source(1..<4) == 4..<6)
    #expect(decoded.map.source(0..<0) == 2..<2)
  }

  @Test("A page is decoded as it declares")
  func declared() throws {
    let page = Array("<meta charset=windows-1251><p>".utf8) + [0xCF, 0xE5, 0xF7, 0xFC]
    let decoded = try DecodedText(decoding: page)
    #expect(String(decoding: decoded.utf8, as: UTF8.self).hasSuffix("<p>Печь"))
    #expect(decoded.map.source(30..<34) == 30..<32)
    let forced = try DecodedText(decoding: page, forced: try encoding("koi8-r"))
    #expect(forced.encoding.name == "koi8-r")
    #expect(String(decoding: forced.utf8, as: UTF8.self).hasSuffix("<p>оЕВЭ"))
  }

  @Test("Encodings that hide markup are refused")
  func replacementEncodings() throws {
    #expect(throws: EncodingError.unsupported("replacement")) {
      try decode([0x61], as: "iso-2022-kr")
    }
    #expect(throws: EncodingError.unsupported("replacement")) {
      try DecodedText(decoding: Array("<meta charset=hz-gb-2312>".utf8))
    }
  }

  @Test("Lone surrogates and an odd last byte become U+FFFD")
  func malformedUTF16() throws {
    let decoded = try decode(
      [0x3D, 0xD8, 0x61, 0x00, 0x08, 0xDC, 0x3D, 0xD8, 0x08, 0xDC, 0x00, 0x00, 0x3D, 0xD8, 0x7A],
      as: "utf-16le")
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == "\u{FFFD}a\u{FFFD}🐈\0\u{FFFD}\u{FFFD}")
    #expect(decoded.replaced == 4)
    #expect(decoded.map.source(0..<3) == 0..<2)
    #expect(decoded.map.source(7..<11) == 6..<10)
    #expect(decoded.map.source(15..<18) == 14..<15)
  }

  @Test(
    "Any bytes decode in any encoding to well-formed text whose ranges lie in order in the input",
    arguments: CharacterEncoding.all.map(\.name).filter { $0 != "replacement" && $0 != "utf-8" })
  func randomBytes(label: String) throws {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<24 {
      let isMostlyHigh = round % 2 == 0
      let bytes = (0..<round * 3).map { _ in
        let byte = UInt8.random(in: 0...255, using: &generator)
        let escape = [0x1B, 0x24, 0x28, 0x42, 0x49, 0x4A] as [UInt8]
        if label == "iso-2022-jp", Bool.random(using: &generator) {
          return escape[Int(byte) % escape.count]
        }
        return isMostlyHigh ? byte | 0x80 : byte
      }
      let decoded = try decode(bytes, as: label)
      #expect(firstMalformedUTF8(in: decoded.utf8.span, 0..<decoded.utf8.count) == nil)
      var end = 0
      for range in scalarRanges(decoded.utf8) {
        let source = decoded.map.source(range)
        // Big5 has two letters with marks that are two scalars in one unit.
        #expect(source.lowerBound >= end || label == "big5")
        #expect(!source.isEmpty)
        end = source.upperBound
      }
      #expect(end <= bytes.count)
    }
  }

  @Test(
    "Any text that is cut off anywhere decodes to a beginning of it and at most two replacements",
    arguments: EncodedSample.all)
  func truncation(sample: EncodedSample) throws {
    for count in 0..<sample.bytes.count {
      let decoded = try decode(Array(sample.bytes.prefix(count)), as: sample.label)
      #expect(decoded.replaced <= 2)
      #expect(decoded.map.source(0..<decoded.utf8.count).upperBound <= count || count == 0)
    }
  }

  @Test("Skipping more than there is leaves nothing")
  func skippingTooMuch() throws {
    for label in ["utf-16le", "windows-1252", "shift_jis", "iso-2022-jp"] {
      let decoded = try DecodedText([0x61], as: try encoding(label), skipping: 2)
      #expect(decoded.utf8.isEmpty)
      #expect(decoded.map.source(0..<0).isEmpty)
    }
  }
}
