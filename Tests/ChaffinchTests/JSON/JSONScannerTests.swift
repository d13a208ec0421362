// Tests the scanner's strictness, with the public JSON test suite where it is at hand.

import Foundation
import Testing

@testable import Chaffinch

/// The parsing tests of https://github.com/nst/JSONTestSuite, kept beside the package.
enum JSONTestSuite {
  static let folder = URL(filePath: #filePath)
    .appending(path: "../../../../../shared/conformance/json-test-suite").standardizedFileURL

  /// File names: y_ must be accepted, n_ refused, i_ may be either.
  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
    .filter { $0.hasSuffix(".json") }.sorted()

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }
}

@Suite("JSON scanner")
struct JSONScannerTests {
  /// Reads one value and nothing after it; the range of the value.
  private func scan(_ bytes: [UInt8], _ range: Range<Int>? = nil) throws(JSONError) -> Range<Int> {
    let span = bytes.span
    var scanner = JSONScanner(range ?? 0..<bytes.count)
    let value = try scanner.skipValue(span)
    try scanner.expectEnd(span)
    return value
  }

  private func scan(_ text: String) throws(JSONError) -> Range<Int> {
    try scan(Array(text.utf8))
  }

  /// The range between the quotes of the string that `bytes` start with.
  private func string(_ bytes: [UInt8]) throws(JSONError) -> Range<Int> {
    var scanner = JSONScanner(0..<bytes.count)
    return try scanner.string(bytes.span)
  }

  @Test(
    "The JSON test suite's verdicts are met by the scanner and by the tree",
    .enabled(if: !JSONTestSuite.names.isEmpty, "the JSON test suite is not beside the package"))
  func conformance() throws {
    for name in JSONTestSuite.names {
      let bytes = try JSONTestSuite.bytes(name)
      let scanned = (try? scan(bytes)) != nil
      let tree = try? JSONValue(parsing: bytes)
      if name.hasPrefix("y_") {
        #expect(scanned && tree != nil, "\(name) was refused")
      } else if name.hasPrefix("n_") {
        #expect(!scanned && tree == nil, "\(name) was accepted")
      }
      // A tree is bounded in depth; else both readers agree, also where either is allowed.
      #expect(scanned || tree == nil, "\(name)")
    }
  }

  @Test("A value's range leaves out the white space around it")
  func ranges() throws {
    #expect(try scan(" \t\r\n[1, {\"a\" : null}] \n") == 4..<21)
    #expect(try scan("\"a\"") == 0..<3)
    #expect(try scan(Array("xx 12 yy".utf8), 2..<6) == 3..<5)
  }

  @Test("A hundred thousand nested arrays are skipped without recursion")
  func deepNesting() throws {
    let depth = 100_000
    let open = [UInt8](repeating: UInt8(ascii: "["), count: depth)
    let close = [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    #expect(try scan(open + close) == 0..<2 * depth)
    #expect(try scan(open + [UInt8(ascii: "1")] + close) == 0..<2 * depth + 1)
    #expect(throws: JSONError(.unexpectedEnd, at: depth)) { try scan(open) }
    #expect(throws: JSONError(.unexpectedByte(UInt8(ascii: "}")), at: depth)) {
      try scan(open + [UInt8(ascii: "}")])
    }
  }

  @Test(
    "What is no JSON is refused, with the byte where it goes wrong",
    arguments: [
      ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[1", .unexpectedEnd, 2),
      ("{\"a\":", .unexpectedEnd, 5), ("\"a", .unexpectedEnd, 2), ("tru", .unexpectedEnd, 3),
      ("\"\\", .unexpectedEnd, 2), ("\"\\u12", .unexpectedEnd, 5),
      ("[1,]", .unexpectedByte(0x5D), 3), ("[,1]", .unexpectedByte(0x2C), 1),
      ("{\"a\" 1}", .unexpectedByte(0x31), 5), ("{1:2}", .unexpectedByte(0x31), 1),
      ("{\"a\":1,}", .unexpectedByte(0x7D), 7), ("[1 2]", .unexpectedByte(0x32), 3),
      ("[}", .unexpectedByte(0x7D), 1), ("nulL", .unexpectedByte(0x4C), 3),
      ("+1", .unexpectedByte(0x2B), 0), (".5", .unexpectedByte(0x2E), 0),
      ("01", .badNumber, 0), ("-", .badNumber, 0), ("1.", .badNumber, 0), ("1e", .badNumber, 0),
      ("[1.e1]", .badNumber, 1), ("-01", .badNumber, 0), ("2E+", .badNumber, 0),
      ("\"\\x\"", .badEscape, 1), ("\"a\\u00g0\"", .badEscape, 2),
      ("\"a\tb\"", .controlCharacter, 2), ("\"\0\"", .controlCharacter, 1),
      ("1 1", .trailingBytes, 2), ("{}x", .trailingBytes, 2),
      ("\u{FEFF}1", .unexpectedByte(0xEF), 0),
    ] as [(String, JSONError.Reason, Int)])
  func refused(text: String, reason: JSONError.Reason, offset: Int) {
    #expect(throws: JSONError(reason, at: offset)) { try scan(text) }
  }

  @Test(
    "Malformed UTF-8 in a string is refused",
    arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
      as [[UInt8]])
  func malformedUTF8(bytes: [UInt8]) {
    let text = Array("\"a".utf8) + bytes + Array("\"".utf8)
    #expect(throws: JSONError(.malformedUTF8, at: 2)) { try scan(text) }
  }

  @Test("A string ends, and goes wrong, at the right byte wherever that stands")
  func longStrings() throws {
    // Plain bytes may be read many at a time; what stops them stands at every offset, with bytes
    // before and behind that are nearly stops themselves.
    let plain = Array(" !#[]^_~\u{7F}azAZ".utf8)
    for count in 0..<40 {
      let run = [UInt8(ascii: "\"")] + (0..<count).map { plain[$0 % plain.count] }
      let rest = Array("a\" , !\u{7F}#[]^ zzzzzz".utf8)
      #expect(try string(run + Array("\"".utf8) + rest) == 1..<count + 1)
      #expect(try string(run + Array("\\n\"".utf8) + rest) == 1..<count + 3)
      #expect(try string(run + Array("é€😀\"".utf8) + rest) == 1..<count + 10)
      for control: UInt8 in [0x00, 0x0A, 0x1F] {
        #expect(throws: JSONError(.controlCharacter, at: count + 1)) {
          try string(run + [control] + rest)
        }
      }
      #expect(throws: JSONError(.malformedUTF8, at: count + 1)) { try string(run + [0x80] + rest) }
      #expect(throws: JSONError(.badEscape, at: count + 1)) {
        try string(run + Array("\\".utf8) + rest)
      }
      #expect(throws: JSONError(.unexpectedEnd, at: count + 1)) { try string(run) }
    }
  }

  @Test("Nothing behind the scanner's end is read")
  func staysInside() {
    // The value would be complete one byte further on.
    for text in ["[1]", "\"é\"", "true", "{\"a\":1}", "\"\\n\"", "\"\\u0041\"", "-1"] {
      let bytes = Array(text.utf8)
      for end in 0..<bytes.count where text != "-1" || end < 2 {
        #expect(throws: JSONError.self) { try scan(bytes, 0..<end) }
      }
    }
  }

  @Test(
    "Numbers of every form are read to their end",
    arguments: ["0", "-0", "10", "1.5", "-2.25e-3", "1E+9"])
  func numbers(text: String) throws {
    #expect(try scan("[\(text),\(text)]") == 0..<2 * text.utf8.count + 3)
  }
}
