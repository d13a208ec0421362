// Tests character references by the examples and tables of the HTML standard.

import Foundation
import Testing

@testable import Chaffinch

@Suite("Character references")
struct CharacterReferenceTests {
  private func resolve(_ text: String, inAttribute: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    appendResolvingReferences(
      bytes.span, 0..<bytes.count, inAttribute: inAttribute, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Length and scalars of the reference that `text` starts with.
  private func reference(_ text: String, limit: Int? = nil, inAttribute: Bool = false) -> [UInt32]?
  {
    let bytes = Array(text.utf8)
    return characterReference(
      bytes.span, at: 0, limit: limit ?? bytes.count, inAttribute: inAttribute
    ).map { [UInt32($0.length), $0.first, $0.second] }
  }

  @Test("Named references give one scalar or two, with the bytes they take")
  func named() {
    #expect(reference("&amp;x") == [5, 0x26, 0])
    #expect(reference("&apos;") == [6, 0x27, 0])
    #expect(reference("&AElig;") == [7, 0xC6, 0])
    #expect(reference("&zwnj;") == [6, 0x200C, 0])
    #expect(reference("&NotEqualTilde;") == [15, 0x2242, 0x338])
    #expect(reference("&fjlig;") == [7, 0x66, 0x6A])
    #expect(reference("&CounterClockwiseContourIntegral;") == [33, 0x2233, 0])
  }

  @Test("The longest name counts, and without semicolon only the old ones")
  func longestName() {
    #expect(resolve("&notit; &notin; &not &noti") == "¬it; ∉ ¬ ¬i")
    #expect(resolve("&ampamp;&ltx&frac12x") == "&amp;<x½x")
    #expect(resolve("&apos &zwnj &hellip") == "&apos &zwnj &hellip")
  }

  @Test("In a value, what may be a URL's parameter is left alone")
  func inAttribute() {
    let url = "?a=1&copy=2&lt3&notit;&reg"
    #expect(resolve(url, inAttribute: true) == "?a=1&copy=2&lt3&notit;®")
    #expect(resolve(url) == "?a=1©=2<3¬it;®")
    #expect(resolve("&copy;=&amp;b&gt.", inAttribute: true) == "©=&b>.")
  }

  @Test("Unknown names and lone ampersands are text")
  func literal() {
    for text in ["&", "a & b", "&;", "&x", "&unknown;", "&#", "&#;", "&#x", "&#xg;", "&&", "&Ämp;"]
    {
      #expect(resolve(text) == text)
    }
    #expect(reference("& ") == nil)
  }

  @Test("Numbers are decimal or hexadecimal and may lack their semicolon")
  func numeric() {
    #expect(resolve("&#65;&#x41;&#X4a;&#0065x&#x1F600;") == "AAJAx😀")
    #expect(reference("&#65") == [4, 65, 0])
    #expect(reference("&#13;") == [5, 13, 0])
  }

  @Test("Numbers that are no characters are replaced, those of windows-1252 mapped")
  func replacedNumbers() {
    for text in ["&#0;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#99999999999999999999;"] {
      #expect(resolve(text) == "\u{FFFD}")
    }
    #expect(resolve("&#x80;&#150;&#x9F;") == "€–Ÿ")
    #expect(reference("&#x81;") == [6, 0x81, 0])
    #expect(reference("&#x10FFFF;") == [10, 0x10FFFF, 0])
  }

  @Test("No byte from the limit on is read")
  func limit() {
    #expect(reference("&amp;", limit: 4) == [4, 0x26, 0])
    #expect(reference("&amp;", limit: 3) == nil)
    #expect(reference("&#65;", limit: 3) == [3, 6, 0])
    #expect(reference("&notin;", limit: 6, inAttribute: true) == nil)
    #expect(reference("&notin;", limit: 4, inAttribute: true) == [4, 0xAC, 0])
    #expect(reference("&amp;", limit: 1) == nil)
  }

  @Test("Bytes around references stay as they are, malformed ones too")
  func otherBytes() {
    let bytes: [UInt8] = [0xFF, 0x0D, 0x0A, 0, 0x26, 0x6C, 0x74, 0x3B, 0xC3]
    var output: [UInt8] = [1]
    appendResolvingReferences(bytes.span, 0..<bytes.count, inAttribute: false, to: &output)
    #expect(output == [1, 0xFF, 0x0D, 0x0A, 0, 0x3C, 0xC3])
  }

  @Test("The table's names are in the order that the search needs, each once")
  func order() {
    let names = "\(namedCharacterReferences)".split(separator: " ").map {
      Array($0.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") })
    }
    #expect(names.count == 2125)
    for (name, next) in zip(names, names.dropFirst()) {
      #expect(name.lexicographicallyPrecedes(next))
    }
  }

  private static let standardTable = URL(filePath: #filePath)
    .appending(path: "../../../../../shared/conformance/html5lib/named-character-references.json")
    .standardizedFileURL

  @Test(
    "Every name of the standard's table, and no name beside it, is known",
    .enabled(
      if: FileManager.default.fileExists(atPath: standardTable.path()),
      "the standard's table is not beside the package"))
  func wholeTable() throws {
    let file = try JSONValue(parsing: Array(try Data(contentsOf: Self.standardTable)))
    guard case .object(let members) = file else {
      Issue.record("not a table")
      return
    }
    #expect(members.count == 2231)
    for member in members {
      #expect(
        Array(resolve("&\(member.key)").utf8) == Array((member.value.string ?? "").utf8),
        "\(member.key)")
    }
    let names = Set(members.map(\.key))
    for name in names where name.hasSuffix(";") && !names.contains(String(name.dropLast())) {
      // A shorter name may count; the whole must not.
      let whole = String(name.dropLast())
      #expect(reference("&\(whole)").map { Int($0[0]) } != whole.utf8.count + 1, "\(whole)")
    }
  }
}
