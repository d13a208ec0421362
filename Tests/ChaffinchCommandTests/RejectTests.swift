// Tests what is told of a bad record and what it is passed on as.

import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct RejectTests {
  @Test(
    "Base64 is that of RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func alphabet(text: String, expected: String) {
    #expect(base64(Array("<\(text)".utf8).dropFirst()) == expected)
  }

  @Test("Every byte comes back from base64")
  func everyByte() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Data(base64Encoded: base64(bytes[...])) == Data(bytes))
  }

  @Test(
    "A member 'error' goes behind the last one, or in the place of an older one",
    arguments: [
      ("{}", #"{"error":"no"}"#),
      (" { } ", #" {"error":"no" } "#),
      (#"{"a":1}"#, #"{"a":1,"error":"no"}"#),
      (#"{"a":[{"error":1}], "b" : "}\"," }"#, #"{"a":[{"error":1}], "b" : "}\",","error":"no" }"#),
      (#"{"error":{"x":[1,2]} ,"b":2}"#, #"{"error":"no" ,"b":2}"#),
      (#"{"b":"error","error": null}"#, #"{"b":"error","error": "no"}"#),
      (#"{"error":1,"error":2}"#, #"{"error":1,"error":"no"}"#),
      (#"{"b":-1.5e3}"#, #"{"b":-1.5e3,"error":"no"}"#),
      // The same key, spelled otherwise.
      (#"{"a":"\\","\u0065rror": [1] }"#, #"{"a":"\\","\u0065rror": "no" }"#),
      (#"{"error":1,"err\u006fr":2,"b":3}"#, #"{"error":1,"err\u006fr":"no","b":3}"#),
      // What is no object comes through as it is.
      (#"[{"a":1}]"#, #"[{"a":1}]"#), (#"{"a":1,}"#, #"{"a":1,}"#), ("", ""),
    ])
  func errorMember(record: String, expected: String) {
    let bytes = Array("\n\(record)\n".utf8)
    var output: [UInt8] = []
    ErrorMember.append(1..<bytes.count - 1, of: bytes, reason: "no", to: &output)
    #expect(String(decoding: output, as: UTF8.self) == expected)
    var again: [UInt8] = []
    ErrorMember.append(0..<output.count, of: output, reason: "no", to: &again)
    #expect(again == output)
  }
}
