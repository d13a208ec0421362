// Tests the fast validation of UTF-8 against the decoder that names what is malformed.

import Testing

@testable import Chaffinch

@Suite("UTF-8 validation")
struct UTF8ValidationTests {
  private func validity(_ bytes: [UInt8]) -> UTF8Validity { utf8Validity(of: bytes.span) }

  @Test("ASCII, more than ASCII and malformed bytes are told apart")
  func kinds() {
    #expect(validity([]) == .ascii)
    #expect(validity(Array("pigeon".utf8)) == .ascii)
    #expect(validity(Array("Möwe".utf8)) == .multibyte)
    #expect(validity([0x4D, 0xF6, 0x77, 0x65]) == .malformed)
  }

  @Test("A malformed sequence is found wherever it stands, also where it is cut off at the end")
  func everyPosition() {
    for length in 1..<70 {
      for position in 0..<length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        bytes[position] = 0xC3
        #expect(validity(bytes) == .malformed)
        if position + 1 < length {
          bytes[position + 1] = 0xA9
          #expect(validity(bytes) == .multibyte)
        }
      }
    }
  }

  @Test("All beginnings of two bytes and their continuations are judged as by the scalar decoder")
  func agreement() {
    for first in UInt8(0x80)...0xFF {
      for second in stride(from: UInt8(0x70), through: 0xD0, by: 1) {
        for tail in [[], [0x80], [0xBF, 0x80], [0x80, 0x41]] as [[UInt8]] {
          let bytes = [first, second] + tail
          let isValid = firstMalformedUTF8(in: bytes.span, 0..<bytes.count) == nil
          #expect((validity(bytes) == .multibyte) == isValid, "\(bytes)")
        }
      }
    }
  }
}
