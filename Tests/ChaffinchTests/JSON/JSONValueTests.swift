// Tests JSON trees: parsing, looking up, and writing them again.

import Testing

@testable import Chaffinch

@Suite("JSON trees")
struct JSONValueTests {
  private func parse(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  private func written(_ value: JSONValue, indent: Int? = nil) -> String {
    var bytes: [UInt8] = []
    value.append(to: &bytes, indent: indent)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Every kind of value is parsed")
  func kinds() throws {
    let value = try parse(#" {"a":[null,true,false,-1.50e3,"x\ny"],"b":{},"c":[]} "#)
    #expect(
      value
        == .object([
          ("a", .array([.null, .bool(true), .bool(false), .number("-1.50e3"), .string("x\ny")])),
          ("b", .object([])), ("c", .array([])),
        ]))
  }

  @Test("Values are looked up by kind, and are nil of any other kind")
  func lookUp() throws {
    let value = try parse(#"{"s":"t","b":true,"i":-12,"d":1.0,"big":9223372036854775808,"a":[1]}"#)
    #expect(value["s"]?.string == "t")
    #expect(value["b"]?.bool == true)
    #expect(value["i"]?.int == -12)
    #expect(value["d"]?.int == nil)
    #expect(value["big"]?.int == nil)
    #expect(value["a"]?.array == [.number("1")])
    #expect(value["s"]?.int == nil && value["i"]?.string == nil && value["s"]?.array == nil)
    #expect(value["none"] == nil && JSONValue.null["s"] == nil && value["i"]?.bool == nil)
  }

  @Test("Of members with one key all are kept, and the last is found")
  func duplicates() throws {
    let value = try parse(#"{"k":1,"\u006b":2}"#)
    #expect(value["k"] == .number("2"))
    #expect(written(value) == #"{"k":1,"k":2}"#)
  }

  @Test("Order of members and spelling of numbers tell values apart")
  func equality() throws {
    #expect(try parse(#"{"a":1,"b":2}"#) != parse(#"{"b":2,"a":1}"#))
    #expect(try parse("1") != parse("1.0"))
    #expect(try parse("[1]") != parse("[1,1]"))
    #expect(try parse(#""1""#) != parse("1"))
    #expect(try parse(#" [ "\u0061" ] "#) == parse(#"["a"]"#))
  }

  @Test("A value is written on one line or in a readable layout")
  func layouts() throws {
    let value = try parse(#"{"a":[1,{"b":[]}],"c":{}}"#)
    #expect(written(value) == #"{"a":[1,{"b":[]}],"c":{}}"#)
    #expect(
      written(value, indent: 0)
        == """
        {
          "a": [
            1,
            {
              "b": []
            }
          ],
          "c": {}
        }
        """)
  }

  /// A random value at most `depth` levels deep.
  private func random(_ depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
    let texts = [
      "", "a", "\"\\/", "\u{0}\u{1F}\u{7F}", "é€😀\u{2028}", "line\r\n\tend", "\u{8}\u{C}",
    ]
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .number(String(Int32.random(in: -999...999, using: &generator)) + "e-2")
    case 3: return .string(texts[Int.random(in: 0..<texts.count, using: &generator)])
    case 4:
      return .array(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in random(depth - 1, &generator) })
    default:
      return .object(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          (
            texts[Int.random(in: 0..<texts.count, using: &generator)],
            random(depth - 1, &generator)
          )
        })
    }
  }

  @Test("What is written is parsed as the same value, in either layout")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let value = random(4, &generator)
      #expect(try parse(written(value)) == value)
      #expect(try parse(written(value, indent: 0)) == value)
    }
  }

  @Test("Trees are as deep as the limit and no deeper", arguments: ["", "1", "{}"])
  func depth(inner: String) throws {
    // An inner object is a level of its own.
    let levels = JSONValue.depthLimit - (inner == "{}" ? 1 : 0)
    let open = String(repeating: "[", count: levels)
    let close = String(repeating: "]", count: levels)
    _ = try parse(open + inner + close)
    #expect(throws: JSONError(.tooDeep, at: JSONValue.depthLimit)) {
      try parse("[" + open + inner + close + "]")
    }
  }

  @Test("A value inside other bytes is parsed from its range alone")
  func range() throws {
    let bytes = Array("xx[1]]".utf8)
    #expect(try JSONValue(parsing: bytes, range: 2..<5) == .array([.number("1")]))
    #expect(throws: JSONError(.trailingBytes, at: 5)) {
      try JSONValue(parsing: bytes, range: 2..<6)
    }
    #expect(throws: JSONError(.unexpectedEnd, at: 4)) {
      try JSONValue(parsing: bytes, range: 2..<4)
    }
  }
}
