// Tests that an error in JSON reads as a clause with its place.

import Testing

@testable import Chaffinch

@Suite("JSON errors")
struct JSONErrorTests {
  @Test(
    "An error says what is wrong and at which byte",
    arguments: [
      (.unexpectedByte(UInt8(ascii: ",")), "unexpected ',' at byte 7"),
      (.unexpectedByte(0xEF), "unexpected byte 0xef at byte 7"),
      (.unexpectedByte(0x20), "unexpected byte 0x20 at byte 7"),
      (.unexpectedEnd, "the JSON text ends too early at byte 7"),
      (.badNumber, "malformed number at byte 7"),
      (.badEscape, "malformed escape in a string at byte 7"),
      (.controlCharacter, "unescaped control character in a string at byte 7"),
      (.malformedUTF8, "malformed UTF-8 at byte 7"),
      (.trailingBytes, "something after the JSON value at byte 7"),
      (.tooDeep, "nested too deeply at byte 7"),
    ] as [(JSONError.Reason, String)])
  func descriptions(reason: JSONError.Reason, expected: String) {
    #expect(JSONError(reason, at: 7).description == expected)
  }
}
