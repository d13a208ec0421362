// Tests the sniffer with html5lib's encoding tests where they are at hand.

import Foundation
import Testing

@testable import Chaffinch

/// The encoding tests of https://github.com/html5lib/html5lib-tests, kept beside the package.
enum HTML5LibEncodingTests {
  static let folder = URL(filePath: #filePath)
    .appending(path: "../../../../../shared/conformance/html5lib/encoding").standardizedFileURL

  struct Case {
    let data: [UInt8]
    let encoding: String
  }

  static let isPresent = FileManager.default.fileExists(
    atPath: folder.appending(path: "tests1.dat").path())

  /// The cases of a file, as bytes: `#data`, lines, `#encoding`, a line, an empty line.
  static func cases(_ name: String) throws -> [Case] {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    var cases: [Case] = []
    var data: [[UInt8]] = []
    var section = ""
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = String(decoding: line, as: UTF8.self)
      if text == "#data" || text == "#encoding" {
        if text == "#data" { data = [] }
        section = text
      } else if section == "#data" {
        data.append(Array(line))
      } else if section == "#encoding", !line.isEmpty {
        cases.append(Case(data: Array(data.joined(separator: [0x0A])), encoding: text))
        section = ""
      }
    }
    return cases
  }
}

@Suite("html5lib's encoding tests")
struct EncodingConformanceTests {
  /// Cases whose verdict is another on purpose, by number from 1.
  private static let deviations: [String: [Int]] = [
    "tests1.dat": [], "tests2.dat": [],
    // Declares EUC-JP and is UTF-8.
    "test-yahoo-jp.dat": [1],
    // Declared by a script, and scripts are not run.
    "scripted/tests1.dat": [1],
  ]

  // Left out: chardet/test_big5.txt, undeclared Big5, since letters are not counted.
  @Test(
    "Declarations are found as html5lib finds them",
    .enabled(
      if: HTML5LibEncodingTests.isPresent, "html5lib's encoding tests are not beside the package"),
    arguments: ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat", "scripted/tests1.dat"])
  func conformance(name: String) throws {
    let cases = try HTML5LibEncodingTests.cases(name)
    #expect(!cases.isEmpty)
    var deviating: [Int] = []
    for (index, example) in cases.enumerated() {
      let expected = try #require(CharacterEncoding(label: example.encoding))
      let sniffed = sniffEncoding(of: example.data)
      // The tests take windows-1252 where nothing is declared; for ASCII that is the same as UTF-8.
      let isUndeclaredASCII =
        sniffed.source == .validUTF8 && example.data.allSatisfy { $0 < 0x80 }
      if sniffed.encoding != (isUndeclaredASCII && expected == .windows1252 ? .utf8 : expected) {
        deviating.append(index + 1)
      }
    }
    #expect(deviating == Self.deviations[name])
  }
}
