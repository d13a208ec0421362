// Tests the decoding of UTF-8 scalar by scalar, well-formed and malformed.

import Testing

@testable import Chaffinch

@Suite("UTF-8 decoding")
struct UTF8DecodingTests {
  /// The scalars that repeated decoding finds, and how many sequences were malformed.
  private func decode(_ bytes: [UInt8]) -> (scalars: [UInt32], malformed: Int) {
    let span = bytes.span
    var scalars: [UInt32] = []
    var malformed = 0
    var index = 0
    while index < bytes.count {
      let scalar = decodeScalar(span, at: index)
      scalars.append(scalar.value)
      if !scalar.isValid { malformed += 1 }
      index += scalar.length
    }
    return (scalars, malformed)
  }

  private func firstMalformed(_ bytes: [UInt8], _ range: Range<Int>? = nil) -> Int? {
    firstMalformedUTF8(in: bytes.span, range ?? 0..<bytes.count)
  }

  @Test(
    "The first and last scalars of every length decode to themselves",
    arguments: [
      0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000,
      0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF,
    ] as [UInt32])
  func boundaries(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let bytes = Array(String(Character(scalar)).utf8)
    let decoded = decodeScalar(bytes.span, at: 0)
    #expect(decoded.value == value)
    #expect(decoded.length == bytes.count)
    #expect(decoded.isValid)
    #expect(firstMalformed(bytes) == nil)
  }

  @Test("Scalars all over Unicode decode to themselves")
  func everyKindOfScalar() {
    let scalars = stride(from: UInt32(0), through: 0x10FFFF, by: 211).compactMap(
      Unicode.Scalar.init)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let decoded = decode(Array(String(text).utf8))
    #expect(decoded.scalars == scalars.map(\.value))
    #expect(decoded.malformed == 0)
  }

  @Test(
    "A malformed sequence takes its maximal well-formed prefix, at least one byte",
    arguments: [
      // A continuation byte, overlong leads and leads beyond U+10FFFF stand alone.
      ([0x80], 1), ([0xBF, 0x80], 1), ([0xC0, 0x80], 1), ([0xC1, 0xBF], 1), ([0xF5, 0x80], 1),
      ([0xFF], 1), ([0xFE, 0xFE], 1),
      // Overlong forms, surrogates and values beyond U+10FFFF fail at the second byte.
      ([0xE0, 0x9F, 0xBF], 1), ([0xED, 0xA0, 0x80], 1), ([0xED, 0xBF, 0xBF], 1),
      ([0xF0, 0x8F, 0xBF, 0xBF], 1), ([0xF4, 0x90, 0x80, 0x80], 1),
      // Sequences cut by the end or by another character keep what was well-formed.
      ([0xC3], 1), ([0xE2], 1), ([0xE2, 0x82], 2), ([0xF0, 0x9F], 2), ([0xF0, 0x9F, 0x98], 3),
      ([0xC3, 0x41], 1), ([0xE2, 0x82, 0x41], 2), ([0xF0, 0x9F, 0x98, 0xC3], 3),
    ] as [([UInt8], Int)])
  func maximalSubparts(bytes: [UInt8], length: Int) {
    let decoded = decodeScalar(bytes.span, at: 0)
    #expect(decoded.value == 0xFFFD)
    #expect(decoded.length == length)
    #expect(!decoded.isValid)
    #expect(firstMalformed(bytes) == 0)
  }

  @Test("The characters of a text are its scalars, wherever it begins and ends")
  func characters() {
    let bytes = Array("Grüße aus 東京, “naïve” – 😀 done".utf8)
    for start in 0..<bytes.count where bytes[start] & 0xC0 != 0x80 {
      for end in start...bytes.count where end == bytes.count || bytes[end] & 0xC0 != 0x80 {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        #expect(utf8Characters(in: bytes.span.extracting(start..<end)) == text.unicodeScalars.count)
      }
    }
  }

  @Test("Any bytes decode to the scalars of Swift's own repair")
  func agreesWithSwift() {
    // Bytes at which the rules change, so that random sequences are often nearly right.
    let bytes: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
      0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      let input = (0..<6).map { _ in bytes[Int.random(in: 0..<bytes.count, using: &generator)] }
      let decoded = decode(input)
      let repaired = String(decoding: input, as: UTF8.self)
      #expect(decoded.scalars == repaired.unicodeScalars.map(\.value), "\(input)")
      let isWellFormed = String(validating: input, as: UTF8.self) != nil
      #expect((decoded.malformed == 0) == isWellFormed, "\(input)")
      #expect((firstMalformed(input) == nil) == isWellFormed, "\(input)")
    }
  }

  @Test("The first malformed sequence is found behind well-formed text")
  func firstOfSeveral() {
    // "aé" is three bytes; the lone continuation bytes stand at 3 and 5.
    #expect(firstMalformed([0x61, 0xC3, 0xA9, 0x80, 0x62, 0x80]) == 3)
    #expect(firstMalformed([]) == nil)
  }

  @Test("A range that ends inside a scalar is malformed where that scalar starts")
  func rangeCutsScalar() {
    let bytes = Array("a€b".utf8)
    #expect(firstMalformed(bytes, 0..<4) == nil)
    #expect(firstMalformed(bytes, 0..<3) == 1)
    #expect(firstMalformed(bytes, 1..<2) == 1)
    #expect(firstMalformed(bytes, 2..<4) == 2)
  }
}
