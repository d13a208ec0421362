// Tests the searches that look at eight bytes at once against those that look at one.

import Testing

@testable import Chaffinch

@Suite("Byte search")
struct ByteSearchTests {
  @Test("A search finds what a plain loop finds, wherever it starts and ends")
  func agreesWithLoop() {
    var generator = SeededGenerator(seed: 3)
    // Bytes that differ from those sought by one, or in the high bit alone.
    let choices: [UInt8] = [0x3C, 0x3D, 0x3B, 0xBC, 0x3E, 0xBE, 0, 0xFF, 0x80, 1]
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        choices.randomElement(using: &generator) ?? 0
      }
      let limit = Int.random(in: 0...bytes.count, using: &generator)
      let start = Int.random(in: 0...limit, using: &generator)
      let one = bytes[start..<limit].firstIndex(of: 0x3C) ?? limit
      let either = bytes[start..<limit].firstIndex { $0 == 0x3C || $0 == 0x3E } ?? limit
      #expect(firstIndex(of: 0x3C, in: bytes.span, from: start, to: limit) == one)
      #expect(firstIndex(of: 0x3C, or: 0x3E, in: bytes.span, from: start, to: limit) == either)
    }
  }

  @Test("A search for what is far away finds the same")
  func far() {
    var generator = SeededGenerator(seed: 4)
    for count in 0...200 {
      var bytes: [UInt8] = (0..<count).map { _ in
        [0x3D, 0xBC, 0x3B, 0].randomElement(using: &generator) ?? 0
      }
      if count % 3 > 0 { bytes[Int.random(in: 0..<count, using: &generator)] = 0x3C }
      let limit = Int.random(in: 0...count, using: &generator)
      let start = Int.random(in: 0...min(limit, 9), using: &generator)
      #expect(
        firstFarIndex(of: 0x3C, in: bytes.span, from: start, to: limit)
          == firstIndex(of: 0x3C, in: bytes.span, from: start, to: limit))
    }
  }

  @Test("Sets hold the bytes they say and no others")
  func sets() {
    func members(_ set: LowASCIISet) -> [UInt8] { (0...255).filter { set.contains($0) } }
    let space: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20]
    #expect(members(.space) == space)
    #expect(members(.tagNameEnd) == space + [0x2F, 0x3E])
    #expect(members(.attributeNameEnd) == space + [0x2F, 0x3D, 0x3E])
    #expect(members(.attributeSeparator) == space + [0x2F])
    #expect(members(.unquotedEnd) == space + [0x3E])
  }

  @Test("Letters and digits are those of ASCII")
  func classes() {
    let letters = (0...255).filter { isASCIILetter($0) }
    #expect(letters == Array(0x41...0x5A) + Array(0x61...0x7A))
    #expect((0...255).filter { isASCIIAlphanumeric($0) } == Array(0x30...0x39) + letters)
    #expect((0...255).filter { lowercasedASCII($0) != $0 } == Array(0x41...0x5A))
  }
}
