// Tests the tables of the single-byte encodings against the Encoding Standard's indexes.

import Testing

@testable import Chaffinch

@Suite("Single-byte tables")
struct SingleByteTableTests {
  /// For each encoding the standard's 128 scalars of its upper half in one number: each scalar added
  /// to 31 times what came before, modulo 2^32; U+FFFD where there is none.
  static let checksums: [(name: String, sum: UInt32)] = [
    ("ibm866", 0x9eb4_9cb6),
    ("iso-8859-2", 0xec92_76e5),
    ("iso-8859-3", 0x7ada_fbd1),
    ("iso-8859-4", 0xdb4e_770c),
    ("iso-8859-5", 0x5586_5484),
    ("iso-8859-6", 0x4268_288e),
    ("iso-8859-7", 0x3ccb_0a4c),
    ("iso-8859-8", 0x46dd_af09),
    ("iso-8859-8-i", 0x46dd_af09),
    ("iso-8859-10", 0x6f97_6329),
    ("iso-8859-13", 0x221e_6633),
    ("iso-8859-14", 0x2909_9c37),
    ("iso-8859-15", 0xde2a_643c),
    ("iso-8859-16", 0x47d4_e938),
    ("koi8-r", 0xa157_c75c),
    ("koi8-u", 0x4fd5_ead0),
    ("macintosh", 0x0d4f_d0c1),
    ("windows-874", 0xbb86_64c2),
    ("windows-1250", 0x3ed6_b5b6),
    ("windows-1251", 0x6819_22bc),
    ("windows-1252", 0xe7aa_304a),
    ("windows-1253", 0xbc5a_80f2),
    ("windows-1254", 0x5903_9e22),
    ("windows-1255", 0x17ae_fa7e),
    ("windows-1256", 0x1531_e525),
    ("windows-1257", 0xbbe1_3b27),
    ("windows-1258", 0x6fc3_da2d),
    ("x-mac-cyrillic", 0xbccd_5297),
    ("x-user-defined", 0x6c9b_8040),
  ]

  @Test("Every encoding's upper half is the standard's", arguments: checksums)
  func upperHalf(name: String, sum: UInt32) throws {
    let encoding = try #require(CharacterEncoding(label: name))
    let decoded = try DecodedText(Array(0x80...0xFF), as: encoding, skipping: 0)
    let scalars = String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars
    #expect(scalars.count == 128)
    #expect(scalars.reduce(0) { $0 &* 31 &+ $1.value } == sum)
    #expect(decoded.replaced == scalars.count { $0 == "\u{FFFD}" })
  }

  @Test("The lower half is ASCII, U+0000 too", arguments: ["windows-1252", "koi8-r", "macintosh"])
  func lowerHalf(name: String) throws {
    let encoding = try #require(CharacterEncoding(label: name))
    let decoded = try DecodedText(Array(0...0x7F), as: encoding, skipping: 0)
    #expect(decoded.utf8 == Array(0...0x7F))
    #expect(decoded.map.source(0..<128) == 0..<128)
  }

  @Test("Bytes that Windows leaves open are controls, others that stand for nothing are U+FFFD")
  func openBytes() throws {
    let decoded = try DecodedText([0x81, 0x9D], as: .windows1252, skipping: 0)
    #expect(decoded.utf8 == [0xC2, 0x81, 0xC2, 0x9D])
    let greek = try #require(CharacterEncoding(label: "windows-1253"))
    let malformed = try DecodedText([0xC1, 0xD2, 0xE1], as: greek, skipping: 0)
    #expect(String(decoding: malformed.utf8, as: UTF8.self) == "Α\u{FFFD}α")
    #expect(malformed.replaced == 1)
    #expect(malformed.map.source(2..<5) == 1..<2)
  }

  @Test("A system without a converter is told apart from malformed text")
  func missingConverter() {
    #expect(SingleByteTable(.utf8, converters: ["NO-SUCH-CHARSET"]) == nil)
    #expect(SingleByteTable(.utf8, converters: []) == nil)
  }
}
